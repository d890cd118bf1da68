"""The pages: one module each, one thing each."""

from simoff.web.pages import cases, facts, guard, interview, language, plan, start

_PAGES = (start, plan, cases, interview, guard, facts, language)
HANDLERS = tuple(handler for page in _PAGES for handler in page.HANDLERS)
