"""The accounts that hang on the number: found, named, moved, waived, looked at again."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from msgspec import UNSET, Meta, UnsetType

from simoff.case.events.base import Count, Event, Name, Sha256, Short, Text

Loss = Literal["critical", "high", "medium", "low"]
"""What is lost when the number dies with the account still on it."""
Confidence = Literal["high", "medium", "low"]
MovedTo = Literal["other_number", "mail", "app", "closed", "other"]


class AccountsScanned(Event, frozen=True):
    """An archive was read. ``unrecognised``: messages of a thousand that no service was found for."""

    ID: ClassVar[str] = "accounts.scanned"

    archive: Sha256 | UnsetType = UNSET
    format: Short = ""
    messages: Count = 0
    first: date | UnsetType = UNSET
    last: date | UnsetType = UNSET
    unrecognised: Annotated[int, Meta(ge=0, le=1000)] = 0


class AccountFound(Event, frozen=True):
    """A service writes to this number, or the person says so. Found again, it replaces what was known."""

    ID: ClassVar[str] = "account.found"

    account: Name
    name: Short
    loss: Loss
    category: Short = ""
    evidence: Annotated[int, Meta(ge=1, le=5)] | UnsetType = UNSET
    """The rung of the evidence ladder; not given where the person named it."""
    confidence: Confidence = "medium"
    first_seen: date | UnsetType = UNSET
    last_seen: date | UnsetType = UNSET
    count: Count = 0
    line: Short = ""


class AccountNamed(Event, frozen=True):
    """The person says whose messages an unknown group of them is. ``sender`` is as shown, masked."""

    ID: ClassVar[str] = "account.named"

    account: Name
    sender: Short
    name: Short


class AccountMoved(Event, frozen=True):
    """The account no longer hangs on the number."""

    ID: ClassVar[str] = "account.moved"

    account: Name
    to: MovedTo = "other"
    note: Text = ""


class AccountWaived(Event, frozen=True):
    """The person knowingly leaves the account."""

    ID: ClassVar[str] = "account.waived"

    account: Name
    why: Text


class AccountReopened(Event, frozen=True):
    """It hangs on the number after all. ``seen_on``: the day of the message that shows it."""

    ID: ClassVar[str] = "account.reopened"

    account: Name
    why: Text
    seen_on: date | UnsetType = UNSET


class RecheckScheduled(Event, frozen=True):
    """The accounts will be looked at again on a day."""

    ID: ClassVar[str] = "accounts.recheck_scheduled"

    due: date


class AccountsRechecked(Event, frozen=True):
    """After the end the accounts were looked at again. ``left``: ids of those still on the number."""

    ID: ClassVar[str] = "accounts.rechecked"

    left: tuple[Name, ...] = ()
    note: Text = ""


EVENTS: tuple[type[Event], ...] = (
    AccountsScanned,
    AccountFound,
    AccountNamed,
    AccountMoved,
    AccountWaived,
    AccountReopened,
    RecheckScheduled,
    AccountsRechecked,
)
