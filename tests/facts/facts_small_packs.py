"""Small packs to load and to break."""

from __future__ import annotations

from simoff.facts import Fact, Facts, load_packs

VALUE = """
[[fact.value]]
start = {start}
confidence = "{confidence}"
{sources}
{more}
[fact.value.text]
zh = "{zh}第{number}句"
ru = "{ru}Фраза {number}"
en = "{en}Sentence {number}"
"""

QUESTION = """
[fact.question]
zh = "真的吗？"
ru = "Это так?"
en = "Is it so?"
"""

DOUBT = """
[fact.value.doubt]
zh = "未见原文。"
ru = "Текст не прочитан."
en = "The text was not seen."
"""

HEADS = {
    "pack.toml": b'version = "2026.11.24"\n',
    "law/pack.toml": b'pack = "law"\nread_up_to = 2026-03-07\n',
    "operators/pack.toml": b'pack = "operators"\nread_up_to = 2026-04-20\n',
}

BRAND = """
[operator]
id = "mts"
inns = ["7740000076"]
{claims}
[operator.name]
zh = "MTS 公司"
ru = "МТС"
en = "MTS"
"""


def value(
    start: str = '"undated"',
    confidence: str = "official",
    number: int = 1,
    more: str = "",
    sources: str | None = None,
) -> str:
    """One value; ``start`` as TOML. A rumour is worded as one."""
    if sources is None:
        sources = f'sources = [{{ address = "https://kept.example/{number}", dated = 2026-01-0{number} }}]'
    hearsay = {"zh": "据说", "ru": "Пишут: ", "en": "Some web pages claim: "}
    said = hearsay if confidence == "rumour" else dict.fromkeys(hearsay, "")
    return VALUE.format(start=start, confidence=confidence, number=number, more=more, sources=sources, **said)


def fact(*parts: str, id: str = "refund-30-days", more: str = "") -> str:
    """One fact of the parts given, with one plain value where none is."""
    return f'[[fact]]\nid = "{id}"\n{more}\n' + "".join(parts or (value(),))


def packs(law: str | None = None, **operators: str) -> dict[str, bytes]:
    """Pack files: ``law`` is the body of law/money.toml, each other the body of an operator's file."""
    files = {**HEADS, "law/money.toml": f'topic = "money"\n{fact() if law is None else law}'.encode()}
    for name, text in operators.items():
        files[f"operators/{name}/facts.toml"] = f'topic = "{name}"\n{text}'.encode()
    return files


def load_fact(*parts: str, more: str = "") -> Fact:
    """The one fact of a pack made of the parts."""
    return load_packs(packs(fact(*parts, more=more))).facts["refund-30-days"]


def load_brand(claims: str, *facts: str) -> Facts:
    """A pack with the operator mts."""
    return load_packs(packs(mts=BRAND.format(claims=claims) + "".join(facts)))
