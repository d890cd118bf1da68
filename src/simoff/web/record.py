"""How pages reach the record: opened once for the server, and told when somebody else was first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from threading import Lock

from simoff.desk.errors import Refusal
from simoff.desk.record import Ask, open_record, said
from simoff.record.store import Record
from simoff.web.view import AnyRequest


class ChangedMeanwhile(Refusal):
    """Another tab or person changed the case after this form was made: nothing was written, nothing is lost."""

    def __init__(self, case_id: str, sent: Mapping[str, str]) -> None:
        super().__init__("web-changed-meanwhile")
        self.case_id = case_id
        self.sent = {key: value for key, value in sent.items() if key not in ("_csrf_token", "seq")}


class Shelf:
    """The record of this computer or team: opened when the first page asks for it, closed with the server."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._lock, self._open = Lock(), ExitStack()
        self._record: Record | None = None

    def record(self, ask: Ask | None = None) -> Record:
        """The open record. What stands against opening it is a Refusal, and tried again the next time.

        ``ask`` asks for a passphrase; a page cannot, so it is given before the first page is served.
        """
        with self._lock:
            if self._record is None:
                self._record = self._open.enter_context(open_record(self._environment, ask))
            return self._record

    def close(self) -> None:
        """Put it away."""
        with self._lock:
            self._record = None
            self._open.close()


@contextmanager
def the_record(request: AnyRequest) -> Iterator[Record]:
    """The record of this computer or team. What it refuses within the block becomes a Refusal."""
    shelf: Shelf = request.app.state.shelf
    record = shelf.record()
    with said():
        yield record


def check_seen(record: Record, case_id: str, sent: Mapping[str, str]) -> None:
    """ChangedMeanwhile unless the case is still as it was when the form was made (its field ``seq``)."""
    seen = sent.get("seq", "")
    if not seen.isdecimal() or record.head(case_id).seq != int(seen):
        raise ChangedMeanwhile(case_id, sent)
