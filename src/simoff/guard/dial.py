"""Strings to dial: forwarding of calls to a number, and transfers of money by USSD or SMS.

Source of the forwarding codes: 3GPP TS 22.030 (21 all calls, 61 no answer, 62 not reachable, 67 busy, 002 all,
004 all conditional). A query (``*#21#``) and a cancellation (``##002#``) carry no number and are none of these.
"""

from __future__ import annotations

import re

from simoff.guard.matching import Span, Spans

_STAR = r"(?:\*|звездочк[аиу]|star|asterisk|星号|星)[ ,]{0,2}"
_FILLER = r"(?:[^\W\d_]{1,12}[ ,:]{1,2}){0,3}"
_NUMBER = r"\+?\d[\d ()\-]{5,24}\d"
_FORWARD = re.compile(
    rf"(?<![\d#])(?:{_STAR}){{1,2}}(?:21|61|62|67|002|004)[ ,]{{0,2}}{_STAR}{_FILLER}{_NUMBER}"
    r"(?:[ ,]{0,2}(?:\*[\d*]{1,8}|#|решетк[аиу]|hash|pound|井号|井))?[#]?"
)
_MOBILE = r"\+?[78]?9\d{9}"
_TRANSFER = re.compile(
    rf"(?<![\d#*])[*#]\d{{2,4}}\*(?:{_MOBILE}\*\d{{2,6}}|\d{{2,6}}\*{_MOBILE})(?:\*\d{{1,4}})?#?"
    rf"|(?<!\w)(?:перевод|perevod)[ :]{{1,2}}{_MOBILE} \d{{2,6}}(?!\d)"
)


def dial_strings(text: str) -> Spans:
    """``@forward``, ``@forward-alone`` (the text is nothing else) and ``@transfer`` in a folded text."""
    if "*" not in text and "#" not in text and not _SPELLED.search(text):
        return {}
    found: Spans = {}
    forwards = [_trimmed(match) for match in _FORWARD.finditer(text)]
    if forwards:
        found["@forward"] = forwards
        if len(text.strip(" .!\n")) <= forwards[0][1] - forwards[0][0] + 1:
            found["@forward-alone"] = forwards[:1]
    transfers = [match.span() for match in _TRANSFER.finditer(text)]
    if transfers:
        found["@transfer"] = transfers
    return found


_SPELLED = re.compile(r"звездочк|star|asterisk|星|перевод|perevod")


def _trimmed(match: re.Match[str]) -> Span:
    return match.start(), match.start() + len(match[0].rstrip(" ,"))
