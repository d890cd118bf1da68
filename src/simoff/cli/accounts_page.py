"""The inventory as a page a person acts on: what to move first and how, what has no name yet, what was read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from simoff.cli.call import Call
from simoff.cli.document import Block, Document, Heading, Item, Items, Paragraph, Title, Weight

COUNTED = 2
SHOWN_GROUPS = 12
SHOWN_FAULTS = 8
SHOWN_GAPS = 3
GRAVE = ("critical", "high")


def inventory_page(
    call: Call, found: dict[str, Any], kept: dict[str, Any] | None = None, *, everything: bool = False
) -> Document:
    """The page of ``render_scan``'s value. ``kept``: what it changed in a case (``id``, ``new``, ``reopened``);
    ``everything``: all groups, all faults, details of lesser accounts."""
    return Document(call.lang, tuple(_blocks(call, found, kept, everything)))


def list_page(call: Call, found: dict[str, Any], *, everything: bool = False) -> Document:
    """The page of the accounts of a case: those still open in the order of moving, then those settled."""
    blocks: list[Block] = [
        Title(call.say("accounts.title"), (call.say("accounts.of-case", case=found["case"]),))
    ]
    still = [account for account in found["accounts"] if account["status"] == "open"]
    left = found["unmoved"]["critical"] + found["unmoved"]["high"]
    if not found["accounts"]:
        blocks.append(Paragraph(call.say("accounts.list-empty"), "strong"))
    else:
        blocks.append(Paragraph(call.say("accounts.left" if left else "accounts.left-none", n=left), "strong"))
    blocks += _by_turn(call, still, everything)
    for status in ("moved", "waived"):
        settled = [account for account in found["accounts"] if account["status"] == status]
        if settled:
            blocks.append(Heading(call.say(f"accounts.status.{status}")))
            blocks.append(Items(tuple(_settled(call, account) for account in settled)))
    blocks.append(Paragraph(call.say("accounts.never-all"), "strong"))
    return Document(call.lang, tuple(blocks))


def _settled(call: Call, account: dict[str, Any]) -> Item:
    note = call.say("accounts.settled-on", day=account["since"])
    return Item(account["name"], account["id"], note, weight="normal")


def _by_turn(call: Call, accounts: list[dict[str, Any]], everything: bool) -> Iterator[Block]:
    for turn, group in groupby(accounts, key=lambda account: account["turn"]):
        yield Heading(call.say(f"accounts.turn.{turn}"))
        yield Items(tuple(_account(call, account, everything) for account in group))


def _blocks(
    call: Call, found: dict[str, Any], kept: dict[str, Any] | None, everything: bool
) -> Iterator[Block]:
    accounts = [account for account in found["accounts"] if account["evidence"] >= COUNTED]
    weak = [account for account in found["accounts"] if account["evidence"] < COUNTED]
    yield Title(call.say("accounts.title"), tuple(_read_lines(call, found)))
    yield from _summary(call, found, accounts)
    if kept is not None:
        yield from _kept(call, kept)
    yield from _by_turn(call, accounts, everything)
    if weak:
        names = call.say("accounts.between").join(account["name"] for account in weak)
        yield Heading(call.say("accounts.weak"))
        yield Paragraph(names, "quiet")
    yield from _unknown(call, found["unknown"], everything)
    yield Heading(call.say("accounts.no-sms"))
    yield Items(tuple(Item(item["text"], "□", weight="normal") for item in found["no_sms"]))
    yield from _gaps(call, found)
    yield from _faults(call, found["faults"], everything)
    yield Paragraph(call.say("accounts.never-all"), "strong")


def _kept(call: Call, kept: dict[str, Any]) -> Iterator[Block]:
    yield Paragraph(call.say("accounts.kept", case=kept["id"], n=len(kept["new"])))
    if kept["reopened"]:
        names = call.say("accounts.between").join(kept["reopened"])
        yield Paragraph(call.say("accounts.reopened", names=names), "alarm")


def _read_lines(call: Call, found: dict[str, Any]) -> Iterator[str]:
    for file in found["coverage"]["files"]:
        if not file["format"]:
            continue
        if file["first"] is not None:
            yield call.say(
                "accounts.read", file=file["file"], n=file["messages"], first=file["first"], last=file["last"]
            )
        elif file["messages"] or not file["logins"]:
            yield call.say("accounts.read-undated", file=file["file"], n=file["messages"])
        else:
            yield call.say("accounts.read-logins", file=file["file"], n=file["logins"])


def _summary(call: Call, found: dict[str, Any], accounts: list[dict[str, Any]]) -> Iterator[Block]:
    grave = sum(account["loss"] in GRAVE for account in accounts)
    if accounts:
        yield Paragraph(call.say("accounts.found", n=len(accounts), grave=grave), "strong")
        yield Paragraph(call.say("accounts.how"))
    else:
        yield Paragraph(call.say("accounts.none"), "strong")
    passed = found["coverage"]["passed_over"]
    for why in ("other_line", "before_since"):
        if count := getattr(passed, why):
            yield Paragraph(call.say(f"accounts.passed.{why}", n=count), "quiet")
    lines = found["coverage"]["lines"]
    if len(lines) > 1 and not passed.other_line:
        yield Paragraph(call.say("accounts.lines-mixed", lines=", ".join(lines)), "alarm")


def _account(call: Call, account: dict[str, Any], everything: bool) -> Item:
    loss, change = account["loss"], account["change"]
    note = call.say(f"accounts.confidence.{account['confidence']}")
    if account["last_seen"] is not None:
        seen = call.say("accounts.seen", n=account["count"], day=account["last_seen"])
        note = call.say("accounts.note", seen=seen, sure=note)
    if "status" in account and account.get("since") is not None:
        note = call.say("accounts.note-id", id=account["id"], note=note)
    body = () if change is None else tuple(_change(call, change, loss in GRAVE or everything))
    weight: Weight = "alarm" if loss == "critical" else "strong" if loss == "high" else "normal"
    return Item(account["name"], call.say(f"accounts.loss.{loss}"), note, body, weight)


def _change(call: Call, change: dict[str, Any], details: bool) -> Iterator[Paragraph]:
    yield Paragraph(change["text"])
    if details:
        yield from _ways_in(call, change)
    if change["check_live_page"]:
        yield Paragraph(call.say("accounts.check-live"), "quiet")
    else:
        yield Paragraph(call.say("accounts.source", where=_where(change)), "quiet")


def _ways_in(call: Call, change: dict[str, Any]) -> Iterator[Paragraph]:
    said = [call.say(f"accounts.old-number.{change['old_number']}")]
    if change["without_sms"]:
        said.append(
            call.say("accounts.without-sms", ways=call.say("accounts.between").join(change["without_sms"]))
        )
    if change["without_old"] is not None and change["old_number"] != "no":
        said.append(change["without_old"])
    yield Paragraph(("" if call.lang == "zh" else " ").join(said), "quiet")


def _where(change: dict[str, Any]) -> str:
    return ", ".join([*change["sources"], *change["cites"]])


def _unknown(call: Call, groups: list[dict[str, Any]], everything: bool) -> Iterator[Block]:
    if not groups:
        return
    shown = groups if everything else groups[:SHOWN_GROUPS]
    yield Heading(call.say("accounts.unknown"))
    yield Paragraph(call.say("accounts.unknown-how"))
    yield Items(tuple(_group(call, group) for group in shown))
    if rest := len(groups) - len(shown):
        yield Paragraph(call.say("accounts.unknown-more", n=rest), "quiet")


def _group(call: Call, group: dict[str, Any]) -> Item:
    body = (Paragraph(group["sample"], "quiet"),) if group["sample"] else ()
    note = call.say("accounts.seen", n=group["count"], day=group["last_seen"]) if group["last_seen"] else ""
    return Item(group["sender"] or call.say("accounts.no-sender"), "?", note, body, "normal")


def _gaps(call: Call, found: dict[str, Any]) -> Iterator[Block]:
    lines = []
    for file in found["coverage"]["files"]:
        longest = sorted(file["gaps"], key=lambda gap: gap.first - gap.last)[:SHOWN_GAPS]
        lines += [
            call.say("accounts.gap", file=file["file"], first=gap.first, last=gap.last)
            for gap in sorted(longest, key=lambda gap: gap.first)
        ]
    share = found["coverage"]["unrecognised_share"]
    if share:
        lines.append(call.say("accounts.share", percent=max(1, round(100 * share))))
    if lines:
        yield Heading(call.say("accounts.gaps"))
        yield Items(tuple(Item(line, "-", weight="normal") for line in lines))


def _faults(call: Call, faults: list[dict[str, str]], everything: bool) -> Iterator[Block]:
    if not faults:
        return
    shown = faults if everything else faults[:SHOWN_FAULTS]
    yield Heading(call.say("accounts.faults"))
    yield Items(tuple(_fault(fault) for fault in shown))
    if rest := len(faults) - len(shown):
        yield Paragraph(call.say("accounts.faults-more", n=rest), "quiet")


def _fault(fault: dict[str, str]) -> Item:
    where = f"{fault['file']}, {fault['place']}" if fault["place"] else fault["file"]
    return Item(f"{where}: {fault['what']}", "!", body=(Paragraph(fault["next"], "quiet"),), weight="normal")
