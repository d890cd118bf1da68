"""The packs of the room: complete, in three languages, strictly read, and naming only what there is."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
from importlib import import_module

import msgspec
import pytest

from simoff.ask import Book
from simoff.ask.indexing import MOST
from simoff.ask.loading import is_pack, load_book
from simoff.ask.model import packed, unpacked
from simoff.ask.ranking import PAIR
from simoff.cli.running import COMMANDS
from simoff.desk.ask_documents import Shelf
from simoff.desk.bundle import (
    ASK_FILE,
    PACKAGE,
    catalogue,
    compile_bundle,
    load_facts,
    load_services,
    load_shelf,
    pack_files,
)
from simoff.facts import PackError, Text
from simoff.papers import KINDS, refusals

LANGUAGES = ("zh", "ru", "en")
BOOK = load_shelf().book
HEADS = re.compile(r"step\.([a-z-]+)\.title")
HAN, CYRILLIC = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[а-яё]", re.IGNORECASE)
SMALL = {
    "synonyms/a.toml": b'[[topic]]\nid = "refund"\nzh = ["a"]\nru = ["b"]\nen = ["c"]\n',
    "entries/a.toml": b'[entry."step:x"]\ntopics = ["refund"]\n',
}


def steps() -> set[str]:
    return {match[1] for key in catalogue("plan", "en") if (match := HEADS.fullmatch(key))}


def ids(kind: str, book: Book = BOOK) -> set[str]:
    return {entry.partition(":")[2] for entry in book.entries if entry.startswith(f"{kind}:")}


def texts() -> list[tuple[str, Text]]:
    found = [(word.id, text) for word in BOOK.words.values() for text in (word.name, word.text)]
    found += [
        (help_.step, text)
        for help_ in BOOK.helps.values()
        for text in (help_.how_own, help_.why_own, help_.wrong, help_.take)
        if text is not None
    ]
    found += [(one.id, text) for one in BOOK.entries.values() for text in (one.title, one.text) if text is not None]
    return found


def test_every_step_has_a_help_page() -> None:
    """Each step the plan can name has its help, and there is no help for a step that is not there."""
    assert len(steps()) >= 28
    assert set(BOOK.helps) == steps() == ids("step")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_help_names_texts_of_the_plan_that_can_be_said_without_a_case(lang: str) -> None:
    """The plan's words on a help page exist in each language and have nothing to fill in."""
    words = catalogue("plan", lang)
    for help_ in BOOK.helps.values():
        whys = () if help_.why_own is not None else (f"step.{help_.step}.why",)
        for key in (*help_.how, *whys, f"step.{help_.step}.title"):
            assert words.placeholders(key) == frozenset(), key
            assert words.say(key)


def test_every_letter_way_and_refusal_is_findable() -> None:
    """Each kind of letter, each of the twelve ways and each answer to a refusal says what it is about."""
    assert ids("paper") == set(KINDS)
    assert ids("refusal") == set(refusals())
    assert ids("way") == {re.sub(r"route\.|\.name", "", key) for key in catalogue("plan", "en") if _is_way(key)}
    assert len(ids("way")) == 12
    for entry in BOOK.entries.values():
        if entry.id.startswith(("paper:", "way:")):
            assert entry.text is not None
            assert entry.command is not None


def _is_way(key: str) -> bool:
    return key.startswith("route.") and key.endswith(".name")


def test_entries_name_only_what_there_is() -> None:
    """Facts and services that entries speak of exist; a star stands for a fact some operator has."""
    facts = load_facts().facts
    tails = {fact.partition(".")[2] for fact in facts if "." in fact}
    for fact in ids("fact"):
        assert fact in facts or (fact.startswith("*.") and fact[2:] in tails), fact
    assert ids("service") <= set(load_services().services)


def test_questions_written_down_name_only_what_there_is() -> None:
    """Each answer people are said to ask for is a document; a question stands with one answer alone."""
    assert set(BOOK.asked) <= set(load_shelf().index.ids)
    every = [question for questions in BOOK.asked.values() for question in questions]
    assert len(every) == len(set(every))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_is_in_its_language(lang: str) -> None:
    """Glossary, help and entries are written in each language: Chinese signs, Cyrillic letters, English without."""
    for name, text in texts():
        said = text.in_(lang)
        if lang == "en":
            assert HAN.search(said) is None, name
        elif len(said) > 20:
            assert (HAN if lang == "zh" else CYRILLIC).search(said), (name, said)


def test_every_command_named_is_there() -> None:
    """Commands in glossary, help and entries begin with a command of the program and name only its options."""
    named = [help_.command for help_ in BOOK.helps.values()]
    named += [word.command for word in BOOK.words.values() if word.command]
    named += [entry.command for entry in BOOK.entries.values() if entry.command]
    for command in named:
        words = command.split()
        assert words[0] == "simoff"
        assert words[1] in COMMANDS, command
        page = (PACKAGE / "cli" / "help" / "en" / f"{words[1]}.txt").read_text("utf-8")
        import_module(f"simoff.cli.commands.{words[1]}")
        for option in (word for word in words if word.startswith("--")):
            assert option in page, command


def test_every_topic_has_words_in_each_language_and_is_used() -> None:
    """No topic is without words, and each names a document, an operator or a way of asking."""
    used = {topic for one in (*BOOK.entries.values(), *BOOK.words.values()) for topic in one.topics}
    for topic in BOOK.topics.values():
        assert topic.zh
        assert topic.ru
        assert topic.en
        plain = topic.asks or topic.common or topic.id.startswith("operator-")
        assert plain or topic.id in used, topic.id
    assert {f"operator-{one}" for one in load_facts().operators} - {"operator-other"} <= set(BOOK.topics)


def test_no_phrase_is_said_twice_in_one_topic() -> None:
    """A phrase stands once in its list."""
    for topic in BOOK.topics.values():
        for said in (topic.zh, topic.ru, topic.en):
            assert len(said) == len(set(said)), topic.id


@pytest.mark.parametrize(
    ("path", "content", "why"),
    [
        ("glossary/a.toml", b'[word.x.name]\nzh = "a"\nru = "b"\nen = "c"\n', "'text' is missing"),
        ("glossary/a.toml", b'[word.x.name]\nzh = "a"\nru = "b"\n', "'en' is missing"),
        ("glossary/a.toml", b'[word."X!"]\n', "has another form"),
        ("entries/b.toml", b'[entry."step:y"]\ntopics = ["nothing"]\n', "there is no topic 'nothing'"),
        ("entries/b.toml", b'[entry."step:x"]\n', "comes twice"),
        ("entries/b.toml", b'[entry."step:y"]\ncites = ["no-such"]\n', "there is no fact 'no-such'"),
        ("entries/b.toml", b'[entry."tale:y"]\n', "has another form"),
        ("synonyms/b.toml", b'[[topic]]\nid = "t"\nzh = ["a"]\nru = ["b"]\n', "'en' is missing"),
        ("synonyms/b.toml", b'[[topic]]\nid = "refund"\nzh = ["a"]\nru = ["b"]\nen = ["c"]\n', "comes twice"),
        ("help/x.toml", b'step = "y"\n', "not the file's name"),
        ("help/x.toml", b'step = "x"\nfoo = 1\n', "unknown key 'foo'"),
        ("help/x.toml", b'step = "x"\n', "'wrong' is missing"),
        ("other/x.toml", b"", "no place here"),
        ("glossary/a.toml", b"[[[", "not readable as TOML"),
        ("glossary/a.toml", b"a = 1\n" * 400_000, "bytes"),
    ],
)
def test_a_faulty_pack_is_refused_with_its_place(path: str, content: bytes, why: str) -> None:
    """A pack with a fault never loads, and the fault names file and reason."""
    with pytest.raises(PackError, match=re.escape(why)) as caught:
        load_book({**SMALL, path: content}, {"gk-450-1"})
    assert any(fault.file == path for fault in caught.value.faults)


def test_the_packs_come_through_the_strict_loader() -> None:
    """The files in the tree are those of the book, and nothing else in the room is taken for a pack."""
    files = {name: content for name, content in pack_files(PACKAGE / "ask").items() if is_pack(name)}
    assert load_book(files, load_facts().facts) == BOOK
    assert {name.partition("/")[0] for name in files} == {"asked", "entries", "glossary", "help", "synonyms"}


def test_the_compiled_index_is_the_one_the_packs_make() -> None:
    """What a build writes down is what the packs of the tree give: it cannot go stale unseen."""
    compiled = msgspec.msgpack.decode(compile_bundle()[ASK_FILE], type=Shelf)
    assert compiled == load_shelf()
    assert all(len(pairs) % PAIR == 0 for pairs in compiled.index.postings.values())


def test_figures_survive_packing() -> None:
    """The least and the greatest figure come back; a greater one is refused."""
    assert unpacked(packed((0, 1, 258, MOST))) == (0, 1, 258, MOST)
    assert packed((258,)) == b"\x02\x01"
    with pytest.raises(struct.error):
        packed((MOST + 1,))


def test_answering_loads_no_reader_of_packs() -> None:
    """The command imports neither the strict loader nor the stemmers before they are needed."""
    code = (
        "import sys, simoff.cli.commands.ask; "
        "print(sorted({'simoff.ask.loading', 'tomllib', 'snowballstemmer', 'difflib'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
