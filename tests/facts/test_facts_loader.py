"""Hostile packs: every fault is found, named by file and line, and nothing is loaded."""

from __future__ import annotations

from contextlib import suppress

import msgspec
import pytest
from facts_small_packs import BRAND, DOUBT, HEADS, QUESTION, fact, load_brand, load_fact, packs, value
from hypothesis import given
from hypothesis import strategies as st

from simoff.facts import Facts, Fault, PackError, load_packs


def faults(files: dict[str, bytes]) -> list[Fault]:
    """The faults of packs that must not load."""
    with pytest.raises(PackError) as caught:
        load_packs(files)
    return list(caught.value.faults)


def only_fault(files: dict[str, bytes]) -> Fault:
    """The one fault of packs that hold exactly one."""
    (found,) = faults(files)
    return found


def line_with(files: dict[str, bytes], file: str, words: str, nth: int = 1) -> int:
    """The line (from 1) on which ``words`` stand for the nth time."""
    lines = files[file].decode().splitlines()
    return [number for number, line in enumerate(lines, 1) if words in line][nth - 1]


def test_a_good_pack_loads() -> None:
    """The smallest sound pack loads, with version and newest day."""
    facts = load_packs(packs())
    assert facts.version == "2026.11.24"
    assert facts.facts["refund-30-days"].values[0].text.en == "Sentence 1"
    assert str(facts.read_up_to["law"]) == "2026-03-07"


def test_two_values_of_one_start() -> None:
    """Two values of one start are refused at the second one's line, naming the day."""
    files = packs(fact(value("2025-09-01"), value("2025-09-01", number=2)))
    found = only_fault(files)
    assert found.line == line_with(files, "law/money.toml", "start = 2025-09-01", 2)
    assert "2025-09-01" in found.what
    assert "disputed = true" in found.what_to_do


def test_a_month_and_its_first_day_overlap() -> None:
    """A month starts on its first day, so that day beside it is an overlap."""
    assert "2 values" in only_fault(packs(fact(value('"2025-10"'), value("2025-10-01", number=2)))).what


def test_disputed_values_may_share_a_start() -> None:
    """The same two values are welcome where the fact is marked disputed."""
    both = load_fact(value("2025-09-01"), value("2025-09-01", number=2), more="disputed = true")
    assert len(both.values) == 2


def test_a_dispute_needs_two_sides() -> None:
    """One value alone contradicts nobody."""
    assert "disputed" in only_fault(packs(fact(more="disputed = true"))).what


@pytest.mark.parametrize("language", ["zh", "ru", "en"])
def test_a_missing_language(language: str) -> None:
    """A text lacking a language is refused and the language named."""
    body = "".join(line for line in fact().splitlines(True) if not line.startswith(f"{language} ="))
    files = packs(body)
    found = only_fault(files)
    assert f"'{language}' is missing" in found.what
    assert found.line == line_with(files, "law/money.toml", "[fact.value.text]")


@pytest.mark.parametrize("text", ['""', '"  "', "3", '"a\\u202eb"', '"\\u001b[31m"', f'"{"x" * 4001}"'])
def test_an_unusable_text(text: str) -> None:
    """Empty, wrongly typed, endless texts and invisible or terminal signs are refused."""
    files = packs(fact().replace('"Sentence 1"', text))
    assert only_fault(files).line == line_with(files, "law/money.toml", "en = ")


def test_a_source_without_address() -> None:
    """A source must be one that can be opened; the line of the source itself is named."""
    sources = 'sources = [\n  { address = "https://kept.example/1" },\n  { dated = 2026-01-01 },\n]'
    files = packs(fact(value(sources=sources)))
    found = only_fault(files)
    assert "'address' is missing" in found.what
    assert found.line == line_with(files, "law/money.toml", "{ dated")


@pytest.mark.parametrize(
    "address", ["ftp://a.example/x", "www.a.example", "javascript:alert(1)", "https://a b.ru", "x"]
)
def test_an_address_that_is_none(address: str) -> None:
    """Only http and https addresses are sources."""
    files = packs(fact(value(sources=f'sources = [{{ address = "{address}" }}]')))
    assert "no web address" in only_fault(files).what


@pytest.mark.parametrize("confidence", ["official", "credible", "copy", "report"])
def test_a_value_without_source(confidence: str) -> None:
    """Whatever is called more than unverified says where it was read."""
    assert "no source" in only_fault(packs(fact(value(confidence=confidence, sources="")))).what


def test_an_unverified_value_needs_no_source() -> None:
    """General knowledge may stand without a source, and says so."""
    assert load_fact(value(confidence="unverified", sources="")).values[0].sources == ()


def test_an_unknown_key_names_its_nearest() -> None:
    """A misspelt key is refused at its line, and the right one suggested."""
    files = packs(fact(value(more="ref = 1\nconfidense = 3")))
    found = {fault.what: fault for fault in faults(files)}
    wrong = next(fault for what, fault in found.items() if "confidense" in what)
    assert "'confidence'" in wrong.why
    assert wrong.line == line_with(files, "law/money.toml", "confidense")
    assert len(found) == 2


def test_keys_inside_a_text_are_no_keys() -> None:
    """Lines of a long text that look like TOML move no line number."""
    long = value().replace('"Фраза 1"', '"""\n[[fact]]\nzh = 3\n# no comment\n"""')
    files = packs(fact(long, value("2025-01-01", number=2, more="oops = 1")))
    assert only_fault(files).line == line_with(files, "law/money.toml", "oops")


@pytest.mark.parametrize(
    "broken", [fact() + 'en = "twice"\n', 'topic = "money"\n' + fact(), fact() + "[fact.value.text]\n"]
)
def test_a_duplicate_key_or_table(broken: str) -> None:
    """A key stated twice is refused with its line, never overwritten."""
    found = only_fault(packs(broken))
    assert "duplicate" in found.what
    assert found.line is not None


def test_one_id_in_two_files() -> None:
    """An id stands once over all files; the fault names both places."""
    files = packs()
    files["law/other.toml"] = f'topic = "other"\n{fact()}'.encode()
    found = only_fault(files)
    assert (found.file, found.line) == ("law/other.toml", 3)
    assert "law/money.toml:3" in found.why


@pytest.mark.parametrize(
    "start", ['"2025-13"', '"2025-00"', '"autumn"', '"0000-01"', "2025-09-01T10:00:00", "3", '""']
)
def test_a_bad_start(start: str) -> None:
    """A start is a day, a month or undated, nothing else."""
    files = packs(fact(value(start)))
    assert only_fault(files).line == line_with(files, "law/money.toml", "start =")


def test_a_day_that_does_not_exist() -> None:
    """30 February is no TOML date; the line is named."""
    files = packs(fact(value("2025-02-30")))
    assert only_fault(files).line == line_with(files, "law/money.toml", "start =")


def test_a_missing_start() -> None:
    """Nobody guesses when a value began."""
    assert "'start' is missing" in only_fault(packs(fact().replace('start = "undated"', ""))).what


@pytest.mark.parametrize(
    "figure", ['number = 30\nunit = "days"', "number = 30", 'unit = "day"', "number = -1\nunit='day'"]
)
def test_a_wrong_figure(figure: str) -> None:
    """A figure has a known unit and is a whole number from 0 on."""
    assert faults(packs(fact(value(more=figure))))


@pytest.mark.parametrize("figure", ["number = 30.5", "number = true", 'number = "30"', "number = 99999999999999"])
def test_a_figure_of_the_wrong_kind(figure: str) -> None:
    """Fractions, truth values, texts and absurd figures are refused."""
    assert "'number'" in only_fault(packs(fact(value(more=f'{figure}\nunit = "day"')))).what


def test_a_rumour_without_question() -> None:
    """Where only content farms say something, the person must be told what to ask."""
    assert "question" in only_fault(packs(fact(value(confidence="rumour")))).what
    assert load_fact(value(confidence="rumour"), QUESTION).question is not None


def test_a_fact_without_value_or_question() -> None:
    """A fact that says nothing and asks nothing is none."""
    assert "no value and no question" in only_fault(packs('[[fact]]\nid = "empty"\n')).what
    assert load_packs(packs('[[fact]]\nid = "open"\n' + QUESTION)).facts["open"].values == ()


@pytest.mark.parametrize("confidence", ["copy", "report", "unverified"])
def test_a_letter_on_weak_ground(confidence: str) -> None:
    """A letter may not name what is only weakly known."""
    files = packs(fact(value(confidence=confidence, more='letter = "Правила оказания услуг"')))
    assert only_fault(files).line == line_with(files, "law/money.toml", "letter =")


@pytest.mark.parametrize(
    "named", ["статья 450.1 ГК РФ", "по статье 5", "ст. 32 Закона", "пункт 46 Правил", "п. 46", "пп. 1"]
)
def test_an_article_needs_the_official_text(named: str) -> None:
    """An article is named only where the official text was seen; the act alone may be named on credible."""
    found = only_fault(packs(fact(value(confidence="credible", more=f'letter = "{named}"'))))
    assert "names an article" in found.what
    assert load_fact(value(confidence="official", more=f'letter = "{named}"')).values[0].letter == named


def test_an_act_without_article_may_be_named() -> None:
    """Credible media are ground enough to name an act; a word like "constant" is no article."""
    letter = "Правила оказания услуг телефонной связи (постановление, в последней редакции)"
    assert load_fact(value(confidence="credible", more=f'letter = "{letter}"')).values[0].letter == letter


def test_an_end_without_a_beginning() -> None:
    """Only what was in force can end."""
    assert "never began" in only_fault(packs(fact(value("2025-09-01", more="ended = true")))).what


def test_an_end_cannot_end_twice() -> None:
    """What has ended cannot end again before it began again."""
    parts = value("2020-01-01"), value("2021-01-01", number=2, more="ended = true")
    files = packs(fact(*parts, value("2022-01-01", number=3, more="ended = true")))
    assert only_fault(files).line == line_with(files, "law/money.toml", "ended", 2)


def test_a_faulty_side_is_the_only_fault() -> None:
    """A side that cannot be read is not called missing as well."""
    assert "'start'" in only_fault(packs(fact(value(), value('"soon"', number=2), more="disputed = true"))).what


def test_an_end_of_a_rumour_is_no_end_of_a_fact() -> None:
    """A good source cannot end what only a rumour began."""
    parts = (value(confidence="rumour"), value("2025-09-01", number=2, more="ended = true"), QUESTION)
    assert "never began" in only_fault(packs(fact(*parts))).what


def test_a_month_is_its_first_day() -> None:
    """A start known by month is its first day and marked so."""
    found = load_fact(value('"2025-10"')).values[0]
    assert (str(found.start), found.start_month_only) == ("2025-10-01", True)


def test_values_are_ordered_by_start() -> None:
    """Whatever the order of the file, undated comes first and then day by day."""
    parts = (value("2026-01-01", number=3), value("2025-01-01", number=2), value())
    assert [v.text.en[-1] for v in load_fact(*parts).values] == ["1", "2", "3"]


def test_confirmation_says_all() -> None:
    """A confirmation without a name or way is refused; a whole one is kept."""
    whole = 'confirmed = { on = 2026-01-01, by = "A", how = "call" }\nattempted = 2026-02-01'
    found = load_fact(value(more=whole)).values[0]
    assert str(found.confirmed_on()) == "2026-01-01"
    assert str(found.attempted_on) == "2026-02-01"
    assert (
        "'how' is missing" in only_fault(packs(fact(value(more='confirmed = { on = 2026-01-01, by = "A" }')))).what
    )


def test_all_faults_are_shown_together() -> None:
    """Faults of several files come in one message, each with place, reason and next step."""
    files = packs(fact(value(confidence="sure"), value("2025-01-01", number=2, more="x = 1"), DOUBT))
    files["law/broken.toml"] = b"topic = \n"
    files["law/bytes.toml"] = b'topic = "bytes"\n# \xff\n'
    files["readme.toml"] = b""
    with pytest.raises(PackError) as caught:
        load_packs(files)
    places = [(fault.file, fault.line) for fault in caught.value.faults]
    assert [file for file, _ in places] == [
        "law/broken.toml",
        "law/bytes.toml",
        *["law/money.toml"] * 2,
        "readme.toml",
    ]
    assert ("law/broken.toml", 1) in places
    assert ("law/bytes.toml", 2) in places
    for fault in caught.value.faults:
        assert str(fault) in str(caught.value)
        assert fault.why
        assert fault.what_to_do


@pytest.mark.parametrize(
    "content",
    [
        b"x = " + b"[" * 50_000,
        b"x = " + b"{a=" * 5_000,
        b"x = " + b"9" * 5_000,
        b"\xef\xbb\xbftopic = 'money'",
        b"\x00",
        b"topic",
        b"a." * 400_000 + b"a = 1",
        b"topic = '" + b"x" * 1_000_001 + b"'",
    ],
    ids=["lists", "tables", "digits", "mark", "nul", "half", "dotted", "large"],
)
def test_hostile_bytes(content: bytes) -> None:
    """Nesting, endless figures, marks and huge files give a fault and no traceback."""
    assert only_fault({**packs(), "law/other.toml": content}).file == "law/other.toml"


@pytest.mark.parametrize("head", ["pack.toml", "law/pack.toml"])
def test_a_missing_head(head: str) -> None:
    """A pack without version or newest day is no pack."""
    files = packs()
    del files[head]
    assert only_fault(files).file == head


@pytest.mark.parametrize(
    ("head", "content"),
    [
        ("pack.toml", b'version = "new"'),
        ("pack.toml", b""),
        ("pack.toml", b'version = "2026.11.24"\nname = "x"'),
        ("law/pack.toml", b'pack = "law"'),
        ("law/pack.toml", b'pack = "laws"\nread_up_to = 2026-03-07'),
        ("law/pack.toml", b'pack = "law"\nread_up_to = "March"'),
    ],
)
def test_a_faulty_head(head: str, content: bytes) -> None:
    """Version and newest day are checked too."""
    assert only_fault({**packs(), head: content}).file == head


@pytest.mark.parametrize("id", ["Refund", "refund_30", "mts.refund", "refund 30", "возврат", "-x"])
def test_a_bad_id(id: str) -> None:
    """Ids of the law pack are a-z, 0-9 and hyphens: people type them."""
    assert faults(packs(fact(id=id)))


def test_a_fact_without_id() -> None:
    """A fact nobody can cite is refused."""
    assert "'id' is missing" in only_fault(packs("[[fact]]\n" + value())).what


def test_wrong_shapes() -> None:
    """Tables where lists belong, and the reverse, give faults and no traceback."""
    shapes = "fact = 3\n", '[fact]\nid = "a"\n', "[[fact]]\nid = 3\n", '[[fact]]\nid = "a"\nvalue = "x"\n'
    for shape in (
        *shapes,
        '[[fact]]\nid = "a"\nvalue = ["x"]\nquestion = 3\n',
        fact(value(sources="sources = [1]")),
    ):
        assert faults(packs(shape))


# operators


def test_an_operator_is_read() -> None:
    """Party, address and hotlines come from the newest value of the facts named."""
    party = fact(value(more='data = ["ПАО «МТС»"]'), id="mts.contract-party")
    address = fact(value(confidence="credible", more='data = ["Москва, ул. Первая, 1"]'), id="mts.legal-address")
    hotline = fact(value(confidence="report", more='data = ["0890", "+7 495 000-00-00"]'), id="mts.hotline")
    claims = """party_fact = "mts.contract-party"
address_fact = "mts.legal-address"
hotline_facts = ["mts.hotline"]"""
    facts = load_brand(claims, party, address, hotline)
    mts = facts.operators["mts"]
    assert (mts.party, mts.address) == ("ПАО «МТС»", "Москва, ул. Первая, 1")
    assert str(mts.address_dated) == "2026-01-01"
    assert [(line.fact_id, line.data, line.confidence) for line in mts.hotlines] == [
        ("mts.hotline", "0890", "report"),
        ("mts.hotline", "+7 495 000-00-00", "report"),
    ]
    assert facts.by_inn()["7740000076"] is mts


@pytest.mark.parametrize("key", ["party_fact", "address_fact"])
def test_an_operator_cites_a_fact_that_does_not_exist(key: str) -> None:
    """A fact named by the operator's table must be there; the nearest is suggested."""
    with pytest.raises(PackError, match=r"no fact 'mts.partys'.*The nearest is 'mts.party'"):
        load_brand(f'{key} = "mts.partys"', fact(id="mts.party"))


@pytest.mark.parametrize("confidence", ["copy", "report", "unverified"])
def test_a_weak_address_is_no_address(confidence: str) -> None:
    """A registered letter goes only to an address of an official or credible source."""
    address = fact(value(confidence=confidence, more='data = ["Москва"]'), id="mts.legal-address")
    with pytest.raises(PackError, match="the address is too weak"):
        load_brand('address_fact = "mts.legal-address"', address)


def test_an_unverified_party_is_no_party() -> None:
    """A letter names a legal entity only where a source was seen."""
    party = fact(value(confidence="unverified", more='data = ["ООО «Кто-то»"]'), id="mts.party")
    with pytest.raises(PackError, match="the party is too weak"):
        load_brand('party_fact = "mts.party"', party)


def test_a_rumoured_hotline_is_no_hotline() -> None:
    """No telephone number of a content farm gets on the allow-list."""
    hotline = fact(value(confidence="rumour", more='data = ["0000"]'), QUESTION, id="mts.hotline")
    with pytest.raises(PackError, match="no value that can be printed"):
        load_brand('hotline_facts = ["mts.hotline"]', hotline)


def test_an_ended_claim_is_none() -> None:
    """A party that is no longer the party gets no letter."""
    end = value("2025-01-01", number=2, more='ended = true\ndata = ["ООО"]')
    with pytest.raises(PackError, match="no value that can be printed"):
        load_brand('party_fact = "mts.party"', fact(value(more='data = ["ООО"]'), end, id="mts.party"))


def test_a_claim_needs_data() -> None:
    """The plain string comes from ``data``; a fact without it cannot carry a claim."""
    with pytest.raises(PackError, match="has no 'data'"):
        load_brand('party_fact = "mts.party"', fact(id="mts.party"))


@pytest.mark.parametrize("inn", ["7740000077", "774000007", "77400000760", "774000007x", "٧٧٤٠٠٠٠٠٧٦"])
def test_a_wrong_taxpayer_number(inn: str) -> None:
    """A company's number has ten digits and a control figure (order of the tax service)."""
    found = only_fault(packs(mts=BRAND.format(claims="").replace("7740000076", inn)))
    assert "no taxpayer number" in found.what


def test_a_control_figure_of_ten_is_written_nought() -> None:
    """The remainder 10 is written 0."""
    body = BRAND.format(claims="").replace("7740000076", "7700000070")
    assert load_packs(packs(mts=body)).operators["mts"].inns == ("7700000070",)


def test_one_taxpayer_number_of_two_operators() -> None:
    """A range has one brand, so a number stands with one operator."""
    files = packs(mts=BRAND.format(claims=""), other=BRAND.format(claims="").replace('"mts"', '"other"'))
    assert "twice" in only_fault(files).what


def test_the_tiers_are_fixed() -> None:
    """Quality is done, todo or exempt with a reason."""
    good = BRAND.format(claims="") + '[operator.quality]\ninns = "done"\nhotline = "exempt: no line"\n'
    assert load_packs(packs(mts=good)).operators["mts"].quality == {
        "inns": "done",
        "hotline": "exempt: no line",
    }
    assert only_fault(packs(mts=good.replace('"exempt: no line"', '"exempt: "')))


def test_ids_belong_to_their_folder() -> None:
    """A fact of one operator in another's folder is refused, an operator under a wrong id too."""
    assert "begin with 'mts.'" in only_fault(packs(mts=BRAND.format(claims="") + fact(id="t2.x"))).what
    assert "the id is 'mts'" in only_fault(packs(t2=BRAND.format(claims=""))).what


def test_facts_about_all_operators() -> None:
    """The common file has the topic ``all``, ids ``all.…`` and no operator table."""
    files = {**packs(), "operators/_common/facts.toml": f'topic = "all"\n{fact(id="all.claims")}'.encode()}
    assert load_packs(files).facts["all.claims"].topic == "all"
    files["operators/_common/facts.toml"] += BRAND.format(claims="").encode()
    assert faults(files)


# for all packs


@given(st.text(max_size=80), st.integers(0, 2000))
def test_any_damage_gives_facts_or_faults(damage: str, place: int) -> None:
    """Whatever is written into a pack, the answer is facts or faults with a line inside the file."""
    files = packs(fact(value(more="number = 30\nunit = 'day'"), QUESTION), mts=BRAND.format(claims=""))
    text = files["law/money.toml"].decode()
    files["law/money.toml"] = (text[:place] + damage + text[place:]).encode("utf-8", "replace")
    try:
        assert isinstance(load_packs(files), Facts)
    except PackError as error:
        for fault in error.faults:
            length = files.get(fault.file, b"").decode().count("\n") + 1
            assert fault.line is None or 1 <= fault.line <= length


@given(
    st.binary(max_size=200),
    st.sampled_from([*HEADS, "law/money.toml", "operators/mts/facts.toml", "../x.toml"]),
)
def test_any_bytes_give_facts_or_faults(content: bytes, name: str) -> None:
    """Random bytes in place of a file never give a traceback."""
    with suppress(PackError):
        assert isinstance(load_packs({**packs(), name: content}), Facts)


def test_the_values_survive_encoding() -> None:
    """Facts written and read back as MessagePack are the same facts."""
    facts = load_packs(packs(fact(value('"2025-10"', more='data = ["x"]'), DOUBT, QUESTION)))
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(facts), type=Facts) == facts
