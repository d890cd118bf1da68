"""Whatever a message or an entry holds, reading it gives an answer."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from accounts_pack import shipped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simoff.accounts.folding import fold_sender, fold_text
from simoff.accounts.inventory import Taking
from simoff.accounts.model import Login, Message
from simoff.accounts.recognising import Recogniser
from simoff.accounts.rendering import render_accounts, render_unknown

RECOGNISER = Recogniser(shipped())
PIECES = st.sampled_from(
    [
        "код",
        "Telegram",
        "【",
        "】",
        "•••••",
        "1234",
        "@vk.com #1",
        "вход",
        "промо-код",
        "Ozon",
        "\n",
        "İ",
        "ẞ",
        "\u200b",
        "¼",
        "https://",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=12).map(" ".join), st.lists(PIECES).map("".join))
MESSAGES = st.builds(
    Message,
    kind=st.sampled_from(["sms", "mms", "rcs", "call", "bill"]),
    direction=st.sampled_from(["in", "out", "unknown"]),
    sender=st.one_of(st.text(max_size=30), st.sampled_from(["900", "Telegram", "InfoSMS", "+79161234567", ""])),
    text=TEXTS,
    at=st.one_of(st.none(), st.datetimes().map(lambda at: at.replace(tzinfo=UTC))),
    line=st.one_of(st.none(), st.text(max_size=12)),
    place=st.just("message 1"),
)
LOGINS = st.builds(
    Login,
    name=TEXTS,
    address=st.one_of(
        st.text(max_size=60),
        st.sampled_from(["https://vk.com", "android://com.x", "://", "http://[", "a://b:c/d"]),
    ),
    user_name=TEXTS,
    note=TEXTS,
    phone=TEXTS,
    place=st.just("row 1"),
)
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LONG = settings(max_examples=10_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def take_all(items: list[Message | Login]) -> None:
    """An inventory over anything at all, rendered; what is found is of the pack and inside its bounds."""
    taking = Taking(shipped(), line="1", since=datetime(2020, 1, 1, tzinfo=UTC).date(), number="+79161234567")
    for item in items:
        taking.add(item)
    inventory = taking.inventory()
    for account in render_accounts(inventory, shipped(), "zh"):
        assert account["id"] in shipped().services
        assert 1 <= account["evidence"] <= 5
        assert account["count"] >= 1
    for group in render_unknown(inventory):
        assert not any(sign.isdecimal() for sign in group["sample"])
    share = inventory.unrecognised_share
    assert share is None or 0 <= share <= 1
    assert taking.inventory() == inventory


@given(st.lists(st.one_of(MESSAGES, LOGINS), max_size=8))
@QUICK
def test_anything_gives_an_inventory(items: list[Message | Login]) -> None:
    """No message and no entry breaks the inventory; asked twice it says the same."""
    take_all(items)


@pytest.mark.soak
@given(st.lists(st.one_of(MESSAGES, LOGINS), max_size=20))
@LONG
def test_anything_gives_an_inventory_for_long(items: list[Message | Login]) -> None:
    """The same over many more."""
    take_all(items)


@given(TEXTS)
@QUICK
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded sender folds to itself, and a folded text of letters stays findable."""
    assert fold_sender(fold_sender(text)) == fold_sender(text)
    assert fold_text(fold_text(text)) == fold_text(text)
