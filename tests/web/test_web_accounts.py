"""Accounts in the browser: an archive is read behind the page, and what it showed is moved or left."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from visitor import seq_of

MESSAGES = (
    ("900", "Код: 123456. Никому его не сообщайте. Сбербанк"),
    ("gosuslugi", "Код подтверждения: 654321. Госуслуги"),
    ("+79990000001", "Привет, как дела?"),
)
ROW = '<sms protocol="0" address="{}" date="1764000000000" type="1" body="{}" read="1" status="-1" locked="0" />'
SMS = "\n".join(
    [
        "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>",
        '<smses count="3">',
        *(ROW.format(*message) for message in MESSAGES),
        "</smses>",
    ]
)
BROKEN = [b"", b"\x00\x01\x02", b"<html><script>alert(1)</script></html>", b"PK\x03\x04broken"]


def read(visitor: Any, case: str, content: bytes, name: str = "sms.xml") -> Any:
    """Upload an archive and follow the page until it is over."""
    page = visitor.get(f"{case}/accounts")
    token = re.search(r'name="_csrf_token" value="([^"]+)"', page.text)
    assert token is not None
    data = {"_csrf_token": token[1]}
    page = visitor.client.post(f"{case}/accounts/scan", data=data, files={"archive": (name, content)})
    for _ in range(100):
        if "data-events" not in page.text:
            return page
        time.sleep(0.1)
        page = visitor.get(str(page.url.path))
    raise AssertionError("the job did not end")


def test_an_archive_becomes_an_inventory(visitor: Any, case: str) -> None:
    """What the archive showed is listed in the case, and no digits of a code are."""
    found = read(visitor, case, SMS.encode())
    assert "note good" in found.text
    assert "123456" not in found.text
    page = visitor.get(f"{case}/accounts")
    assert "account-" in page.text
    first = re.search(r'id="account-([a-z0-9_.-]+)"', page.text)
    assert first is not None
    form = {"seq": seq_of(page), "mark": "moved", "to": "app"}
    moved = visitor.post(f"{case}/accounts/{first[1]}", form, on=case)
    assert "badge good" in moved.text


def test_leaving_an_account_needs_a_reason(visitor: Any, case: str) -> None:
    """Without a reason nothing is left behind."""
    read(visitor, case, SMS.encode())
    page = visitor.get(f"{case}/accounts")
    first = re.search(r'id="account-([a-z0-9_.-]+)"', page.text)
    assert first is not None
    answer = visitor.post(f"{case}/accounts/{first[1]}", {"seq": seq_of(page), "mark": "waive", "why": ""}, on=case)
    assert answer.status_code in (400, 409)


@pytest.mark.parametrize("content", BROKEN)
def test_a_file_that_is_no_archive_is_told(visitor: Any, case: str, content: bytes) -> None:
    """What cannot be read is said on the page, with what to do."""
    page = read(visitor, case, content, "<script>.xml")
    assert page.status_code == 200
    assert "note alarm" in page.text
    assert "<script>alert" not in page.text


def test_another_cases_job_is_not_shown(visitor: Any, case: str) -> None:
    """A job belongs to its case; an invented one is not found."""
    assert visitor.get(f"{case}/accounts/scan/abcdefghijkl").status_code == 404
