"""The strict loader of this room's packs: files in, a Book out, or every fault with file and line."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Final, TypeVar

from simoff.ask.model import KINDS, Book, Entry, Help, Topic, Word
from simoff.facts.faults import Fault, PackError
from simoff.facts.model import Text
from simoff.facts.opening import open_sheet
from simoff.facts.reading import read_text
from simoff.facts.sheet import Table
from simoff.lang import LANGS

T = TypeVar("T")

FOLDERS: Final = ("asked", "entries", "glossary", "help", "synonyms")
_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ENTRY: Final = re.compile(rf"(?:{'|'.join(KINDS)}):[a-z0-9*][a-z0-9.*-]*")


def is_pack(path: str) -> bool:
    """Whether a path below this room, with slashes, is one of its packs."""
    return path.partition("/")[0] in FOLDERS


def load_book(files: Mapping[str, bytes], facts: Collection[str] | None = None) -> Book:
    """All packs as one value.

    ``files``: path below this room's folder (``glossary/money.toml``) -> bytes. ``facts``: the ids that may be
    cited, None where that is not to be checked. Raises PackError with all faults of all files.
    """
    loading = _Loading(facts)
    for path in sorted(files):
        loading.add(path, files[path])
    return loading.book()


class _Loading:
    """The state of one loading."""

    def __init__(self, facts: Collection[str] | None) -> None:
        self.facts = facts
        self.broken: list[Fault] = []
        self.tables: list[Table] = []
        self.topics: dict[str, Topic] = {}
        self.entries: dict[str, Entry] = {}
        self.words: dict[str, Word] = {}
        self.helps: dict[str, Help] = {}
        self.asked: dict[str, tuple[str, ...]] = {}
        self.used: list[tuple[Table, str]] = []

    def add(self, path: str, content: bytes) -> None:
        """Read one file."""
        opened = open_sheet(path, content)
        if isinstance(opened, Fault):
            self.broken.append(opened)
            return
        self.tables.append(opened)
        folder, name = path.partition("/")[0], path.rpartition("/")[2].removesuffix(".toml")
        if folder == "synonyms":
            self._add_topics(opened)
        elif folder == "asked":
            self._add_each(opened, "asked", _ENTRY, self.asked, self._asked)
        elif folder == "entries":
            self._add_each(opened, "entry", _ENTRY, self.entries, self._entry)
        elif folder == "glossary":
            self._add_each(opened, "word", _ID, self.words, self._word)
        elif folder == "help":
            self._add_help(opened, name)
        else:
            opened.fault(None, "this file has no place here", "Nobody would read it", "Take it out")

    def book(self) -> Book:
        """The packs, or PackError."""
        for table, topic in self.used:
            if topic not in self.topics:
                table.fault(
                    "topics", f"there is no topic {topic!r}", "No word leads to it", "Write it in synonyms/"
                )
        faults = [*self.broken, *(fault for table in self.tables for fault in table.sheet.faults)]
        if faults:
            raise PackError(faults)
        return Book(self.topics, self.entries, self.words, self.helps, self.asked)

    def _add_topics(self, sheet: Table) -> None:
        sheet.only("topic")
        for table in sheet.tables("topic"):
            table.only("id", "asks", "common", "zh", "ru", "en")
            name = table.string("id") or ""
            table.name = f'topic "{name}"'
            self._check_id(table, name, _ID, self.topics)
            phrases = {lang: table.strings(lang) for lang in LANGS}
            for lang, said in phrases.items():
                if not said:
                    table.missing(lang, "A topic is asked about in every language")
            self.topics[name] = Topic(name, asks=table.flag("asks"), common=table.flag("common"), **phrases)

    def _add_each(
        self,
        sheet: Table,
        kind: str,
        form: re.Pattern[str],
        known: dict[str, T],
        read: Callable[[Table, str], T | None],
    ) -> None:
        sheet.only(kind)
        tables = sheet.table(kind)
        for name in () if tables is None else tables.content:
            table = tables.table(name) if tables is not None else None
            if table is None:
                continue
            table.name = f'{kind} "{name}"'
            self._check_id(table, name, form, known)
            found = read(table, name)
            if found is not None:
                known[name] = found

    def _asked(self, table: Table, name: str) -> tuple[str, ...]:
        table.only(*LANGS)
        every = {lang: table.strings(lang) for lang in LANGS}
        for lang, asked in every.items():
            if not asked:
                table.missing(lang, "It is asked for in every language")
        return tuple(question for asked in every.values() for question in asked)

    def _entry(self, table: Table, name: str) -> Entry:
        table.only("topics", "title", "text", "cites", "command", "also")
        return Entry(
            id=name,
            topics=self._topics(table),
            title=read_text(table, "title"),
            text=read_text(table, "text"),
            cites=self._cites(table),
            command=table.string("command"),
            also=table.strings("also"),
        )

    def _word(self, table: Table, name: str) -> Word | None:
        table.only("name", "also", "text", "topics", "cites", "command")
        called, text = read_text(table, "name", required=True), read_text(table, "text", required=True)
        topics, cites = self._topics(table), self._cites(table)
        if called is None or text is None:
            return None
        return Word(name, called, table.strings("also"), text, topics, cites, table.string("command"))

    def _add_help(self, table: Table, name: str) -> None:
        table.name = f'help "{name}"'
        table.only("step", "how", "how_own", "why_own", "wrong", "take", "command", "cites")
        if table.string("step") != name:
            table.fault("step", "it is not the file's name", "A file is found by its step", "Make them the same")
        own: dict[str, Text | None] = {key: read_text(table, key) for key in ("how_own", "why_own")}
        wrong, take = read_text(table, "wrong", required=True), read_text(table, "take", required=True)
        how, cites, command = table.strings("how"), self._cites(table), table.string("command")
        if not how and own["how_own"] is None:
            table.missing("how", "A help page says how")
        if command is None:
            table.missing("command", "A help page names the command that helps")
        if wrong is not None and take is not None and command is not None:
            self.helps[name] = Help(name, how, own["how_own"], own["why_own"], wrong, take, command, cites)

    def _topics(self, table: Table) -> tuple[str, ...]:
        topics = table.strings("topics")
        self.used += [(table, topic) for topic in topics]
        return topics

    def _cites(self, table: Table) -> tuple[str, ...]:
        cites = table.strings("cites")
        for fact in cites:
            if self.facts is not None and fact not in self.facts:
                table.fault("cites", f"there is no fact {fact!r}", "A claim rests on facts", "Correct the id")
        return cites

    def _check_id(self, table: Table, name: str, form: re.Pattern[str], known: Collection[str]) -> None:
        if not form.fullmatch(name):
            table.fault(None, f"the id {name[:60]!r} has another form", "Ids are named elsewhere", "Rename it")
        elif name in known:
            table.fault(None, f"the id {name!r} comes twice", "Which one is meant cannot be said", "Rename one")
