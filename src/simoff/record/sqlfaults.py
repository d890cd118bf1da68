"""What a database or the system complains about, in the record's own ids. No SQL and no value is repeated."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, TimeoutError

from simoff.record.faults import RecordError, system_fault

_SQLITE = (
    ("SQLITE_BUSY", "busy"),
    ("SQLITE_LOCKED", "busy"),
    ("SQLITE_FULL", "full"),
    ("SQLITE_READONLY", "closed"),
    ("SQLITE_CANTOPEN", "closed"),
    ("SQLITE_PERM", "closed"),
    ("SQLITE_IOERR", "closed"),
    ("SQLITE_CORRUPT", "damaged"),
    ("SQLITE_NOTADB", "damaged"),
)
_POSTGRESQL = {
    "53100": "full",  # disk_full
    "25006": "closed",  # read_only_sql_transaction
    "42501": "closed",  # insufficient_privilege
    "55P03": "busy",  # lock_not_available
    "40001": "busy",  # serialization_failure
    "40P01": "busy",  # deadlock_detected
    "57014": "busy",  # query_canceled
    "XX001": "damaged",  # data_corrupted
    "XX002": "damaged",  # index_corrupted
}


@contextmanager
def speaking(place: str) -> Iterator[None]:
    """Turns a complaint of the database or the system into a RecordError; ``place`` names the store."""
    try:
        yield
    except DBAPIError as fault:
        raise RecordError(_id_of(fault), place=place) from None
    except sqlite3.Error as fault:
        raise RecordError(_sqlite_id(fault), place=place) from None
    except UnicodeDecodeError:  # a text in the database is none any more
        raise RecordError("damaged", place=place) from None
    except TimeoutError:
        raise RecordError("busy", place=place) from None
    except OSError as fault:
        raise system_fault(fault, place) from None


def _id_of(fault: DBAPIError) -> str:
    if isinstance(fault.orig, sqlite3.Error):
        return _sqlite_id(fault.orig)
    code = getattr(fault.orig, "sqlstate", None)
    return _POSTGRESQL.get(str(code), "unreachable")


def _sqlite_id(fault: sqlite3.Error) -> str:
    name = getattr(fault, "sqlite_errorname", "")
    return next((id_ for start, id_ in _SQLITE if name.startswith(start)), "damaged")
