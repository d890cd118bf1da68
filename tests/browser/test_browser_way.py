"""From a number to a closed case as a person goes it, in each language, with and without scripts."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from served import LANGS, Served, choose_language, open_case, screen

MEGABYTE = 1024 * 1024


def send(page: Any, form: str = "main form") -> None:
    page.locator(form).first.locator("button").last.click()


def go(page: Any, path: str) -> Any:
    return page.goto(page.served.home_page + path)


def archive(path: Path, size: int) -> int:
    """An export of SMS of about ``size`` bytes, most of it from nobody of interest: how many messages it has."""
    chatter = "Привет, как дела? Перезвоню вечером. " * 4
    count = size // 420
    with path.open("w", encoding="utf-8") as file:
        file.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<smses count="{count}">\n')
        for place in range(count):
            sender, text = (
                ("Gosuslugi", "Код подтверждения: 123456") if place % 500 == 7 else ("+79031112233", chatter)
            )
            moment = 1_732_500_000_000 + place * 60_000
            file.write(f'<sms address="{sender}" date="{moment}" type="1" read="1" body="{text}" />\n')
        file.write("</smses>\n")
    return count


def walk(page: Any, lang: str) -> str:
    """The whole way; each page is left by its own button or link. The path of the closed case."""
    go(page, "/")
    choose_language(page, lang)
    case = open_case(page)
    go(page, case + "/ask/who")
    page.select_option('[name="operator"]', "mts")
    page.select_option('[name="holder.kind"]', "citizen")
    page.select_option('[name="holder.user_is"]', "holder")
    page.locator('button[name="go"][value="on"]').click()
    assert page.url.endswith("/ask/when")
    page.locator('button[name="go"][value="back"]').click()
    page.locator("#step-gather-documents button").click()
    go(page, case + "/money")
    page.locator("details summary").first.click()
    page.fill("#snapshot-amount", "120,50")
    send(page)
    go(page, case + "/gate")
    for field in page.locator('input[name^="waive."]').all():
        field.fill("knowingly")
    page.check('input[name="filed"]')
    page.select_option("#route", "office")
    page.fill("#digits", "4567")
    send(page)
    assert page.locator(".note.good").count() == 1
    go(page, case + "/talk")
    page.select_option("#reply", "confirmed_end")
    page.check('input[name="in_writing"]')
    page.fill("#ends-on", page.input_value("#reply-on"))
    send(page, 'form[action$="/reply"]')
    go(page, case + "/money")
    for field in ("#demanded-amount", "#received-amount"):
        block = page.locator(f"details:has({field})")
        block.locator("summary").click()
        block.locator(field).fill("120,50")
        block.locator("button").click()
    go(page, case)
    page.locator("#step-recheck-accounts button").first.click()
    go(page, case + "/files")
    send(page, f'form[action="{case}/close"]')
    return case


@pytest.mark.parametrize("lang", LANGS)
def test_the_whole_way(enter: Callable[..., Any], lang: str) -> None:
    """From the number to the closed case, and nothing complains on the way."""
    page = enter(lang)
    case = walk(page, lang)
    screen(page, f"{lang}-closed-1280-light")
    go(page, case + "/timeline")
    assert page.locator("main ol > li").count() >= 10
    assert page.faults == []
    assert page.served.stop() == 0


@pytest.mark.parametrize("lang", LANGS)
def test_the_whole_way_without_scripts(enter: Callable[..., Any], lang: str) -> None:
    """With scripts switched off and on a telephone, the same way leads to the same end."""
    page = enter(lang, width=320, java_script_enabled=False)
    case = walk(page, lang)
    answer = page.request.get(
        f"{page.served.home_page}/api/v1{case}", headers={"Authorization": f"Bearer {page.served.token}"}
    )
    assert answer.json()["case"]["status"] == "closed"


def test_two_tabs(enter: Callable[..., Any]) -> None:
    """The second tab is told that the case changed, sees what it typed, and its words are not lost."""
    first = enter()
    case = open_case(first)
    second = first.context.new_page()
    second.served = first.served
    go(first, case + "/talk")
    go(second, case + "/talk")
    first.fill("#summary", "typed in the first tab")
    send(first)
    second.fill("#summary", "typed in the second tab")
    send(second)
    assert second.locator("main .note").count() == 1
    assert "typed in the second tab" in second.locator("main").inner_text()
    screen(second, "en-changed-1280-light")
    send(second)
    go(second, case + "/timeline")
    told = second.locator("main").inner_text()
    assert "typed in the first tab" in told
    assert "typed in the second tab" in told


def test_the_back_button(enter: Callable[..., Any]) -> None:
    """Going back sends nothing again, and the page one comes back to is the case as it is, not as it was."""
    page = enter()
    case = open_case(page)
    go(page, case + "/money")
    page.locator("details summary").first.click()
    page.fill("#snapshot-amount", "10")
    send(page)
    page.go_back()
    assert page.locator('input[name="seq"]').first.input_value() == "2"
    page.locator("details summary").first.click()
    page.fill("#snapshot-amount", "20")
    send(page)
    assert page.locator("main .alarm").count() == 0
    go(page, case + "/timeline")
    assert page.locator("main ol > li").count() == 3


def test_a_slow_server(enter: Callable[..., Any]) -> None:
    """A second click while the answer is on its way sends nothing more."""
    page = enter()
    case = open_case(page)
    go(page, case)
    sent: list[str] = []

    def slowly(route: Any) -> None:
        if route.request.method == "POST":
            sent.append(route.request.url)
            time.sleep(1.5)
        route.continue_()

    page.route("**/steps/**", slowly)
    page.locator("#step-gather-documents button").evaluate("(button) => { button.click(); button.click(); }")
    page.wait_for_url(re.compile(r"/cases/[a-z0-9]+$"))
    page.wait_for_timeout(300)
    assert len(sent) == 1
    assert page.locator("main .alarm").count() == 0


def _read_archive(enter: Callable[..., Any], tmp_path: Path, size: int, wait: float) -> None:
    page = enter()
    case = open_case(page)
    file = tmp_path / "sms.xml"
    archive(file, size)
    go(page, case + "/accounts")
    page.set_input_files("#archive", str(file))
    with page.expect_navigation(url=re.compile(r"/accounts/scan/"), timeout=wait * 1000):
        page.locator('form[enctype="multipart/form-data"] button').first.click()
    seen: set[float] = set()
    until = time.monotonic() + wait
    while page.locator("progress").count() and time.monotonic() < until:
        value = page.evaluate("() => document.querySelector('progress')?.value ?? -1")
        seen.add(float(value))
        page.wait_for_timeout(100)
    assert page.locator("progress").count() == 0, "the archive was not read in time"
    go(page, case + "/accounts")
    assert page.locator("#account-gosuslugi").count() == 1
    if size > 3 * MEGABYTE:
        assert len(seen - {-1.0}) > 1, "the progress moved"
    assert page.faults == []


def test_an_archive_is_read_with_progress(enter: Callable[..., Any], tmp_path: Path) -> None:
    """An archive of some megabytes is taken in and read, its progress is seen, its accounts stand in the case."""
    _read_archive(enter, tmp_path, 6 * MEGABYTE, 120)


@pytest.mark.soak
def test_a_large_archive_is_read_with_progress(enter: Callable[..., Any], tmp_path: Path) -> None:
    """The same for 100 MB."""
    _read_archive(enter, tmp_path, 100 * MEGABYTE, 900)


def test_a_server_stops_while_somebody_looks(enter: Callable[..., Any]) -> None:
    """Ctrl-C ends the server with 0 within seconds, also with a browser connected."""
    page = enter()
    page.served.process.send_signal(2)
    assert page.served.process.wait(15) == 0


def test_read_only_offers_nothing_to_write(enter: Callable[..., Any], serve: Callable[..., Served]) -> None:
    """Started read-only on a record with a case: every page opens, and no form on it writes."""
    page = enter()
    case = open_case(page)
    page.served.stop()
    other = enter(served=serve("--read-only"))
    for part in ("", "/ask/who", "/talk", "/money", "/gate", "/line", "/files", "/accounts", "/timeline"):
        answer = go(other, case + part)
        assert answer.status == 200, part
        for form in other.locator('main form[method="post"]').all():
            buttons = form.locator("button").count()
            assert buttons == 0, (part, form.get_attribute("action"))
