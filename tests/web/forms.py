"""Reads the forms of a page as a browser does, fills them in, and finds markup that was not meant as markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

TEXTS = {"text", "tel", "search", "email", "password", "number", "date", "hidden"}


@dataclass
class Form:
    """A form: where it goes, its fields with what stands in them, and which of them a person types into."""

    action: str
    encoding: str
    fields: dict[str, str] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self._select: str | None = None
        self._open = False

    def handle_starttag(self, tag: str, attributes: Any) -> None:
        given = {name: value or "" for name, value in attributes}
        self.tags.append((tag, given))
        if tag == "form":
            self._open = True
            self.forms.append(Form(given.get("action", ""), given.get("enctype", "")))
        elif self._open and tag in ("input", "textarea", "select", "button") and given.get("name"):
            self._field(tag, given)
        elif tag == "option" and self._select and self.forms:
            fields = self.forms[-1].fields
            if self._select not in fields or "selected" in given:
                fields[self._select] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = False
        elif tag == "select":
            self._select = None

    def _field(self, tag: str, given: dict[str, str]) -> None:
        form, name, kind = self.forms[-1], given["name"], given.get("type", "text")
        if tag == "select":
            self._select = name
        elif tag == "textarea" or (tag == "input" and kind in ("text", "tel", "search", "email", "password")):
            form.typed.append(name)
            form.fields[name] = given.get("value", "")
        elif tag == "input" and kind == "file":
            form.files.append(name)
        elif tag == "input" and kind in ("checkbox", "radio"):
            form.fields.setdefault(name, given.get("value", "on"))
        else:
            form.fields[name] = given.get("value", "")


def forms_of(page: str) -> list[Form]:
    """The forms of a page."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms


def strange_markup(page: str, mark: str) -> Iterator[str]:
    """Elements and attributes that came out of what was typed: they hold the mark, or run a script of their own."""
    reader = _Reader()
    reader.feed(page)
    for tag, given in reader.tags:
        if tag == f"x-{mark}" or (tag in ("script", "iframe", "object", "embed", "base") and "src" not in given):
            yield tag
        for name, value in given.items():
            if name.startswith("on") or name == "style" or mark in name:
                yield f"{tag} {name}={value[:60]}"
            if name in ("href", "src", "action") and not value.startswith(
                ("/", "#", "https://", "http://", "data:image")
            ):
                yield f"{tag} {name}={value[:60]}"
