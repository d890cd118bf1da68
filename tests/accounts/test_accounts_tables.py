"""Tables: of messages, of iMazing, of operators, in CSV, HTML, MHT, XLSX, XLS and PDF."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from accounts_reading import Read, read_bytes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made import bills, zips
from made.old_workbook import xls

from simoff.accounts.readers import MOSCOW, Limits, Options

FUZZ = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
SLOW_FUZZ = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
END = "Sender ID,Sender Name,Status,Replying to,Subject,Text"
FILE = "Attachment,Attachment type"
HEADINGS = {
    13: f"Chat Session,Message Date,Service,Type,{END},Reactions,{FILE}",
    14: f"Chat Session,Message Date,Delivered Date,Read Date,Service,Type,{END},{FILE}",
    15: f"Chat Session,Message Date,Delivered Date,Read Date,Edited Date,Service,Type,{END},{FILE}",
    17: "Chat Session,Message ID,Message Date,Delivered Date,Read Date,Edited Date,Deleted Date,Service,Type,"
    f"{END},Reactions,{FILE}",
    0: f"Message Date,Service,Type,Sender ID,Chat Session,Sender Name,Status,Subject,Text,{FILE}",
}


def imazing(version: int, *entries: dict[str, str]) -> bytes:
    """A made table of this version; version 0 stands for the other order of columns."""
    names = HEADINGS[version].split(",")
    rows = [",".join(f'"{entry.get(name, "")}"' for name in names) for entry in entries]
    return ("\ufeff" * (version == 15) + "\r\n".join([HEADINGS[version], *rows])).encode()


ENTRIES = (
    {
        "Chat Session": "Tinkoff",
        "Message Date": "2026-02-01 12:30:00",
        "Service": "SMS",
        "Type": "Incoming",
        "Sender ID": "Tinkoff",
        "Text": "Код 1234,\nвход",
    },
    {
        "Chat Session": "900",
        "Message Date": "2026-02-01 12:31:00",
        "Service": "SMS",
        "Type": "Outgoing",
        "Text": "СТОП",
    },
    {
        "Chat Session": "900",
        "Message Date": "2026-02-01T09:32:00Z",
        "Service": "RCS",
        "Type": "Incoming",
        "Sender ID": "900",
        "Text": "x",
    },
    {
        "Chat Session": "G",
        "Message Date": "2026-02-01 12:33:00",
        "Service": "SMS",
        "Type": "Notification",
        "Text": "renamed",
    },
)


@pytest.mark.parametrize("version", sorted(HEADINGS))
def test_imazing_of_every_version(tmp_path: Path, version: int) -> None:
    """The columns are found by their names; notices are left out; a local time is Moscow's and said to be so."""
    read = read_bytes(tmp_path, imazing(version, *ENTRIES))
    assert [(m.kind, m.direction, m.sender, m.text) for m in read.messages] == [
        ("sms", "in", "Tinkoff", "Код ••••,\nвход"),
        ("sms", "out", "900", "СТОП"),
        ("rcs", "in", "900", "x"),
    ]
    assert read.messages[0].at == datetime(2026, 2, 1, 12, 30, tzinfo=MOSCOW)
    assert read.messages[2].at == datetime(2026, 2, 1, 9, 32, tzinfo=UTC)
    assert (read.coverage.format, read.coverage.zone_assumed) == ("imazing-csv", True)


def test_imazing_of_whatsapp_is_no_sms(tmp_path: Path) -> None:
    """Its export of WhatsApp has no service column and says nothing about the number."""
    names = "Chat Session,Message Date,Sent Date,Type,Sender ID,Sender Name,Status,Forwarded,Text,Attachment info"
    read = read_bytes(tmp_path, f"{names}\nA,2026-02-01 12:00:00,,Incoming,1,A,,,hi,\n".encode())
    assert read.coverage.format != "imazing-csv"


@pytest.mark.parametrize(
    ("names", "row"),
    [
        ("Дата;Время;Отправитель;Текст;SIM;Тип", "01.02.2026;12:30:00;Tinkoff;Код 1234;2;Входящее"),
        ("date,address,body,type,sub_id", "1769938200000,Tinkoff,Код 1234,1,2"),
        ("Date\tFrom\tMessage\tDirection\tSIM", "2026-02-01 12:30\tTinkoff\tКод 1234\tincoming\t2"),
        ("日期,号码,短信内容,卡,类型", "2026/02/01 12:30,Tinkoff,Код 1234,2,接收"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_of_messages(tmp_path: Path, names: str, row: str, encoding: str) -> None:
    """Headings of three languages, every usual sign between columns, a day in one or two columns."""
    read = read_bytes(tmp_path, f"{names}\r\n{row}\r\n".encode(encoding))
    message = read.messages[0]
    assert (message.direction, message.sender, message.text, message.line) == ("in", "Tinkoff", "Код ••••", "2")
    assert message.at is not None
    assert message.at.astimezone(MOSCOW).strftime("%F %R") == "2026-02-01 12:30"
    assert read.coverage.format == "message-table"


def test_russian_code_pages(tmp_path: Path) -> None:
    """A table in cp1251, cp866 or koi8-r is read in the code page it was written in."""
    for encoding in ("cp1251", "cp866", "koi8-r"):
        content = "Дата;Отправитель;Текст сообщения\r\n01.02.2026;Банк;Добро пожаловать\r\n".encode(encoding)
        assert read_bytes(tmp_path, content).messages[0].text == "Добро пожаловать"


def test_a_workbook_of_messages(tmp_path: Path) -> None:
    """The same in XLSX, with a day that is a day."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Дата и время", "Отправитель", "Сообщение"])
    book.active.append([datetime(2026, 2, 1, 12, 30), "Tinkoff", "Код 1234"])  # noqa: DTZ001
    content = io.BytesIO()
    book.save(content)
    read = read_bytes(tmp_path, content.getvalue())
    assert [(m.sender, m.text, m.at) for m in read.messages] == [
        ("Tinkoff", "Код ••••", datetime(2026, 2, 1, 12, 30, tzinfo=MOSCOW))
    ]


# bills

EXPECTED = [
    ("bill", "in", "Tinkoff", "", "12:30:15"),
    ("bill", "in", "79161112233", "", "12:31:00"),
    ("bill", "out", "900", "", "10:15:40"),
]


def bill_rows(read: Read) -> list[tuple[str, str, str, str, str]]:
    return [(m.kind, m.direction, m.sender, m.text, f"{m.at:%T}" if m.at else "") for m in read.messages]


def xls_bill() -> bytes:
    """The bill as an old workbook; its days are the workbook's own counts of days."""
    rows: list[list[str | float]] = [
        [f"Абонентский номер: {bills.OWN}"],
        ["Дата", "Услуга", "Номер", "Объем", "Стоимость"],
    ]
    for day, time, service, other, size, cost in bills.ROWS:
        first = datetime.strptime(f"{day} {time}", "%d.%m.%Y %H:%M:%S") - datetime(1899, 12, 30)  # noqa: DTZ001, DTZ007
        rows.append([first / timedelta(days=1), service, other, size, cost])
    return xls(rows)


BILLS = {
    "csv-1251": bills.csv,
    "csv-utf8": lambda: bills.csv("utf-8-sig"),
    "csv-utf16-tabs": lambda: bills.csv("utf-16", "\t"),
    "html-1251": bills.html,
    "html-utf8": lambda: bills.html("utf-8"),
    "mht": bills.mht,
    "zipped-html": lambda: zips.packed({"detail.html": bills.html()}),
    "xlsx": bills.xlsx,
    "xls": xls_bill,
    "pdf": bills.pdf,
}


@pytest.mark.parametrize("kind", sorted(BILLS))
def test_a_bill_in_every_form(tmp_path: Path, kind: str) -> None:
    """Who, in which direction and when, on whose line; traffic, sums and words are not there."""
    read = read_bytes(tmp_path, BILLS[kind]())
    assert bill_rows(read) == EXPECTED
    assert read.coverage.lines == {bills.OWN: 3}
    assert (read.coverage.format, read.coverage.complete, read.faults) == ("bill", True, [])


def test_a_bill_of_two_lines(tmp_path: Path) -> None:
    """Each line's rows stay its own."""
    read = read_bytes(tmp_path, bills.xlsx(two_lines=True))
    assert read.coverage.lines == {"+7 916 000-00-01": 3, "+7 916 000-00-02": 3}


def test_a_heading_over_two_rows(tmp_path: Path) -> None:
    """A heading whose words are spread over two rows by merged cells is put together."""
    page = (
        "<table><tr><th colspan=2>Дата</th><th>Абонент</th><th colspan=2>Начислено</th></tr>"
        "<tr><th></th><th>время</th><th></th><th>объем</th><th>руб.</th></tr>"
        "<tr><td>01.02.2026</td><td>12:30:15</td><td>Tinkoff</td><td>1</td><td>0,00</td></tr></table>"
    )
    read = read_bytes(tmp_path, f"<html><body>{page}</body></html>".encode())
    assert [message.sender for message in read.messages] == ["Tinkoff"]


def test_tables_that_nobody_can_read(tmp_path: Path) -> None:
    """No headings, pictures instead of text, nonsense behind a known beginning: each has its words."""
    assert read_bytes(tmp_path, b"<html><table><tr><td>1<td>2</table></html>").fault_ids == ["table-no-header"]
    assert read_bytes(tmp_path, xls([["a", "b"], ["c", "d"]])).fault_ids == ["table-no-header"]
    assert read_bytes(tmp_path, b"%PDF-1.7\nnonsense").fault_ids == ["unreadable"]
    assert read_bytes(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)).fault_ids == ["unreadable"]
    assert read_bytes(tmp_path, b"a,b,c\n1,2,3\n").fault_ids == ["unknown-format"]
    assert read_bytes(tmp_path, b"Dear all,\nnothing here\n").fault_ids == ["unknown-format"]


def test_a_pdf_of_pictures(tmp_path: Path) -> None:
    """A page without text says so."""
    page = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    )
    page += b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    assert read_bytes(tmp_path, page).fault_ids == ["pdf-no-text"]


def test_a_workbook_that_asks_for_everything(tmp_path: Path) -> None:
    """Two cells at the far ends of a sheet make some libraries ask for the whole sheet: a fault, not a crash."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = "Дата"
    content = io.BytesIO()
    book.save(content)
    sheets = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(content) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    far = b'</row><row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
    members[sheets] = members[sheets].replace(b"</row></sheetData>", far)
    read = read_bytes(tmp_path, zips.packed(members))
    assert [fault.stops for fault in read.faults] == [True]
    assert read.fault_ids[0] in ("unreadable", "too-large", "table-no-header")


def test_a_workbook_bomb(tmp_path: Path) -> None:
    """A workbook that unpacks past the bound is refused before a library sees it."""
    members = {"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b" " * 3_000_000}
    read = read_bytes(tmp_path, zips.packed(members), None, Options(limits=Limits(whole=1_000_000)))
    assert read.fault_ids == ["too-large"]


def test_the_small_process_gets_nothing_on_its_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the file's name nor the password can be seen in the list of processes."""
    seen: list[list[str]] = []
    started = subprocess.Popen

    def spy(command: list[str], **more: object) -> object:
        seen.append(command)
        return started(command, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "Popen", spy)
    read_bytes(tmp_path, bills.pdf(), "geheim")
    assert seen
    assert all(command[0] == sys.executable and "file.bin" not in str(command) for command in seen)
    assert "geheim" not in str(seen)


def test_an_endless_row(tmp_path: Path) -> None:
    """A quotation mark that never closes, a row without an end and NULs are faults of their rows."""
    head = "date,address,body\n2026-02-01,A,x\n"
    options = Options(limits=Limits(record=100_000))
    for bad in ('2026-02-01,B,"' + "y" * 300_000 + "\n", "z" * 300_000 + "\n", "2026-02-01,B,\x00\n"):
        read = read_bytes(tmp_path, (head + bad + "2026-02-01,C,z\n" * 3).encode(), None, options)
        assert read.messages[0].sender == "A"


def test_spans_that_would_fill_the_memory(tmp_path: Path) -> None:
    """Huge colspan and rowspan are cut, deep nesting ends in a row or a fault."""
    page = b"<html><table><tr><td colspan=999999999 rowspan=999999999>x" * 200 + b"<table>" * 20_000
    assert read_bytes(tmp_path, page).faults


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=7))])
def test_the_zone_can_be_named(tmp_path: Path, zone: timezone) -> None:
    """Somebody who lived elsewhere says so."""
    read = read_bytes(tmp_path, bills.csv(), None, Options(zone=zone))
    assert read.messages[0].at == datetime(2026, 2, 1, 12, 30, 15, tzinfo=zone)


@FUZZ
@given(st.data())
def test_damaged_tables(tmp_path: Path, data: st.DataObject) -> None:
    """Any bytes changed anywhere in CSV, HTML and MHT give messages and faults and nothing else."""
    kind = data.draw(st.sampled_from(["csv-1251", "csv-utf16-tabs", "html-1251", "html-utf8", "mht"]))
    good = bytearray(good_bill(kind) if data.draw(st.booleans()) else imazing(15, *ENTRIES))
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(good)))
        good[place : place + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=30))
    read_bytes(tmp_path, bytes(good))


@cache
def good_bill(kind: str) -> bytes:
    """The bill made once: a workbook holds the time it was made at, and damage must come again in one place."""
    return BILLS[kind]()


def damaged_document(tmp_path: Path, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["xlsx", "xls", "pdf"]))
    good = bytearray(good_bill(kind))
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(good) - 1))
        piece = data.draw(st.binary(min_size=1, max_size=16))
        good[place : place + len(piece)] = piece
    read_bytes(tmp_path, bytes(good))


@SLOW_FUZZ
@given(st.data())
def test_damaged_documents(tmp_path: Path, data: st.DataObject) -> None:
    """Workbooks and PDFs with any bytes changed never take this process with them."""
    damaged_document(tmp_path, data)


@pytest.mark.soak
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_damaged_documents_for_long(tmp_path: Path, data: st.DataObject) -> None:
    """The same, many times."""
    damaged_document(tmp_path, data)
