"""Two services may not claim the same mark, unless the text decides between them."""

from __future__ import annotations

from collections.abc import Callable, Collection

from simoff.accounts.catalogue.model import Service
from simoff.accounts.folding import fold_sender, fold_text
from simoff.facts.sheet import Table


def check_claims(read: Collection[tuple[Table, Service]], nameless: Collection[str]) -> None:
    """Note every mark claimed twice, and every sender that nobody may claim, in the sheets of the services."""
    _check_senders(read, {fold_sender(sender) for sender in nameless})
    for key in ("domains", "app_hashes"):
        _check_once(read, key, lambda mark: mark)
    for key in ("called", "signed"):
        _check_once(read, key, lambda mark: fold_text(mark).rstrip("*"))


def _check_senders(read: Collection[tuple[Table, Service]], nameless: Collection[str]) -> None:
    owners: dict[str, str] = {}
    for table, service in read:
        own: set[str] = set()
        for sender in service.senders:
            folded = fold_sender(sender.id)
            if not folded or folded in own:
                why = "Case, blanks and look-alike letters make no difference"
                table.fault("senders", f"the sender {sender.id!r} is stated twice", why, "Take one out")
            own.add(folded)
            if folded in nameless:
                why = "Many services send from it"
                table.fault("senders", f"the sender {sender.id!r} names nobody", why, "Take it out")
            if not sender.only_named and owners.setdefault(folded, service.id) != service.id:
                why = f"{owners[folded]!r} claims it as well, and nothing decides between them"
                table.fault("senders", f"the sender {sender.id!r} is claimed twice", why, "Write only_named = true")


def _check_once(read: Collection[tuple[Table, Service]], key: str, fold: Callable[[str], str]) -> None:
    owners: dict[str, str] = {}
    for table, service in read:
        for mark in getattr(service, key):
            if owners.setdefault(fold(mark), service.id) != service.id:
                why = f"{owners[fold(mark)]!r} claims it as well"
                table.fault(key, f"{mark!r} of {key!r} is claimed twice", why, "Leave it to one of them")
