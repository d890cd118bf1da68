"""The inventory as plain values in the person's language: the JSON of the command and what its page is made of."""

from __future__ import annotations

from typing import Any

from simoff.accounts.catalogue import LOSSES, Change, CheckItem, Service, Services
from simoff.accounts.inventory import Account, Inventory, Unknown

GOOD = frozenset({"official", "credible"})


def render_accounts(inventory: Inventory, services: Services, lang: str) -> list[dict[str, Any]]:
    """The accounts in the order of moving."""
    return [_account(account, services, lang) for account in inventory.accounts]


def _account(account: Account, services: Services, lang: str) -> dict[str, Any]:
    service = account.service
    return {
        "id": service.id,
        "name": service.name.in_(lang),
        "category": service.category,
        "evidence": account.evidence,
        "confidence": account.confidence,
        "first_seen": account.first_seen,
        "last_seen": account.last_seen,
        "count": account.count,
        "line": account.line,
        "loss": service.loss,
        "change": render_change(service, services, lang),
        "turn": service.turn,
        "recovers_others": service.recovers_others,
        "status": service.status,
        "kinds": account.kinds,
        "by": list(account.by),
    }


def render_change(service: Service, services: Services, lang: str) -> dict[str, Any]:
    """How the number of a service is changed, with how well that is known."""
    change = service.change
    return {
        "text": change_text(change, services, lang),
        "old_number": service.old_number,
        "without_sms": [services.factors[factor].in_(lang) for factor in service.without_sms],
        "without_old": None if service.without_old is None else services.visits[service.without_old].in_(lang),
        "confidence": change.confidence,
        "check_live_page": change.confidence not in GOOD,
        "sources": [services.sources[source].address for source in change.sources],
        "cites": list(change.cites),
        "read_up_to": services.read_up_to,
    }


def change_text(change: Change, services: Services, lang: str) -> str:
    """The sentence of the way, its slots filled, and the service's own note."""
    other = "" if change.other is None else services.services[change.other].name.in_(lang)
    way = services.ways[change.way].in_(lang)
    text = way.replace("{path}", change.path or "").replace("{other}", other)
    if change.path is not None and "{path}" not in way:
        text = f"{text}{'' if lang == 'zh' else ' '}{change.path}{'。' if lang == 'zh' else '.'}"
    if change.note is not None:
        text = f"{text}{'' if lang == 'zh' else ' '}{change.note.in_(lang)}"
    return text


def render_unknown(inventory: Inventory) -> list[dict[str, Any]]:
    """The groups nobody is known for, largest first."""
    return [_unknown(group) for group in inventory.unknown]


def _unknown(group: Unknown) -> dict[str, Any]:
    return {
        "sender": group.sender,
        "count": group.count,
        "first_seen": group.first_seen,
        "last_seen": group.last_seen,
        "sample": group.sample,
        "group": group.group,
    }


def render_no_sms(services: Services, lang: str) -> list[dict[str, Any]]:
    """What leaves no text message, worst loss first."""
    items = sorted(services.no_sms, key=lambda item: LOSSES.index(item.loss))
    return [_item(item, lang) for item in items]


def _item(item: CheckItem, lang: str) -> dict[str, Any]:
    return {
        "id": item.id,
        "text": item.text.in_(lang),
        "loss": item.loss,
        "service": item.service,
        "cites": list(item.cites),
    }
