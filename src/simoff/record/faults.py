"""How the record refuses: small exceptions with an id and what fills its text. Nothing personal is in them."""

from __future__ import annotations

import errno


class RecordError(Exception):
    """The record cannot do it. ``id`` names the text in a face's catalogue, ``facts`` fill it.

    Ids: ``changed-meanwhile``, ``no-case``, ``case-there``, ``forgotten``, ``not-json``, ``too-large``,
    ``no-file``, ``file-damaged``, ``wrong-key``, ``wrong-passphrase``, ``key-missing``, ``key-beside-data``,
    ``key-readable``, ``key-damaged``, ``keyring``, ``future-schema``, ``schema-damaged``, ``busy``, ``full``,
    ``closed``, ``damaged``, ``unreachable``, ``driver-missing``, ``address``, ``anchor``,
    ``not-empty``, ``key-there``, ``backup-locked``, ``backup-damaged``, ``backup-future``,
    ``backup-recipient``, ``backup-identity``, ``backup-passphrase-size``, ``dossier-size``.
    """

    def __init__(self, id_: str, **facts: str | int) -> None:
        self.id = id_
        self.facts = facts
        said = ", ".join(f"{name} {value}" for name, value in facts.items())
        super().__init__(f"record: {id_}" + (f" ({said})" if said else ""))


class ChangedMeanwhile(RecordError):
    """Another writer was first. Nothing was written: read the case again, decide again, and retry.

    ``expected`` and ``found`` are the numbers of the last event.
    """

    def __init__(self, case_id: str, expected: int, found: int) -> None:
        self.expected, self.found = expected, found
        super().__init__("changed-meanwhile", case=case_id)


def system_fault(fault: OSError, place: str) -> RecordError:
    """A complaint of the system about a file."""
    if fault.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return RecordError("full", place=place)
    return RecordError("closed", place=place, why=fault.strerror or type(fault).__name__)
