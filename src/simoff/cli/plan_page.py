"""A plan as a page: the answer, today, what comes then, what is unknown, the ways, the warnings, the gate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from simoff.cli.answers import setting_for
from simoff.cli.document import Block, Document, Heading, Item, Items, Paragraph, Quote, Title
from simoff.lang import Catalogue

_PHASES = ("prepare", "accounts", "money", "contact", "visit", "file", "confirm", "refund", "after")
_ASKED = ("you", "operator", "gosuslugi", "other")
_SHORT = frozenset({"impossible", "not_advised"})
_FEW = 3
"""Up to so many steps that a step waits for are named; more are counted."""


class PlanPage:
    """Builds the page of one plan. ``words`` are the command line's, ``names`` the plan room's."""

    def __init__(self, plan: Mapping[str, Any], words: Catalogue, names: Catalogue, *, sources: bool) -> None:
        self._plan = plan
        self._words = words
        self._names = names
        self._marks = {id_: n for n, id_ in enumerate(plan["sources"], 1)} if sources else {}
        self._titles: dict[str, str] = {step["id"]: step["title"] for step in plan["steps"]}

    def document(self) -> Document:
        """The page; the same dict gives the same page."""
        parts = (
            self._opening(),
            self._today(),
            self._timeline(),
            self._dates(),
            self._questions(),
            self._routes(),
            self._warnings(),
            self._gate(),
            self._sources(),
        )
        return Document(lang=self._plan["lang"], blocks=tuple(block for part in parts for block in part))

    def _say(self, key: str, **args: object) -> str:
        return self._words.say(f"page.{key}", args)

    def _opening(self) -> Iterator[Block]:
        number = self._plan["number"]
        as_of = date.fromisoformat(self._plan["as_of"])
        below = (
            *self._who(number),
            self._say("as-of", day=as_of, version=self._plan["facts_version"]),
        )
        yield Title(self._say("title", number=number["national"]), below)
        first, *rest = self._plan["summary"]
        yield Paragraph(first, "strong" if self._plan["feasible"] != "no" else "alarm")
        yield from map(Paragraph, rest)

    def _who(self, number: Mapping[str, Any]) -> Iterator[str]:
        operator, holder, region = number["operator"], number["range_holder"], number["region"]
        if operator["name"] is not None and operator["from"] != "unknown":
            yield self._say(f"operator-{operator['from']}", name=operator["name"])
        else:
            yield self._say("operator-unknown")
        if holder is None:
            return
        where = self._say("in-region", region=region["name"]) if region is not None else ""
        if number["source"] == "codes":
            yield self._say("range-codes", holder=holder["name"], region=where)
        else:
            day = date.fromisoformat(number["registry_date"])
            yield self._say("range-registry", holder=holder["name"], region=where, day=day)

    def _today(self) -> Iterator[Block]:
        now = [step for step in self._plan["steps"] if step["status"] == "now"]
        if now:
            yield Heading(self._say("today"))
            yield Items(tuple(self._step(step, "") for step in now))

    def _timeline(self) -> Iterator[Block]:
        later = [s for s in self._plan["steps"] if s["status"] in ("waiting", "blocked", "optional")]
        if later:
            yield Heading(self._say("then"))
        for phase in _PHASES:
            steps = [step for step in later if step["phase"] == phase]
            if steps:
                yield Paragraph(self._say(f"phase.{phase}"), "quiet")
                yield Items(tuple(self._step(step, self._note(step)) for step in steps))
        for status in ("done", "not_needed"):
            titles = tuple(step["title"] for step in self._plan["steps"] if step["status"] == status)
            if titles:
                yield Paragraph(self._say(f"status.{status}", steps=titles), "quiet")

    def _step(self, step: Mapping[str, Any], note: str) -> Item:
        body: tuple[Paragraph, ...]
        if self._marks:
            body = (Paragraph(step["body"]), Paragraph(self._marked(step["why"], step["cites"]), "quiet"))
        else:
            body = (Paragraph(step["body"]),)
        return Item(head=step["title"], label=self._by(step["due"]), note=note, body=body)

    def _by(self, due: str | None) -> str:
        return self._say("no-day") if due is None else self._say("by", day=due)

    def _note(self, step: Mapping[str, Any]) -> str:
        if step["status"] == "optional":
            return self._say("status.optional")
        waits = tuple(self._titles[id_] for id_ in step["depends_on"] if self._is_open(id_))
        if len(waits) > _FEW and step["status"] == "blocked":
            return self._say("status.blocked-by-many", n=len(waits))
        if waits and step["status"] == "blocked":
            return self._say("status.blocked", steps=waits)
        if step["start"] is not None and step["start"] > self._plan["as_of"]:
            return self._say("status.from", day=date.fromisoformat(step["start"]))
        return ""

    def _is_open(self, id_: str) -> bool:
        return any(
            step["id"] == id_ and step["status"] not in ("done", "not_needed") for step in self._plan["steps"]
        )

    def _dates(self) -> Iterator[Block]:
        found = self._plan["deadlines"]
        if found:
            yield Heading(self._say("dates"))
            yield Items(tuple(map(self._deadline, found)))

    def _deadline(self, deadline: Mapping[str, Any]) -> Item:
        how = Paragraph(self._marked(deadline["how"], deadline["cites"]))
        name = self._names.say(f"deadline.{deadline['id']}.name")
        return Item(name, deadline["due"] or self._say("no-day"), body=(how,), weight="normal")

    def _questions(self) -> Iterator[Block]:
        if not self._plan["questions"]:
            return
        yield Heading(self._say("unknown"))
        for whom in _ASKED:
            asked = [question for question in self._plan["questions"] if question["ask"] == whom]
            if asked:
                yield Paragraph(self._say(f"ask.{whom}"), "quiet")
                yield Items(tuple(map(self._question, asked)))

    def _question(self, question: Mapping[str, Any]) -> Item:
        if question["ask"] == "you":
            return Item(question["text"], label="-", note=setting_for(question["id"]), weight="normal")
        foreign = question["ask"] == "operator" and question["text_ru"] != question["text"]
        body = (Quote(question["text_ru"], "ru"),) if foreign else ()
        return Item(question["text"], label="-", body=body, weight="normal")

    def _routes(self) -> Iterator[Block]:
        yield Heading(self._say("routes"))
        yield Items(
            tuple(map(self._route, sorted(self._plan["routes"], key=lambda route: int(route["rank"]))))
        )

    def _route(self, route: Mapping[str, Any]) -> Item:
        reasons: Sequence[Mapping[str, Any]] = route["because"]
        if route["verdict"] in _SHORT:
            reasons = reasons[:1]
        body = tuple(Paragraph(self._marked(reason["text"], reason["cites"])) for reason in reasons)
        name = self._names.say(f"route.{route['id']}.name")
        return Item(
            head=name,
            label=self._say(f"verdict.{route['verdict']}"),
            note=self._days(route["days"]),
            body=body,
            weight="normal" if route["verdict"] in _SHORT else "strong",
        )

    def _days(self, days: Mapping[str, int] | None) -> str:
        if days is None:
            return ""
        if days["min"] == days["max"]:
            return self._say("days", n=days["min"])
        return self._say("days-range", least=days["min"], n=days["max"])

    def _warnings(self) -> Iterator[Block]:
        found = self._plan["warnings"]
        if found:
            yield Heading(self._say("warnings"))
            yield Items(tuple(Item(self._marked(w["text"], w["cites"]), "!", weight="normal") for w in found))

    def _gate(self) -> Iterator[Block]:
        gate = self._plan["gate"]
        if gate["open"]:
            return
        yield Heading(self._say("gate"))
        yield Paragraph(self._say("gate-shut"))
        yield Items(tuple(Item(self._title(id_), "-", weight="normal") for id_ in gate["blocked_by"]))

    def _title(self, step_id: str) -> str:
        return self._titles.get(step_id) or self._names.say(f"step.{step_id}.title")

    def _sources(self) -> Iterator[Block]:
        sources = self._plan["sources"]
        if not self._marks:
            if sources:
                yield Paragraph(self._say("sources-hint", n=len(sources)), "quiet")
            return
        yield Heading(self._say("sources"))
        yield Items(tuple(self._source(id_, sources[id_]) for id_ in self._marks))

    def _source(self, id_: str, source: Mapping[str, Any]) -> Item:
        said = [self._say(f"confidence.{source['confidence']}")]
        if source["in_force_since"] == "undated":
            said.append(self._say("source.undated"))
        else:
            said.append(self._say("source.since", day=date.fromisoformat(source["in_force_since"])))
        if source["confirmed_on"] is not None:
            said.append(self._say("source.confirmed", day=date.fromisoformat(source["confirmed_on"])))
        where = (source["reference"], *source["source"].split(" ; "), id_)
        body = (Paragraph("; ".join(said), "quiet"), *(Paragraph(text, "quiet") for text in where if text))
        return Item(source["text"], f"[{self._marks[id_]}]", body=body, weight="normal")

    def _marked(self, text: str, cites: Sequence[str]) -> str:
        if not self._marks or not cites:
            return text
        gap = "" if self._plan["lang"] == "zh" else " "
        return text + gap + "".join(f"[{self._marks[id_]}]" for id_ in cites if id_ in self._marks)
