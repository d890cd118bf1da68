"""A real server and a real browser; skipped, with the reason, where there is none of either."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from served import ARGUMENTS, CHROMIUM, Served

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed here")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The system's Chromium."""
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed here")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Starts servers that end with the test."""
    running: list[Served] = []

    def start(*options: str) -> Served:
        running.append(Served(tmp_path, *options))
        return running[-1]

    yield start
    for served in running:
        served.stop()


@pytest.fixture
def enter(browser: Any, serve: Callable[..., Served]) -> Iterator[Callable[..., Any]]:
    """Opens a page inside: ``enter(lang="ru", width=320)``. Every address outside the server fails the test."""
    contexts: list[Any] = []
    foreign: list[str] = []

    def open_page(lang: str = "en", width: int = 1280, served: Served | None = None, **options: Any) -> Any:
        served = served or serve()
        context = browser.new_context(viewport={"width": width, "height": 900}, locale=lang, **options)
        contexts.append(context)
        context.set_default_timeout(20_000)
        ours = served.home_page

        def asked(request: Any) -> None:
            if _is_foreign(request.url, ours):
                foreign.append(request.url)

        context.on("request", asked)
        page = context.new_page()
        page.faults = []
        page.on("pageerror", lambda fault: page.faults.append(str(fault)))
        page.on("console", lambda said: page.faults.append(said.text) if said.type == "error" else None)
        page.goto(served.link)
        page.served = served
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert foreign == []


def _is_foreign(url: str, ours: str) -> bool:
    return not url.startswith((ours, "data:", "blob:"))
