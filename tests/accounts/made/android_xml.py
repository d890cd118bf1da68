"""Made backups of SMS Backup & Restore, with the layout its versions 10 write."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

HEAD = """<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>
<!--File Created By SMS Backup & Restore v10.20.002 on 01/02/2026 10:20:30-->
<!--

To view this file in a more readable format, visit https://synctech.com.au/view-backup/

-->
"""
STYLE = '<?xml-stylesheet type="text/xsl" href="sms.xsl"?>\n'
DAY = 86_400_000
START = 1_700_000_000_000  # 2023-11-14T22:13:20Z


def quoted(text: str) -> str:
    """An attribute as Android's serialiser writes it: in single marks where the text holds double ones."""
    mark = "'" if '"' in text else '"'
    extra = {"\n": "&#10;", "'": "&apos;"} if mark == "'" else {"\n": "&#10;"}
    return mark + escape(text, extra) + mark


def sms(
    address: str, body: str, *, date: int | str = START, type: int = 1, sub_id: str = "1", name: str = "(Unknown)"
) -> str:
    """One ``sms`` element."""
    centre = "+79168999100" if type == 1 else "null"
    sent = date if type == 1 else 0
    return (
        f'  <sms protocol="0" address={quoted(address)} date="{date}" type="{type}" subject="null" '
        f'body={quoted(body)} toa="null" sc_toa="null" service_center="{centre}" read="1" status="-1" '
        f'locked="0" date_sent="{sent}" sub_id="{sub_id}" readable_date="14 нояб. 2023 г. 22:13:20" '
        f"contact_name={quoted(name)} />\n"
    )


def mms(
    address: str,
    text: str,
    *,
    date: int = START,
    box: int = 1,
    sub_id: str = "1",
    data: str = "",
    tr_id: str = "null",
) -> str:
    """One ``mms`` element with its parts and addresses; ``data`` is the base64 of a picture."""
    sender = address if box == 1 else "insert-address-token"
    receiver = "insert-address-token" if box == 1 else address
    picture = (
        f'<part seq="0" ct="image/jpeg" cl="a.jpg" cid="&lt;a&gt;" text="null" data="{data}" />\n' if data else ""
    )
    return (
        f'  <mms date="{date}" rr="null" sub="null" ct_t="application/vnd.wap.multipart.related" '
        f'read_status="null" seen="1" msg_box="{box}" address={quoted(address)} sub_id="{sub_id}" '
        f'retr_st="null" m_type="{132 if box == 1 else 128}" tr_id={quoted(tr_id)} date_sent="{date // 1000}" '
        f'm_id="null" text_only="{0 if data else 1}" readable_date="x" contact_name="(Unknown)">\n'
        '    <parts>\n      <part seq="-1" ct="application/smil" name="null" cl="smil.xml" cid="&lt;smil&gt;" '
        'text="&lt;smil&gt;&lt;body/&gt;&lt;/smil&gt;" />\n      '
        f'{picture}<part seq="0" ct="text/plain" chset="106" cl="t.txt" text={quoted(text)} />\n    </parts>\n'
        f'    <addrs>\n      <addr address={quoted(sender)} type="137" charset="106" />\n'
        f'      <addr address={quoted(receiver)} type="151" charset="106" />\n    </addrs>\n  </mms>\n'
    )


def call(number: str, *, date: int = START, type: int = 3, line: str = "89701010000000000011") -> str:
    """One ``call`` element."""
    return (
        f'  <call number={quoted(number)} duration="0" date="{date}" type="{type}" presentation="1" '
        f'subscription_id="{line}" post_dial_digits="" subscription_component_name="null" '
        'readable_date="x" contact_name="(Unknown)" />\n'
    )


def messages(records: Iterable[str], *, count: int | None = None) -> bytes:
    """A whole file of messages; ``count`` may lie, as in real files."""
    body = list(records)
    attributes = f'count="{len(body) if count is None else count}" backup_set="a" backup_date="{START}" type="full"'
    return f"{HEAD}{STYLE}<smses {attributes}>\n{''.join(body)}</smses>".encode()


def calls(records: Iterable[str]) -> bytes:
    """A whole file of calls."""
    body = list(records)
    return (
        f'{HEAD}<calls count="{len(body)}" backup_set="a" backup_date="{START}">\n{"".join(body)}</calls>'.encode()
    )
