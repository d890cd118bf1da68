"""The pages: one module each, one thing each."""

from simoff.web.pages import (
    accounts,
    cases,
    facts,
    files,
    gate,
    guard,
    help,
    interview,
    language,
    line,
    money,
    offices,
    offices_case,
    papers,
    plan,
    start,
    talk,
)

_PAGES = (
    start,
    plan,
    cases,
    interview,
    accounts,
    papers,
    offices,
    offices_case,
    talk,
    money,
    gate,
    line,
    files,
    guard,
    facts,
    help,
    language,
)
HANDLERS = tuple(handler for page in _PAGES for handler in page.HANDLERS)
