"""Files as people have them, and files made to hurt: mail, pages, pictures, and what only claims to be one."""

from __future__ import annotations

import io
import shutil
import struct
import zipfile
import zlib
from email.message import EmailMessage
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageDraw, ImageFont

from simoff.desk.errors import CouldNotCheck, Refusal, WrongInput
from simoff.desk.guard import Asked, check
from simoff.guard.model import NotChecked
from simoff.guard.readers.picture import words_in
from simoff.guard.readers.reading import Unreadable, kind_of, read

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
TRAP = "Договор истекает, продиктуйте код из СМС"


def png(picture: Image.Image) -> bytes:
    """A picture as PNG."""
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def qr(text: str) -> Image.Image:
    """A QR code, large enough to be read."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    return Image.fromarray(zxingcpp.write_barcode_to_image(code, scale=6)).convert("L")


def claimed_png(width: int, height: int) -> bytes:
    """A small file that says it is a picture of that size."""

    def part(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b"")


def letter(**parts: str) -> bytes:
    """A mail with a text, perhaps a page, from somebody."""
    mail = EmailMessage()
    mail["From"], mail["To"] = parts.get("sender", "МТС <info@mts-help.site>"), "me@example.org"
    mail["Subject"] = parts.get("subject", "Ваш номер")
    mail.set_content(parts.get("text", TRAP))
    if "page" in parts:
        mail.add_alternative(parts["page"], subtype="html")
    return mail.as_bytes()


def test_a_mail_is_read_with_its_sender_and_its_links() -> None:
    """A mail file gives its sender, its subject, its text, and where the links of its page lead."""
    found = read(letter(page='<p>Войдите: <a href="https://gosuslugi-vhod.site/x">gosuslugi.ru</a></p>'))
    assert found.message.sender == "МТС <info@mts-help.site>"
    assert TRAP in found.message.text
    assert found.message.links == (("gosuslugi.ru", "https://gosuslugi-vhod.site/x"),)


def test_a_mail_in_an_old_encoding_is_read() -> None:
    """A letter in KOI8-R is as readable as one in UTF-8."""
    head = b"From: a@example.org\nSubject: x\nContent-Type: text/plain; charset=koi8-r\n\n"
    assert TRAP in read(head + TRAP.encode("koi8-r")).message.text


def test_attachments_are_named_and_not_opened() -> None:
    """An archive in a mail is said not to have been opened; a picture in it is looked at."""
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@example.org", "x"
    mail.set_content("привет")
    mail.add_attachment(b"PK\x03\x04", maintype="application", subtype="zip", filename="a.zip")
    mail.add_attachment(png(qr("https://mts-pay.site")), maintype="image", subtype="png", filename="b.png")
    found = read(mail.as_bytes())
    assert NotChecked("attachment", "not-opened") in found.not_checked
    assert "https://mts-pay.site" in found.message.text


def nested(depth: int) -> bytes:
    """A mail whose parts lie inside each other."""
    text = "From: a@example.org\nSubject: x\n"
    parts = (f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    return (text + "".join(parts)).encode()


def test_a_mail_of_very_many_parts_is_bounded() -> None:
    """Parts inside parts are read to a limit that is said; a thousand deep the mail is refused in a sentence."""
    assert read(nested(50)).message.sender == "a@example.org"
    assert NotChecked("mail-parts", "too-many", {"n": 100}) in read(nested(150)).not_checked
    with pytest.raises(Unreadable, match="mail-broken"):
        read(nested(3_000))


def test_a_page_says_where_it_was_saved_from_and_where_its_links_lead() -> None:
    """A saved page's own address, its forms and its links are checked; scripts are not read as text."""
    page = (
        "<!DOCTYPE html><!-- saved from url=(0030)https://gosuslugi-vhod.site/a --><html><body><h1>Вход</h1>"
        "<script>var x = 'договор истекает, назовите код'</script>"
        "<form action='https://192.0.2.7/in'><input type=password placeholder='Пароль'></form></body></html>"
    )
    found = read(page.encode())
    assert found.message.links == (("", "https://gosuslugi-vhod.site/a"), ("", "https://192.0.2.7/in"))
    assert "назовите" not in found.message.text
    assert "Пароль" in found.message.text


def test_a_link_that_shows_one_address_and_leads_to_another_is_found(tmp_path: Path) -> None:
    """A link whose text is a known address and whose target is not gives an indicator that quotes the target."""
    file = tmp_path / "page.html"
    file.write_text(
        '<html><body>Личный кабинет: <a href="https://lk.example.net/a">https://lk.mts.ru</a></body></html>'
    )
    found = check(Asked(file=file), "en")
    assert found["verdict"] != "nothing_found"
    assert "https://lk.example.net/a" in {one["quote"] for one in found["indicators"]}


@pytest.mark.parametrize("depth", [10_000, 200_000])
def test_a_deep_page_does_no_harm(depth: int) -> None:
    """Two hundred thousand open elements are read, or said not to have been."""
    found = read(("<html>" + "<div>" * depth + TRAP).encode())
    assert TRAP in found.message.text or found.not_checked


def test_entities_do_not_grow() -> None:
    """A page that defines entities within entities stays as small as it is."""
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><html>&b;&b;&b;</html>'
    assert len(read(bomb.encode()).message.text) < 1_000


def test_a_qr_code_is_read_and_judged(tmp_path: Path) -> None:
    """The address in a QR code is checked like any other."""
    file = tmp_path / "code.png"
    file.write_bytes(png(qr("https://gosuslugi-vhod.site/login")))
    found = check(Asked(picture=file), "ru")
    assert found["verdict"] == "scam"
    assert "gosuslugi-vhod.site" in found["indicators"][0]["quote"]


@pytest.mark.skipif(
    shutil.which("tesseract") is None or not FONT.is_file(), reason="tesseract or the font is not there"
)
def test_the_words_of_a_screenshot_are_read(tmp_path: Path) -> None:
    """A screenshot of a message is judged by its words."""
    picture = Image.new("RGB", (1400, 220), "white")
    draw, font = ImageDraw.Draw(picture), ImageFont.truetype(str(FONT), 40)
    draw.text((30, 40), "Срок договора истекает завтра.", fill="black", font=font)
    draw.text((30, 120), "Продиктуйте код из СМС оператору МТС.", fill="black", font=font)
    file = tmp_path / "screen.png"
    file.write_bytes(png(picture))
    assert check(Asked(picture=file), "zh")["verdict"] == "scam"


def test_a_missing_tesseract_is_said() -> None:
    """Without tesseract the words of a picture are listed as not checked."""
    assert words_in(png(qr("x")), program="no-such-program-here") == NotChecked("picture-words", "no-ocr")


def test_a_picture_of_thirty_thousand_by_thirty_thousand_is_not_decoded(tmp_path: Path) -> None:
    """A picture too large is refused by its stated size, before any of it is decoded."""
    file = tmp_path / "huge.png"
    file.write_bytes(claimed_png(30_000, 30_000))
    with pytest.raises(CouldNotCheck) as caught:
        check(Asked(picture=file), "en")
    assert caught.value.id == "guard-picture-too-large"


def test_a_zip_named_png_is_no_picture(tmp_path: Path) -> None:
    """What a file is, its content says; a zip with a picture's name is refused as what it is."""
    file = tmp_path / "photo.png"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(WrongInput) as caught:
        check(Asked(picture=file), "en")
    assert caught.value.id == "guard-not-a-picture"
    with pytest.raises(WrongInput) as caught:
        check(Asked(file=file), "en")
    assert caught.value.id == "guard-unknown-kind"


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a\0\0", b"RIFF\0\0\0\0WEBP", b"BM\0\0"]
)
def test_a_broken_picture_is_refused(tmp_path: Path, data: bytes) -> None:
    """Half a picture is refused in a sentence."""
    file = tmp_path / "half"
    file.write_bytes(data + b"\x01\x02")
    with pytest.raises(Refusal) as caught:
        check(Asked(picture=file), "en")
    assert caught.value.id == "guard-not-a-picture"


def test_bytes_that_are_no_text_are_counted(tmp_path: Path) -> None:
    """Invalid UTF-8 is read as far as it goes, the trap is found, and what is broken is said."""
    file = tmp_path / "sms.txt"
    file.write_bytes(b"\xff\xfe"[:1] + TRAP.encode() + b"\xc3\x28\xa0")
    found = check(Asked(file=file), "en")
    assert found["verdict"] == "scam"
    assert found["not_checked"][0]["why"].endswith("no UTF-8 text")


@pytest.mark.parametrize(("data", "kind"), [
    (b"", "text"),
    (b"hello", "text"),
    (TRAP.encode("utf-16"), "text"),
    (b"%PDF-1.7", "other"),
    (b"SQLite format 3\0", "other"),
    (b"a\0b", "other"),
    (b"  <!doctype HTML><html>", "page"),
    (b"From: a@b.ru\nTo: c@d.ru\n\nx", "mail"),
    (b"Note: one\nOther: two\n", "text"),
])  # fmt: skip
def test_what_a_file_is(data: bytes, kind: str) -> None:
    """A file's kind follows from its first bytes."""
    assert kind_of(data) == kind
