"""The phrasebook as a sheet."""

from __future__ import annotations

from simoff.papers.phrase import phrases
from simoff.papers.talk.sheet import Section, Speaker, Talk


def phrasebook(s: Speaker) -> Talk:
    """All sentences, topic by topic, with reading and meaning."""
    topics = dict.fromkeys(phrase.topic for phrase in phrases().values())
    sections = tuple(_topic(s, topic) for topic in topics)
    return Talk("phrases", s.lang, s.on, s.say("phrases.title"), s.say("phrases.about"), sections)


def _topic(s: Speaker, topic: str) -> Section:
    lines = (s.spoken(one.text) for one in phrases().values() if one.topic == topic)
    return s.section(f"phrases.{topic}", tuple(lines))
