"""The guard's packs: strict loading with file and line, the same from the bundle, nothing heavy to read them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

import simoff.guard
from simoff.desk import bundle
from simoff.facts.faults import PackError
from simoff.guard import Book, is_pack, load_book
from simoff.guard.deciding import Guard
from simoff.guard.model import Message
from simoff.lang import LANGS, missing

PACKS = Path(simoff.guard.__file__).parent
FILES = {
    name: path.read_bytes()
    for path in sorted(PACKS.rglob("*.toml"))
    if is_pack(name := path.relative_to(PACKS).as_posix())
}
RULE = """
[[rule]]
id = "try"
pattern = "P1"
verdict = "scam"
needs = ["code"]
within = 100
source = "ours"
step = "hang-up"
zh = "一"
ru = "раз"
en = "one"
"""


def faults(name: str, content: str) -> str:
    """What the loader says when one file more is there."""
    with pytest.raises(PackError) as caught:
        load_book({**FILES, name: content.encode()})
    return str(caught.value)


def test_the_packs_are_whole() -> None:
    """The packs load; each pattern P1 to P17 has a rule, each rule words in three languages, source and step."""
    book = load_book(FILES)
    assert {f"P{number}" for number in range(1, 18)} <= {rule.pattern for rule in book.rules}
    for rule in book.rules:
        assert all(rule.why.in_(lang) for lang in LANGS)
        assert rule.source in book.sources
        assert rule.step in book.steps
    assert set(book.steps) == {rule.step for rule in book.rules}
    assert set(book.sources) - {rule.source for rule in book.rules} == set()


def test_every_group_is_used() -> None:
    """No group of words is there for nothing."""
    book = load_book(FILES)
    used = {name for rule in book.rules for need in rule.needs for name in need}
    used |= {name for rule in book.rules for name in rule.none}
    used |= {name for join in book.joins for name in (*join.first, *join.second)}
    used |= {group.id for group in book.groups if group.hides} | {"negator", "reporter", "warning"}
    assert {group.id for group in book.groups} - used == set()


def test_a_good_rule_is_taken() -> None:
    """A rule as it should be is loaded and speaks."""
    book = load_book({**FILES, "rules/try.toml": RULE.encode()})
    assert "try" in {one.rule.id for one in Guard(book).check(Message("код")).indicators}


@pytest.mark.parametrize(("change", "said"), [
    (('within = 100', 'within = "near"'), "rules/try.toml:7"),
    (('needs = ["code"]', 'needs = ["codes"]'), "there is no 'codes'"),
    (('needs = ["code"]', 'needs = ["@code"]'), "there is no '@code'"),
    (('needs = ["code"]', 'nedds = ["code"]'), "Did you mean 'needs'"),
    (('needs = ["code"]', 'needs = []'), "the rule asks for nothing"),
    (('needs = ["code"]', 'needs = ["code"]\nwhen = ["raining"]'), "there is no 'raining'"),
    (('pattern = "P1"', 'pattern = "P18"'), "Use one of"),
    (('source = "ours"', 'source = "nobody"'), "there is no 'nobody'"),
    (('step = "hang-up"', 'step = "run"'), "there is no 'run'"),
    (('verdict = "scam"', 'verdict = "safe"'), "Use one of scam, suspicious"),
    (('zh = "一"\n', ''), "'zh' is missing"),
    (('id = "try"', 'id = "safe-account"'), "the id comes twice"),
    (('id = "try"', 'id = "Try me"'), "other signs"),
])  # fmt: skip
def test_a_faulty_rule_is_refused_with_its_place(change: tuple[str, str], said: str) -> None:
    """Each thing that can be wrong with a rule stops the loading and is named with file and line."""
    text = faults("rules/try.toml", RULE.replace(*change))
    assert said in text
    assert "rules/" in text


GROUP = '[[group]]\nid = "x"\nru = ["а"]\nzh = ["一"]\n'
PHONE = 'phones = [{ number = "12 34", confidence = "press", source = "s" }]\n'
OWNER = '[[owner]]\nid = "x"\nname = "X"\ndomains = ["x.ru"]\nconfidence = "official"\nsource = "s"\n'


@pytest.mark.parametrize(("name", "content", "said"), [
    ("words/try.toml", GROUP, "'en' is missing"),
    ("words/try.toml", '[[group]]\nid = "x"\nru = "а"\n', "is not a list"),
    ("words/try.toml", GROUP + 'en = ["a"]\nhides = ["nothing"]\n', "no group 'nothing'"),
    ("allow/try.toml", OWNER.replace("x.ru", "HTTP://x"), "no domain"),
    ("allow/try.toml", OWNER.replace("official", "sure"), "Use one of"),
    ("allow/try.toml", OWNER + PHONE, "no telephone"),
    ("rules/try.toml", "[[rule]\n", "rules/try.toml:1"),
    ("rules/try.toml", "x = 1\n", "unknown key"),
])  # fmt: skip
def test_other_faults(name: str, content: str, said: str) -> None:
    """Words, owners, telephones and broken files are refused as strictly."""
    assert said in faults(name, content)


def test_no_telephone_is_shown_that_no_good_source_gives() -> None:
    """A hotline may be printed only where an official or press source gives it."""
    shown = [phone for owner in load_book(FILES).owners for phone in owner.phones if phone.shown]
    assert {phone.confidence for phone in shown} <= {"official", "press"}
    assert shown


def test_the_bundle_holds_the_same() -> None:
    """What an installation reads equals what the files say."""
    compiled = bundle.compile_bundle()[bundle.GUARD_FILE]
    assert msgspec.msgpack.decode(compiled, type=Book) == load_book(FILES)


def test_the_build_needs_nothing_heavy() -> None:
    """Reading the packs loads no searcher, no list of suffixes and no numpy: the build has none of them."""
    heavy = "ahocorasick_rs tldextract confusable_homoglyphs numpy lxml PIL zxingcpp phonenumbers"
    code = f"import sys; import simoff.guard; print([n for n in {heavy.split()!r} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_texts_say_the_same_in_all_languages() -> None:
    """The guard's own texts exist in zh, ru and en with the same places to fill."""
    assert missing([bundle.catalogue("guard", lang) for lang in LANGS]) == []
