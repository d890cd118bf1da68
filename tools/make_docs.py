"""Writes the pages of the site into build/docs: the documents of the tree, and pages made of the program's texts.

Glossary and help in three languages and the list of errors come from the packs and catalogues, so that they cannot
say anything else than the program. ``make docs`` runs it, and then ``mkdocs build --strict``.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from simoff.ask.model import Word
from simoff.desk.ask import help_for
from simoff.desk.ask_passages import HelpPage, Rest
from simoff.desk.bundle import catalogue, load_shelf
from simoff.lang import Catalogue
from simoff.plan.steps import TABLE

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "docs"
LANGUAGES = ("zh", "ru", "en")
DAY = date(2026, 11, 24)
"""The day as of which the facts behind glossary and help are shown; the version of the facts stands beside it."""
LINKED = {"LICENSE": "license.md"}
MOVED = {
    "README.md": "index.md",
    "README.zh.md": "zh/index.md",
    "README.ru.md": "ru/index.md",
    "CHANGELOG.md": "changes.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
}
"""Documents beside the docs folder -> their place in the site."""
TITLES = {
    "glossary": {"zh": "词汇", "ru": "Словарь", "en": "Glossary"},
    "help": {"zh": "每一步的帮助", "ru": "Справка к шагам", "en": "Help beside each step"},
}
ALSO = {"zh": "也叫", "ru": "также", "en": "also"}


def main(out: Path = OUT) -> int:
    """Write everything; what lay there before is removed."""
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(ROOT / "docs", out)
    for name, place in MOVED.items():
        _write(out / place, _moved((ROOT / name).read_text("utf-8"), place))
    _write(out / "license.md", f"# License\n\n```\n{(ROOT / 'LICENSE').read_text('utf-8')}```\n")
    errors = out / "errors.md"
    _write(errors, errors.read_text("utf-8") + "\n" + "\n".join(error_table("en")) + "\n")
    for lang in LANGUAGES:
        _write(out / lang / "glossary.md", "\n".join(glossary(lang)) + "\n")
        _write(out / lang / "help.md", "\n".join(help_pages(lang)) + "\n")
        _write(out / lang / "errors.md", "\n".join([f"# {_ERRORS[lang]}", "", *error_table(lang)]) + "\n")
    return 0


_ERRORS = {"zh": "错误信息", "ru": "Ошибки", "en": "Errors, by id"}
_COLUMNS = {
    "zh": "| id | 出了什么事 | 怎么办 |",
    "ru": "| id | что случилось | что делать |",
    "en": "| id | what it is | what to do |",
}


def error_table(lang: str) -> Iterator[str]:
    """Every error with its meaning; in braces what the program fills in."""
    found = {id_: words for words in _error_texts(lang) for id_ in error_ids(words)}
    yield _COLUMNS[lang]
    yield "|---|---|---|"
    for id_, words in sorted(found.items()):
        yield f"| `{id_}` | {_cell(_said(words, id_, 'what'))} | {_cell(_said(words, id_, 'next'))} |"


def error_ids(words: Catalogue) -> list[str]:
    """The ids of the errors a catalogue has texts for."""
    return [key.split(".")[1] for key in words if key.startswith("error.") and key.endswith(".what")]


def _error_texts(lang: str) -> tuple[Catalogue, ...]:
    """The pages in the browser add some of their own; where both have one, the command line's words stand."""
    return (catalogue("web", lang), catalogue("cli", lang))


def _said(words: Catalogue, id_: str, part: str) -> str:
    pieces = words.forms(f"error.{id_}.{part}")["other"]
    return "".join(piece if isinstance(piece, str) else f"{{{piece[0]}}}" for piece in pieces)


def glossary(lang: str) -> Iterator[str]:
    """The words of the field in one language, in the order of their names."""
    yield f"# {TITLES['glossary'][lang]}"
    yield ""
    words = load_shelf().book.words.values()
    for word in sorted(words, key=lambda one: one.name.in_(lang).casefold()):
        yield from _word(word, lang)


def _word(word: Word, lang: str) -> Iterator[str]:
    others = [word.name.in_(other) for other in LANGUAGES if other != lang]
    yield f"## {_plain(word.name.in_(lang))} {{: #{word.id} }}"
    yield ""
    yield _plain(word.text.in_(lang))
    yield ""
    yield f"*{ALSO[lang]}: {_plain(' · '.join((*others, *word.also)))}*"
    yield ""
    if word.cites:
        yield " ".join(f"`{fact}`" for fact in word.cites)
        yield ""
    if word.command:
        yield f"    {word.command}"
        yield ""


def help_pages(lang: str) -> Iterator[str]:
    """The help beside every step in one language, in the order of the procedure."""
    yield f"# {TITLES['help'][lang]}"
    yield ""
    words = catalogue("cli", lang)
    for step in _steps():
        page = help_for(step, lang, DAY)
        yield f"## {_plain(page.title)} {{: #{step} }}"
        yield ""
        for part, said in _parts(page):
            yield f"**{words.say(f'ask.help.{part}')}**"
            yield ""
            yield from (line for text in said for line in (_plain(text), ""))
        yield f"    {page.command}"
        yield ""
        for rest in page.sources:
            yield f"- {_rest(words.say(f'page.confidence.{rest.confidence}'), rest)}"
        yield ""


def _steps() -> list[str]:
    """The steps that have help, in the order of the procedure."""
    helps = load_shelf().book.helps
    return [step for step, _, _ in TABLE if step in helps]


def _parts(page: HelpPage) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "why", (page.why,)
    yield "how", page.how
    yield "wrong", (page.wrong,)
    yield "take", (page.take,)


def _rest(confidence: str, rest: Rest) -> str:
    doubt = f" *{_plain(rest.doubt)}*" if rest.doubt else ""
    return f"`{rest.fact}`: {confidence}{f', <{rest.address}>' if rest.address else ''}.{doubt}"


def _moved(text: str, place: str) -> str:
    """A document with its links as they are from its place in the site."""
    up = "../" * place.count("/")

    def link(match: re.Match[str]) -> str:
        target, _, anchor = match[1].partition("#")
        if "://" in target or not target:
            return match[0]
        found = MOVED.get(target) or LINKED.get(target) or target.removeprefix("docs/")
        return f"]({up}{found}{'#' + anchor if anchor else ''})"

    return re.sub(r"\]\(([^)\s]+)\)", link, text)


def _plain(text: str) -> str:
    """A text in which nothing is markup."""
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", text)


def _cell(text: str) -> str:
    return _plain(" ".join(text.split()))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


if __name__ == "__main__":
    sys.exit(main(*(Path(each) for each in sys.argv[1:2])))
