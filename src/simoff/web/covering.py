"""What a server that runs incognito covers on every page, whatever the page is."""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup

_SUM: Final = re.compile("[-\u2212]?\\d[\\d \u00a0,.]*(?=[ \u00a0](?:\u0440\u0443\u0431|RUB|\u5362\u5e03|\u20bd))")


def without_sums(value: object) -> object:
    """The value as it goes into a page; of a text every sum of roubles is covered, its unit stays."""
    if not isinstance(value, str):
        return value
    covered = _SUM.sub("\u2022\u2022\u2022", value)
    return Markup(covered) if isinstance(value, Markup) else covered  # noqa: S704 - it was markup before
