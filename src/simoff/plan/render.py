"""A plan in words: the JSON of DOMAIN, in one language, with every source it cites."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Protocol

from simoff.facts import Disputed, Ended, Fact, Facts, FactView, Known, NotYet, Unknown, Value, view
from simoff.lang import Catalogue
from simoff.plan.model import Message, Plan, Route, Step
from simoff.plan.naming import Named

_WORST = ("official", "credible", "copy", "report", "unverified", "rumour")


class Words(Protocol):
    """A catalogue that can say a message."""

    def say(self, key: str, args: Mapping[str, Any] = ...) -> str:
        """The text of ``key`` with ``args`` filled in."""
        ...


class Renderer:
    """Renders plans of one day in one language; ``russian`` gives the operator's questions in Russian."""

    def __init__(self, facts: Facts, as_of: date, words: Catalogue, russian: Catalogue) -> None:
        self._facts = facts
        self._view: FactView = view(facts, as_of)
        self._words = words
        self._russian = russian

    def render(self, plan: Plan, *, all_steps: bool = False) -> dict[str, Any]:
        """The plan as plain values in the fixed order of DOMAIN; dates as ISO text."""
        steps = [step for step in plan.steps if all_steps or step.status != "not_needed"]
        return {
            "number": self._number(plan),
            "as_of": plan.as_of.isoformat(),
            "facts_version": plan.facts_version,
            "lang": self._words.lang,
            "feasible": plan.feasible,
            "summary": [*map(self._say, plan.summary), self._read_up_to()],
            "routes": [self._route(route) for route in plan.routes],
            "steps": [self._step(step) for step in steps],
            "gate": {"open": plan.gate.open, "blocked_by": list(plan.gate.blocked_by)},
            "questions": [
                {"id": q.id, "ask": q.ask, "text": self._say(q.text), "text_ru": self._say(q.text, self._russian)}
                for q in plan.questions
            ],
            "deadlines": [self._deadline(d) for d in plan.deadlines],
            "warnings": [_warning(w.id, self._say(w), w.cites) for w in plan.warnings],
            "sources": self._sources(_cited(plan, steps)),
        }

    def _say(self, message: Message, words: Catalogue | None = None) -> str:
        words = words or self._words
        if not message.args:
            return words.say(message.id)
        return words.say(message.id, {key: _named(value, words) for key, value in message.args.items()})

    def _number(self, plan: Plan) -> dict[str, Any]:
        line, range_ = plan.line, plan.line.range
        return {
            "e164": line.e164,
            "national": line.national,
            "allocated": range_.allocated,
            "range_holder": self._holder(plan),
            "region": None if range_.region is None else {"name": range_.region},
            "source": range_.source,
            "registry_date": _iso(range_.registry_date),
            "may_be_ported": True,
            "operator": self._operator(plan),
        }

    def _holder(self, plan: Plan) -> dict[str, Any] | None:
        holders = plan.line.range.holders
        if len(holders) != 1:
            return None
        operator = self._facts.by_inn().get(holders[0].inn)
        id_ = operator.id if operator is not None else "other"
        return {"id": id_, "inn": holders[0].inn, "name": holders[0].name}

    def _operator(self, plan: Plan) -> dict[str, Any]:
        operator = self._facts.operators.get(plan.billing.id or "")
        return {
            "id": plan.billing.id,
            "name": None if operator is None else operator.name.in_(self._words.lang),
            "contract_party": None if operator is None else operator.party,
            "from": plan.billing.from_,
        }

    def _route(self, route: Route) -> dict[str, Any]:
        return {
            "id": route.id,
            "verdict": route.verdict,
            "rank": route.rank,
            "because": [{"text": self._say(m), "cites": list(m.cites)} for m in route.because],
            "days": None if route.days is None else {"min": route.days[0], "max": route.days[1]},
        }

    def _step(self, step: Step) -> dict[str, Any]:
        body = [self._say(message) for message in step.body]
        if step.due_after is not None:
            body.append(self._say(step.due_after))
        return {
            "id": step.id,
            "phase": step.phase,
            "status": step.status,
            "title": self._words.say(f"step.{step.id}.title"),
            "body": self._words.say("sentence.join").join(body),
            "why": self._say(step.why),
            "cites": list(step.cites),
            "start": _iso(step.start),
            "due": _iso(step.due),
            "depends_on": list(step.depends_on),
        }

    def _deadline(self, deadline: Any) -> dict[str, Any]:  # noqa: ANN401
        return {
            "id": deadline.id,
            "kind": deadline.kind,
            "due": _iso(deadline.due),
            "rule": deadline.rule,
            "start": _iso(deadline.start),
            "how": self._say(deadline.how),
            "cites": list(deadline.cites),
        }

    def _read_up_to(self) -> str:
        return self._words.say("summary.read-up-to", {"day": self._facts.read_up_to["law"]})

    def _sources(self, cited: Iterable[str]) -> dict[str, Any]:
        return {id_: self._source(id_) for id_ in cited}

    def _source(self, fact_id: str) -> dict[str, Any]:
        fact = self._facts.facts[fact_id]
        values = _values(self._view.state(fact_id))
        dates = [day for value in values if (day := value.confirmed_on()) is not None]
        addresses = dict.fromkeys(source.address for value in values for source in value.sources)
        return {
            "text": self._fact_text(fact, values),
            "source": " ; ".join(addresses),
            "in_force_since": _since(values),
            "confirmed_on": _iso(max(dates, default=None)),
            "confidence": max((v.confidence for v in values), key=_WORST.index, default="unverified"),
            "reference": next((v.reference for v in values if v.reference), None),
        }

    def _fact_text(self, fact: Fact, values: tuple[Value, ...]) -> str:
        lang = self._words.lang
        if not values:
            asked = fact.id if fact.question is None else fact.question.in_(lang)
            return self._words.say("source.not-known", {"question": asked})
        texts = [value.text.in_(lang) for value in values]
        doubts = dict.fromkeys(value.doubt.in_(lang) for value in values if value.doubt is not None)
        said = self._words.say("source.other-side").join(texts)
        if not doubts:
            return said
        return self._words.say("source.doubt", {"text": said, "doubt": " ".join(doubts)})


def _values(state: Known | Disputed | Unknown | Ended | NotYet) -> tuple[Value, ...]:
    if isinstance(state, Disputed):
        return state.sides
    if isinstance(state, Unknown):
        return () if state.rumour is None else (state.rumour,)
    return (state.value,) if isinstance(state, Known | Ended) else ()


def _named(value: object, words: Words) -> object:
    if isinstance(value, Named):
        return words.say(f"{value.of}.{value.id}.{'title' if value.of == 'step' else 'name'}")
    if isinstance(value, tuple):
        return tuple(_in_list(item, words) for item in value)
    return value


def _in_list(item: object, words: Words) -> object:
    """A title among others stands in quotation marks, so that one sees where it ends."""
    name = _named(item, words)
    is_title = isinstance(item, Named) and item.of == "step"
    return words.say("name.quoted", {"name": name}) if is_title else name


def _warning(key: str, text: str, cites: tuple[str, ...]) -> dict[str, Any]:
    return {"id": key.removeprefix("warning."), "text": text, "cites": list(cites)}


def _since(values: tuple[Value, ...]) -> str:
    start = values[0].start if values else None
    return "undated" if start is None else start.isoformat()


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _cited(plan: Plan, steps: list[Step]) -> list[str]:
    """Every fact the rendered plan cites, each once, in the order of first mention."""
    seen: dict[str, None] = {}
    for message in plan.summary:
        seen.update(dict.fromkeys(message.cites))
    for route in plan.routes:
        for message in route.because:
            seen.update(dict.fromkeys(message.cites))
    for step in steps:
        seen.update(dict.fromkeys(step.cites))
    for deadline in plan.deadlines:
        seen.update(dict.fromkeys(deadline.cites))
    for message in (*(q.text for q in plan.questions), *plan.warnings):
        seen.update(dict.fromkeys(message.cites))
    return list(seen)
