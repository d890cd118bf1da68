"""The strict loader of the guard's packs: files in, a Book out, or every fault with file and line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import get_args

from simoff.facts.faults import Fault, PackError
from simoff.facts.model import Text
from simoff.facts.opening import open_sheet
from simoff.facts.reading import LANGUAGES
from simoff.facts.sheet import Table
from simoff.guard.features import FEATURES, FLAGS
from simoff.guard.model import Book, Grade, Group, Join, Owner, Phone, Rule, SourceNote

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_PHONE = re.compile(r"\+[1-9]\d{6,14}|\d{3,6}")
PATTERNS = (*(f"P{number}" for number in range(1, 18)), "general")
_CONFIDENCES = ("official", "press", "report", "unverified")


def load_book(files: Mapping[str, bytes]) -> Book:
    """All packs of the guard as one value.

    ``files``: path below the guard's folder, with slashes (``rules/links.toml``) -> the file's bytes.
    Raises PackError with all faults of all files; nothing is loaded then.
    """
    loading = _Loading()
    for path in sorted(files):
        loading.add(path, files[path])
    return loading.book()


class _Loading:
    """The state of one loading."""

    def __init__(self) -> None:
        self.broken: list[Fault] = []
        self.tables: list[Table] = []
        self.groups: dict[str, Group] = {}
        self.joins: dict[str, tuple[Table, Join]] = {}
        self.rules: dict[str, tuple[Table, Rule]] = {}
        self.sources: dict[str, SourceNote] = {}
        self.steps: dict[str, Text] = {}
        self.owners: dict[str, Owner] = {}
        self.hosts: dict[str, frozenset[str]] = {"shorteners": frozenset(), "messengers": frozenset()}
        self._seen: dict[str, set[str]] = {}

    def add(self, path: str, content: bytes) -> None:
        """Read one file."""
        opened = open_sheet(path, content)
        if isinstance(opened, Fault):
            self.broken.append(opened)
            return
        self.tables.append(opened)
        if path == "allow/hosts.toml":
            self._add_hosts(opened)
            return
        readers: dict[str, tuple[str, Callable[[Table, str], None]]] = {
            "words": ("group", self._add_group),
            "rules": ("rule", self._add_rule),
            "allow": ("owner", self._add_owner),
            "joins.toml": ("join", self._add_join),
            "sources.toml": ("source", self._add_source),
            "steps.toml": ("step", self._add_step),
        }
        kind = readers.get(path.partition("/")[0])
        if kind is None:
            opened.fault(None, "this file has no place here", "Nobody would read it", "Take it out")
            return
        opened.only(kind[0])
        for table in opened.tables(kind[0]):
            self._read(table, kind)

    def _read(self, table: Table, kind: tuple[str, Callable[[Table, str], None]]) -> None:
        name = table.string("id")
        if name is None:
            if "id" not in table:
                table.missing("id", "Rules refer to it by its id")
            return
        table.name = f'{kind[0]} "{name}"'
        if not _ID.fullmatch(name):
            table.fault("id", "the id has other signs than a-z, 0-9 and -", "Ids are cited", "Rename it")
        shared = "group or join" if kind[0] in ("group", "join") else kind[0]
        if name in self._seen.setdefault(shared, set()):
            table.fault("id", "the id comes twice", "Which of the two is meant cannot be said", "Rename one")
        self._seen[shared].add(name)
        kind[1](table, name)

    def _add_group(self, table: Table, name: str) -> None:
        table.only("id", "act", "hides", *LANGUAGES)
        phrases: list[str] = []
        for language in LANGUAGES:
            found = table.strings(language)
            if not found and language not in table:
                table.missing(language, "Every group has phrases in zh, ru and en")
            phrases += found
        self.groups[name] = Group(name, tuple(phrases), table.flag("act"), table.strings("hides"))

    def _add_join(self, table: Table, name: str) -> None:
        table.only("id", "of", "within")
        of, within = table.strings("of"), table.whole_number("within")
        if len(of) != 2 or within is None:
            table.fault("of", "a join has two sides and a distance", "It says what stands near what", "State both")
            return
        self.joins[name] = (table, Join(name, _choice(of[0]), _choice(of[1]), within))

    def _add_rule(self, table: Table, name: str) -> None:
        table.only("id", "pattern", "verdict", "needs", "none", "when", "within", "source", "step", *LANGUAGES)
        for key in ("pattern", "verdict", "needs", "within", "source", "step", *LANGUAGES):
            if key not in table:
                table.missing(key, "A rule without it cannot be explained to a person")
        verdict, within = table.choice("verdict", ("scam", "suspicious")), table.whole_number("within")
        pattern, why = table.choice("pattern", PATTERNS), _text(table)
        source, step = table.string("source"), table.string("step")
        needs, when = table.strings("needs"), table.strings("when")
        if not needs and not when:
            table.fault("needs", "the rule asks for nothing", "It would always speak", "State needs or when")
        if verdict is None or within is None or pattern is None or why is None or source is None or step is None:
            return
        rule = Rule(
            id=name,
            pattern=pattern,
            verdict="scam" if verdict == "scam" else "suspicious",
            needs=tuple(map(_choice, needs)),
            none=table.strings("none"),
            when=when,
            within=within,
            why=why,
            source=source,
            step=step,
        )
        self.rules[name] = (table, rule)

    def _add_owner(self, table: Table, name: str) -> None:
        table.only("id", "name", "domains", "confidence", "source", "names", "phones")
        called, source = table.string("name"), table.string("source")
        confidence = table.choice("confidence", _CONFIDENCES)
        for key in ("name", "domains", "confidence", "source"):
            if key not in table:
                table.missing(key, "An entry without it proves nothing")
        domains = table.strings("domains")
        for domain in domains:
            if not _DOMAIN.fullmatch(domain):
                table.fault("domains", f"{domain[:60]!r} is no domain", "It is lower-case ASCII", "Correct it")
        phones = tuple(phone for part in table.tables("phones") if (phone := _phone(part)) is not None)
        if called is None or source is None or confidence is None:
            return
        names = table.strings("names")
        self.owners[name] = Owner(name, called, domains, confidence, source, names, phones)

    def _add_source(self, table: Table, name: str) -> None:
        table.only("id", "grade", "reference")
        grades: tuple[Grade, ...] = get_args(Grade)
        grade, reference = table.choice("grade", grades), table.string("reference")
        if grade is None:
            if "grade" not in table:
                table.missing("grade", "It says how well the pattern is known")
            return
        if (reference is None) != (grade == "ours"):
            why = "Only our own reasoning has no reference"
            table.fault("reference", "grade and reference do not fit", why, "State where it was read")
        self.sources[name] = SourceNote(name, next(one for one in grades if one == grade), reference)

    def _add_step(self, table: Table, name: str) -> None:
        table.only("id", *LANGUAGES)
        text = _text(table)
        if text is not None:
            self.steps[name] = text

    def _add_hosts(self, table: Table) -> None:
        table.only(*self.hosts)
        for key in self.hosts:
            if key not in table:
                table.missing(key, "Links are told apart by it")
            self.hosts[key] = frozenset(table.strings(key))

    def book(self) -> Book:
        """The book, or PackError."""
        self._check_references()
        faults = [*self.broken, *(fault for table in self.tables for fault in table.sheet.faults)]
        if faults:
            raise PackError(faults, "guard's packs")
        return Book(
            groups=tuple(self.groups.values()),
            joins=tuple(join for _, join in self.joins.values()),
            rules=tuple(rule for _, rule in self.rules.values()),
            sources=self.sources,
            steps=self.steps,
            owners=tuple(self.owners.values()),
            shorteners=self.hosts["shorteners"],
            messengers=self.hosts["messengers"],
        )

    def _check_references(self) -> None:
        hides = {hidden for group in self.groups.values() for hidden in group.hides}
        for hidden in sorted(hides - self.groups.keys()):
            self.broken.append(Fault("words", None, f"no group {hidden!r} to hide", "It is named", "Correct it"))
        for table, join in self.joins.values():
            _known(table, "of", (*join.first, *join.second), self.groups.keys())
        named = {*self.groups, *self.joins, *FEATURES}
        for table, rule in self.rules.values():
            _known(table, "needs", [name for need in rule.needs for name in need], named)
            _known(table, "none", rule.none, named)
            _known(table, "when", rule.when, set(FLAGS))
            _known(table, "source", (rule.source,), self.sources.keys())
            _known(table, "step", (rule.step,), self.steps.keys())


def _known(table: Table, key: str, names: list[str] | tuple[str, ...], known: object) -> None:
    for name in names:
        if name not in known:  # type: ignore[operator]
            table.fault(key, f"there is no {name!r}", "The rule would never speak", "Correct the name")


def _choice(word: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in word.split("|"))


def _text(table: Table) -> Text | None:
    zh, ru, en = (table.string(language) for language in LANGUAGES)
    return None if zh is None or ru is None or en is None else Text(zh=zh, ru=ru, en=en)


def _phone(table: Table) -> Phone | None:
    table.only("number", "confidence", "source", "shown")
    number, source = table.string("number"), table.string("source")
    confidence = table.choice("confidence", _CONFIDENCES)
    if number is None or source is None or confidence is None:
        table.missing("number", "A telephone has its number, confidence and source")
        return None
    if not _PHONE.fullmatch(number):
        table.fault("number", f"{number[:20]!r} is no telephone", "It is E.164 or a short code", "Correct it")
        return None
    return Phone(number, confidence, source, table.flag("shown"))
