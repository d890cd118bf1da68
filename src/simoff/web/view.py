"""What every page is given: the words of its language, and how a text in another language is marked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Final

from litestar import Request
from litestar.response import Template
from markupsafe import Markup

from simoff.desk.bundle import catalogue, load_facts
from simoff.lang import LANGS, Catalogue, pick_language
from simoff.lang.writing import date_text, money_text
from simoff.web.mentions import in_pages

HTML_LANG: Final = {"zh": "zh-Hans", "ru": "ru", "en": "en"}
_NAMES: Final = {"zh": "中文", "ru": "Русский", "en": "English"}

NAV: Final = (
    ("/", "start"),
    ("/cases", "cases"),
    ("/offices", "offices"),
    ("/guard", "guard"),
    ("/facts", "facts"),
    ("/record", "record"),
    ("/help", "help"),
)
CASE_PARTS: Final = (
    ("tasks", ""),
    ("ask", "/ask/who"),
    ("accounts", "/accounts"),
    ("papers", "/papers"),
    ("offices", "/offices"),
    ("talk", "/talk"),
    ("money", "/money"),
    ("gate", "/gate"),
    ("line", "/line"),
    ("files", "/files"),
    ("record", "/record"),
)
"""The pages of a case: the id of their text, and what stands behind the case in their path."""

AnyRequest = Request[Any, Any, Any]


class View:
    """One page of one request."""

    def __init__(self, request: AnyRequest, lang: str | None = None) -> None:
        self.request = request
        self.settings = request.app.state.settings
        self.lang = lang or _language(request)
        self.words: Catalogue = catalogue("web", self.lang)

    def say(self, key: str, **args: object) -> str:
        """A text of the pages."""
        return self.words.say(key, args)

    def told(self, text: str) -> Markup:
        """A text for every face, with the pages named where it names commands."""
        case = self.request.path_params.get("case_id")
        return in_pages(text, self.words, f"/cases/{case}" if case else None)

    def says(self, key: str) -> bool:
        """Whether the pages have a text of that id."""
        return key in self.words

    def day(self, value: str | date | None) -> str:
        """A day as the language writes it; ``value`` may be ISO; nothing for None."""
        if value is None:
            return ""
        return date_text(value if isinstance(value, date) else date.fromisoformat(value), self.lang)

    def nav(self) -> tuple[tuple[str, str], ...]:
        """Path and text id of the pages that are always at hand."""
        return NAV

    def case_parts(self) -> tuple[tuple[str, str], ...]:
        """The pages of a case."""
        return CASE_PARTS

    def operators(self) -> dict[str, str]:
        """The operators by id, with their names."""
        return {id_: operator.name.in_(self.lang) for id_, operator in load_facts().operators.items()}

    def money(self, amount: Decimal | str) -> str:
        """An amount of roubles as the language writes it."""
        return money_text(Decimal(amount), self.lang)

    def mask(self, text: str | None) -> str:
        """A number, name or sum, covered when the server runs incognito; its last two characters stay."""
        if not text or not self.settings.incognito:
            return text or ""
        kept = text[-2:] if len(text) > 4 else ""
        return "•" * 6 + kept

    def render(self, template: str, *, status: int = 200, title: str | None = None, **context: Any) -> Template:  # noqa: ANN401
        """The page ``template`` with everything it needs; ``title`` names no person and no number."""
        shared = {
            "view": self,
            "say": self.say,
            "day": self.day,
            "lang": self.lang,
            "html_lang": HTML_LANG,
            "languages": _NAMES,
            "title": title or self.say("web.title"),
            "path": self.request.url.path,
            "read_only": self.settings.read_only,
            "incognito": self.settings.incognito,
        }
        return Template(template, context={**shared, **context}, status_code=status)


def _language(request: AnyRequest) -> str:
    """The session's choice, else what the browser asks for, else that of the start."""
    chosen = request.session.get("lang") if request.scope.get("session") else None
    return str(chosen) if chosen in LANGS else asked_language(request)


def asked_language(request: AnyRequest) -> str:
    """What ``Accept-Language`` asks for, else the language of the start."""
    for part in request.headers.get("accept-language", "").split(","):
        code = part.split(";")[0].strip().partition("-")[0].lower()
        if code in LANGS:
            return code
    return pick_language(request.app.state.settings.lang, {})
