"""Russian within pages in other languages is marked as Russian, so that it is read aloud and hyphenated as such."""

from __future__ import annotations

import re
from typing import Any, Final

from jinja2 import Template

_RUSSIAN: Final = r"[А-Яа-яЁё]+(?:[ \u00a0,.:;/→«»–—-]+[А-Яа-яЁё]+)*"
_PARTS: Final = re.compile(
    r"""<(option|textarea|title|script)\b.*?</\1>      # takes no marks inside
    | <([a-z0-9]+)\b[^>]*?\slang="?ru\b.*?</\2>         # is marked already
    | <[^>]*>                                         # a tag; what stands in its attributes is escaped
    | (?P<russian>"""
    + _RUSSIAN.replace(" ", r"\ ")
    + ")",
    re.DOTALL | re.VERBOSE,
)


def marked(page: str) -> str:
    """A page with every run of Russian words outside of Russian elements in ``<span lang="ru">``."""
    return _PARTS.sub(lambda found: f'<span lang="ru">{found[0]}</span>' if found["russian"] else found[0], page)


class Page(Template):
    """A template whose pages in other languages than Russian are marked."""

    def render(self, *args: Any, **context: Any) -> str:  # noqa: ANN401
        """The page as text."""
        made = super().render(*args, **context)
        return made if context.get("lang") == "ru" else marked(made)
