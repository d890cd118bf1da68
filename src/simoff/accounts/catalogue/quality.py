"""How far a service is confirmed: a tier that is computed, so that it cannot go stale."""

from __future__ import annotations

from typing import Literal

from simoff.accounts.catalogue.model import Service

Tier = Literal["confirmed", "partly", "unconfirmed"]
"""``confirmed``: sender and change path rest on a good source; ``partly``: one of them; else ``unconfirmed``."""

GOOD_SENDERS = frozenset({"official", "fixture"})
GOOD_CHANGES = frozenset({"official", "credible"})


def todo(service: Service) -> tuple[str, ...]:
    """What is missing: ``sender``, ``change``, ``old_number``; () where all of it rests on a good source."""
    missing = []
    if not any(sender.confidence in GOOD_SENDERS for sender in service.senders):
        missing.append("sender")
    if service.change.confidence not in GOOD_CHANGES:
        missing.append("change")
    if service.old_number == "unknown":
        missing.append("old_number")
    return tuple(missing)


def tier(service: Service) -> Tier:
    """The quality tier of a service."""
    missing = {"sender", "change"}.intersection(todo(service))
    return "confirmed" if not missing else "partly" if len(missing) == 1 else "unconfirmed"
