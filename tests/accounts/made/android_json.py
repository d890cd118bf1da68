"""Made exports of SMS Import / Export, versions 1 and 2, and the rows inside Android's own backups."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

START = 1_700_000_000_000


def sms(address: str, body: str, *, date: int = START, type: int = 1, sub_id: str = "1") -> dict[str, Any]:
    """A row of the table of short messages: every value a text, as the app writes them."""
    row = {"_id": "7", "thread_id": "3", "address": address, "person": "0", "date": str(date), "date_sent": "0"}
    more = {
        "protocol": "0",
        "read": "1",
        "status": "-1",
        "type": str(type),
        "reply_path_present": "0",
        "body": body,
    }
    return {**row, **more, "locked": "0", "sub_id": sub_id, "error_code": "-1", "creator": "a", "seen": "1"}


def mms(address: str, text: str, *, version: int = 2, box: int = 1, tr_id: str = "T1") -> dict[str, Any]:
    """A multimedia message: seconds instead of milliseconds, parts and addresses as tags of the app."""
    mark = "__" if version == 2 else ""
    me = {"address": "insert-address-token", "type": "151" if box == 1 else "137", "charset": "106"}
    other = {"address": address, "type": "137" if box == 1 else "151", "charset": "106"}
    row = {
        "_id": "9",
        "thread_id": "4",
        "date": str(START // 1000),
        "msg_box": str(box),
        "m_type": "132",
        "sub_id": "2",
    }
    parts = [
        {"seq": "-1", "ct": "application/smil", "text": "<smil/>"},
        {"seq": "0", "ct": "text/plain", "chset": "106", "text": text},
        {"seq": "0", "ct": "image/jpeg", "_data": "/data/user_de/0/x/app_parts/PART_1.jpg"},
    ]
    tags = {"sender_address": other if box == 1 else me, "recipient_addresses": [me if box == 1 else other]}
    tags |= {"parts": parts, "display_name": "x"}
    return {**row, "tr_id": tr_id, **{mark + name: value for name, value in tags.items()}}


def call(number: str, *, type: int = 3) -> dict[str, Any]:
    """A row of the call log."""
    return {
        "number": number,
        "date": str(START),
        "duration": "0",
        "type": str(type),
        "subscription_id": "2",
        "display-name": "",
    }


def version_1(rows: list[dict[str, Any]]) -> bytes:
    """The JSON array of version 1, indented as the app does."""
    return json.dumps(rows, indent=2, ensure_ascii=False).encode()


def lines(rows: list[dict[str, Any]]) -> bytes:
    """The lines of version 2."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def version_2(rows: list[dict[str, Any]], pictures: int = 1) -> bytes:
    """The ZIP of version 2."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("messages.ndjson", lines(rows))
        for number in range(pictures):
            archive.writestr(f"data/PART_{number}.jpg", b"\xff\xd8\xff" + bytes(1000))
    return content.getvalue()
