"""What a fetched page says, apart from how it is written: so that two visits can be compared."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from msgspec import Struct

SHORT: Final = 4000
"""Signs of visible text below which a page with words of a captcha is one."""
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_-]{1,40})", re.IGNORECASE)
_KNOWN = re.compile(
    r"utf-?8|utf-?16(?:le|be)?|windows-125[0-8]|cp125[0-8]|cp866|koi8-[ru]|iso-8859-\d{1,2}|latin-?1|gbk|gb2312|gb18030"
    r"|big5|shift_jis|euc-(?:kr|jp)|us-ascii"
)
"""Charsets a page may name; some names Python knows besides are no charsets of pages, and slow."""
_HIDDEN = re.compile(r"<(script|style|noscript|template|svg)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_BLANK = re.compile(r"[\s\u00a0\u200b\ufeff]+")
_CAPTCHA = re.compile(
    r"captcha|капч|не робот|не\s*бот\b|just a moment|checking your browser|verify you are (?:a )?human"
    r"|are you a robot|ddos[- ]?guard|ddos protection|access denied|доступ (?:к сайту )?(?:ограничен|запрещ[её]н)"
    r"|enable javascript and cookies|人机验证|安全验证|验证码|请完成.{0,6}验证",
    re.IGNORECASE,
)


class Page(Struct, frozen=True):
    """``hash`` is over the visible text of a page, or the bytes of anything else; ``captcha``: it asks for one."""

    hash: str
    captcha: bool = False
    empty: bool = False


def page_of(data: bytes, content_type: str) -> Page:
    """The page of a body, read in the charset it declares; the same words in another charset are the same page."""
    kind, _, more = content_type.partition(";")
    if "html" not in kind and not kind.startswith("text/") and b"<html" not in data[:2000].lower():
        return Page(_hash(data), empty=not data)
    text = visible(_decoded(data, more))
    captcha = len(text) < SHORT and _CAPTCHA.search(text) is not None
    return Page(_hash(text.encode()), captcha, not text)


def visible(markup: str) -> str:
    """The words a person sees, with single blanks."""
    from html import unescape

    first, *rest = _COMMENT.sub(" ", _HIDDEN.sub(" ", markup)).split("<")
    text = " ".join((first, *(part.partition(">")[2] for part in rest)))
    return _BLANK.sub(" ", unescape(text)).strip()


def _decoded(data: bytes, more: str) -> str:
    stated = re.search(r"charset\s*=\s*[\"']?([A-Za-z0-9_-]{1,40})", more, re.IGNORECASE)
    declared = _CHARSET.search(data[:4096])
    names = [stated[1]] if stated else []
    names += [declared[1].decode("ascii")] if declared else []
    for name in (*(name.lower() for name in names if _KNOWN.fullmatch(name.lower())), "utf-8", "windows-1251"):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("utf-8", "replace")


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
