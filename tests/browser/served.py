"""A running server, and what is done on its pages again and again."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SCREENS = ROOT / "build" / "screens"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--lang=en"]
LANGS = ("zh", "ru", "en")
SERVE = "import sys; from simoff.cli import main; sys.exit(main())"


class Served:
    """A running `simoff serve`: its address, its link and its token."""

    def __init__(self, home: Path, *options: str) -> None:
        self.home = home
        environment = {
            **os.environ,
            "SIMOFF_HOME": str(home / "data"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        }
        command = [sys.executable, "-c", SERVE, "serve", "--port", "0", "--no-browser", "--json", *options]
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        text = ""
        while not text.endswith("}\n"):
            line = self.process.stdout.readline()
            assert line, "the server ended before it began to listen"
            text += line
        said = json.loads(text)
        self.link, self.token = said["link"], said["api_token"]
        self.home_page = self.link.split("/enter")[0]

    def stop(self, wait: float = 15.0) -> int:
        """Ctrl-C; the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(wait)
        finally:
            self.process.kill()


def choose_language(page: Any, lang: str) -> None:
    page.locator(f'button[name="lang"][value="{lang}"]').click()


def open_case(page: Any, number: str = "8 (903) 123-45-67", label: str = "mine") -> str:
    """From the start page to a case: the path of the case."""
    page.goto(page.served.home_page + "/")
    page.fill("#number", number)
    page.locator("main form button").first.click()
    page.locator('a[href="/plan"]').first.click()
    page.fill("#label", label)
    page.locator('form[action="/cases"] button').click()
    found = re.search(r"/cases/[a-z0-9]+", page.url)
    assert found is not None, page.url
    return found[0]


def screen(page: Any, name: str) -> None:
    """Keep a picture of the whole page under build/screens."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=str(SCREENS / f"{name}.png"), full_page=True)
