"""A rumour must be worded as one, in all three languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from simoff.facts.checks.check import Check, Hit
from simoff.facts.model import Facts

_HEDGES = {
    "zh": re.compile(
        r"据(?:说|称|传)|传言|传闻|有人|网页|网站|网上|网文|声称|宣称|未(?:经|获)?证实|说法|自称"
    ),
    "ru": re.compile(
        r"утвержда|сообща|пишут|пишет|говор|якобы|слух|некоторы|отдельн|по непровер|не подтвержд|встреча"
        r"|страниц|сайт|публикац|в интернете|указыва|упомина|называ",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\bclaim|\bsay\b|\bsays\b|\bsaid\b|\brumou?r|\breported|\ballege|\bunconfirmed|\bmention"
        r"|\bsome (?:web )?(?:pages|sites)|\bweb ?(?:pages|sites)|\bname[sd]?\b|\bgive[sn]?\b",
        re.IGNORECASE,
    ),
}


def _find(facts: Facts, as_of: date) -> Iterator[Hit]:
    for fact in facts.facts.values():
        for value in fact.values:
            for language in _HEDGES if value.confidence == "rumour" else ():
                text = value.text.in_(language)
                if not _HEDGES[language].search(text):
                    yield fact.id, f"no word in {language} says that this is hearsay: {text[:60]}"


CHECK = Check(
    id="rumour-worded-as-statement",
    severity="error",
    reason="What only content farms say is never printed as a fact",
    fix='Word it as hearsay ("some web pages claim …") in every language',
    find=_find,
)
