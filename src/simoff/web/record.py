"""How pages reach the record: opened for one request, and told when somebody else was first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from simoff.desk.errors import Refusal
from simoff.desk.record import open_record
from simoff.record.store import Record
from simoff.web.view import AnyRequest


class ChangedMeanwhile(Refusal):
    """Another tab or person changed the case after this form was made: nothing was written, nothing is lost."""

    def __init__(self, case_id: str, sent: Mapping[str, str]) -> None:
        super().__init__("web-changed-meanwhile")
        self.case_id = case_id
        self.sent = {key: value for key, value in sent.items() if key not in ("_csrf_token", "seq")}


@contextmanager
def the_record(request: AnyRequest) -> Iterator[Record]:
    """The record of this computer or team."""
    with open_record(request.app.state.settings.environment) as record:
        yield record


def check_seen(record: Record, case_id: str, sent: Mapping[str, str]) -> None:
    """ChangedMeanwhile unless the case is still as it was when the form was made (its field ``seq``)."""
    seen = sent.get("seq", "")
    if not seen.isdecimal() or record.head(case_id).seq != int(seen):
        raise ChangedMeanwhile(case_id, sent)
