"""A thousand requests at once: each is answered, and what was answered as written is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
from served import Served

MANY = 1_000
AT_ONCE = 100


def test_a_thousand_requests_at_once(serve: Callable[..., Served]) -> None:
    """Pages and writes mixed, a hundred at a time: served or refused in words, no write lost or doubled."""
    served = serve()
    headers = {"authorization": f"Bearer {served.token}"}
    limits = httpx.Limits(max_connections=AT_ONCE)
    with httpx.Client(base_url=served.home_page, headers=headers, timeout=60, limits=limits) as api:
        made = api.post("/api/v1/cases", json={"number": "8 903 123-45-67"})
        case = made.headers["location"]

        def one(place: int) -> tuple[str, int]:
            if place % 4:
                return "read", api.get(("/api/v1/cases", case, "/", "/nothing")[place % 4]).status_code
            talk = {"channel": "call", "summary": f"talk {place}"}
            return "write", api.post(f"{case}/contacts", json=talk, headers={"If-Match": "*"}).status_code

        with ThreadPoolExecutor(AT_ONCE) as crowd:
            answers: Counter[Any] = Counter(crowd.map(one, range(MANY)))
        codes = {code for _, code in answers}
        assert codes <= {200, 201, 401, 404, 409, 412, 429, 503}, answers
        written = answers["write", 200] + answers["write", 201]
        assert written > 0
        kept = api.get(case).json()["case"]["events"]
        assert kept == 1 + written
    assert served.stop() == 0
