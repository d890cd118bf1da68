"""A refusal that was noted: what to answer, what carries the answer, and the letter that follows."""

from __future__ import annotations

from typing import Any

import msgspec

from simoff.cli.call import Call
from simoff.cli.case_telling import tell
from simoff.cli.commands.letter import write_letter
from simoff.desk.case.keeping import Changed
from simoff.desk.errors import WrongInput
from simoff.desk.talk import Answered, refusal_in, refusals_in


def checked(call: Call, id_: str) -> Answered:
    """The answer to that refusal; WrongInput names those there are."""
    found = refusal_in(id_, call.lang)
    if found is None:
        ids = tuple(f"{known}: {meaning}" for known, meaning in refusals_in(call.lang))
        raise WrongInput("no-such-refusal", lines=ids, id=id_[:40])
    return found


def tell_refusal(call: Call, case_id: str, changed: Changed, answered: Answered, out: str | None) -> int:
    """Say what to answer; ``out``: also make the first letter it leads to, into that folder."""
    more: dict[str, Any] = {"answer": msgspec.to_builtins(answered), "letter": None}
    after = [*_answer(call, answered), call.say("case.refusal.next", text=answered.next)]
    kind = answered.letters[0] if answered.letters else None
    if out is not None and kind is None:
        after.append(call.say("case.refusal.no-letter"))
    elif kind is not None:
        about = () if answered.about is None else ("--about", answered.about)
        words = (kind, "--case", case_id, *about)
        if out is None:
            after.append(call.say("case.refusal.letter", command=" ".join(("simoff letter", *words))))
        else:
            written = write_letter(call, (*words, "--out", out))
            files = list(map(str, written.paths))
            more["letter"] = {"kind": kind, "paper": written.paper, "files": files}
            after.append(call.say("case.refusal.made", paper=written.paper or "", files=files))
    return tell(call, case_id, changed, *after, more=more)


def _answer(call: Call, answered: Answered) -> list[str]:
    line = answered.answer
    said = [call.say("case.refusal.say", text=line.ru)]
    said += [text for text in (line.reading, line.text) if text]
    if not answered.because:
        return [*said, call.say("case.refusal.no-fact")]
    return [*said, *(call.say("case.refusal.because", text=text, id=id_) for id_, text in answered.because)]
