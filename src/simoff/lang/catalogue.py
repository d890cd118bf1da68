"""The texts of one room in one language, and how a value is filled into them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final, Protocol, runtime_checkable

from simoff.lang.faults import BadTemplate, MissingArgument, MissingText, WrongArgument
from simoff.lang.plural import EVERY, category
from simoff.lang.template import ISO, Template, names, parse
from simoff.lang.words import LANGS
from simoff.lang.writing import date_text, list_text, money_text, number_text, quantity_text

Entry = str | dict[str, str]
"""A text, or its plural forms by category (one, few, many, other)."""

_NOTHING: Final[Mapping[str, Any]] = {}


@runtime_checkable
class InLanguages(Protocol):
    """A value that knows its own words, such as the text of a fact."""

    def in_(self, lang: str) -> str:
        """The words in ``zh``, ``ru`` or ``en``."""
        ...


class Catalogue:
    """Says texts by their id. Each text is taken apart when it is first said."""

    def __init__(self, lang: str, entries: Mapping[str, Entry]) -> None:
        """``entries`` as :func:`flatten` gives them; ValueError for a language there is not."""
        if lang not in LANGS:
            raise ValueError(f"no language {lang!r}; there are {', '.join(LANGS)}")
        self.lang = lang
        self._entries = entries
        self._plain: dict[str, Template] = {}
        self._plural: dict[str, dict[str, Template]] = {}

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def say(self, key: str, args: Mapping[str, Any] = _NOTHING) -> str:
        """The text with ``args`` filled in; names in ``args`` that the text does not use are left aside.

        A plural text takes its form from ``args["n"]``. The full stop of a value that ends with one, such as
        ``5 руб.``, is not doubled. Raises MissingText and MissingArgument (KeyError),
        WrongArgument (TypeError), BadTemplate (ValueError).
        """
        template = self._plain.get(key)
        if template is None:
            template = self._form(key, args)
        said = ""
        for piece in template:
            if not isinstance(piece, str):
                said += self._filled(key, piece[0], piece[1], args)
            elif said.endswith(".") and not piece.startswith(".."):
                said += piece.removeprefix(".")
            else:
                said += piece
        return said

    def forms(self, key: str) -> dict[str, Template]:
        """The pieces of a text by plural category; a text without plural forms has ``other`` alone."""
        entry = self._entry(key)
        if isinstance(entry, str):
            return {"other": self._plain.setdefault(key, parse(key, entry))}
        forms = self._plural.get(key)
        if forms is None:
            if "other" not in entry:
                raise BadTemplate(key, "its plural forms lack 'other'")
            forms = self._plural[key] = {name: parse(key, text) for name, text in entry.items()}
        return forms

    def has_plural(self, key: str) -> bool:
        """Whether the text has plural forms."""
        return isinstance(self._entry(key), dict)

    def placeholders(self, key: str) -> frozenset[str]:
        """The names a text asks for in any of its forms."""
        return frozenset().union(*map(names, self.forms(key).values()))

    def _entry(self, key: str) -> Entry:
        try:
            return self._entries[key]
        except KeyError:
            raise MissingText(key, self.lang) from None

    def _form(self, key: str, args: Mapping[str, Any]) -> Template:
        forms = self.forms(key)
        if not self.has_plural(key):
            return forms["other"]
        n = args.get("n")
        if n is None:
            raise MissingArgument("n", key, self.lang)
        if isinstance(n, bool) or not isinstance(n, int | float | Decimal):
            raise WrongArgument("n", "", type(n).__name__, key, self.lang)
        return forms.get(category(n, self.lang)) or forms["other"]

    def _filled(self, key: str, name: str, spec: str, args: Mapping[str, Any]) -> str:
        value = args.get(name)
        if value is None:
            raise MissingArgument(name, key, self.lang)
        text = written(value, spec, self.lang)
        if text is None:
            raise WrongArgument(name, spec, type(value).__name__, key, self.lang)
        return text


def written(value: object, spec: str, lang: str) -> str | None:
    """A value as ``lang`` writes it; None where it cannot be written with that spec."""
    if isinstance(value, str):
        return None if spec else value
    if isinstance(value, date):
        return _day(value, spec, lang)
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return _number(value, spec, lang)
    if isinstance(value, tuple | list):
        items = [written(item, spec, lang) for item in value]
        said = [item for item in items if item is not None]
        return list_text(said, lang) if len(said) == len(items) else None
    return value.in_(lang) if isinstance(value, InLanguages) and not spec else None


def _day(value: date, spec: str, lang: str) -> str | None:
    if spec == ISO:
        return f"{value.year:04}-{value.month:02}-{value.day:02}"
    return None if spec else date_text(value, lang)


def _number(value: int | float | Decimal, spec: str, lang: str) -> str | None:
    if spec == ISO:
        return None
    if spec:
        return quantity_text(value, spec, lang)
    return money_text(value, lang) if isinstance(value, Decimal) else number_text(value, lang)


def flatten(table: Mapping[str, Any], before: str = "") -> dict[str, Entry]:
    """A TOML table of texts by id: nested tables joined by ".", plural forms kept as one text.

    BadTemplate for a value that is no text, plural forms without ``other``, and an id that comes twice.
    """
    entries: dict[str, Entry] = {}
    for name, value in table.items():
        key = f"{before}{name}"
        for found, entry in _flat(key, value).items():
            if found in entries:
                raise BadTemplate(found, "it stands in the catalogue twice")
            entries[found] = entry
    return entries


def _flat(key: str, value: object) -> dict[str, Entry]:
    if isinstance(value, str):
        return {key: value}
    if not isinstance(value, Mapping):
        raise BadTemplate(key, f"it is a {type(value).__name__} and not a text")
    if value and EVERY.issuperset(value) and all(isinstance(form, str) for form in value.values()):
        if "other" not in value:
            raise BadTemplate(key, "its plural forms lack 'other'")
        return {key: dict(value)}
    return flatten(value, f"{key}.")
