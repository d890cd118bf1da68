"""What an answer says: its passage, sources, doubts, and the command and page that do it. One function a kind."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from simoff.ask.model import Help, Hit
from simoff.desk.ask_documents import helps_said
from simoff.desk.bundle import catalogue, load_facts, load_services, load_shelf
from simoff.facts import Disputed, Ended, Known, Source, Text, Unknown, Value, state

if TYPE_CHECKING:
    from simoff.accounts.catalogue import Change
    from simoff.desk.plan import Made
    from simoff.lang import Catalogue

_GENERAL: Final = (
    "Здравствуйте! У меня вопрос о договоре на мой номер. Подскажите, пожалуйста, какое правило действует, "
    "и ответьте письменно."
)
_OWN: Final = "Здравствуйте! Подскажите, пожалуйста: {question} Ответьте, пожалуйста, письменно."
"""Said to an operator, so they are in Russian whatever the person reads."""


class Rest(Struct, frozen=True):
    """A fact an answer rests on, as it stands that day, with its first source; None: a page about a service.

    ``in_force_since``: a day or "undated"; ``read_up_to``: the newest day the sources of its pack speak of.
    """

    fact: str | None
    confidence: str
    address: str | None
    dated: date | None
    confirmed_on: date | None
    reference: str | None
    doubt: str | None
    in_force_since: str | None = None
    read_up_to: date | None = None


class HelpPage(Struct, frozen=True):
    """The help beside a step, in one language."""

    step: str
    title: str
    why: str
    how: tuple[str, ...]
    wrong: str
    take: str
    command: str
    sources: tuple[Rest, ...]


class Passages:
    """Says hits in a language, as things stand on a day, for the case of ``made`` if there is one."""

    def __init__(self, lang: str, on: date, made: Made | None) -> None:
        self.lang = lang
        self.on = on
        self.made = made
        self.facts = load_facts()
        self.shelf = load_shelf()

    @cached_property
    def plan(self) -> Catalogue:
        """The words of the plan."""
        return catalogue("plan", self.lang)

    def of(self, hit: Hit) -> dict[str, Any] | None:
        """The answer; None for what does not exist on that day."""
        kind, _, name = hit.id.partition(":")
        said: dict[str, Any] | None = getattr(self, f"_{kind}")(name)
        if said is None:
            return None
        empty: dict[str, Any] = {
            "state": None,
            "doubts": [],
            "question": None,
            "cites": [],
            "command": None,
            "in_case": None,
            "sources": [],
        }
        answer = empty | said
        rests = self.rests(answer["cites"])
        doubts = [*answer["doubts"], *(rest.doubt for rest in rests if rest.doubt)]
        return {
            "id": hit.id,
            "kind": kind,
            "title": answer["title"],
            "text": answer["text"],
            "state": answer["state"],
            "doubts": list(dict.fromkeys(doubts)),
            "question": answer["question"],
            "command": answer["command"],
            "page": self._page(kind, name),
            "in_case": answer["in_case"],
            "cites": [rest.fact for rest in rests],
            "sources": [*rests, *answer["sources"]],
            "score": hit.score,
        }

    def help(self, help_: Help) -> HelpPage:
        """The help page of a step."""
        own_how = () if help_.how_own is None else (help_.how_own.in_(self.lang),)
        texts = {key: self.plan.say(key) for key in help_.how}
        why = help_.why_own
        return HelpPage(
            step=help_.step,
            title=self.plan.say(f"step.{help_.step}.title"),
            why=self.plan.say(f"step.{help_.step}.why") if why is None else why.in_(self.lang),
            how=(*own_how, *helps_said(help_, texts)),
            wrong=help_.wrong.in_(self.lang),
            take=help_.take.in_(self.lang),
            command=help_.command,
            sources=tuple(self.rests(help_.cites)),
        )

    def rests(self, cites: Iterable[str]) -> list[Rest]:
        """The cited facts that exist on the day, each once."""
        found = []
        for fact_id in dict.fromkeys(cites):
            value = self._value(fact_id)
            if value is not None:
                found.append(self._rest(fact_id, value))
        return found

    def sentence(self, question: str) -> dict[str, str]:
        """What to say to the operator where nothing was found: in Russian, with the question if it is Russian."""
        text = " ".join(question.split())
        if self.lang == "ru" and sum("а" <= sign <= "я" for sign in text.lower()) * 2 > len(text):
            ended = text if text[-1] in "?!." else f"{text}?"
            return {"text_ru": _OWN.format(question=ended)}
        return {"text_ru": _GENERAL}

    def _step(self, name: str) -> dict[str, Any]:
        page = self.help(self.shelf.book.helps[name])
        step = None if self.made is None else next((s for s in self.made.plan.steps if s.id == name), None)
        in_case = None if step is None else {"status": step.status, "due": step.due}
        return {
            "title": page.title,
            "text": " ".join(page.how) if self.lang != "zh" else "".join(page.how),
            "cites": [rest.fact for rest in page.sources],
            "command": page.command,
            "in_case": in_case,
        }

    def _way(self, name: str) -> dict[str, Any]:
        entry = self.shelf.book.entries[f"way:{name}"]
        route = None if self.made is None else next(r for r in self.made.plan.routes if r.id == name)
        return {
            "title": self.plan.say(f"route.{name}.name"),
            "text": self._in(entry.text),
            "cites": entry.cites,
            "command": entry.command,
            "in_case": None if route is None else {"verdict": route.verdict},
        }

    def _paper(self, name: str) -> dict[str, Any]:
        entry = self.shelf.book.entries[f"paper:{name}"]
        text = {"title": self._in(entry.title), "text": self._in(entry.text)}
        return {**text, "cites": entry.cites, "command": entry.command}

    def _refusal(self, name: str) -> dict[str, Any]:
        said = self.shelf.refusals[name]
        answer = {"text": said.answer.in_(self.lang), "text_ru": said.answer.ru}
        text = said.next.in_(self.lang)
        return {
            "title": said.said.in_(self.lang),
            "text": text,
            "question": answer,
            "cites": [fact for fact in said.facts if self._value(fact) is not None],
            "command": "simoff card --answers",
        }

    def _fact(self, name: str) -> dict[str, Any] | None:
        fact = self.facts.facts.get(name)
        if fact is None:
            return None
        question = self._question(fact.question)
        command = f"simoff facts show {name}"
        found = state(fact, self.on)
        if isinstance(found, Known | Ended):
            word = "known" if isinstance(found, Known) else "ended"
            said = {"title": found.value.text.in_(self.lang), "text": "", "state": word, "cites": [name]}
        elif isinstance(found, Disputed):
            text = "\n".join(value.text.in_(self.lang) for value in found.sides)
            said = {"title": text.partition("\n")[0], "text": text.partition("\n")[2], "state": "disputed"}
            said["cites"] = [name]
        elif isinstance(found, Unknown) and question is not None:
            said = {"title": question["text"], "text": "", "state": "unknown"}
        else:
            return None
        wanted = question if said["state"] in ("unknown", "disputed") else None
        return {**said, "question": wanted, "command": command}

    def _service(self, name: str) -> dict[str, Any] | None:
        from simoff.accounts.rendering import render_change

        services = load_services()
        service = services.services.get(name)
        if service is None:
            return None
        change = render_change(service, services, self.lang)
        return {
            "title": service.name.in_(self.lang),
            "text": change["text"],
            "state": "unverified" if change["check_live_page"] else "known",
            "cites": change["cites"],
            "sources": self._seen_at(service.change, change["sources"]),
            "command": "simoff accounts scan FILE",
        }

    def _seen_at(self, change: Change, addresses: list[str | None]) -> list[Rest]:
        """Where a service's way was read; without an address it is still said how well it is known."""
        return [Rest(None, change.confidence, each, None, None, None, None) for each in addresses or [None]]

    def _word(self, name: str) -> dict[str, Any]:
        word = self.shelf.book.words[name]
        text = {"title": word.name.in_(self.lang), "text": word.text.in_(self.lang)}
        return {**text, "cites": word.cites, "command": word.command}

    def _page(self, kind: str, name: str) -> str | None:
        """Where ``simoff serve`` shows it, as far as that needs no case."""
        pages = {"fact": f"/facts/{name}", "step": f"/help/steps/{name}", "word": f"/help/words#{name}"}
        return pages.get(kind)

    def _value(self, fact_id: str) -> Value | None:
        fact = self.facts.facts.get(fact_id)
        found = None if fact is None else state(fact, self.on)
        if isinstance(found, Disputed):
            return found.sides[0]
        return found.value if isinstance(found, Known | Ended) else None

    def _rest(self, fact_id: str, value: Value) -> Rest:
        source = value.sources[0] if value.sources else Source("")
        doubt = None if value.doubt is None else value.doubt.in_(self.lang)
        address = source.address or None
        return Rest(
            fact_id,
            value.confidence,
            address,
            source.dated,
            value.confirmed_on(),
            value.reference,
            doubt,
            "undated" if value.start is None else value.start.isoformat(),
            self.facts.read_up_to[self.facts.facts[fact_id].pack],
        )

    def _question(self, question: Text | None) -> dict[str, str] | None:
        return None if question is None else {"text": question.in_(self.lang), "text_ru": question.ru}

    def _in(self, text: Text | None) -> str:
        return "" if text is None else text.in_(self.lang)
