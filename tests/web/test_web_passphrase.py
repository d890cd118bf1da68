"""A record locked with a passphrase: asked for in the terminal before the first page, and never by a page."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient
from msgspec.structs import replace
from visitor import HOME, Visitor

from simoff.desk.errors import Refusal
from simoff.desk.record import asks_for_passphrase, open_record
from simoff.web.app import make_app

PROGRAM = "import sys; from simoff.cli import main; sys.exit(main())"
PHRASE = "сорок тысяч обезьян"


@pytest.fixture
def locked(settings: Any) -> Any:
    """Settings of a server whose record has a passphrase and holds a case."""
    environment = {**settings.environment, "SIMOFF_KEY": "passphrase"}
    with TestClient(make_app(replace(settings, environment=environment)), base_url=HOME) as client:
        client.app.state.shelf.record(lambda question: PHRASE)
        visitor = Visitor(client, settings)
        visitor.enter()
        visitor.post("/number", {"number": "8 (903) 123-45-67"})
        assert visitor.post("/cases", {"label": "mine"}, on="/plan").status_code == 200
    return replace(settings, environment={**settings.environment})


def test_whether_it_will_be_asked(settings: Any, locked: Any, tmp_path: Path) -> None:
    """Only for a record with a passphrase, or a new one that is to have one, and not where a file holds it."""
    assert asks_for_passphrase(locked.environment)
    phrase = tmp_path / "phrase"
    phrase.write_text(PHRASE, "utf-8")
    assert not asks_for_passphrase({**locked.environment, "SIMOFF_PASSPHRASE_FILE": str(phrase)})
    fresh = {"SIMOFF_HOME": str(tmp_path / "fresh"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    assert not asks_for_passphrase(fresh)
    assert asks_for_passphrase({**fresh, "SIMOFF_KEY": "passphrase"})
    with open_record(fresh):
        pass
    assert not asks_for_passphrase(fresh)
    broken = {**fresh, "SIMOFF_HOME": str(tmp_path / "broken")}
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "record.db").write_bytes(b"no database")
    assert not asks_for_passphrase(broken)


def test_a_page_never_asks(locked: Any) -> None:
    """Not opened before, its pages say what to do; the others work."""
    with TestClient(make_app(locked), base_url=HOME) as client:
        visitor = Visitor(client, locked)
        visitor.enter()
        answer = visitor.get("/cases")
        assert answer.status_code == 400
        assert "SIMOFF_PASSPHRASE_FILE" in answer.text
        assert visitor.get("/guard").status_code == 200


def test_a_wrong_passphrase_opens_nothing(locked: Any) -> None:
    """It is refused before anything is served; the right one opens the cases."""
    with TestClient(make_app(locked), base_url=HOME) as client:
        with pytest.raises(Refusal):
            client.app.state.shelf.record(lambda question: "wrong")
        client.app.state.shelf.record(lambda question: PHRASE)
        visitor = Visitor(client, locked)
        visitor.enter()
        assert "mine" in visitor.get("/cases").text


@pytest.mark.parametrize(("typed", "served"), [(PHRASE, True), ("kartofel", False)])
def test_it_is_typed_in_the_terminal(locked: Any, typed: str, served: bool) -> None:
    """``simoff serve`` asks where somebody sits, shows nothing of what is typed, and serves with the right one."""
    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "serve", "--port", "0", "--no-browser"],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **locked.environment, "PYTHONPATH": os.pathsep.join(sys.path)},
        start_new_session=True,
    )
    os.close(theirs)
    try:
        assert running.stdout is not None
        assert running.stderr is not None
        asked = running.stderr.read(1)  # what is typed before the question is thrown away
        os.write(ours, f"{typed}\n".encode())
        line = running.stdout.readline()
        if served:
            link = re.search(rb"http://\S+", line)
            assert link is not None
            browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
            with browser.open(link[0].decode(), timeout=20) as answer:
                assert answer.status == 200
            running.terminate()
        else:
            assert line == b""
        said = asked + running.communicate(timeout=30)[1]
        assert typed.encode() not in said
        assert b"Traceback" not in said
        assert served or running.returncode not in (0, None)
    finally:
        running.kill()
        os.close(ours)
