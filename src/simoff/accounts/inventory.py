"""The inventory: what an archive shows of every account, taken one message at a time.

Nothing of a message is kept but its day, its line and what kind it was; of a group without a name one sample,
masked. The inventory knows what was found, never that there is nothing else.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from msgspec import Struct

from simoff.accounts.catalogue import LOSSES, TURNS, Service, Services
from simoff.accounts.folding import fold_sender, is_mobile, is_number
from simoff.accounts.kinds import EVIDENCE, MessageKind
from simoff.accounts.model import Login, Message
from simoff.accounts.recognising import By, Finding, Recogniser
from simoff.accounts.sampling import sample_of
from simoff.number import find

COUNTED = 2
"""From this rung of the ladder on an account counts for the gate: an advert shuts nothing."""
CODES: tuple[MessageKind, ...] = ("binding", "login", "payment")
LONG_AGO = timedelta(days=365)
MOST_GROUPS = 5000
"""Groups without a name that are kept apart; more of them fall into one."""

MOST_WAITING = 100
"""Codes of one mobile number that wait until it is known whether a person writes from it."""

Confidence = str
"""``high``, ``medium`` or ``low``."""


class Account(Struct, frozen=True):
    """One account that hangs on the number, or seems to. ``kinds`` counts its messages by kind; ``line`` is the SIM
    or number most of them came to, None where the archive does not say."""

    service: Service
    evidence: int
    confidence: Confidence
    count: int
    first_seen: date | None
    last_seen: date | None
    line: str | None
    kinds: dict[str, int]
    by: tuple[By, ...]

    @property
    def counts(self) -> bool:
        """Whether more than an advert or a bare entry speaks for it."""
        return self.evidence >= COUNTED


class Unknown(Struct, frozen=True):
    """Codes of nobody known: who sent them (as the archive writes it), how many, when, and one masked sample."""

    group: str
    sender: str
    count: int
    first_seen: date | None
    last_seen: date | None
    sample: str


class PassedOver(Struct, frozen=True):
    """Messages that were not looked at, and why."""

    sent: int
    other_line: int
    before_since: int
    twice: int


class Inventory(Struct, frozen=True):
    """What was found. ``accounts`` are in the order of moving; ``codes`` counts all codes, ``nameless`` those of
    nobody known."""

    accounts: tuple[Account, ...]
    unknown: tuple[Unknown, ...]
    passed_over: PassedOver
    codes: int
    nameless: int

    @property
    def unrecognised_share(self) -> float | None:
        """The share of codes that nobody is known for, None where there was no code at all."""
        return round(self.nameless / self.codes, 3) if self.codes else None

    def unmoved(self, *losses: str) -> int:
        """How many counting accounts have one of these losses."""
        return sum(account.counts and account.service.loss in losses for account in self.accounts)


class _Tally:
    """What is counted of one account or group."""

    __slots__ = ("by", "first", "good_sender", "kinds", "last", "lines")

    def __init__(self) -> None:
        self.kinds: Counter[MessageKind] = Counter()
        self.lines: Counter[str] = Counter()
        self.by: Counter[By] = Counter()
        self.first: date | None = None
        self.last: date | None = None
        self.good_sender = False

    def add(self, kind: MessageKind, day: date | None, line: str | None) -> None:
        """Count one message."""
        self.kinds[kind] += 1
        if line is not None:
            self.lines[line] += 1
        if day is not None:
            self.first = day if self.first is None or day < self.first else self.first
            self.last = day if self.last is None or day > self.last else self.last


class Taking:
    """An inventory being taken: ``add`` everything the archives say, then ask for the ``inventory``.

    ``line``: only messages to this SIM or number; those of an archive that does not say which stay in.
    ``since``: when one's own contract began: what came before was for the number's former holder.
    ``number``: the dying line as E.164, to know it among the entries of a password manager.
    """

    def __init__(
        self,
        services: Services,
        *,
        line: str | None = None,
        since: date | None = None,
        number: str | None = None,
    ) -> None:
        self.recogniser = Recogniser(services)
        self.services = services.services
        self.line = None if line is None else fold_sender(line)
        self.since = since
        self.number = number
        self._accounts: dict[str, _Tally] = {}
        self._groups: dict[str, tuple[_Tally, str, str]] = {}
        self._mobiles: dict[str, list[tuple[Finding, Message]]] = {}
        self._people: set[str] = set()
        self._passed = Counter[str]()
        self._seen: set[int] = set()
        self._newest: date | None = None

    def add(self, item: Message | Login) -> None:
        """Take one thing in."""
        if isinstance(item, Login):
            self._add_login(item)
            return
        if item.direction == "out":
            self._passed["sent"] += 1
            self._note_person(item)
            return
        if self.line is not None and item.line is not None and not self.is_line(item.line):
            self._passed["other_line"] += 1
            return
        day = None if item.at is None else item.at.date()
        if self.since is not None and day is not None and day < self.since:
            self._passed["before_since"] += 1
            return
        if day is not None and (self._newest is None or day > self._newest):
            self._newest = day
        finding = self.recogniser.read(item)
        if finding is None:
            return
        if finding.kind == "talk":
            self._note_person(item)
        elif not self._twice(item):
            self._take(finding, item)

    def _note_person(self, message: Message) -> None:
        """A mobile number that is written to, or that talks, is a person's: its codes are not the holder's."""
        number = fold_sender(message.sender)
        if is_mobile(number):
            self._people.add(number)
            self._mobiles.pop(number, None)

    def _take(self, finding: Finding, message: Message) -> None:
        number = fold_sender(message.sender)
        if not is_mobile(number):
            self._count(finding, message)
        elif number not in self._people and len(waiting := self._mobiles.setdefault(number, [])) < MOST_WAITING:
            waiting.append((finding, message))

    def is_line(self, line: str) -> bool:
        """Whether a line of an archive is the one that was asked for."""
        folded = fold_sender(line)
        return folded == self.line or (is_number(folded) and folded[-10:] == str(self.line)[-10:])

    def _twice(self, message: Message) -> bool:
        """Whether the same message came before: backups overlap."""
        if message.at is None:
            return False
        mark = hash((message.sender, message.at, message.text, message.kind))
        if mark in self._seen:
            self._passed["twice"] += 1
            return True
        self._seen.add(mark)
        return False

    def _count(self, finding: Finding, message: Message) -> None:
        day = None if message.at is None else message.at.date()
        if finding.service is None:
            self._count_nameless(finding, message, day)
            return
        tally = self._accounts.setdefault(finding.service, _Tally())
        tally.add(finding.kind, day, message.line)
        if finding.by is not None:
            tally.by[finding.by] += 1
        tally.good_sender |= finding.sender_confidence in ("official", "fixture")

    def _count_nameless(self, finding: Finding, message: Message, day: date | None) -> None:
        group = finding.group
        if group not in self._groups:
            if len(self._groups) >= MOST_GROUPS:
                group = ""
            self._groups.setdefault(group, (_Tally(), message.sender, sample_of(message.text)))
        self._groups[group][0].add(finding.kind, day, message.line)

    def _add_login(self, login: Login) -> None:
        service = self._service_of(login)
        if service is None:
            return
        mine = self.number is not None and any(
            found.e164 == self.number for found in find(f"{login.user_name}\n{login.phone}\n{login.note}")
        )
        self._accounts.setdefault(service, _Tally()).add("vault-number" if mine else "vault", None, None)

    def _service_of(self, login: Login) -> str | None:
        scheme, _, rest = login.address.partition("://")
        host = rest.partition("/")[0].partition(":")[0]
        if scheme == "android":
            host = ".".join(reversed(host.split(".")[:2]))
        return self.recogniser.of_domain(host) or self.recogniser.of_name(login.name)

    def inventory(self) -> Inventory:
        """What was found so far."""
        for waiting in self._mobiles.values():
            for finding, message in waiting:
                self._count(finding, message)
        self._mobiles.clear()
        accounts = [self._account(self.services[id_], tally) for id_, tally in self._accounts.items()]
        codes = sum(tally.kinds[kind] for tally in self._accounts.values() for kind in CODES)
        nameless = sum(tally.kinds[kind] for tally, _, _ in self._groups.values() for kind in CODES)
        return Inventory(
            accounts=tuple(sorted(accounts, key=order_of_moving)),
            unknown=tuple(sorted(map(_unknown, self._groups, self._groups.values()), key=_by_weight)),
            passed_over=PassedOver(*(self._passed[why] for why in PassedOver.__struct_fields__)),
            codes=codes + nameless,
            nameless=nameless,
        )

    def _account(self, service: Service, tally: _Tally) -> Account:
        evidence = max(EVIDENCE[kind] for kind in tally.kinds)
        return Account(
            service=service,
            evidence=evidence,
            confidence=_confidence(tally, evidence, self._newest),
            count=tally.kinds.total(),
            first_seen=tally.first,
            last_seen=tally.last,
            line=_most(tally.lines),
            kinds={kind: tally.kinds[kind] for kind in EVIDENCE if tally.kinds[kind]},
            by=tuple(sorted(tally.by)),
        )


def order_of_moving(account: Account) -> tuple[bool, int, int, int, str]:
    """What recovers other accounts first: mail, the state portal, banks, messengers, identity hubs, the rest;
    within each the worst loss first. What only advertises comes last."""
    service = account.service
    return (
        not account.counts,
        TURNS.index(service.turn),
        LOSSES.index(service.loss),
        -account.evidence,
        service.id,
    )


def _confidence(tally: _Tally, evidence: int, newest: date | None) -> Confidence:
    """How sure it is: by mark and count; what is a year older than the newest message is one step less sure."""
    sure = bool(tally.by["domain"] or tally.by["hash"] or tally.good_sender or tally.kinds["vault-number"])
    repeated = sum(tally.kinds[kind] for kind in CODES) > 1
    step = 2 if evidence >= 4 and (sure or repeated) else 1 if evidence >= 4 or (evidence == 3 and sure) else 0
    if tally.last is not None and newest is not None and newest - tally.last > LONG_AGO:
        step = max(0, step - 1)
    return ("low", "medium", "high")[step]


def _unknown(group: str, kept: tuple[_Tally, str, str]) -> Unknown:
    tally, sender, sample = kept
    return Unknown(group, sender, tally.kinds.total(), tally.first, tally.last, sample)


def _by_weight(unknown: Unknown) -> tuple[int, str]:
    return -unknown.count, unknown.group


def _most(lines: Counter[str]) -> str | None:
    return min(lines, key=lambda line: (-lines[line], line), default=None)
