"""The services pack is read strictly, and what comes along is whole."""

from __future__ import annotations

import re

import pytest
from accounts_pack import FOLDER, SMALL, as_bytes, shipped

from simoff.accounts.catalogue import LOSSES, load_services, tier, todo
from simoff.desk.bundle import load_facts
from simoff.facts import PackError


def faults(file: str, old: str, new: str) -> str:
    """The message about a small pack in which ``old`` of a file became ``new``."""
    assert old in SMALL[file]
    with pytest.raises(PackError) as caught:
        load_services(as_bytes(SMALL | {file: SMALL[file].replace(old, new)}))
    return str(caught.value)


def test_a_small_pack_loads() -> None:
    """A pack without faults becomes its values."""
    pack = load_services(as_bytes(SMALL))
    assert pack.services["post"].change.path == "Настройки → Телефон"
    assert pack.words["code"] == ("код",)
    assert [item.id for item in pack.no_sms] == ["alarms"]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("mail.toml", ', en = "Post"', "", r"mail\.toml:4: .*'en' is missing"),
        ("mail.toml", 'loss = "critical"', 'loss = "huge"', r"mail\.toml:5: .*'loss' is 'huge'"),
        ("mail.toml", 'loss = "critical"\n', "", r"mail\.toml:2: .*'loss' is missing"),
        ("mail.toml", "domains", "domain", r"mail\.toml:8: .*unknown key 'domain'. Did you mean 'domains'"),
        ("mail.toml", "post.example", "https://post.example", r"mail\.toml:8: .*is no domain"),
        (
            "mail.toml",
            '["seen"]',
            '["sean"]',
            r"mail\.toml:9: .*'sean' of 'sources' is not there. The nearest is 'seen'",
        ),
        ("mail.toml", ', sources = ["seen"]', "", r"mail\.toml:9: .*'fixture' without a source"),
        ("mail.toml", 'id = "POST"', 'id = "sms"', r"mail\.toml:9: .*names nobody"),
        (
            "mail.toml",
            'way = "settings"',
            'way = "setting"',
            r"mail\.toml:14: .*'setting' of 'way' is not there",
        ),
        ("mail.toml", 'path = "Настройки → Телефон"\n', "", r"mail\.toml:13: .*'path' is missing"),
        ("mail.toml", 'way = "settings"', 'way = "through"\nother = "pots"', r"'pots' of 'other' is not there"),
        ("mail.toml", 'confidence = "unverified"', 'confidence = "official"', r"'official' without a source"),
        ("mail.toml", 'category = "mail"', 'category = "bank"', r"mail\.toml:1: .*'category' is not 'mail'"),
        ("mail.toml", "Почтарь*", "*", r"mail\.toml:7: .*A star ends a word"),
        ("sources.toml", "https://example.org/senders", "a book", r"sources\.toml:4: .*is no web address"),
        ("sources.toml", 'address = "https://example.org/senders"\n', "", r"'address' is missing"),
        ("ways.toml", 'ru = "почта"\n', "", r"ways\.toml:11: .*'ru' is missing"),
        ("words.toml", "[staff]", "[stuff]", r"'staff' is missing"),
        ("words.toml", '"вход*"', '"вх*д"', r"A star stands for the rest of a word"),
        ("pack.toml", "read_up_to = 2026-03-07\n", "", r"pack\.toml.*'read_up_to' is missing"),
        (
            "no_sms.toml",
            'loss = "medium"',
            'loss = "medium"\nservice = "nobody"',
            r"'nobody' of 'service' is not there",
        ),
    ],
)
def test_a_fault_is_named_with_its_place(file: str, old: str, new: str, said: str) -> None:
    """Each wrong thing stops the loading and is named with file, line and what to do."""
    assert re.search(said, faults(file, old, new))


def test_a_missing_file() -> None:
    """A pack without one of its head files does not load."""
    for name in ("pack.toml", "sources.toml", "ways.toml", "words.toml", "no_sms.toml"):
        with pytest.raises(PackError, match=rf"{name}: the file is missing"):
            load_services(as_bytes({key: text for key, text in SMALL.items() if key != name}))


def second(change: str = "", **marks: str) -> dict[str, str]:
    """The small pack with a second service, which differs from the first in its marks."""
    lines = {"called": '["Другой"]', "domains": '["other.example"]', "senders": "[]"} | marks
    text = SMALL["mail.toml"].replace('id = "post"', 'id = "other"', 1)
    for key, value in lines.items():
        text = re.sub(rf"^{key} = .*$", f"{key} = {value}", text, flags=re.M)
    text = text.replace('category = "mail"', 'category = "second"')
    return SMALL | {"second.toml": text}


def test_a_second_service_may_stand_beside_the_first() -> None:
    """Two services with different marks load."""
    assert set(load_services(as_bytes(second())).services) == {"post", "other"}


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ({"senders": '[{ id = "Р-О-S-Т", confidence = "unverified" }]'}, "is claimed twice"),
        ({"domains": '["post.example"]'}, "'post.example' of 'domains' is claimed twice"),
        ({"called": '["ПОЧТАРЬ"]'}, "'ПОЧТАРЬ' of 'called' is claimed twice"),
        (
            {"senders": '[{ id = "X1", confidence = "unverified" }, { id = "x-1", confidence = "unverified" }]'},
            "stated twice",
        ),
    ],
)
def test_nothing_is_claimed_twice(marks: dict[str, str], said: str) -> None:
    """A sender (in whatever look-alike letters), a domain or a name has one owner."""
    with pytest.raises(PackError, match=said):
        load_services(as_bytes(second(**marks)))


def test_a_shared_sender_needs_the_text_to_decide() -> None:
    """Two services may share a sender when all but one count only where the text names them."""
    shared = '[{ id = "POST", confidence = "unverified", only_named = true }]'
    assert len(load_services(as_bytes(second(senders=shared))).services) == 2


def test_a_fact_that_is_cited_exists() -> None:
    """A cited fact that no pack has is a fault."""
    cited = SMALL["mail.toml"].replace("[service.change]\n", '[service.change]\ncites = ["gk-451"]\n')
    with pytest.raises(PackError, match=r"'gk-451' of 'cites' is not there\. The nearest is 'gk-450-1'"):
        load_services(as_bytes(SMALL | {"mail.toml": cited}), ["gk-450-1"])


def test_what_comes_along_cites_facts_that_there_are() -> None:
    """The shipped pack loads against the shipped facts."""
    files = {path.name: path.read_bytes() for path in FOLDER.glob("*.toml")}
    assert load_services(files, load_facts().facts) == shipped()


def test_what_comes_along_is_whole() -> None:
    """228 services of every loss; what recovers others is mail, the state portal or an identity hub."""
    services = shipped().services
    assert len(services) == 228
    assert {service.loss for service in services.values()} == set(LOSSES)
    assert {s.turn for s in services.values() if s.recovers_others} == {"mail", "state", "hub"}
    assert all(s.called or s.common or s.senders or s.turn or s.domains for s in services.values())


def test_every_critical_service_can_be_found() -> None:
    """Each critical or high service that can write has a name to be found by."""
    silent = {"sbp", "ruid"}
    """Fast payments send nothing of their own; of ruID no message was ever seen."""
    for service in shipped().services.values():
        if service.loss in ("critical", "high") and service.id not in silent:
            assert service.called or service.common, service.id


def test_no_language_is_left_in_another() -> None:
    """No Chinese sign stands in a Russian or English sentence, no Cyrillic one in an English sentence."""
    pack = shipped()
    texts = [*pack.ways.values(), *pack.factors.values(), *pack.visits.values(), *(i.text for i in pack.no_sms)]
    texts += [service.change.note for service in pack.services.values() if service.change.note]
    for text in texts:
        assert not re.search("[\u3400-\u9fff]", text.ru + text.en), text
        assert not re.search("[\u0400-\u04ff]", text.en), text
        assert re.search("[\u3400-\u9fff]", text.zh), text


def test_what_rests_on_general_knowledge_says_so() -> None:
    """A change path without a source or a fact is unverified, and a sender without one is no fixture."""
    for service in shipped().services.values():
        change = service.change
        assert change.sources or change.cites or change.confidence == "unverified", service.id
        for sender in service.senders:
            assert sender.sources or sender.confidence in ("imitation", "unverified"), (service.id, sender.id)


def test_the_tier_is_what_is_confirmed() -> None:
    """A service is confirmed when sender and change rest on a good source, partly when one does."""
    services = shipped().services
    assert tier(services["sberbank"]) == "partly"
    assert todo(services["sberbank"]) == ("change",)
    assert tier(services["avito"]) == "unconfirmed"
    assert todo(services["telegram"]) == ("sender",)
