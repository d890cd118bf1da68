"""The schema, the same on SQLite and PostgreSQL. ``migrations`` brings a database to it."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

VERSION_TABLE = "simoff_schema"
NEWEST = "0002"
"""The newest migration. A database with a higher one was made by a newer simoff."""

metadata = MetaData()

cases = Table(
    "simoff_cases",
    metadata,
    Column("case_id", Text, primary_key=True),
    Column("head_seq", Integer, nullable=False),
    Column("head_hash", LargeBinary, nullable=False),
    Column("head_at", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("next_due", Text, nullable=False),
    Column("label", LargeBinary, nullable=False),
    Column("forgotten_at", Text),
    Column("note", LargeBinary),
    Index("simoff_cases_by_due", "next_due", "case_id"),
    Index("simoff_cases_by_status", "status", "next_due", "case_id"),
)

case_keys = Table(
    "simoff_case_keys",
    metadata,
    Column("case_id", Text, ForeignKey("simoff_cases.case_id"), primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
)
"""In a table of its own, so that erasing a key rewrites little."""

events = Table(
    "simoff_events",
    metadata,
    Column("case_id", Text, ForeignKey("simoff_cases.case_id"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("commitment", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

files = Table(
    "simoff_files",
    metadata,
    Column("case_id", Text, ForeignKey("simoff_cases.case_id"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

settings = Table(
    "simoff_settings",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)
