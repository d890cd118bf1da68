"""Which setting answers a question put to the person: what to add to the command."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from simoff.case import Key, key_names

KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "operator": ("operator",),
    "holder-kind": ("holder.kind",),
    "user-is": ("holder.user_is",),
    "died-on": ("holder.died_on",),
    "numbers-total": ("holder.numbers_total",),
    "where": ("where",),
    "back-in-russia": ("back_in_russia_on",),
    "user-where": ("user.where",),
    "who-goes": ("user.where",),
    "when": ("leaving_on", "wants.end_on"),
    "contract-kind": ("contract.kind",),
    "contract-lost": ("contract.lost",),
    "bought-online": ("bought_online",),
    "last-use": ("last_paid_use_on",),
    "proxy-power": ("proxy.power",),
    "proxy-money": ("proxy.covers_money",),
    "sim": ("sim",),
    "service": ("service",),
    "roaming-or-idle": ("returned_from_roaming_on", "idle_since_on", "sim_in_daily_use"),
    "passport-changed": ("holder.passport_changed",),
    "handover-to": ("handover.to",),
    "balance": ("money.balance",),
    "disputed": ("money.disputed",),
    "frozen": ("money.frozen",),
    "payments": (
        "money.autopay",
        "money.linked_subscriptions",
        "money.promised_payment",
        "money.forwarding",
    ),
    "installments": ("money.installments",),
    "refund-to": ("wants.refund_to",),
    "golden-number": ("contract.golden_number",),
    "accounts-unmoved": ("accounts.critical_unmoved", "accounts.high_unmoved"),
    "gosuslugi-kept": ("accounts.gosuslugi",),
    "bank-in-russia": ("accounts.bank_in_russia",),
    "second-factor": ("accounts.second_factor_without_sms",),
    "no-more-numbers": ("wants.no_more_russian_numbers",),
    "data-deletion": ("wants.data_deletion",),
}
"""Question -> the circumstances that answer it. Questions without an entry are answered in no key."""


_FORMS: Final = {"flag": "true|false", "day": "YYYY-MM-DD"}
_FEW_WORDS: Final = 4
"""Up to so many words stand in the setting itself, more behind it, where lines can break."""


def setting_for(question_id: str) -> str:
    """What to add to the command, such as ``--set where=russia|abroad``; empty where no key answers it."""
    kinds = {key.name: key for key in key_names()}
    return "  ".join(_setting(kinds[name]) for name in KEYS.get(question_id, ()))


def _setting(key: Key) -> str:
    if len(key.words) > _FEW_WORDS:
        return f"--set {key.name}=…  ({', '.join(key.words)})"
    form = _FORMS.get(key.kind, "")
    return f"--set {key.name}={'|'.join(filter(None, (form, *key.words))) or '…'}"
