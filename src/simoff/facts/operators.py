"""The ``[operator]`` tables: what a brand is called, and which facts carry what is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from simoff.facts.faults import nearest
from simoff.facts.model import GROUNDS, Channel, Fact, Operator, Text, Value
from simoff.facts.reading import read_text
from simoff.facts.sheet import Table

_CLAIMS = ("party_fact", "address_fact", "hotline_facts")
_KEYS = ("id", "inns", *_CLAIMS, "official_termination_page", "name", "quality")
_WEIGHTS = (2, 4, 10, 3, 5, 9, 4, 6, 8)


class ReadOperator(Struct, frozen=True):
    """An operator as read; its facts are looked up when all files are read."""

    table: Table
    id: str
    name: Text
    inns: tuple[str, ...]
    quality: dict[str, str]
    official_termination_page: bool


def is_inn(digits: str) -> bool:
    """Whether this is a company's taxpayer number: ten digits, the last of them the control figure."""
    if len(digits) != 10 or not (digits.isascii() and digits.isdigit()):
        return False
    control = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    return control % 11 % 10 == int(digits[9])


def read_operator(table: Table, folder: str) -> ReadOperator | None:
    """One ``[operator]`` table of the file in ``operators/<folder>``."""
    table.name = f'operator "{folder}"'
    table.only(*_KEYS)
    operator_id, name = table.string("id"), read_text(table, "name", required=True)
    inns, quality = _read_inns(table), _read_quality(table)
    page = table.flag("official_termination_page")
    if "id" not in table:
        table.missing("id", "It is the name of the folder")
    elif operator_id is not None and operator_id != folder:
        why = f"The file lies in the folder {folder!r}"
        table.fault("id", f"the id is {operator_id!r}", why, "Make them the same")
    if name is None:
        return None
    return ReadOperator(table, folder, name, inns, quality, page)


def _read_inns(table: Table) -> tuple[str, ...]:
    inns = table.strings("inns")
    for inn in inns:
        if not is_inn(inn):
            table.fault(
                "inns", f"{inn[:20]!r} is no taxpayer number", "The control figure is wrong", "Look it up"
            )
    return inns


def _read_quality(table: Table) -> dict[str, str]:
    part = table.table("quality")
    if part is None:
        return {}
    found = {}
    for key in part.content:
        word = part.string(key)
        if word in ("done", "todo") or (word and word.startswith("exempt: ") and word[8:].strip()):
            found[key] = word
        elif word is not None:
            part.fault(
                key, f"{key!r} is {word[:40]!r}", "The tiers are fixed", 'Use done, todo or "exempt: reason"'
            )
    return found


def settle(reads: Iterable[ReadOperator], facts: Mapping[str, Fact]) -> dict[str, Operator]:
    """The operators by id, their claims looked up in the facts; faults are noted in their sheets."""
    found: dict[str, Operator] = {}
    owners: dict[str, str] = {}
    for read in reads:
        for inn in read.inns:
            if owners.setdefault(inn, read.id) != read.id:
                why = f"The operator {owners[inn]!r} has it too"
                read.table.fault("inns", f"taxpayer number {inn} twice", why, "A range has one brand: choose")
        found[read.id] = _operator(read, facts)
    return found


def _operator(read: ReadOperator, facts: Mapping[str, Fact]) -> Operator:
    party = _claim(read.table, read.table.string("party_fact"), "party_fact", facts)
    address = _claim(read.table, read.table.string("address_fact"), "address_fact", facts)
    _check_strength(read.table, party, address)
    return Operator(
        id=read.id,
        name=read.name,
        inns=read.inns,
        quality=read.quality,
        party=party[1].data[0] if party else None,
        party_fact=party[0].id if party else None,
        address=address[1].data[0] if address else None,
        address_fact=address[0].id if address else None,
        address_dated=address[1].confirmed_on() if address else None,
        hotlines=_hotlines(read.table, facts),
        official_termination_page=read.official_termination_page,
    )


def _check_strength(
    table: Table, party: tuple[Fact, Value] | None, address: tuple[Fact, Value] | None
) -> None:
    if party and party[1].confidence == "unverified":
        why = f"No source was seen for {party[0].id!r}; a letter would name a stranger"
        table.fault("party_fact", "the party is too weak", why, "Take party_fact out")
    if address and address[1].confidence not in GROUNDS:
        why = f"{address[0].id!r} is {address[1].confidence}; a letter goes only to a well-sourced address"
        table.fault("address_fact", "the address is too weak", why, "Take address_fact out")


def _hotlines(table: Table, facts: Mapping[str, Fact]) -> tuple[Channel, ...]:
    claims = [_claim(table, fact_id, "hotline_facts", facts) for fact_id in table.strings("hotline_facts")]
    return tuple(
        Channel(fact.id, data, value.confidence)
        for fact, value in filter(None, claims)
        for data in value.data
    )


def _claim(
    table: Table, fact_id: str | None, key: str, facts: Mapping[str, Fact]
) -> tuple[Fact, Value] | None:
    """The fact and its newest value, fit to be printed; None where there is none or it is unfit."""
    if fact_id is None:
        return None
    if fact_id not in facts:
        like = nearest(fact_id, facts)
        why = f"The nearest is {like!r}" if like else "Nothing is like it"
        table.fault(key, f"there is no fact {fact_id!r}", why, "Correct the id or add the fact")
        return None
    fact = facts[fact_id]
    good = [value for value in fact.values if value.confidence != "rumour"]
    if not good or good[-1].ended:
        why = "Only what is known and has not ended may be printed"
        table.fault(key, f"{fact_id!r} has no value that can be printed", why, f"Take it out of {key}")
    elif not good[-1].data:
        table.fault(key, f"{fact_id!r} has no 'data'", "The plain string is taken from there", "Add data")
    else:
        return fact, good[-1]
    return None
