"""Addresses in a text, never opened: whose domain it is, whose it pretends to be, and what it hides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from simoff.guard.model import Book, Owner
from simoff.guard.names import Names, plain_name

if TYPE_CHECKING:
    from tldextract import TLDExtract

MOST = 5_000
"""Different addresses of one text that are looked at."""

_SIGN = "a-z0-9_\u00df-\u024f\u0370-\u03ff\u0400-\u04ff-"
_HOST = rf"[{_SIGN}]++(?:\.[{_SIGN}]++)++"
_ADDRESS = re.compile(
    rf"(?<![{_SIGN}@.])(?P<scheme>(?:https?|hxxps?|ftp)://)?(?P<user>(?<=//)[^\s/@<>\"«»]{{1,200}}@)?"
    rf"(?P<host>{_HOST})\.?(?P<rest>(?::\d{{1,5}})?(?:[/?#][^\s<>\"«»()\u3000-\u9fff]*+)?)"
)
_EMAIL = re.compile(rf"(?<![\w.+-])[a-z0-9_.+-]++@(?P<host>{_HOST})")
_IP = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}")
_COMMON_TLDS = frozenset(
    (
        *("ru", "su", "рф", "xn--p1ai", "com", "net", "org", "info", "biz", "online", "site", "shop", "top", "xyz"),
        *("club", "icu", "vip", "store", "website", "tech", "cn", "kz", "ua", "ltd", "uk", "eu", "cfd", "sbs"),
        *("bond", "tk", "ml", "ga", "cf", "gq", "pw"),
    )
)
"""Without a scheme or a path only these make an address; ``tell.me`` is a slip of the pen."""


class Link(Struct, frozen=True):
    """One address: its place in the text, host and registrable domain in Unicode, and what it is.

    ``kind``: known, other, short, lookalike, disguised, hidden, handle or email.
    """

    start: int
    end: int
    kind: str
    host: str
    domain: str
    owner: Owner | None = None
    account: str = ""


class Links:
    """Tells addresses apart by the allow-list."""

    def __init__(self, book: Book, honest: frozenset[str] = frozenset()) -> None:
        """``honest``: registrable domains that belong to known services, beside those of the allow-list."""
        self._honest = honest
        self._shorteners, self._messengers = book.shorteners, book.messengers
        self._owners = {domain: owner for owner in book.owners for domain in owner.domains}
        self._names = Names(book.owners)

    @cached_property
    def _extract(self) -> TLDExtract:
        from tldextract import TLDExtract  # about 50 ms, and most texts hold no address

        return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)

    def find(self, bare: str) -> tuple[list[Link], bool]:
        """The addresses of a folded text, and whether all were looked at: of more than MOST the later are not."""
        found: list[Link] = []
        if "." not in bare:
            return found, True
        mails = list(self._mails(bare))
        found += [link for _, link in mails if link is not None]
        known: dict[str, Link | None] = {}
        whole, place = True, 0
        for match in _ADDRESS.finditer(bare):
            while place < len(mails) and mails[place][0][1] <= match.start():
                place += 1
            if place < len(mails) and mails[place][0][0] < match.end():
                continue
            if match[0] not in known:
                if len(known) == MOST:
                    whole = False
                    continue
                known[match[0]] = self._link(match)
            link = known[match[0]]
            if link is not None:
                found.append(structs.replace(link, start=match.start(), end=_end(match)))
        return found, whole

    def _mails(self, bare: str) -> Iterator[tuple[tuple[int, int], Link | None]]:
        for match in islice(_EMAIL.finditer(bare), MOST):
            if bare[max(0, match.start() - 2) : match.start()] != "//":
                yield match.span(), self._email(match)

    def of_address(self, address: str) -> Link | None:
        """The link of an address that stands in HTML."""
        found = _ADDRESS.search(address.strip().lower()[:2048])
        return self._link(found) if found else None

    def _email(self, found: re.Match[str]) -> Link | None:
        host = _unicode(found["host"])
        parts = self._extract(host)
        if not parts.suffix or not parts.domain:
            return None
        domain = f"{parts.domain}.{parts.suffix}"
        kind = self._kind(host, domain, None)[0]
        kind = "email" if kind in ("other", "short", "handle") else kind
        return Link(found.start(), found.end(), kind, host, domain)

    def _link(self, found: re.Match[str]) -> Link | None:
        raw, start, end = found["host"].strip("_-"), found.start(), _end(found)
        if _IP.fullmatch(raw):
            surely = found["scheme"] and all(int(part) < 256 for part in raw.split("."))
            return Link(start, end, "hidden", raw, raw) if surely else None
        host = _unicode(raw)
        parts = self._extract(host)
        if not parts.suffix or not parts.domain or not _is_address(found, host, parts.suffix):
            return None
        domain = f"{parts.domain}.{parts.suffix}"
        kind, owner = self._kind(host, domain, found)
        account = found["rest"].lstrip("/") if kind == "handle" else ""
        return Link(start, end, kind, host, domain, owner, account)

    def _kind(self, host: str, domain: str, found: re.Match[str] | None) -> tuple[str, Owner | None]:
        if found is not None and found["user"]:
            return "hidden", None
        if host in self._messengers or domain in self._messengers:
            return ("handle" if found is not None and len(found["rest"]) > 1 else "other"), None
        owner = self._owner(host, domain)
        if owner is not None or domain in self._honest or host in self._honest:
            return "known", owner
        if host in self._shorteners or domain in self._shorteners:
            return "short", None
        return self._names.imitated(host.split("."), domain)

    def _owner(self, host: str, domain: str) -> Owner | None:
        ascii_domain = _ascii(domain)
        return self._owners.get(ascii_domain) or self._owners.get(host)


def accounts_like(account: str, names: Iterable[str]) -> bool:
    """Whether an account name carries one of the names."""
    plain = plain_name(account)
    return any(name in plain for name in names)


def _end(found: re.Match[str]) -> int:
    """Without the full stop or bracket of the sentence."""
    return found.start() + len(found[0].rstrip(".,;:!?)'"))


def _is_address(found: re.Match[str], host: str, suffix: str) -> bool:
    if found["scheme"] or len(found["rest"]) > 1 or host.startswith("www."):
        return True
    label = host[: -len(suffix) - 1].rpartition(".")[2]
    last = suffix.rpartition(".")[2]
    if last in _COMMON_TLDS:
        return len(label) > 1
    return any(sign in label for sign in "-0123456789") and len(label) > 3 and label.isascii()


def _unicode(host: str) -> str:
    if "xn--" not in host:
        return host
    import idna

    def label(part: str) -> str:
        try:
            return str(idna.ulabel(part)) if part.startswith("xn--") else part
        except (idna.IDNAError, UnicodeError):
            return part

    return ".".join(map(label, host.split(".")))


def _ascii(domain: str) -> str:
    if domain.isascii():
        return domain
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain
