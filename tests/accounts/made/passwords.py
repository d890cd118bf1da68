"""Made exports of password managers and browsers: the columns and members each of them writes.

Every secret in them is one of SECRETS, so that a test can look for it anywhere.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile

SECRETS = ("hunter2-SECRET", "JBSWY3DPEHPK3PXP", "4111111111111111", "backup-9182-7364")
PASSWORD, TOTP, CARD, BACKUP = SECRETS
PHONE = "+7 (916) 000-00-01"
URL = f"https://ivan:{PASSWORD}@vk.com/reset?token={TOTP}"
NOTE = f"привязан {PHONE}, старый пароль {PASSWORD}, резерв {BACKUP}"
USER = "ivan@example.org"

CSV: dict[str, tuple[list[str], list[str]]] = {
    "chrome": (["name", "url", "username", "password", "note"], ["VK", URL, USER, PASSWORD, NOTE]),
    "firefox": (
        ["url", "username", "password", "httpRealm", "formActionOrigin", "guid", "timeCreated", "timeLastUsed"],
        [URL, USER, PASSWORD, "", "https://vk.com", "{a}", "1700000000000", "1700000000000"],
    ),
    "safari": (
        ["Title", "URL", "Username", "Password", "Notes", "OTPAuth"],
        ["VK", URL, USER, PASSWORD, NOTE, f"otpauth://totp/VK?secret={TOTP}"],
    ),
    "bitwarden": (
        [
            "folder",
            "favorite",
            "type",
            "name",
            "notes",
            "fields",
            "reprompt",
            "login_uri",
            "login_username",
            "login_password",
            "login_totp",
        ],
        ["", "", "login", "VK", NOTE, f"phone: {PHONE}\npin: {BACKUP}", "0", URL, USER, PASSWORD, TOTP],
    ),
    "1password": (
        ["Title", "Url", "Username", "Password", "OTPAuth", "Favorite", "Archived", "Tags", "Notes"],
        ["VK", URL, USER, PASSWORD, f"otpauth://totp/VK?secret={TOTP}", "false", "false", "", NOTE],
    ),
    "keepass": (["Account", "Login Name", "Password", "Web Site", "Comments"], ["VK", USER, PASSWORD, URL, NOTE]),
    "keepassxc": (
        ["Group", "Title", "Username", "Password", "URL", "Notes", "TOTP", "Icon", "Last Modified", "Created"],
        ["Root", "VK", USER, PASSWORD, URL, NOTE, TOTP, "0", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"],
    ),
    "lastpass": (
        ["url", "username", "password", "totp", "extra", "name", "grouping", "fav"],
        [URL, USER, PASSWORD, TOTP, NOTE, "VK", "", "0"],
    ),
    "nordpass": (
        [
            "name",
            "url",
            "username",
            "password",
            "note",
            "cardholdername",
            "cardnumber",
            "cvc",
            "expirydate",
            "zipcode",
            "folder",
            "full_name",
            "phone_number",
            "email",
        ],
        ["VK", URL, USER, PASSWORD, NOTE, "", CARD, "123", "", "", "", "", PHONE, ""],
    ),
    "dashlane": (
        ["username", "username2", "username3", "title", "password", "note", "url", "category", "otpSecret"],
        [USER, "", "", "VK", PASSWORD, NOTE, URL, "", TOTP],
    ),
}


def table(kind: str) -> bytes:
    """One CSV export with one entry."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL if kind == "keepass" else csv.QUOTE_MINIMAL)
    writer.writerows(CSV[kind])
    return text.getvalue().encode()


def bitwarden(encrypted: bool = False) -> bytes:
    """The JSON export."""
    entry = {
        "id": "1",
        "type": 1,
        "name": "VK",
        "notes": NOTE,
        "fields": [{"name": "тел", "value": PHONE, "type": 0}, {"name": "pin", "value": BACKUP, "type": 1}],
        "login": {"uris": [{"match": None, "uri": URL}], "username": USER, "password": PASSWORD, "totp": TOTP},
        "passwordHistory": [{"password": PASSWORD}],
    }
    person = {
        "id": "2",
        "type": 4,
        "name": "Я",
        "notes": None,
        "identity": {"phone": PHONE, "passportNumber": CARD},
    }
    card = {"id": "3", "type": 3, "name": "Карта", "card": {"number": CARD, "code": "123"}}
    return json.dumps(
        {"encrypted": encrypted, "folders": [], "items": [entry, person, card]}, ensure_ascii=False
    ).encode()


def enpass() -> bytes:
    """The JSON export."""
    fields = [
        {"type": "username", "label": "Логин", "value": USER, "sensitive": 0},
        {
            "type": "password",
            "label": "Пароль",
            "value": PASSWORD,
            "sensitive": 1,
            "history": [{"value": PASSWORD}],
        },
        {"type": "url", "label": "Сайт", "value": URL, "sensitive": 0},
        {"type": "phone", "label": "Телефон", "value": PHONE, "sensitive": 0},
        {"type": "totp", "label": "Код", "value": TOTP, "sensitive": 0},
    ]
    entry = {"title": "VK", "note": NOTE, "template_type": "login.default", "fields": fields, "uuid": "1"}
    return json.dumps({"folders": [], "items": [entry]}, indent=1, ensure_ascii=False).encode()


def onepassword() -> bytes:
    """The ``.1pux``."""
    fields = [
        {"title": "телефон", "id": "1", "value": {"phone": PHONE}},
        {"title": "one-time password", "id": "2", "value": {"totp": f"otpauth://totp/VK?secret={TOTP}"}},
        {"title": "pin", "id": "3", "value": {"concealed": BACKUP}},
    ]
    login = [
        {"value": USER, "name": "u", "fieldType": "T", "designation": "username"},
        {"value": PASSWORD, "name": "p", "fieldType": "P", "designation": "password"},
    ]
    details = {
        "loginFields": login,
        "notesPlain": NOTE,
        "sections": [{"title": "", "fields": fields}],
        "passwordHistory": [],
    }
    overview = {"title": "VK", "url": URL, "urls": [{"label": "", "url": URL}], "tags": []}
    item = {"uuid": "1", "categoryUuid": "001", "details": details, "overview": overview}
    data = {"accounts": [{"attrs": {"email": USER}, "vaults": [{"attrs": {"name": "Личный"}, "items": [item]}]}]}
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("export.attributes", json.dumps({"version": 3}))
        archive.writestr("export.data", json.dumps(data, ensure_ascii=False))
        archive.writestr("files/1__x.txt", b"x")
    return content.getvalue()


def keepass() -> bytes:
    """The XML of KeePass 2, with a protected value and an older version of the entry."""

    def pair(key: str, value: str, protected: bool = False) -> str:
        mark = ' ProtectInMemory="True"' if protected else ""
        return f"<String><Key>{key}</Key><Value{mark}>{value.replace('&', '&amp;')}</Value></String>"

    strings = pair("Title", "VK") + pair("UserName", USER) + pair("Password", PASSWORD, True) + pair("URL", URL)
    strings += pair("Notes", NOTE) + pair("otp", TOTP) + pair("PIN", BACKUP, True)
    older = f"<History><Entry>{strings}</Entry></History>"
    return (
        '<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n'
        "<KeePassFile><Meta><Generator>KeePass</Generator></Meta>"
        f"<Root><Group><Name>Root</Name><Entry><UUID>a</UUID>{strings}{older}</Entry></Group></Root></KeePassFile>"
    ).encode()
