"""Which files of the guard's folder are packs."""

from __future__ import annotations

FOLDERS = ("allow", "rules", "words")
FILES = ("joins.toml", "sources.toml", "steps.toml")


def is_pack(path: str) -> bool:
    """Whether a path below the guard's folder, with slashes, is one of its packs."""
    return path in FILES or path.partition("/")[0] in FOLDERS
