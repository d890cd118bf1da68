"""SMS Backup & Restore: messages, multimedia messages, calls, and what is broken or hostile in such files."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from accounts_reading import read_bytes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made.android_xml import DAY, HEAD, START, call, calls, messages, mms, sms

from simoff.accounts.model import Message
from simoff.accounts.readers import Limits, Options, sms_xml
from simoff.accounts.readers.interface import Stop
from simoff.accounts.readers.markup import Markup, plain

AT = datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)


def test_a_message_says_all_it_has(tmp_path: Path) -> None:
    """Sender, text without the code, moment, SIM and place come out of one record."""
    read = read_bytes(tmp_path, messages([sms("Tinkoff", "Никому не говорите код 1234!\nВход", sub_id="2")]))
    assert read.items == [
        Message("sms", "in", "Tinkoff", "Никому не говорите код ••••!\nВход", AT, "2", "message 1")
    ]
    assert read.coverage.format == "sms-backup-restore"
    assert read.coverage.complete


def test_two_lines_stay_apart(tmp_path: Path) -> None:
    """A phone with two SIMs: each message says which, -1 means nobody knows, and the coverage counts them."""
    lines = ["1", "2", "2", "89701012345678901234", "-1", "null"]
    read = read_bytes(tmp_path, messages(sms("900", "x", sub_id=line) for line in lines))
    assert [message.line for message in read.messages] == ["1", "2", "2", "89701012345678901234", None, None]
    assert read.coverage.lines == {"1": 1, "2": 2, "89701012345678901234": 1}
    assert read.coverage.without_line == 2


def test_only_received_messages_come_in(tmp_path: Path) -> None:
    """Sent, draft, outbox, failed and queued messages go out; an unknown type says so."""
    read = read_bytes(tmp_path, messages(sms("900", "x", type=kind) for kind in (1, 2, 3, 4, 5, 6, 9)))
    assert [message.direction for message in read.messages] == ["in", *["out"] * 5, "unknown"]


@pytest.mark.parametrize(
    "text", ['He said "hi"', "it's", "both \" and '", "a < b > c & d", "строка\nдве", "😀 ok", ""]
)
def test_any_text_comes_back(tmp_path: Path, text: str) -> None:
    """Quotation marks of both kinds, line breaks and emoji survive; a neighbour in plain layout does too."""
    read = read_bytes(tmp_path, messages([sms("A", "plain"), sms("B", text), sms("C", text), sms("D", "plain")]))
    assert [message.text for message in read.messages] == ["plain", text, text, "plain"]


def test_halves_of_an_emoji_are_joined(tmp_path: Path) -> None:
    """Old files write an emoji as two references that strict parsers refuse; half a pair is U+FFFD."""
    record = sms("A", "MARK").replace("MARK", "&#55357;&#56832; &#55357; &#0; &#x41; &foo; &amp;lt;")
    assert read_bytes(tmp_path, messages([record])).messages[0].text == "😀 \ufffd \ufffd A &foo; &lt;"


def test_multimedia_and_rcs(tmp_path: Path) -> None:
    """The words of the text parts, the sender from the addresses, and RCS known by its transaction id."""
    read = read_bytes(
        tmp_path,
        messages([mms("+79001112233", "Код 4321"), mms("Ozon", "x", tr_id="proto:CkI"), mms("900", "y", box=2)]),
    )
    assert [(m.kind, m.direction, m.sender, m.text) for m in read.messages] == [
        ("mms", "in", "+79001112233", "Код ••••"),
        ("rcs", "in", "Ozon", "x"),
        ("mms", "out", "900", "y"),
    ]


def test_calls(tmp_path: Path) -> None:
    """A missed call is a call that came in, on the SIM it came to."""
    read = read_bytes(tmp_path, calls([call("+74951234567"), call("900", type=2), call("", type=1)]))
    assert [(m.kind, m.direction, m.sender, m.line) for m in read.messages] == [
        ("call", "in", "+74951234567", "89701010000000000011"),
        ("call", "out", "900", "89701010000000000011"),
        ("call", "in", "", "89701010000000000011"),
    ]


def test_coverage_names_days_and_gaps(tmp_path: Path) -> None:
    """First and last moment and each stretch of thirty days without messages, in any order of the file."""
    days = [100, 0, 10, 39, 71]
    read = read_bytes(tmp_path, messages(sms("A", "x", date=START + day * DAY) for day in days))
    assert read.coverage.first == AT
    assert read.coverage.last == datetime(2024, 2, 22, 22, 13, 20, tzinfo=UTC)
    assert [(gap.last - gap.first).days + 1 for gap in read.coverage.gaps] == [31]


@pytest.mark.parametrize("date", ["null", "", "0", "-5", "99999999999999999999", "soon", "²"])
def test_a_date_that_cannot_be_is_a_fault_and_the_message_stays(tmp_path: Path, date: str) -> None:
    """Without a day one can believe the message has none, and the person is told where."""
    read = read_bytes(tmp_path, messages([sms("A", "x"), sms("B", "y", date=date), sms("C", "z")]))
    assert [message.at for message in read.messages] == [AT, None, AT]
    assert [(fault.id, fault.place) for fault in read.faults] == [("no-date", "message 2")]


@pytest.mark.parametrize(
    "broken",
    [
        '  <sms protocol="0" address="X" date="1" body="never closed\n',
        '  <sms address="X" body="He said "hi" to me" date="1" />\n',
        "  <sms address=X body=y />\n",
        '  <sms address="X" body="y" <\n',
        "  < sms / << <3 \n  <sms !>\n",
        '  <mms date="1700000000000" msg_box="1"><parts><part ct="text/plain" text="a"b" /></parts></mms>\n',
    ],
)
def test_a_broken_record_never_stops_the_file(tmp_path: Path, broken: str) -> None:
    """The records around a broken one are read, and the fault names its place."""
    records = [sms("A", "one"), sms("B", "two"), broken, sms("C", "three"), sms("D", "four")]
    read = read_bytes(tmp_path, messages(records))
    assert [m.text for m in read.messages if m.sender in "ABCD" and m.kind == "sms"] == [
        "one",
        "two",
        "three",
        "four",
    ]
    assert [(fault.id, fault.place) for fault in read.faults] == [("broken-record", "message 3")]
    assert read.coverage.complete


def test_a_file_cut_off(tmp_path: Path) -> None:
    """What stands before the cut is read; the fault says that the rest is missing."""
    read = read_bytes(tmp_path, messages([sms("A", "x"), sms("B", "y"), sms("C", "z")])[:-40])
    assert len(read.messages) == 2
    assert read.fault_ids[-1] == "cut-off"
    assert not read.coverage.complete


@pytest.mark.parametrize(
    "type",
    [
        '<!DOCTYPE smses [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE smses SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE smses [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_document_types_are_refused(tmp_path: Path, type: str) -> None:
    """Entity bombs and external entities are refused before anything is expanded or opened."""
    content = f'<?xml version="1.0"?>{type}<smses count="1">{sms("A", "&x;&b;")}</smses>'
    read = read_bytes(tmp_path, content.encode())
    assert read.fault_ids == ["xml-doctype"]
    assert read.messages == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """The byte order mark or the zeros tell the encoding, whatever the declaration says."""
    content = messages([sms("Госуслуги", "Вход")]).decode().encode(encoding)
    assert [(m.sender, m.text) for m in read_bytes(tmp_path, content).messages] == [("Госуслуги", "Вход")]


def test_records_over_the_edges_of_pieces() -> None:
    """Wherever the text is cut into pieces, the same messages come out."""
    text = messages(
        [sms("A", 'say "hi"'), mms("B", "x\ny", data="QUJD" * 50), sms("C", "it's"), sms("D", "z")]
    ).decode()

    def senders(size: int) -> list[tuple[str, str]]:
        pieces = (text[i : i + size] for i in range(0, len(text), size))
        items = sms_xml._Backup("f", Markup(pieces, 65_536, frozenset(("data",)))).items()
        return [(item.sender, item.text) for item in items if isinstance(item, Message)]

    expected = [("A", 'say "hi"'), ("B", "x\ny"), ("C", "it's"), ("D", "z")]
    assert all(senders(size) == expected for size in (1, 2, 3, 7, 64, 1000, 10**6))


def test_an_attribute_of_three_gigabytes_takes_no_memory() -> None:
    """A picture of 3 GB inside one attribute is passed by; what follows it is read."""
    piece = "QUJD" * 65_536
    before = f'<smses>{sms("A", "x")}<mms date="{START}" msg_box="1" address="B"><parts><part ct="image/png" data="'
    after = f'"/><part ct="text/plain" text="Код 1234"/></parts></mms>{sms("C", "z")}</smses>'

    def pieces() -> Iterator[str]:
        yield before
        for _ in range(3 * 1024**3 // len(piece)):
            yield piece
        yield after

    tracemalloc.start()
    try:
        items = list(sms_xml._Backup("f", Markup(pieces(), 65_536, frozenset(("data",)))).items())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [item.sender for item in items if isinstance(item, Message)] == ["A", "B", "C"]
    assert peak < 8 * 1024 * 1024


@pytest.mark.parametrize(
    "sign", ["a", " ", "<a ", "<!-- ", '<sms body="', "<sms x='1' ", "<?", "<", "&#1;", "\x00"]
)
def test_endless_nonsense_takes_bounded_memory(sign: str) -> None:
    """Of anything without an end, no more than a few pieces are held at a time, and it ends in a fault."""
    size, held = 16_384, [0]

    def pieces() -> Iterator[str]:
        yield "<smses>"
        for _ in range(12):
            held.append(len(markup.text))
            yield (sign * size)[:size]

    markup = Markup(pieces(), 4_096)
    with pytest.raises(Stop):
        for _ in sms_xml._Backup("f", markup).items():
            pass
    assert len(held) == 13
    assert max(held) <= 2 * size


def test_a_long_text_is_cut(tmp_path: Path) -> None:
    """A body longer than the bound is kept up to it, in the plain and in the slow way of reading."""
    options = Options(limits=Limits(value=1000))
    read = read_bytes(
        tmp_path, messages([sms("A", "x"), sms("A", "я" * 5000), sms("A", '"' * 5000)]), None, options
    )
    assert all(len(message.text) <= 1000 for message in read.messages)


def test_many_faults_are_counted_and_not_listed(tmp_path: Path) -> None:
    """Of ten thousand broken records the first fifty are named and the rest said in one line."""
    read = read_bytes(tmp_path, messages(["<sms x=>"] * 10_000))
    assert len(read.faults) == 51
    assert dict(read.faults[-1].args) == {"n": 9_950, "like": "broken-record"}


@given(st.binary(max_size=600))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_after_the_root(tmp_path: Path, content: bytes) -> None:
    """Whatever follows the root gives messages and faults and nothing else."""
    read_bytes(tmp_path, HEAD.encode() + b"<smses>" + content)


@given(st.data())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_file(tmp_path: Path, data: st.DataObject) -> None:
    """Bytes changed, cut out or put in leave every record readable that they do not touch."""
    good = bytearray(messages([sms("A", "x"), mms("B", "y"), sms("C", "z"), sms("D", "w")]))
    place = data.draw(st.integers(len(HEAD), len(good)))
    good[place : place + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=20))
    read = read_bytes(tmp_path, bytes(good))
    assert len(read.messages) + len(read.faults) >= 1


@given(st.text(max_size=200))
def test_references_never_raise(text: str) -> None:
    """Any text with any references becomes a text that can be written."""
    plain(text.replace("a", "&#").replace("b", ";").replace("c", "55357")).encode()
