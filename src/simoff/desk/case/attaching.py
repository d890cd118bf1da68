"""Attach a file: read once from where it lies, kept by its SHA-256, never changed."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from simoff.case.decisions import Answer, Refused, attach
from simoff.case.events.papers import FileKind
from simoff.case.folding import fold
from simoff.case.state import CaseState
from simoff.desk.case.keeping import Changed, Decide, change, read
from simoff.desk.case.mail import LARGEST_MAIL, Checked, Keys, check_mail
from simoff.desk.errors import WrongInput
from simoff.desk.places import reason
from simoff.record.interface import FileRef, Store

PIECE = 256 * 1024
_MAIL = "message/rfc822"


class Attached(Struct, frozen=True):
    """A file that was attached: what is kept of it, whether a mail's signature was verified, what was written."""

    file: FileRef
    mail: Checked
    changed: Changed


def attach_to(
    record: Store,
    case_id: str,
    path: Path,
    environment: Mapping[str, str],
    *,
    on: date,
    kind: FileKind = "other",
    proves: str = "",
    then: Callable[[str], Decide] | None = None,
    keys: Keys | None = None,
) -> Attached:
    """Keep a file and say what it proves. ``then`` makes of the file's SHA-256 what is decided on after it and
    written together with it.

    A mail's signature needs the sender's key, which lies in the network: nothing is asked there, so it is checked
    with the ``keys`` at hand, or could not be checked.
    """
    read(record, case_id)
    ref = _put(record, case_id, path)
    checked = _checked(record, case_id, ref, keys or {})
    attached = partial(
        attach,
        on=on,
        sha256=ref.sha256,
        size=ref.size,
        media_type=ref.media_type,
        kind=kind,
        name=_plain_name(path),
        proves=proves,
        dkim=checked.result,
        dkim_domain=checked.domain,
    )

    def decide(state: CaseState) -> Answer:
        first = attached(state)
        if then is None or isinstance(first, Refused):
            return first
        second = then(ref.sha256)(fold(first, state))
        return second if isinstance(second, Refused) else (*first, *second)

    return Attached(ref, checked, change(record, case_id, decide, environment))


def _checked(record: Store, case_id: str, ref: FileRef, keys: Keys) -> Checked:
    """What is known of a mail's signature; the kept bytes are what is checked."""
    if ref.media_type != _MAIL:
        return Checked("not_mail")
    if ref.size > LARGEST_MAIL:
        return Checked("could_not_check")
    return check_mail(b"".join(record.open(case_id, ref.sha256)), keys)


def _put(record: Store, case_id: str, path: Path) -> FileRef:
    name = str(path)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise WrongInput("file-unreadable", file=name, why="not a regular file")
        with path.open("rb") as file:
            return record.put(case_id, _pieces(file))
    except FileNotFoundError:
        raise WrongInput("file-missing", file=name) from None
    except (OSError, ValueError) as fault:
        why = reason(fault) if isinstance(fault, OSError) else "not a file name"
        raise WrongInput("file-unreadable", file=name, why=why) from None


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece


def _plain_name(path: Path) -> str:
    """The last part of the path, without what cannot be printed."""
    return "".join(c for c in path.name if c.isprintable())[:200]
