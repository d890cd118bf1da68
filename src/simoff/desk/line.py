"""Look at a line: what can be observed, what a text or equipment says, and the verdict in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, Literal

from simoff.desk.bundle import catalogue
from simoff.desk.errors import CouldNotCheck, WrongInput
from simoff.lang import Catalogue
from simoff.line import MEANINGS, PERSON_CAN_SAY, Judgement, Reading, Seen, Signal, Weighed, judge
from simoff.line.adapters import Probe, Skipped
from simoff.line.reading import (
    read_announcement,
    read_deviceinfo,
    read_lookup,
    read_modem,
    read_operator_message,
    read_registry_dump,
)

Kind = Literal["dump", "termux", "modem", "lookup", "heard", "sms", "mail", "paper"]

_READERS: Final[Mapping[str, Callable[[str], Reading]]] = {
    "dump": read_registry_dump,
    "termux": read_deviceinfo,
    "modem": read_modem,
    "lookup": read_lookup,
    "heard": read_announcement,
    "sms": lambda text: read_operator_message(text, "sms"),
    "mail": lambda text: read_operator_message(text, "mail"),
    "paper": lambda text: read_operator_message(text, "paper"),
}
KINDS: Final = tuple(_READERS)


def choices(lang: str) -> list[tuple[str, str]]:
    """What a person can observe without equipment: the observation's id and how it is put."""
    words = catalogue("line", lang)
    return [(id_, words.say(f"say.{id_}")) for id_ in PERSON_CAN_SAY]


def signal_of(
    meaning: str, at: datetime, *, source: str = "person", network: str | None = None, end: date | None = None
) -> Signal:
    """An observation as a signal; WrongInput names the ids there are for one that is not among them."""
    if meaning not in MEANINGS:
        raise WrongInput("unknown-signal", id=meaning, ids=", ".join(PERSON_CAN_SAY))
    return Signal(meaning, at, source, network=network, end=end)


def read_kind(text: str, kind: str | None) -> tuple[str, Reading]:
    """What a text says, and as what it was read; without a kind the first reader that understands it is taken."""
    if kind is not None:
        if kind not in _READERS:
            raise WrongInput("bad-choice", option="--as", value=kind, allowed=", ".join(KINDS))
        return kind, _READERS[kind](text)
    for name in ("dump", "termux", "modem", "lookup", "heard"):
        reading = _READERS[name](text)
        if reading.seen:
            return name, reading
    return "paper", _READERS["paper"](text)


def of_one_sim(seen: Sequence[Seen], slot: str | None) -> tuple[Seen, ...]:
    """What was seen of one line: of the SIM in ``slot``, and what names no slot.

    WrongInput ``line-slot`` where several SIMs were seen and none is named, or one that is not among them.
    """
    slots = sorted({s.slot for s in seen if s.slot is not None})
    if (slot is None and len(slots) > 1) or (slot is not None and slots and slot not in slots):
        raise WrongInput("line-slot", slots=", ".join(slots))
    return tuple(s for s in seen if slot is None or s.slot in (None, slot))


def signals_of(seen: Iterable[Seen], at: datetime, source: str, network: str | None = None) -> list[Signal]:
    """Observations of a text or of equipment as signals of one moment, made from ``network`` where none is said."""
    return [Signal(s.meaning, at, source, raw=s.raw, network=s.network or network, end=s.end) for s in seen]


def looked(probe: Probe, lang: str) -> Reading:
    """Ask a piece of equipment; where it cannot be asked, CouldNotCheck says why."""
    found = probe.run()
    if isinstance(found, Skipped):
        said = catalogue("line", lang).say(found.id, {"why": found.why})
        raise CouldNotCheck("line-skipped", said=said)
    return found


def verdict_on(signals: Iterable[Signal], today: date, filed_on: date | None) -> Judgement:
    """The verdict; a function of what is given."""
    return judge(signals, today, filed_on)


def verdict_json(judgement: Judgement, lang: str, grave: int | None = None) -> dict[str, Any]:
    """The verdict as the JSON of DOMAIN, with the words beside the ids.

    ``grave``: how many accounts of critical or high loss still hang on the number; None where nobody knows.
    """
    words = catalogue("line", lang)
    return {
        "verdict": judgement.verdict,
        "because": [_because(weighed) for weighed in judgement.because],
        "next": [words.say(id_) for id_ in judgement.next],
        "said": words.say(f"verdict.is.{judgement.verdict}"),
        "reason": words.say(f"verdict.reason.{judgement.reason}"),
        "alarm": _alarm(words, grave) if judgement.alarm else None,
    }


def _alarm(words: Catalogue, grave: int | None) -> str | None:
    if grave is None:
        return words.say("alarm.unknown")
    return words.say("alarm.critical", {"n": grave}) if grave else None


def _because(weighed: Weighed) -> dict[str, Any]:
    return {
        "signal": weighed.signal.meaning,
        "points_to": weighed.points_to,
        "weight": weighed.weight,
        "at": weighed.signal.at.isoformat(),
    }


def explained(weighed: Weighed, lang: str) -> str:
    """What one signal means, and whether it counts."""
    words = catalogue("line", lang)
    said = words.say(f"signal.{weighed.signal.meaning}")
    if weighed.aside is None:
        return said
    return f"{said} ({words.say(f'verdict.aside.{weighed.aside}')})"


def meaning_of(meaning: str, lang: str) -> str:
    """What an observation means."""
    return catalogue("line", lang).say(f"signal.{meaning}")


def faults_of(reading: Reading, lang: str) -> list[str]:
    """What could not be read, in words."""
    words = catalogue("line", lang)
    return [words.say(fault.id, {"place": fault.place}) for fault in reading.faults]
