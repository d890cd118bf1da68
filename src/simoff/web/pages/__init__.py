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
    plan,
    start,
    talk,
)

_PAGES = (start, plan, cases, interview, accounts, talk, money, gate, line, files, guard, facts, language)
HANDLERS = tuple(handler for page in _PAGES for handler in page.HANDLERS)
