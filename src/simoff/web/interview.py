"""The interview: which circumstances are asked together, in which order, and when one does not apply."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

from msgspec import Struct

from simoff.case import Key, key_names

Known = Mapping[str, str]
"""What is stated so far: key -> value as text (``true``/``false`` for yes and no)."""


class Ask(Struct, frozen=True):
    """A key that is asked, and whether it applies to what is known so far."""

    key: str
    applies: Callable[[Known], bool]


def _always(known: Known) -> bool:
    return True


def _is(key: str, *values: str) -> Callable[[Known], bool]:
    return lambda known: known.get(key) in values


def _not(key: str, *values: str) -> Callable[[Known], bool]:
    return lambda known: known.get(key) not in values


_PERSONS: Final = ("citizen", "foreigner", "stateless", "diplomat")
_ACTS: Final = ("proxy", "heir", "officer", "parent")

GROUPS: Final[tuple[tuple[str, tuple[Ask, ...]], ...]] = (
    (
        "who",
        (
            Ask("operator", _always),
            Ask("holder.kind", _always),
            Ask("holder.user_is", _always),
            Ask("holder.died_on", _is("holder.kind", "deceased")),
            Ask("holder.passport_changed", _is("holder.kind", *_PERSONS)),
            Ask("holder.numbers_total", _is("holder.kind", *_PERSONS)),
        ),
    ),
    (
        "when",
        (
            Ask("where", _not("holder.kind", "deceased", "company")),
            Ask("leaving_on", _not("where", "abroad")),
            Ask("back_in_russia_on", _is("where", "abroad")),
            Ask("wants.end_on", _always),
            Ask("user.where", _is("holder.user_is", *_ACTS)),
            Ask("proxy.power", _not("holder.kind", "company", "deceased", "minor_under_14", "minor_14_17")),
            Ask("proxy.covers_money", lambda known: known.get("proxy.power", "none") != "none"),
        ),
    ),
    (
        "line",
        (
            Ask("sim", _always),
            Ask("sim_in_daily_use", _always),
            Ask("bought_online", _always),
            Ask("service", _always),
            Ask("last_paid_use_on", _always),
            Ask("returned_from_roaming_on", _not("where", "abroad")),
            Ask("idle_since_on", _always),
            Ask("contract.kind", _always),
            Ask("contract.lost", _always),
            Ask("contract.golden_number", _always),
            Ask("notice.confirm_data_on", _always),
            Ask("found_on_gosuslugi", _not("holder.kind", "company", "deceased")),
        ),
    ),
    (
        "money",
        (
            Ask("money.balance", _always),
            Ask("money.disputed", _always),
            Ask("money.promised_payment", _always),
            Ask("money.installments", _always),
            Ask("money.autopay", _always),
            Ask("money.linked_subscriptions", _always),
            Ask("money.forwarding", _always),
            Ask("money.frozen", _always),
            Ask("wants.refund_to", _always),
        ),
    ),
    (
        "accounts",
        (
            Ask("accounts.bank_in_russia", _always),
            Ask("accounts.gosuslugi", _not("holder.kind", "company")),
            Ask("accounts.second_factor_without_sms", _always),
        ),
    ),
    (
        "wishes",
        (
            Ask("wants.keep_number", _always),
            Ask("handover.to", _not("holder.kind", "company", "deceased")),
            Ask("wants.no_more_russian_numbers", _is("holder.kind", "citizen")),
            Ask("wants.data_deletion", _always),
            Ask("wants.reason", _always),
        ),
    ),
)
"""The pages of the interview. What an archive or the plan finds out (account counts) is not asked."""

NAMES: Final = tuple(name for name, _ in GROUPS)


@cache
def keys() -> dict[str, Key]:
    """Every circumstance by its name, with the form of its value."""
    return {key.name: key for key in key_names()}


def asked(group: str, known: Known) -> list[Key]:
    """The keys of a group that apply to what is known."""
    asks = dict(GROUPS)[group]
    return [keys()[ask.key] for ask in asks if ask.applies(known)]


def after(group: str, known: Known) -> str | None:
    """The next group with something to ask, None after the last."""
    rest = NAMES[NAMES.index(group) + 1 :]
    return next((name for name in rest if asked(name, known)), None)
