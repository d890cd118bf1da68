"""One loading of the services pack: what kind of file each is, and what must hold over all of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import TypeVar

from simoff.accounts.catalogue.claims import check_claims
from simoff.accounts.catalogue.model import FAMILIES, WORD_LANGUAGES, CheckItem, Reference, Service, Services
from simoff.accounts.catalogue.reading import read_id, read_item, read_languages, read_reference, read_service
from simoff.facts.faults import Fault, PackError, nearest
from simoff.facts.model import Text
from simoff.facts.opening import open_sheet
from simoff.facts.reading import LANGUAGES
from simoff.facts.sheet import Sheet, Table

NEEDED = ("pack.toml", "sources.toml", "ways.toml", "words.toml", "no_sms.toml")
_CATEGORY_FILE = re.compile(r"([a-z]+(?:-[a-z]+)*)\.toml")

T = TypeVar("T")


class Loading:
    """The state of one loading."""

    def __init__(self, facts: Collection[str] | None) -> None:
        self.facts = facts
        self.sheets: list[Sheet] = []
        self.broken: list[Fault] = []
        self.present: set[str] = set()
        self.read_up_to: date | None = None
        self.nameless: tuple[str, ...] = ()
        self.words: dict[str, tuple[str, ...]] = {}
        self.sources: dict[str, tuple[Table, Reference]] = {}
        self.services_read: dict[str, tuple[Table, Service]] = {}
        self.items: dict[str, tuple[Table, CheckItem]] = {}
        self.texts: dict[str, dict[str, tuple[Table, Text]]] = {"way": {}, "factor": {}, "visit": {}}

    def add(self, name: str, content: bytes) -> None:
        """Read one file."""
        self.present.add(name)
        document = open_sheet(name, content)
        if isinstance(document, Fault):
            self.broken.append(document)
            return
        self.sheets.append(document.sheet)
        kinds: dict[str, Callable[[Table], None]] = {
            "pack.toml": self._add_pack,
            "sources.toml": self._add_sources,
            "ways.toml": self._add_ways,
            "words.toml": self._add_words,
            "no_sms.toml": self._add_items,
        }
        if name in kinds:
            kinds[name](document)
        elif category := _CATEGORY_FILE.fullmatch(name):
            self._add_category(document, category[1])
        else:
            what_to_do = "Name it <category>.toml, in small letters with hyphens"
            document.fault(None, "this file has no place here", "A file is a category of services", what_to_do)

    def services(self) -> Services:
        """The pack, or PackError."""
        for table, service in self.services_read.values():
            self._check_references(table, service)
        check_claims(list(self.services_read.values()), self.nameless)
        for table, item in self.items.values():
            self._check_known(table, "service", [item.service] if item.service else [], self.services_read)
            self._check_facts(table, item.cites)
        faults = [*self.broken, *self._absent(), *(fault for sheet in self.sheets for fault in sheet.faults)]
        if faults or self.read_up_to is None:
            raise PackError(faults)
        return Services(
            read_up_to=self.read_up_to,
            services=_values(self.services_read),
            ways=_values(self.texts["way"]),
            factors=_values(self.texts["factor"]),
            visits=_values(self.texts["visit"]),
            sources=_values(self.sources),
            words=self.words,
            nameless=self.nameless,
            no_sms=tuple(_values(self.items).values()),
        )

    def _absent(self) -> Iterator[Fault]:
        for name in NEEDED:
            if name not in self.present:
                yield Fault(name, None, "the file is missing", "The pack rests on it", "Add the file")

    def _add_pack(self, document: Table) -> None:
        document.only("pack", "read_up_to", "nameless")
        if document.string("pack") != "services":
            document.fault("pack", "'pack' is not 'services'", "It is the folder's name", 'Write pack = "services"')
        if "read_up_to" not in document:
            document.missing("read_up_to", "A claim after that day says up to when the sources speak")
        self.read_up_to, self.nameless = document.day("read_up_to"), document.strings("nameless")

    def _add_sources(self, document: Table) -> None:
        document.only("source")
        for table in document.tables("source"):
            self._keep(self.sources, table, read_reference(table))

    def _add_items(self, document: Table) -> None:
        document.only("item")
        for table in document.tables("item"):
            self._keep(self.items, table, read_item(table))

    def _add_ways(self, document: Table) -> None:
        document.only(*self.texts)
        for kind, found in self.texts.items():
            for table in document.tables(kind):
                table.only("id", *LANGUAGES)
                id_, text = read_id(table, kind), read_languages(table)
                if id_ is not None and id_ in found:
                    table.fault("id", f"{id_!r} is there twice", "Which is meant cannot be said", "Take one out")
                elif id_ is not None and text is not None:
                    found[id_] = (table, text)

    def _add_words(self, document: Table) -> None:
        document.only(*FAMILIES)
        for family in FAMILIES:
            table = document.table(family)
            if table is None:
                document.missing(family, "Messages are told apart by the words of every family")
                continue
            table.only(*WORD_LANGUAGES)
            words = [word for language in WORD_LANGUAGES for word in table.strings(language)]
            for word in words:
                if "*" in word[:-1]:
                    table.fault(None, f"{word[:40]!r}", "A star stands for the rest of a word", "Put it at the end")
            self.words[family] = tuple(dict.fromkeys(words))

    def _add_category(self, document: Table, category: str) -> None:
        document.only("category", "service")
        if document.string("category") != category:
            why = "It follows from the file's name"
            document.fault("category", f"'category' is not {category!r}", why, f'Write category = "{category}"')
        for table in document.tables("service"):
            self._keep(self.services_read, table, read_service(table, category))

    def _keep(self, found: dict[str, tuple[Table, T]], table: Table, value: T | None) -> None:
        if value is None:
            return
        id_ = str(table.content["id"]).strip()
        if id_ in found:
            table.fault("id", f"{id_!r} is there twice", "Which is meant cannot be said", "Take one out")
        else:
            found[id_] = (table, value)

    def _check_references(self, table: Table, service: Service) -> None:
        change = table.table("change") or table
        self._check_known(change, "way", [service.change.way], self.texts["way"])
        self._check_known(
            change, "other", [service.change.other] if service.change.other else [], self.services_read
        )
        self._check_known(change, "sources", service.change.sources, self.sources)
        self._check_facts(change, service.change.cites)
        self._check_known(table, "without_sms", service.without_sms, self.texts["factor"])
        self._check_known(
            table, "without_old", [service.without_old] if service.without_old else [], self.texts["visit"]
        )
        for sender, part in zip(service.senders, table.tables("senders"), strict=False):
            self._check_known(part, "sources", sender.sources, self.sources)
        if service.change.way in self.texts["way"]:
            _check_slots(change, service, self.texts["way"][service.change.way][1])

    def _check_known(self, table: Table, key: str, words: Collection[str], known: Collection[str]) -> None:
        for word in words:
            if word not in known:
                like = nearest(word, known)
                why = f"The nearest is {like!r}" if like else "Nothing is like it"
                table.fault(key, f"{word[:40]!r} of {key!r} is not there", why, "Correct it or add it")

    def _check_facts(self, table: Table, cites: Collection[str]) -> None:
        if self.facts is not None:
            self._check_known(table, "cites", cites, self.facts)


def _check_slots(change: Table, service: Service, way: Text) -> None:
    for key, value in (("path", service.change.path), ("other", service.change.other)):
        if f"{{{key}}}" in way.en and value is None:
            change.missing(key, f"The way {service.change.way!r} names it")
        if key == "other" and value is not None and f"{{{key}}}" not in way.en:
            change.fault(key, f"'other' with the way {service.change.way!r}", "Nobody reads it", "Take it out")


def _values(found: dict[str, tuple[Table, T]]) -> dict[str, T]:
    return {id_: value for id_, (_, value) in found.items()}
