"""The JSON exports of Bitwarden and Enpass and the ``.1pux`` of 1Password, decoded by shape.

Only the members named in these shapes are ever made into values: a password, a one-time secret or a card is
passed over by the decoder.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any, Final, TypeVar

import msgspec
from msgspec import Struct, field

from simoff.accounts.model import Fault, Item, Login
from simoff.accounts.readers.interface import Options, Source, Stop
from simoff.accounts.readers.logins import login
from simoff.accounts.readers.sources import whole

ONE_PUX: Final = "export.data"
"""The member of a ``.1pux`` that holds everything."""
_PHONE_TYPES: Final = frozenset(("phone",))
_USER_TYPES: Final = frozenset(("username", "email"))
_SECRET_TYPES: Final = frozenset(("password", "totp", "pin", "cardnumber", "cvc", "concealed"))

Shape = TypeVar("Shape")


class BitwardenUri(Struct):
    """An address of a login."""

    uri: str | None = None


class BitwardenLogin(Struct):
    """A login without its password."""

    uris: list[BitwardenUri] | None = None
    username: str | None = None


class BitwardenIdentity(Struct):
    """An identity: its telephone, address and user name."""

    phone: str | None = None
    email: str | None = None
    username: str | None = None


class BitwardenField(Struct):
    """A field of the person's own; type 1 is hidden."""

    type: int = 0
    name: str | None = None
    value: Any = None


class BitwardenItem(Struct):
    """An entry of any type."""

    name: str | None = None
    notes: str | None = None
    login: BitwardenLogin | None = None
    identity: BitwardenIdentity | None = None
    fields: list[BitwardenField] | None = None


class EnpassField(Struct):
    """A field; ``sensitive`` is 1 for what is hidden."""

    type: str = ""
    label: str = ""
    value: Any = None
    sensitive: int = 0


class EnpassItem(Struct):
    """An entry."""

    title: str = ""
    note: str | None = None
    fields: list[EnpassField] | None = None


class OnePasswordUrl(Struct):
    """An address of an entry."""

    url: str = ""


class OnePasswordOverview(Struct):
    """What a list of entries shows."""

    title: str | None = None
    url: str | None = None
    urls: list[OnePasswordUrl] | None = None


class OnePasswordLoginField(Struct):
    """A field of a form; only the one that is the user's name is used."""

    designation: str | None = None
    value: Any = None


class OnePasswordValue(Struct):
    """The value of a field by its type; the others are passed over."""

    phone: str | None = None
    string: str | None = None


class OnePasswordField(Struct):
    """A field of a section."""

    title: str = ""
    value: OnePasswordValue | None = None


class OnePasswordSection(Struct):
    """A section of an entry."""

    fields: list[OnePasswordField] | None = None


class OnePasswordDetails(Struct, rename="camel"):
    """What an entry holds."""

    login_fields: list[OnePasswordLoginField] | None = None
    sections: list[OnePasswordSection] | None = None
    notes_plain: str | None = None


class OnePasswordItem(Struct):
    """An entry."""

    overview: OnePasswordOverview = field(default_factory=OnePasswordOverview)
    details: OnePasswordDetails = field(default_factory=OnePasswordDetails)


class Items(Struct):
    """A vault of any of the three: its entries still as they are written."""

    items: list[msgspec.Raw] = []


class BitwardenExport(Items):
    """The whole file."""

    encrypted: bool = False


class OnePasswordAccount(Struct):
    """An account with its vaults."""

    vaults: list[Items] = []


class OnePasswordExport(Struct):
    """The whole file."""

    accounts: list[OnePasswordAccount] = []


def bitwarden_logins(source: Source, options: Options) -> Iterator[Item]:
    """The logins of a Bitwarden export; an encrypted one is refused with what to do."""
    export = _decoded(source, options, BitwardenExport)
    if export.encrypted:
        raise Stop("export-encrypted")
    for place, raw in _placed(export.items):
        yield from _kept(_each(raw, BitwardenItem, _bitwarden, place), source.name, place)


def enpass_logins(source: Source, options: Options) -> Iterator[Item]:
    """The logins of an Enpass export."""
    for place, raw in _placed(_decoded(source, options, Items).items):
        yield from _kept(_each(raw, EnpassItem, _enpass, place), source.name, place)


def onepassword_logins(source: Source, options: Options) -> Iterator[Item]:
    """The logins of ``export.data``."""
    export = _decoded(source, options, OnePasswordExport)
    entries = [raw for account in export.accounts for vault in account.vaults for raw in vault.items]
    for place, raw in _placed(entries):
        yield from _kept(_each(raw, OnePasswordItem, _onepassword, place), source.name, place)


def _placed(entries: list[msgspec.Raw]) -> Iterator[tuple[str, msgspec.Raw]]:
    return ((f"entry {number}", raw) for number, raw in enumerate(entries, 1))


def _decoded(source: Source, options: Options, shape: type[Shape]) -> Shape:
    with closing(source.open()) as stream:
        content = whole(stream, options.limits)
    try:
        return msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=shape)
    except RecursionError:
        raise Stop("too-deep") from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Stop("unreadable") from None


def _each(raw: msgspec.Raw, shape: type[Shape], made: Any, place: str) -> Login | Fault | None:  # noqa: ANN401
    try:
        return made(msgspec.json.decode(raw, type=shape), place)  # type: ignore[no-any-return]
    except (msgspec.DecodeError, UnicodeDecodeError):
        return Fault("broken-record", "")


def _kept(entry: Login | Fault | None, file: str, place: str) -> Iterator[Item]:
    if isinstance(entry, Fault):
        yield Fault(entry.id, file, place)
    elif entry is not None:
        yield entry


def _bitwarden(item: BitwardenItem, place: str) -> Login | None:
    found = item.login or BitwardenLogin()
    person = item.identity or BitwardenIdentity()
    return login(
        place,
        name=item.name or "",
        addresses=[uri.uri or "" for uri in found.uris or ()],
        user_name=found.username or person.username or person.email or "",
        notes=[item.notes or "", *(_text(own.value) for own in item.fields or () if own.type != 1)],
        phones=[person.phone or ""],
    )


def _enpass(item: EnpassItem, place: str) -> Login | None:
    open_fields = [own for own in item.fields or () if not own.sensitive and own.type not in _SECRET_TYPES]
    return login(
        place,
        name=item.title,
        addresses=[_text(own.value) for own in open_fields if own.type == "url"],
        user_name=next((_text(own.value) for own in open_fields if own.type in _USER_TYPES and own.value), ""),
        notes=[item.note or "", *(_text(own.value) for own in open_fields if own.type not in _PHONE_TYPES)],
        phones=[_text(own.value) for own in open_fields if own.type in _PHONE_TYPES],
    )


def _onepassword(item: OnePasswordItem, place: str) -> Login | None:
    overview, details = item.overview, item.details
    values = [
        own.value for section in details.sections or () for own in section.fields or () if own.value is not None
    ]
    return login(
        place,
        name=overview.title or "",
        addresses=[overview.url or "", *(url.url for url in overview.urls or ())],
        user_name=next((_text(f.value) for f in details.login_fields or () if f.designation == "username"), ""),
        notes=[details.notes_plain or "", *(value.string or "" for value in values)],
        phones=[value.phone or "" for value in values],
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else ""
