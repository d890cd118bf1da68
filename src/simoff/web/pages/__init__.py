"""The pages: one module each, one thing each."""

from simoff.web.pages import (
    accounts,
    cases,
    facts,
    files,
    gate,
    guard,
    interview,
    language,
    line,
    money,
    papers,
    plan,
    start,
    talk,
)

_PAGES = (start, plan, cases, interview, accounts, papers, talk, money, gate, line, files, guard, facts, language)
HANDLERS = tuple(handler for page in _PAGES for handler in page.HANDLERS)
