"""The record as lines of a page: for ``record status`` and for the doctor."""

from __future__ import annotations

from collections.abc import Iterator

from simoff.cli.call import Call
from simoff.cli.document import Item, Paragraph
from simoff.desk.record_state import RecordReport


def record_items(call: Call, report: RecordReport) -> Iterator[Item]:
    """Data, key, backups and time-stamps, each with where it is and whether it is sound."""
    yield _data(call, report)
    if report.key is not None:
        yield _key(call, report)
    if report.state != "absent":
        yield _backup(call, report)
    yield Item(call.say(f"record.anchoring-{report.anchor}"), "+", weight="normal")


def _data(call: Call, report: RecordReport) -> Item:
    head = call.say("record.database", place=report.database)
    if report.state == "absent":
        return Item(head, "+", call.say("record.absent"), weight="normal")
    if report.problems:
        told = tuple(Paragraph(_problem(call, one.place, one.what)) for one in report.problems[:10])
        return Item(head, "!", call.say("record.damaged"), told, weight="alarm")
    if report.state != "sound":
        return Item(head, "!", _why(call, report.state, report.database), weight="alarm")
    counted = call.say("record.counted", cases=report.cases, events=report.events, forgotten=report.forgotten)
    return Item(head, "+", counted, weight="normal")


def _key(call: Call, report: RecordReport) -> Item:
    key = report.key
    assert key is not None
    head = call.say(f"record.key-{key.kind}", place=key.place)
    if key.state in ("sound", "not-asked"):
        return Item(head, "+", call.say(f"record.key-{key.state}"), weight="normal")
    return Item(head, "!", _why(call, key.state, key.place), weight="alarm")


def _backup(call: Call, report: RecordReport) -> Item:
    backup = report.backup
    if backup is None:
        return Item(call.say("record.no-backup"), "+", weight="normal")
    if not backup.path:
        return Item(call.say("record.backup-handed-out", day=backup.at.date()), "+", weight="normal")
    head = call.say("record.backup", day=backup.at.date(), place=backup.path)
    return Item(head, "+", "" if backup.there else call.say("record.backup-gone"), weight="normal")


def _why(call: Call, id_: str, place: str) -> str:
    """What the refusal of that id says, as far as its text asks for no more than the place."""
    try:
        return call.say(
            f"error.record-{id_}.what", place=place, file=place, found="?", known="?", why="?", case="?"
        )
    except KeyError:
        return id_


def _problem(call: Call, place: str, what: str) -> str:
    key = f"record.problem.{what}"
    return f"{place}: {call.say(key) if key in call.words else what}"
