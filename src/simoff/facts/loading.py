"""One loading of pack files: what kind of file each is, and what must hold over all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from simoff.facts.faults import Fault, PackError
from simoff.facts.model import Facts
from simoff.facts.opening import open_sheet
from simoff.facts.operators import ReadOperator, read_operator, settle
from simoff.facts.reading import Read, read_fact
from simoff.facts.rules import check_rules, check_twice
from simoff.facts.sheet import Sheet, Table

PACKS = ("law", "operators")

_VERSION = re.compile(r"\d{4}\.\d{2}\.\d{2}(?:\.\d+)?")
_LAW_FILE = re.compile(r"law/([a-z0-9-]+)\.toml")
_OPERATOR_FILE = re.compile(r"operators/([a-z0-9_-]+)/facts\.toml")
_LAW_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COMMON = "_common"


class Loading:
    """The state of one loading."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.broken: list[Fault] = []
        self.version: str | None = None
        self.read_up_to: dict[str, date] = {}
        self.reads: list[Read] = []
        self.operators: list[ReadOperator] = []
        self.heads: set[str] = set()

    def add(self, path: str, content: bytes) -> None:
        """Read one file."""
        document = self._parse(path, content)
        if document is None:
            self.heads.add(path)  # it is there, though broken: do not call it missing as well
            return
        if path == "pack.toml":
            self._add_version(document)
        elif path in {f"{pack}/pack.toml" for pack in PACKS}:
            self._add_pack(document, path.partition("/")[0])
        elif law := _LAW_FILE.fullmatch(path):
            self._add_facts(document, "law", law[1])
        elif operator := _OPERATOR_FILE.fullmatch(path):
            self._add_facts(document, "operators", operator[1])
        else:
            what_to_do = "Name it pack.toml, law/<topic>.toml or operators/<id>/facts.toml"
            self.broken.append(
                Fault(path, None, "this file has no place here", "Nobody would read it", what_to_do)
            )

    def facts(self) -> Facts:
        """The facts, or PackError."""
        for read in self.reads:
            check_rules(read)
        check_twice(self.reads)
        by_id = {read.fact.id: read.fact for read in self.reads}
        operators = settle(self.operators, by_id)
        faults = [*self.broken, *self._absent(), *(fault for sheet in self.sheets for fault in sheet.faults)]
        if faults or self.version is None:
            raise PackError(faults)
        return Facts(version=self.version, read_up_to=self.read_up_to, facts=by_id, operators=operators)

    def _parse(self, path: str, content: bytes) -> Table | None:
        opened = open_sheet(path, content)
        if isinstance(opened, Fault):
            self.broken.append(opened)
            return None
        self.sheets.append(opened.sheet)
        return opened

    def _add_version(self, document: Table) -> None:
        self.heads.add("pack.toml")
        document.only("version")
        version = document.string("version")
        if "version" not in document:
            document.missing("version", "Every plan names the version of the facts")
        elif version is not None and not _VERSION.fullmatch(version):
            why = "It is the day of the packs"
            document.fault("version", f"'version' is {version[:40]!r}", why, 'Write it as "2026.11.24"')
        else:
            self.version = version

    def _add_pack(self, document: Table, pack: str) -> None:
        self.heads.add(f"{pack}/pack.toml")
        document.only("pack", "read_up_to")
        name, day = document.string("pack"), document.day("read_up_to")
        if name != pack:
            document.fault(
                "pack", f"'pack' is not {pack!r}", "It is the folder's name", f'Write pack = "{pack}"'
            )
        if "read_up_to" not in document:
            document.missing("read_up_to", "A claim after that day says up to when the sources speak")
        if day is not None:
            self.read_up_to[pack] = day

    def _absent(self) -> Iterator[Fault]:
        for path in ("pack.toml", *sorted({f"{read.fact.pack}/pack.toml" for read in self.reads})):
            if path not in self.heads:
                yield Fault(
                    path, None, "the file is missing", "The packs need their version and day", "Add the file"
                )

    def _add_facts(self, document: Table, pack: str, folder: str) -> None:
        topic = document.string("topic")
        expected = "all" if folder == _COMMON else folder
        if topic != expected:
            document.fault(
                "topic", f"'topic' is {topic!r}", "It follows from the path", f'Write topic = "{expected}"'
            )
        is_brand = pack == "operators" and folder != _COMMON
        document.only("topic", "fact", *(["operator"] if is_brand else []))
        if is_brand:
            self._add_operator(document, folder)
        for table in document.tables("fact"):
            read = read_fact(table, pack, expected)
            if read is not None:
                _check_id(read, pack, expected)
                self.reads.append(read)

    def _add_operator(self, document: Table, folder: str) -> None:
        table = document.table("operator")
        if table is None:
            if "operator" not in document:
                document.missing("operator", "The file starts with the operator's own table")
            return
        operator = read_operator(table, folder)
        if operator is not None:
            self.operators.append(operator)


def _check_id(read: Read, pack: str, owner: str) -> None:
    fact_id, rest = read.fact.id, read.fact.id
    if pack == "operators":
        head, _, rest = fact_id.partition(".")
        if head != owner or not rest:
            why = f"Facts in this folder belong to {owner!r}"
            read.table.fault("id", f"the id does not begin with {owner + '.'!r}", why, "Rename or move it")
            return
    if not _LAW_ID.fullmatch(rest):
        why = "Ids are cited in commands and letters"
        read.table.fault("id", "the id has other signs than a-z, 0-9 and -", why, "Rename it")

