"""What is said: card, script, phrasebook and answers to a refusal, and their packs."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from io import BytesIO

import msgspec
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers_samples import bare, pages, papers_catalogue

from simoff.case.circumstances import Circumstances, HolderFacts, MoneyFacts, Wants
from simoff.desk.bundle import load_facts
from simoff.facts import PackError, state
from simoff.facts.model import GROUNDS, Facts, Known
from simoff.papers import KINDS, FontMissing
from simoff.papers.details import ABOUT
from simoff.papers.latin import reading
from simoff.papers.pattern import compiled
from simoff.papers.phrase import phrases, read_phrases
from simoff.papers.refusal import read_refusals, refusals, suggest, supports
from simoff.papers.talk import Asked, Line, Speaker, Talk, answers, card, phrasebook, script, talk_html, talk_pdf

ON = date(2026, 11, 24)
LANGS = ("zh", "ru", "en")
ASKED = (Asked("which-office", "Which office takes it?", "В каком офисе примут заявление?"),)
CHINESE = re.compile("[\u4e00-\u9fff]")
CYRILLIC = re.compile("[А-Яа-яЁё]")


def speaker(lang: str = "en", operator: str | None = "mts", case: Circumstances | None = None) -> Speaker:
    facts = load_facts()
    case = case or Circumstances(holder=HolderFacts(kind="foreigner", user_is="holder"))
    return Speaker(case, "+79161234567", facts, facts.operators.get(operator or ""), ON, papers_catalogue(lang))


def lines(talk: Talk) -> list[Line]:
    return [line for section in talk.sections for line in section.lines]


def sheets(lang: str) -> list[Talk]:
    s = speaker(lang)
    every = answers(s, ((one, ("слова",)) for one in refusals().values()))
    return [card(s), script(s, ASKED), phrasebook(s), every]


def test_the_packs_hold_what_the_procedure_needs() -> None:
    """At least fifteen refusals with the ones every shop knows, and a phrasebook for both places."""
    known = {
        "only-region",
        "only-holder",
        "no-contract",
        "golden-number-fee",
        "no-refund",
        "write-to-app",
        "no-paper",
        "wait-60-days",
        "biometrics-first",
    }
    assert known <= set(refusals())
    assert len(refusals()) >= 15
    assert {"counter", "hotline", "money", "you-may-hear"} <= {one.topic for one in phrases().values()}


@pytest.mark.parametrize("id", refusals())
def test_a_refusal_is_complete_and_finds_itself(id: str) -> None:
    """Each is found first by its own words; facts and letter exist; texts are in their own script."""
    one = refusals()[id]
    for heard in one.heard:
        assert suggest(heard)[0].refusal.id == id
    assert set(one.facts) <= set(load_facts().facts)
    assert one.letter is None or one.letter in KINDS
    assert one.about is None or (one.letter == "claim" and one.about in ABOUT)
    for text in (one.said, one.answer, one.next):
        assert CHINESE.search(text.zh)
        assert CYRILLIC.search(text.ru)
        assert not CHINESE.search(text.ru + text.en)
        assert not CYRILLIC.search(text.en)
    assert not CYRILLIC.search(reading(one.answer.ru))


@pytest.mark.parametrize("id", phrases())
def test_a_phrase_is_written_in_its_three_scripts(id: str) -> None:
    """Chinese in Chinese, Russian without Latin words, English without Cyrillic; readings in Latin letters."""
    text = phrases()[id].text
    assert CHINESE.search(text.zh)
    assert not re.search("[A-Za-z]{2}", text.ru.replace("SIM", ""))
    assert not CYRILLIC.search(text.en + reading(text.ru))


@pytest.mark.parametrize("text", [
    "Спасибо за заявление, договор расторгнут с 1 декабря.",
    "Ваш баланс 350 руб.",
    "Привет! Как дела?",
    "您好",
    "",
    "*", "...", "(", "%s {words}",
])  # fmt: skip
def test_what_is_no_refusal_suggests_nothing(text: str) -> None:
    """A confirmation, a balance, a greeting, another language: nothing is suggested."""
    assert suggest(text) == ()


@pytest.mark.parametrize(("text", "id", "words"), [
    ("Уважаемый абонент! Остаток средств возврату не подлежит.", "no-refund", "возврату не подлежит"),
    ("ОСТАТОК НЕ ВОЗВРАЩАЕТСЯ!!!", "no-refund", "НЕ ВОЗВРАЩАЕТСЯ"),
    ("Для расторжения обратитесь в личный\nкабинет", "write-to-app", "в личный\nкабинет"),
    ("Ещё не прошло шестьдесят дней", "wait-60-days", "шестьдесят дней"),
    ("Вернём только на другой номер", "refund-other-way", "Вернём только на другой номер"),
])  # fmt: skip
def test_pasted_words_suggest_with_the_words_that_matched(text: str, id: str, words: str) -> None:
    """The words shown are those of the message as it stands; case, line ends and ё do not matter."""
    found = next(found for found in suggest(text) if found.refusal.id == id)
    assert words in found.matched
    assert all(match in text for match in found.matched)


@given(st.text(max_size=300))
def test_any_text_can_be_looked_at(text: str) -> None:
    """No text breaks the search, and what matched always stands in it."""
    for found in suggest(text):
        assert all(match in text for match in found.matched)


def test_a_very_long_message_is_looked_at_quickly() -> None:
    """Hostile repetition of near matches takes no more than a moment, since nothing repeats nested."""
    import time

    text = "не возвра по месту в регионе сначала погаси " * 2000
    start = time.perf_counter()
    suggest(text)
    assert time.perf_counter() - start < 3


@pytest.mark.parametrize(
    "phrase", ["", "...", "... а", "а ...", "(а", "а)", "а**", "[а-я]", "а|б", "(а(б))", "а  б"]
)
def test_a_malformed_phrase_is_refused(phrase: str) -> None:
    """What could match nothing or everything is no phrase."""
    with pytest.raises(ValueError):
        compiled(phrase)


BAD = {
    "a.toml": b'id = "b"\nheard = ["x"]\nmatch = ["..."]\nletter = "love"\nextra = 1\n[said]\nzh = "x"\n',
    "c.toml": b"id = [",
}


def test_a_broken_pack_names_every_fault() -> None:
    """Unknown key, wrong id, no such letter, malformed phrase, missing texts, no TOML: all at once."""
    with pytest.raises(PackError) as caught:
        read_refusals(BAD)
    told = str(caught.value)
    for part in ("a.toml", "c.toml", "extra", "love", "no phrase to look for", "not the file's name", "answer"):
        assert part in told


def test_a_phrase_that_stands_twice_is_refused() -> None:
    """Ids are unique over all topics."""
    one = '[[phrase]]\nid = "hello"\nwho = "you"\n[phrase.text]\nzh = "您好"\nru = "Да"\nen = "Yes"\n'
    assert len(read_phrases({"a.toml": one.encode()})) == 1
    with pytest.raises(PackError, match="twice"):
        read_phrases({"a.toml": one.encode(), "b.toml": one.encode()})


@pytest.mark.parametrize(("russian", "latin"), [
    ("Здравствуйте", "Zdravstvuyte"),
    ("Ещё объём, съезд", "Yeshchyo obyom, syezd"),
    ("Моё заявление", "Moyo zayavleniye"),
    ("СМС 5 №", "SMS 5 №"),
    ("Чьё? Щука, жюри", "Chyo? Shchuka, zhyuri"),
])  # fmt: skip
def test_reading(russian: str, latin: str) -> None:
    """Plain Latin letters, ye where e is said so, signs without a sound left out."""
    assert reading(russian) == latin


def test_support_is_only_what_a_letter_may_rest_on() -> None:
    """Facts below credible, disputed or missing support nothing; the sheet says that none does."""
    facts = load_facts()
    for one in refusals().values():
        for rest in supports(one, facts, ON):
            found = state(facts.facts[rest.fact_id], ON)
            assert isinstance(found, Known)
            assert found.value.confidence in GROUNDS
    bare_facts: Facts = msgspec.structs.replace(facts, facts={})
    assert supports(refusals()["only-region"], bare_facts, ON) == ()
    s = msgspec.structs.replace(speaker("en"), facts=bare_facts)
    talk = answers(s, [(refusals()["only-region"], ())])
    assert any("No good source supports this answer" in line.note for line in lines(talk))


@pytest.mark.parametrize("lang", LANGS)
def test_every_sheet_is_a_pdf_and_a_page(lang: str) -> None:
    """PDF/A with all the words, or the font to install; HTML without script, link or number in its title."""
    words = papers_catalogue(lang)
    for talk in sheets(lang):
        html = talk_html(talk).decode()
        assert "<script" not in html
        assert "src=" not in html
        assert "916" not in html.partition("</title>")[0]
        assert 'name="viewport"' in html
        made = talk_pdf(talk, words)
        if isinstance(made, FontMissing):
            assert lang == "zh"
            continue
        text = bare("".join(pages(made)))
        for line in lines(talk):
            assert bare(line.ru) in text
            assert line.ru.replace("&", "&amp;").replace("'", "&#x27;").replace('"', "&quot;") in html
        with pikepdf.open(BytesIO(made)) as pdf:
            meta = pdf.open_metadata()
            assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "B")
            assert "916" not in str(pdf.docinfo) + str(meta)


def test_without_a_chinese_font_the_sheet_is_a_page() -> None:
    """No font: a value that says what to install; the page has everything."""
    talk = card(speaker("zh"))
    made = talk_pdf(talk, papers_catalogue("zh"), families=())
    assert isinstance(made, FontMissing)
    assert "我要解除这个号码的合同" in talk_html(talk).decode()


def test_a_fault_of_the_template_is_not_taken_for_a_missing_font(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only signs without a font count as such; anything else typst says is raised."""
    from simoff.papers.fonts import installed_families
    from simoff.papers.render import PaperError

    def broken(*_: object) -> bytes:
        raise PaperError("talk", "expected integer, found boolean")

    if not any("CJK" in family for family in installed_families()):
        pytest.skip("no Chinese font on this computer")
    monkeypatch.setattr("simoff.papers.fonts.page", broken)
    with pytest.raises(PaperError):
        talk_pdf(card(speaker("zh")), papers_catalogue("zh"))


@pytest.mark.parametrize("operator", [*load_facts().operators, None])
def test_a_hotline_is_printed_only_from_the_facts(operator: str | None) -> None:
    """Every number of the script is a hotline of the pack with source and confidence; none known is said."""
    facts = load_facts()
    talk = script(speaker("en", operator), ASKED)
    whom = talk.sections[0]
    assert whom.id == "script.whom"
    dialled = [line for line in whom.lines if line.ru]
    hotlines = () if operator is None else facts.operators[operator].hotlines
    allowed = [channel for channel in hotlines if channel.confidence in GROUNDS]
    assert {line.ru for line in dialled} == {channel.data for channel in allowed}
    for channel in allowed:
        found = state(facts.facts[channel.fact_id], ON)
        assert isinstance(found, Known)
        assert found.value.confidence in GROUNDS
    assert all("http" in line.note for line in dialled)
    others = "".join(line.text + line.ru for section in talk.sections[1:] for line in section.lines)
    assert not re.search(r"\d{3}", others.replace("+7 (916) 123-45-67", ""))
    if not dialled:
        assert re.search("No good source|has not been said", whom.lines[0].text)


@pytest.mark.parametrize("lang", LANGS)
def test_the_script_asks_what_is_open_and_never_tells_codes(lang: str) -> None:
    """The plan's questions stand in Russian with room for the answer; the list of what never to tell is there."""
    talk = script(speaker(lang), ASKED)
    asked = next(section for section in talk.sections if section.id == "script.questions")
    assert [(line.ru, line.room) for line in asked.lines] == [("В каком офисе примут заявление?", 2)]
    assert (asked.lines[0].text == "") == (lang == "ru")
    ids = [section.id for section in talk.sections]
    assert ids[-1] == "script.log"
    assert "script.never" in ids
    assert "Коды из СМС и пароли я не называю." in [line.ru for line in lines(talk)]
    assert "script.questions" not in [section.id for section in script(speaker(lang), ()).sections]


@pytest.mark.parametrize(("kind", "user", "said"), [
    ("citizen", "holder", "Я хочу расторгнуть договор"),
    ("foreigner", "proxy", "Я представитель абонента"),
    ("deceased", "heir", "Абонент умер"),
    ("minor_under_14", "parent", "номером пользуется мой ребёнок"),
    ("company", "officer", "Я представляю организацию"),
])  # fmt: skip
def test_the_card_speaks_for_who_goes(kind: str, user: str, said: str) -> None:
    """Each signer shows the sentence of their own, and the line in question."""
    case = Circumstances(holder=HolderFacts(kind=kind, user_is=user))  # type: ignore[arg-type]
    shown = [line.ru for line in lines(card(speaker(case=case)))]
    assert any(said in line for line in shown)
    assert any("916" in line for line in shown)


@pytest.mark.parametrize(("way", "said"), [
    ("bank_account", "банковский счёт"),
    ("other_number", "на другой номер"),
    ("cash", "наличными"),
    ("none", None),
])  # fmt: skip
def test_the_card_asks_for_the_money_as_the_letter_does(way: str, said: str | None) -> None:
    """The sentence fits the wanted way; nothing is asked where nothing is wanted."""
    case = Circumstances(wants=Wants(refund_to=way), money=MoneyFacts(balance=Decimal(5)))  # type: ignore[arg-type]
    money = next(s for s in card(speaker(case=case)).sections if s.id == "card.money")
    asked = [line.ru for line in money.lines if "прошу" in line.ru]
    assert [said in line for line in asked if said] == ([True] if said else [])
    assert len(asked) == (1 if said else 0)


def test_the_card_names_what_to_get_back() -> None:
    """Stamped copy, registration number, day and clerk are to be ticked off."""
    back = next(section for section in card(speaker()).sections if section.id == "card.get-back")
    assert sum(line.tick for line in back.lines) == 4


def test_a_reader_of_russian_gets_no_reading() -> None:
    """For ru the sentences stand alone, and nobody says they speak little Russian."""
    talk = card(speaker("ru"))
    assert not any(line.reading for line in lines(talk))
    assert not any("плохо говорю" in line.ru for line in lines(talk))


def test_markup_in_a_sheet_stays_text() -> None:
    """Tags in a question are shown, not run; typst code comes out as typed."""
    hostile = '<script>alert(1)</script> #panic("x") $x$'
    talk = script(speaker(), (Asked("q", hostile, hostile),))
    assert "<script" not in talk_html(talk).decode()
    made = talk_pdf(talk, papers_catalogue("en"))
    assert isinstance(made, bytes)
    assert bare(hostile) in bare("".join(pages(made)))
