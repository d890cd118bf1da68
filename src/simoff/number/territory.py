"""One way to write the territory of a range."""

from __future__ import annotations


def territory_name(raw: str) -> str | None:
    """Return the territory (ГАР column) with its subjects in alphabetical order, or None if it states none.

    The registry joins two subjects by comma in either order, and writes towns as a chain up to their
    subject, parted by vertical bars: of a chain the subject is kept.
    """
    parts = {" ".join(part.rpartition("|")[2].split()) for part in raw.split(",")}
    return ", ".join(sorted(parts - {"", "-"})) or None
