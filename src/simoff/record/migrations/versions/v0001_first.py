"""The first schema: cases, their keys, events, files, settings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "simoff_cases",
        sa.Column("case_id", sa.Text, primary_key=True),
        sa.Column("head_seq", sa.Integer, nullable=False),
        sa.Column("head_hash", sa.LargeBinary, nullable=False),
        sa.Column("head_at", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("next_due", sa.Text, nullable=False),
        sa.Column("label", sa.LargeBinary, nullable=False),
        sa.Column("forgotten_at", sa.Text),
    )
    op.create_index("simoff_cases_by_due", "simoff_cases", ["next_due", "case_id"])
    op.create_index("simoff_cases_by_status", "simoff_cases", ["status", "next_due", "case_id"])
    op.create_table(
        "simoff_case_keys",
        sa.Column("case_id", sa.Text, sa.ForeignKey("simoff_cases.case_id"), primary_key=True),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "simoff_events",
        sa.Column("case_id", sa.Text, sa.ForeignKey("simoff_cases.case_id"), primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("commitment", sa.LargeBinary, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "simoff_files",
        sa.Column("case_id", sa.Text, sa.ForeignKey("simoff_cases.case_id"), primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "simoff_settings",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.LargeBinary, nullable=False),
    )
