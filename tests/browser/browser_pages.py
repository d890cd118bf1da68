"""The pages there are, found by following the links of a case in use; what is new is found by itself."""

from __future__ import annotations

import re
from typing import Any

FIRST = ("/", "/plan", "/cases", "/guard", "/facts", "/facts/gk-450-1")
MOST = 80


def pages_of(page: Any, case: str) -> list[str]:
    """Paths of all pages that can be reached by a link, each kind once: the facts are one kind."""
    home = page.served.home_page
    waiting, found = [*FIRST, case], []
    kinds: set[str] = set()
    while waiting and len(found) < MOST:
        path = waiting.pop(0)
        kind = _kind(path)
        if kind in kinds:
            continue
        kinds.add(kind)
        answer = page.request.get(home + path)
        if answer.status != 200 or "text/html" not in answer.headers.get("content-type", ""):
            continue
        found.append(path)
        waiting += [link for link in re.findall(r'href="(/[^"#?]*)', answer.text()) if "/static/" not in link]
    return found


def _kind(path: str) -> str:
    path = re.sub(r"/refusals/.+", "/refusals/one", re.sub(r"/files/[0-9a-f]{64}", "/files/one", path))
    path = re.sub(r"^/facts/[^/]+/correct/.+", "/facts-correct", path)
    path = re.sub(r"^/facts/(?!about/).+", "/facts/one", path)
    path = re.sub(r"^/facts/about/.+", "/facts/about/one", path)
    path = re.sub(r"^/help/steps/.+", "/help/steps/one", path)
    return re.sub(r"/papers/[a-z-]+", "/papers/one", path)
