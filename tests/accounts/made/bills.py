"""Made itemised bills, with the headings and oddities operators' files are known for; no operator's own layout."""

from __future__ import annotations

import io
from datetime import datetime

import openpyxl

OWN = "+7 916 000-00-01"
ROWS = [
    ("01.02.2026", "12:30:15", "Входящее SMS", "Tinkoff", "1", "0,00"),
    ("01.02.2026", "12:31:00", "Входящий звонок", "<--79161112233", "00:01:23", "0,00"),
    ("02.02.2026", "09:00:00", "Мобильный интернет", "internet.example", "1,5 МБ", "0,00"),
    ("02.02.2026", "10:15:40", "Исходящее SMS", "900", "1", "3,50"),
]
"""What every bill below says; the third row is traffic and no person."""


def csv(encoding: str = "cp1251", delimiter: str = ";") -> bytes:
    """A text table with a preamble, as it is sent by mail."""
    head = ["Детализация услуг связи", f"Абонентский номер: {OWN}", "Период: 01.02.2026 - 28.02.2026", ""]
    names = delimiter.join(
        ("Дата", "Время", "Услуга", "Номер собеседника", "Длительность/Объем", "Стоимость, руб.")
    )
    body = [delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in row) for row in ROWS]
    total = delimiter.join(("Итого", "", "", "", "", "3,50"))
    return "\r\n".join([*head, names, *body, total, ""]).encode(encoding)


def html(encoding: str = "cp1251") -> bytes:
    """A page with merged cells: the day stands once for its rows, the cost has a heading over two columns."""
    rows, last = "", ""
    for day, time, service, other, size, cost in ROWS:
        span = sum(row[0] == day for row in ROWS)
        first = f'<td rowspan="{span}">{day}</td>' if day != last else ""
        last = day
        other = other.replace("<", "&lt;")
        rest = "".join(f"<td>{cell}</td>" for cell in (time, service, other, size, cost, ""))
        rows += f"<tr>{first}{rest}</tr>"
    page = (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={encoding}">'
        "<style>td{}</style></head>"
        f"<body><p>Детализация</p><table><tr><td colspan=6><b>Номер телефона: {OWN}</b></td></tr>"
        "<tr><th>Дата</th><th>Время</th><th>Вид услуги</th><th>Номер</th><th>Объем</th>"
        "<th colspan=2>Стоимость</th></tr>"
        f"{rows}<tr><td colspan=5>Итого<td>3,50</table></body></html>"
    )
    return page.encode(encoding)


def mht() -> bytes:
    """The page inside a MIME message, as MegaFon is said to send it."""
    import quopri

    head = (
        "From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        '\ttype="text/html"; boundary="b1"\r\n\r\n--b1\r\nContent-Type: text/html; charset="windows-1251"\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    return head.encode() + quopri.encodestring(html()) + b"\r\n--b1--\r\n"


def xlsx(two_lines: bool = False) -> bytes:
    """A workbook with days as days, a heading in two rows, and perhaps a second line's table below."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for own in (OWN, "+7 916 000-00-02")[: 2 if two_lines else 1]:
        sheet.append([f"Абонентский номер {own}"])
        sheet.append(["Дата и время", "Направление", "Номер", "Услуга", "Длительность", "Стоимость"])
        for day, time, service, other, size, cost in ROWS:
            moment = datetime.strptime(f"{day} {time}", "%d.%m.%Y %H:%M:%S")  # noqa: DTZ007
            sheet.append(
                [moment, service.split()[0], other.lstrip("<-"), service, size, float(cost.replace(",", "."))]
            )
        sheet.append([])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def pdf(password: bool = False) -> bytes:
    """A PDF with text, laid out by a typesetter."""
    import typst

    cells = "".join(f"[{cell.replace('<', '')}]," for row in ROWS for cell in row)
    source = (
        "#set page(width: 297mm, height: 210mm)\n#set text(size: 9pt)\n= Детализация\n"
        f"Абонентский номер: {OWN}\n\n#table(columns: (auto,) * 6,\n"
        f"[Дата],[Время],[Услуга],[Номер собеседника],[Длительность],[Стоимость],{cells})"
    )
    return bytes(typst.compile(source.encode()))
