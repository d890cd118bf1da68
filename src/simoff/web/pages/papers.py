"""Papers of a case: a picture of each letter, what it says, what is missing, the PDF, and what became of it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from threading import Lock
from typing import Any, get_args

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect, Template

from simoff.case.decisions import hand_in_paper
from simoff.case.events.papers import How
from simoff.desk.bundle import catalogue
from simoff.desk.case.issuing import issue
from simoff.desk.case.keeping import read
from simoff.desk.case.papers import details_of_case
from simoff.desk.case.planning import plan_of
from simoff.desk.clock import today
from simoff.desk.errors import WrongInput
from simoff.desk.letter import ABOUT, KINDS, letter_for, notes_of
from simoff.desk.talk import card_for, script_for, talk_files
from simoff.papers import Letter, explanation_html, letter_pdf
from simoff.papers.talk import Talk
from simoff.web.casework import day_of, line_of, page, write
from simoff.web.details import FIELDS, SECTIONS, details_from, typed_in
from simoff.web.entering import may_write
from simoff.web.pages.start import Form
from simoff.web.record import check_seen, the_record
from simoff.web.threads import threaded
from simoff.web.tongues import marked
from simoff.web.view import AnyRequest, View

HOWS: tuple[How, ...] = get_args(How)
SHEETS = ("card", "script")
MOST_PAGES = 20
_PDFIUM = Lock()
"""PDFium may be in one thread at a time only."""
_OWN_STYLE = {"content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"}


@get("/cases/{case_id:str}/papers")
@threaded
def every(request: AnyRequest, case_id: FromPath[str]) -> Template:
    """The kinds of letters, the sheets for talking, and the papers made so far."""
    return page(request, case_id, "papers.html", kinds=tuple(KINDS), hows=HOWS)


@get("/cases/{case_id:str}/papers/{kind:str}")
@threaded
def one(request: AnyRequest, case_id: FromPath[str], kind: FromPath[str]) -> Template:
    """One letter: its pictures, what to know, and a form for what is missing."""
    letter = _letter(request, case_id, kind)
    fields = [(section, keys) for section, keys in FIELDS if section in SECTIONS.get(kind, ())]
    return page(
        request,
        case_id,
        "paper.html",
        kind=kind,
        pages=_pages(letter_pdf(letter)),
        notes=notes_of(letter, View(request).lang),
        fields=fields,
        typed=request.session.get("details") or {},
        about=ABOUT,
    )


@post("/cases/{case_id:str}/papers/{kind:str}/details", status_code=303)
@threaded
def fill(request: AnyRequest, case_id: FromPath[str], kind: FromPath[str], data: Form) -> Redirect:
    """Keep names and papers for this session, once they can be used."""
    typed = {**(request.session.get("details") or {}), **typed_in(data)}
    details_from(typed, View(request).lang)
    request.set_session({**request.session, "details": typed})
    return Redirect(f"/cases/{case_id}/papers/{kind}", status_code=303)


@get("/cases/{case_id:str}/papers/{kind:str}/letter.pdf")
@threaded
def pdf(request: AnyRequest, case_id: FromPath[str], kind: FromPath[str]) -> Response[bytes]:
    """The letter to print."""
    content = letter_pdf(_letter(request, case_id, kind))
    headers = {"content-disposition": f"attachment; filename=simoff-{kind}.pdf"}
    return Response(content, media_type="application/pdf", headers=headers)


@get("/cases/{case_id:str}/papers/{kind:str}/pages/{number:int}")
@threaded
def picture(
    request: AnyRequest, case_id: FromPath[str], kind: FromPath[str], number: FromPath[int]
) -> Response[bytes]:
    """One page of the letter as a picture."""
    content = letter_pdf(_letter(request, case_id, kind))
    return Response(_picture(content, number), media_type="image/png")


@get("/cases/{case_id:str}/papers/{kind:str}/meaning")
@threaded
def meaning(request: AnyRequest, case_id: FromPath[str], kind: FromPath[str]) -> Response[str]:
    """What the letter says, in the person's language: for them, not to be handed in."""
    lang = View(request).lang
    content = explanation_html(_letter(request, case_id, kind), catalogue("papers", lang), lang)
    page = content.decode() if lang == "ru" else marked(content.decode())
    return Response(page, media_type="text/html; charset=utf-8", headers=_OWN_STYLE)


@post("/cases/{case_id:str}/papers/{kind:str}", guards=[may_write], status_code=303)
@threaded
def make(request: AnyRequest, case_id: FromPath[str], kind: FromPath[str], data: Form) -> Redirect:
    """Note that the letter was made, and keep it as it is."""
    letter = _letter(request, case_id, kind)
    environment = request.app.state.settings.environment
    with the_record(request) as record:
        check_seen(record, case_id, data)
        issue(record, case_id, kind, letter_pdf(letter), letter.grounds, environment, on=today())
    return Redirect(f"/cases/{case_id}/papers", status_code=303)


@post("/cases/{case_id:str}/papers/{paper:str}/handed-in", guards=[may_write], status_code=303)
@threaded
def handed_in(request: AnyRequest, case_id: FromPath[str], paper: FromPath[str], data: Form) -> Redirect:
    """A paper was handed in or sent."""
    how = next((each for each in HOWS if each == data.get("how")), None)
    if how is None:
        raise WrongInput("web-choose", what="how")
    decide = partial(
        hand_in_paper,
        on=day_of(data),
        paper=paper,
        how=how,
        to=line_of(data, "to"),
        registration=line_of(data, "registration"),
        track=line_of(data, "track"),
    )
    return write(request, case_id, data, decide, "/papers")


@get("/cases/{case_id:str}/sheets/{name:str}")
@threaded
def sheet(request: AnyRequest, case_id: FromPath[str], name: FromPath[str]) -> Response[bytes]:
    """The counter card or the call script, as a page for a telephone that works offline."""
    if name not in SHEETS:
        raise NotFoundException
    content = talk_files(talk_of(request, case_id, name))[f"{name}.html"]
    return Response(content, media_type="text/html; charset=utf-8", headers=_OWN_STYLE)


def talk_of(request: AnyRequest, case_id: str, name: str) -> Talk:
    """The counter card or the call script of a case, with what was typed in this session."""
    lang = View(request).lang
    with the_record(request) as record:
        state = read(record, case_id).state
    made = plan_of(state, request.app.state.settings.environment, today())
    details = details_from(request.session.get("details") or {}, lang)
    return card_for(made, lang, details) if name == "card" else script_for(made, lang, details)


def _letter(request: AnyRequest, case_id: str, kind: str) -> Letter:
    """The letter of a case, with what was typed in this session and what has happened in the case."""
    if kind not in KINDS:
        raise NotFoundException
    with the_record(request) as record:
        state = read(record, case_id).state
    made = plan_of(state, request.app.state.settings.environment, today())
    typed = details_from(request.session.get("details") or {}, View(request).lang)
    return letter_for(made, details_of_case(state, typed, today()), kind)


def _pages(content: bytes) -> int:
    with _opened(content) as document:
        return min(len(document), MOST_PAGES)


def _picture(content: bytes, number: int) -> bytes:
    with _opened(content) as document:
        if not 1 <= number <= min(len(document), MOST_PAGES):
            raise NotFoundException
        image = document[number - 1].render(scale=1.6).to_pil()
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


@contextmanager
def _opened(content: bytes) -> Iterator[Any]:
    import pypdfium2

    with _PDFIUM:
        document = pypdfium2.PdfDocument(content)
        try:
            yield document
        finally:
            document.close()


HANDLERS = (every, one, fill, pdf, picture, meaning, make, handed_in, sheet)
