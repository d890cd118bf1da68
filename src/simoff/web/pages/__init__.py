"""The pages: one module each, one thing each."""

from simoff.web.pages import cases, facts, interview, language, plan, start

_PAGES = (start, plan, cases, interview, facts, language)
HANDLERS = tuple(handler for page in _PAGES for handler in page.HANDLERS)
