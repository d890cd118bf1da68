"""The circumstances of one case: what the plan needs to know. Every key may be missing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import UNSET, Struct, UnsetType

HolderKind = Literal[
    "citizen",
    "foreigner",
    "stateless",
    "diplomat",
    "minor_under_14",
    "minor_14_17",
    "company",
    "sole_trader",
    "deceased",
]
UserIs = Literal["holder", "proxy", "heir", "officer", "worker", "parent", "stranger"]
Place = Literal["russia", "abroad"]


class HolderFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """Who the contract is with, and how the user stands to it."""

    kind: HolderKind | UnsetType = UNSET
    user_is: UserIs | UnsetType = UNSET
    passport_changed: bool | UnsetType = UNSET
    numbers_total: int | UnsetType = UNSET
    died_on: date | UnsetType = UNSET


class UserFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """Where the person is who acts for the holder."""

    where: Place | UnsetType = UNSET


class ProxyFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """The power of attorney."""

    power: Literal["none", "simple", "notarial", "consular", "apostilled"] | UnsetType = UNSET
    covers_money: bool | UnsetType = UNSET


class ContractFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """The contract."""

    kind: Literal["prepaid", "postpaid", "corporate", "family_master", "family_member"] | UnsetType = UNSET
    lost: bool | UnsetType = UNSET
    golden_number: bool | UnsetType = UNSET


class MoneyFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """Money on the line, in roubles."""

    balance: Decimal | UnsetType = UNSET
    disputed: Decimal | UnsetType = UNSET
    promised_payment: bool | UnsetType = UNSET
    installments: bool | UnsetType = UNSET
    autopay: bool | UnsetType = UNSET
    linked_subscriptions: bool | UnsetType = UNSET
    forwarding: bool | UnsetType = UNSET
    frozen: bool | UnsetType = UNSET


class AccountsFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """The online accounts that hang on the number."""

    inventory: Literal["none", "partial", "complete"] | UnsetType = UNSET
    critical_unmoved: int | UnsetType = UNSET
    high_unmoved: int | UnsetType = UNSET
    bank_in_russia: bool | UnsetType = UNSET
    gosuslugi: bool | UnsetType = UNSET
    second_factor_without_sms: bool | UnsetType = UNSET


class Wants(Struct, frozen=True, forbid_unknown_fields=True):
    """What the person wants."""

    end_on: date | UnsetType = UNSET
    keep_number: bool | UnsetType = UNSET
    refund_to: Literal["bank_account", "other_number", "cash", "card", "none"] | UnsetType = UNSET
    no_more_russian_numbers: bool | UnsetType = UNSET
    data_deletion: bool | UnsetType = UNSET
    reason: str | UnsetType = UNSET


class Handover(Struct, frozen=True, forbid_unknown_fields=True):
    """Re-registration on another person."""

    to: Literal["close_relative", "other"] | UnsetType = UNSET


class Notice(Struct, frozen=True, forbid_unknown_fields=True):
    """A demand of the operator to confirm data, by its date."""

    confirm_data_on: date | UnsetType = UNSET


class Circumstances(Struct, frozen=True, forbid_unknown_fields=True):
    """All circumstances; UNSET is "not stated", never a default."""

    operator: str | UnsetType = UNSET
    holder: HolderFacts = HolderFacts()
    user: UserFacts = UserFacts()
    where: Place | UnsetType = UNSET
    leaving_on: date | UnsetType = UNSET
    back_in_russia_on: date | Literal["never"] | UnsetType = UNSET
    proxy: ProxyFacts = ProxyFacts()
    sim: Literal["in_hand", "lost", "damaged", "esim"] | UnsetType = UNSET
    sim_in_daily_use: bool | UnsetType = UNSET
    bought_online: bool | UnsetType = UNSET
    last_paid_use_on: date | UnsetType = UNSET
    returned_from_roaming_on: date | UnsetType = UNSET
    idle_since_on: date | UnsetType = UNSET
    service: (
        Literal[
            "active",
            "blocked_debt",
            "blocked_by_me",
            "blocked_by_operator",
            "blocked_over_limit",
            "blocked_unconfirmed",
        ]
        | UnsetType
    ) = UNSET
    contract: ContractFacts = ContractFacts()
    money: MoneyFacts = MoneyFacts()
    accounts: AccountsFacts = AccountsFacts()
    wants: Wants = Wants()
    handover: Handover = Handover()
    found_on_gosuslugi: bool | UnsetType = UNSET
    notice: Notice = Notice()
