"""The pages: one module each, one thing each."""

from simoff.web.pages import cases, facts, language, plan, start

HANDLERS = (*start.HANDLERS, *plan.HANDLERS, *cases.HANDLERS, *facts.HANDLERS, *language.HANDLERS)
