"""Newer facts in the browser: what changed for a case, and adopting them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import packs_samples as samples
from simoff.desk.packs import keys
from simoff.desk.packs.updating import update_from_file

NEWER = "2026.11.25"


def test_a_case_says_what_changed_and_adopts(
    visitor: Any, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page names the fact, both figures and what to do; one button goes over to the new facts."""
    monkeypatch.setattr(keys, "PUBLIC_KEYS", samples.KEYS)
    visitor.post("/number", {"number": "8 (903) 123-45-67"})
    case = visitor.post("/cases", {"label": "mine"}, on="/plan").url.path
    assert "facts-changed" not in visitor.get(case).text
    path = tmp_path / "newer.pack"
    path.write_bytes(samples.archive(samples.shorter_term(NEWER)))
    update_from_file(path, settings.environment, date(2026, 11, 25))
    page = visitor.get(case).text
    assert "refund-30-days" in page
    assert "30 → 20" in page
    seq = re.findall(r'name="seq" value="(\d+)"', page)[0]
    after = visitor.post(f"{case}/facts", {"seq": seq}, on=case)
    assert after.url.path == case
    assert "facts-changed" not in after.text
    assert "Newer facts adopted" in visitor.get(f"{case}/timeline").text
