"""The pages: one module each, one thing each."""

from simoff.web.pages import facts, language, plan, start

HANDLERS = (*start.HANDLERS, *plan.HANDLERS, *facts.HANDLERS, *language.HANDLERS)
