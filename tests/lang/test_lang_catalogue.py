"""Texts by id: what is filled in, and every way a text or an argument can be wrong."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from simoff.facts import Text
from simoff.lang import (
    BadTemplate,
    Catalogue,
    CatalogueError,
    MissingArgument,
    MissingText,
    WrongArgument,
    flatten,
    missing,
    pick_language,
)


def one(text: str | dict[str, str], lang: str = "en") -> Catalogue:
    return Catalogue(lang, {"x": text})


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("a {v} b", "word", "a word b"),
        ("{v}", date(2026, 12, 1), "1 December 2026"),
        ("{v:iso}", date(2026, 2, 1), "2026-02-01"),
        ("{v:iso}", date(26, 2, 1), "0026-02-01"),
        ("{v}", 12345, "12,345"),
        ("{v:day}", 1, "1 day"),
        ("{v}", Decimal("2.5"), "2.50 RUB"),
        ("{v}", ("a", "b"), "a and b"),
        ("{v:iso}", [date(2026, 1, 2), date(2026, 1, 3)], "2026-01-02 and 2026-01-03"),
        ("{v}", Text("一", "один", "one"), "one"),
        ("{{{v}}}", "x", "{x}"),
        ("{v}{v}", "{v}", "{v}{v}"),
        ("no place", "unused", "no place"),
    ],
)
def test_values_are_written_as_the_language_does(text: str, value: object, said: str) -> None:
    """Words, days, numbers, money, lists and texts of facts; what is filled in is never read again."""
    assert one(text).say("x", {"v": value}) == said


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{v}", True),
        ("{v}", {"a": 1}),
        ("{v}", object()),
        ("{v:day}", "word"),
        ("{v:iso}", 5),
        ("{v:day}", date(2026, 1, 1)),
        ("{v}", ("a", None)),
        ("{v:iso}", Text("一", "один", "one")),
    ],
)
def test_what_cannot_be_written_is_refused_without_being_shown(text: str, value: object) -> None:
    """The fault names text, place and kind of the value, never the value."""
    with pytest.raises(WrongArgument) as caught:
        one(text).say("x", {"v": value})
    assert "'x'" in str(caught.value)
    assert "word" not in str(caught.value)


def test_an_absent_text_or_value_is_named() -> None:
    """Both faults are KeyErrors that say what to do."""
    with pytest.raises(MissingText, match="no text 'y' in 'en': add it"):
        one("a").say("y")
    for args in ({}, {"v": None}):
        with pytest.raises(MissingArgument, match=r"text 'x' in 'en' needs a value for \{v\}"):
            one("{v}").say("x", args)
    assert issubclass(MissingText, CatalogueError)
    assert issubclass(CatalogueError, KeyError)


@pytest.mark.parametrize(
    "text", ["{", "}", "{}", "{0}", "{a.b}", "{a[0]}", "{a!r}", "{a:>5}", "{a:.2f}", "{a b}", "{a:"]
)
def test_odd_templates_are_refused(text: str) -> None:
    """Stray braces, numbered or dotted names, conversions and format codes are no part of a text."""
    with pytest.raises(BadTemplate, match="text 'x' is not well formed"):
        one(text).say("x", {"a": 1})


def test_a_plural_text_takes_its_form_from_n() -> None:
    """Russian forms change with n, a missing form falls back to other, and n must be a number."""
    forms = {"one": "{n} шаг", "few": "{n} шага", "many": "{n} шагов", "other": "{n} шага"}
    ru = one(forms, "ru")
    assert [ru.say("x", {"n": n}) for n in (1, 2, 5, 21)] == ["1 шаг", "2 шага", "5 шагов", "21 шаг"]
    assert one({"other": "{n} many"}).say("x", {"n": 1}) == "1 many"
    with pytest.raises(MissingArgument):
        ru.say("x")
    for wrong in ("1", True, date(2026, 1, 1)):
        with pytest.raises(WrongArgument):
            ru.say("x", {"n": wrong})


def test_a_catalogue_speaks_only_our_languages() -> None:
    """Another language is refused when the catalogue is made."""
    with pytest.raises(ValueError, match="no language 'de'; there are zh, ru, en"):
        Catalogue("de", {})


def test_a_table_is_laid_flat() -> None:
    """Nested tables become dotted ids; a table of plural categories alone is one text."""
    table = {"a": {"b": "text", "c": {"one": "1", "other": "n"}}, "d": "e", "f.g": "h", "one": {"x": "y"}}
    assert flatten(table) == {
        "a.b": "text",
        "a.c": {"one": "1", "other": "n"},
        "d": "e",
        "f.g": "h",
        "one.x": "y",
    }


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ({"a": 5}, "it is a int"),
        ({"a": ["x"]}, "it is a list"),
        ({"a": {"one": "x", "few": "y"}}, "lack 'other'"),
        ({"a.b": "x", "a": {"b": "y"}}, "twice"),
        ({"a": {"other": 5}}, "it is a int"),
    ],
)
def test_a_table_with_a_fault_is_refused(table: dict[str, Any], why: str) -> None:
    """What is no text, plural forms without their fallback, and an id that comes twice."""
    with pytest.raises(BadTemplate, match=why):
        flatten(table)


def test_differences_between_languages_are_found() -> None:
    """A missing text, a missing placeholder, a missing or a foreign plural form are each named."""
    zh = Catalogue("zh", {"a": "{v}", "p": {"other": "{n}", "few": "{n}"}})
    ru = Catalogue("ru", {"a": "без", "b": "б", "p": {"one": "{n}", "few": "{n}", "other": "{n}"}})
    said = {str(difference) for difference in missing([zh, ru])}
    assert said == {
        "zh, b: the text is missing",
        "ru, a: {v} is missing",
        "zh, p: zh has no plural form 'few'",
        "ru, p: the plural form 'many' is missing",
    }
    assert missing([zh]) != []
    assert missing([Catalogue("zh", {"a": "x"}), Catalogue("en", {"a": "y"})]) == []


def test_one_language_may_need_plurals_where_another_does_not() -> None:
    """A Chinese text with {n} equals Russian plural forms, even where a form does not repeat n."""
    zh = Catalogue("zh", {"p": "{n} 个"})
    ru = Catalogue("ru", {"p": {"one": "один", "few": "{n}", "many": "{n}", "other": "{n}"}})
    assert missing([zh, ru]) == []


@pytest.mark.parametrize(
    ("option", "environ", "lang"),
    [
        (None, {}, "en"),
        ("zh", {"SIMOFF_LANG": "ru", "LANG": "en_GB.UTF-8"}, "zh"),
        ("de", {"SIMOFF_LANG": "ru"}, "ru"),
        (None, {"SIMOFF_LANG": "RU"}, "ru"),
        (None, {"SIMOFF_LANG": "", "LANG": "ru_RU.UTF-8"}, "ru"),
        (None, {"LANG": "zh_TW.UTF-8"}, "zh"),
        (None, {"LANG": "zh-Hans-CN"}, "zh"),
        (None, {"LANG": "C.UTF-8"}, "en"),
        (None, {"LC_ALL": "C", "LANG": "ru_RU"}, "en"),
        (None, {"LC_ALL": "", "LC_MESSAGES": "ru_RU@euro", "LANG": "zh_CN"}, "ru"),
        (None, {"LANG": "zhuang"}, "en"),
        (" ZH ", {}, "zh"),
    ],
)
def test_the_language_is_picked(option: str | None, environ: dict[str, str], lang: str) -> None:
    """Option, then SIMOFF_LANG, then the first locale variable that is set, then English."""
    assert pick_language(option, environ) == lang
