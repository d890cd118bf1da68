"""A sealed note beside the list: what the desk wants to find again without opening every case."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column; it is empty until a case changes or the note is asked for."""
    op.add_column("simoff_cases", sa.Column("note", sa.LargeBinary))
