"""Each check strikes where it should, and only there."""

from __future__ import annotations

from datetime import date

import pytest
from facts_small_packs import BRAND, DOUBT, QUESTION, fact, packs, value

from simoff.facts import Facts, load_packs
from simoff.facts.checks import ALL, run

ON = date(2026, 11, 24)


def struck(facts: Facts, check: str) -> list[str]:
    """Where a check strikes."""
    assert check in {known.id for known in ALL}
    return [finding.where for finding in run(facts, ON) if finding.check == check]


def one(*parts: str, **texts: str) -> Facts:
    """A pack of one fact; ``texts`` replace the words of its value, language by language."""
    body = fact(*parts)
    for language, words in texts.items():
        lines = [f'{language} = "{words}"' if x.startswith(f"{language} =") else x for x in body.splitlines()]
        body = "\n".join(lines)
    return load_packs(packs(body))


def test_a_sound_pack_has_no_findings() -> None:
    """Nothing is found where nothing is wrong."""
    assert run(one(value(more=DOUBT), QUESTION), ON) == []


def test_each_check_is_named_and_says_what_to_do() -> None:
    """Ids are unique, in words with hyphens, and reason and fix are there; errors come first."""
    assert len({check.id for check in ALL}) == len(ALL)
    assert all(check.reason and check.fix for check in ALL)
    order = [("error", "warning", "note").index(check.severity) for check in ALL]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("language", "statement"),
    [("zh", "运营商收取费用"), ("ru", "Оператор берёт плату"), ("en", "The operator charges a fee")],
)
def test_a_rumour_worded_as_statement(language: str, statement: str) -> None:
    """A rumour without a word of hearsay in one language is an error; a good value needs none."""
    rumour = (value(confidence="rumour"), QUESTION)
    assert struck(one(*rumour), "rumour-worded-as-statement") == []
    assert struck(one(*rumour, **{language: statement}), "rumour-worded-as-statement") == ["refund-30-days"]
    assert struck(one(**{language: statement}), "rumour-worded-as-statement") == []


@pytest.mark.parametrize("number", ["+7 495 000-00-00", "8 (800) 000-00-00", "84950000000", "0890", "*144#"])
def test_a_telephone_number_in_a_rumour(number: str) -> None:
    """No number of a content farm, in data or in words; dates and years are none."""
    rumour = value(confidence="rumour", more=f'data = ["{number}"]')
    assert struck(one(rumour, QUESTION), "telephone-in-rumour") == ["refund-30-days"]
    assert struck(one(value(more=f'data = ["{number}"]')), "telephone-in-rumour") == []
    dated = value(confidence="rumour", more='data = ["2026-01-01"]')
    assert struck(one(dated, QUESTION), "telephone-in-rumour") == []


@pytest.mark.parametrize(
    ("zh", "ru", "en"),
    [
        ("30天之内", "в течение 30 дней", "within 30 days"),
        ("自2025年9月1日起", "с 1 сентября 2025 года", "since 1 September 2025"),
        ("罚款30万至50万卢布", "штраф 300–500 тысяч рублей", "a fine of 300,000 to 500,000 roubles"),
        ("两个月", "два месяца", "two months"),
        ("1.5倍", "в 1,5 раза", "1.5 times"),
        ("100万卢布", "1 млн рублей", "1 million roubles"),
        ("5月起", "с мая", "from May on"),
    ],
)
def test_the_same_figures_in_three_languages(zh: str, ru: str, en: str) -> None:
    """Months by name, thousands, ten-thousands and number words are the same figures."""
    assert struck(one(zh=zh, ru=ru, en=en), "figures-differ") == []


@pytest.mark.parametrize(
    ("zh", "ru", "en"),
    [
        ("30天之内", "в течение 10 дней", "within 30 days"),
        ("自2025年9月1日起", "с 1 октября 2025 года", "since 1 September 2025"),
        ("20个号码", "20 номеров", "twelve numbers"),
        ("1.5倍", "в 1,6 раза", "1.5 times"),
    ],
)
def test_a_figure_that_differs(zh: str, ru: str, en: str) -> None:
    """A term, month, count or part that differs in one language is an error."""
    assert "refund-30-days" in struck(one(zh=zh, ru=ru, en=en), "figures-differ")


def test_letters_of_another_language() -> None:
    """Cyrillic in Chinese or English, Han in Russian or English: only in quotes or brackets."""
    for language, words in {"zh": "请看 Сим-карты", "en": "See Сим-карты", "ru": "Смотри 号码"}.items():
        assert struck(one(**{language: words}), "foreign-script") == ["refund-30-days"]
    assert struck(one(zh="服务“Сим-карты”", en="The service «Сим-карты» (СИМ)"), "foreign-script") == []


def test_a_copied_text() -> None:
    """The same words under two languages were not written."""
    assert struck(one(zh="Sentence 1"), "same-text-twice") == ["refund-30-days"]


def test_a_translation_that_lost_a_clause() -> None:
    """Half the length of the others is a warning."""
    long = "The subscriber may end the contract at any moment, on condition that services are paid for."
    russian = "Абонент вправе в любой момент расторгнуть договор, если оплатил оказанные услуги."
    assert struck(one(zh="可以解除。", ru=russian, en=long), "short-translation") == ["refund-30-days"]
    assert (
        struck(
            one(zh="用户可以随时单方面解除合同，条件是付清已经提供的服务费用。", ru=russian, en=long),
            "short-translation",
        )
        == []
    )


def test_a_question_asks() -> None:
    """A question without a mark and without a request is none; a request is one."""
    assert struck(one(value(), QUESTION.replace("Это так?", "Это так.")), "question-form") == ["refund-30-days"]
    assert struck(one(value(), QUESTION.replace("Это так?", "Прошу сообщить срок.")), "question-form") == []


def test_the_figure_stands_in_the_text() -> None:
    """The program may not compute with a figure the person does not read."""
    thirty = value(more='number = 30\nunit = "day"')
    texts = {"zh": "30天之内", "ru": "в течение тридцати дней", "en": "within 30 days"}
    assert struck(one(thirty, **texts), "figure-not-in-text") == []
    assert struck(one(thirty, **{**texts, "en": "within ten days"}), "figure-not-in-text") == ["refund-30-days"]


def test_old_and_undated_sources() -> None:
    """More than three years is old; a value none of whose sources has a day is noted."""
    old = value(sources='sources = [{ address = "https://a.example", dated = 2023-11-23 }]')
    young = value(sources='sources = [{ address = "https://a.example", dated = 2023-11-25 }]')
    undated = value(sources='sources = [{ address = "https://a.example" }]')
    assert struck(one(old), "old-source") == ["refund-30-days"]
    assert struck(one(young), "old-source") == []
    assert struck(one(undated), "no-dated-source") == ["refund-30-days"]
    assert struck(one(young), "no-dated-source") == []


def test_a_confirmation_makes_a_value_young() -> None:
    """Who confirmed it this year needs no new source."""
    more = 'confirmed = { on = 2026-10-01, by = "A", how = "call" }'
    old = value(sources='sources = [{ address = "https://a.example", dated = 2013-01-01 }]', more=more)
    assert struck(one(old), "old-source") == []


def test_days_that_cannot_be() -> None:
    """A source younger than the pack, a confirmation after today."""
    late = value(sources='sources = [{ address = "https://a.example", dated = 2026-03-08 }]')
    ahead = value(more='confirmed = { on = 2026-11-25, by = "A", how = "call" }')
    assert struck(one(late), "day-in-the-future") == ["refund-30-days"]
    assert struck(one(ahead), "day-in-the-future") == ["refund-30-days"]


def test_an_operator_without_party() -> None:
    """A letter needs somebody to go to, and a tier may not claim what is not there."""
    claimed = BRAND.format(claims="") + '[operator.quality]\ncontract_party = "done"\n'
    facts = load_packs(packs(mts=claimed))
    assert struck(facts, "operator-without-party") == ["operator mts"]
    assert struck(facts, "quality-claims") == ["operator mts"]


def test_weak_values_want_a_question() -> None:
    """Known from reports alone, and nobody told to ask: noted."""
    assert struck(one(value(confidence="report")), "weak-without-question") == ["refund-30-days"]
    assert struck(one(value(confidence="report"), QUESTION), "weak-without-question") == []
