"""Made message databases of Android and of the iPhone, with the tables their programs create."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path
from typing import Any

ANDROID_START = 1_700_000_000_000
APPLE_START = 721_692_800_000_000_000  # the same moment in nanoseconds since 2001
SMS_PATH = "Library/SMS/sms.db"

ANDROID = """
CREATE TABLE sms (_id INTEGER PRIMARY KEY AUTOINCREMENT, thread_id INTEGER, address TEXT, person INTEGER,
 date INTEGER, date_sent INTEGER DEFAULT 0, protocol INTEGER, read INTEGER DEFAULT 0, status INTEGER DEFAULT -1,
 type INTEGER, reply_path_present INTEGER, subject TEXT, body TEXT, service_center TEXT,
 locked INTEGER DEFAULT 0, {line} TEXT, error_code INTEGER DEFAULT 0, seen INTEGER DEFAULT 0);
CREATE TABLE pdu (_id INTEGER PRIMARY KEY AUTOINCREMENT, thread_id INTEGER, date INTEGER, date_sent INTEGER,
 msg_box INTEGER, m_type INTEGER, tr_id TEXT, {line} TEXT);
CREATE TABLE part (_id INTEGER PRIMARY KEY AUTOINCREMENT, mid INTEGER, seq INTEGER DEFAULT 0, ct TEXT, name TEXT,
 _data TEXT, text TEXT);
CREATE TABLE addr (_id INTEGER PRIMARY KEY, msg_id INTEGER, contact_id INTEGER, address TEXT, type INTEGER,
 charset INTEGER);
CREATE TRIGGER sms_words AFTER INSERT ON sms BEGIN UPDATE sms SET seen = 0 WHERE _id = new._id; END;
"""

APPLE = """
CREATE TABLE handle (ROWID INTEGER PRIMARY KEY AUTOINCREMENT UNIQUE, id TEXT NOT NULL, country TEXT,
 service TEXT NOT NULL, uncanonicalized_id TEXT, person_centric_id TEXT, UNIQUE (id, service));
CREATE TABLE message (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, text TEXT,
 handle_id INTEGER DEFAULT 0, subject TEXT, attributedBody BLOB, service TEXT, account TEXT, date INTEGER,
 date_read INTEGER, is_from_me INTEGER DEFAULT 0, item_type INTEGER DEFAULT 0, cache_roomnames TEXT,
 destination_caller_id TEXT, is_spam INTEGER DEFAULT 0);
CREATE TABLE chat (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, chat_identifier TEXT);
"""


def android(
    path: Path, rows: list[dict[str, Any]], *, line: str = "sub_id", wal: bool = False
) -> sqlite3.Connection:
    """A database with these short messages and one multimedia message; the connection stays open for a log."""
    connection = sqlite3.connect(path)
    if wal:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.executescript(ANDROID.format(line=line))
    for row in rows:
        values = {"date": ANDROID_START, "type": 1, **row}
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        connection.execute(f"INSERT INTO sms ({names}) VALUES ({marks})", list(values.values()))
    connection.execute(f"INSERT INTO pdu VALUES (1, 1, {ANDROID_START // 1000}, 0, 1, 132, 'proto:x', '2')")
    connection.execute("INSERT INTO part (mid, ct, text) VALUES (1, 'application/smil', '<smil/>')")
    connection.execute("INSERT INTO part (mid, ct, text) VALUES (1, 'text/plain', 'Код 1234')")
    connection.execute("INSERT INTO addr (msg_id, address, type) VALUES (1, '+79001112233', 137)")
    connection.execute("INSERT INTO addr (msg_id, address, type) VALUES (1, 'insert-address-token', 151)")
    connection.commit()
    return connection


def typedstream(text: str, kind: bytes = b"NSString") -> bytes:
    """An NSAttributedString as Apple archives it: classes, the string with its length, one empty attribute run."""
    words = text.encode()
    size = len(words)
    if size < 0x80:
        length = bytes([size])
    elif size < 0x8000:
        length = b"\x81" + size.to_bytes(2, "little")
    else:
        length = b"\x82" + size.to_bytes(4, "little")
    classes = b"\x84\x84\x84\x12NSAttributedString\x00\x84\x84\x08NSObject\x00\x85\x92\x84\x84\x84"
    name = bytes([len(kind)]) + kind + b"\x01" + (b"\x84\x84\x08NSString\x01" if kind != b"NSString" else b"")
    runs = (
        b"\x86\x84\x02iI\x01"
        + bytes([min(len(text), 0x7F)])
        + b"\x92\x84\x84\x84\x0cNSDictionary\x00\x95\x84\x01i\x00\x86\x86"
    )
    return b"\x04\x0bstreamtyped\x81\xe8\x03\x84\x01@" + classes + name + b"\x94\x84\x01+" + length + words + runs


def apple(path: Path, rows: list[dict[str, Any]]) -> None:
    """A database with these messages; ``sender`` is the handle of each."""
    connection = sqlite3.connect(path)
    connection.executescript(APPLE)
    for number, row in enumerate(rows, 1):
        values = {"date": APPLE_START, "service": "SMS", **row}
        sender = values.pop("sender", None)
        if sender is not None:
            connection.execute(
                "INSERT OR IGNORE INTO handle (id, service) VALUES (?, ?)", (sender, values["service"])
            )
            found = connection.execute(
                "SELECT ROWID FROM handle WHERE id = ? AND service = ?", (sender, values["service"])
            )
            values["handle_id"] = found.fetchone()[0]
        values["guid"] = f"guid-{number}"
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        connection.execute(f"INSERT INTO message ({names}) VALUES ({marks})", list(values.values()))
    connection.commit()
    connection.close()


def iphone_backup(folder: Path, rows: list[dict[str, Any]]) -> Path:
    """A backup folder as iTunes and Finder lay it out, not encrypted."""
    name = hashlib.sha1(f"HomeDomain-{SMS_PATH}".encode()).hexdigest()
    (folder / name[:2]).mkdir(parents=True)
    apple(folder / name[:2] / name, rows)
    connection = sqlite3.connect(folder / "Manifest.db")
    connection.execute(
        "CREATE TABLE Files (fileID TEXT PRIMARY KEY, domain TEXT, relativePath TEXT, flags INTEGER, file BLOB)"
    )
    connection.execute("INSERT INTO Files VALUES (?, 'HomeDomain', ?, 1, x'00')", (name, SMS_PATH))
    connection.execute("INSERT INTO Files VALUES (?, 'CameraRollDomain', 'Media/1.jpg', 1, x'00')", ("00" * 20,))
    connection.commit()
    connection.close()
    (folder / "Info.plist").write_bytes(b"<?xml version='1.0'?><plist><dict/></plist>")
    return folder
