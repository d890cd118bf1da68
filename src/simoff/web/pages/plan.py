"""The quick plan: one number and a few answers, kept in the session only."""

from __future__ import annotations

from typing import Any, Final

from litestar import get, post
from litestar.response import Redirect, Template
from markupsafe import Markup

from simoff.desk.bundle import catalogue
from simoff.desk.plan import Asked, make, rendered
from simoff.desk.timeline_picture import picture
from simoff.web.pages.start import Form
from simoff.web.threads import threaded
from simoff.web.view import AnyRequest, View

QUICK: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("holder.kind", ("citizen", "foreigner", "stateless", "minor_14_17", "minor_under_14", "company", "deceased")),
    ("holder.user_is", ("holder", "proxy", "heir", "officer", "worker", "parent", "stranger")),
    ("where", ("russia", "abroad")),
    ("leaving_on", ()),
    ("sim", ("in_hand", "lost", "damaged", "esim")),
    ("money.balance", ()),
)
"""What the quick plan asks beside the operator: key and its choices; none means a line to type in."""


@get("/plan")
@threaded
def show(request: AnyRequest) -> Template | Redirect:
    """The plan for the number of this session."""
    quick = request.session.get("quick")
    if not quick:
        return Redirect("/")
    view = View(request)
    made = make(
        Asked(number=quick["number"], settings=tuple(quick["settings"])), request.app.state.settings.environment
    )
    plan = rendered(made, view.lang)
    form = form_parts(made.facts.operators, quick, view)
    return view.render("plan.html", plan=plan, **plan_parts(plan, view), **form)


@post("/plan", sync_to_thread=False, status_code=303)
def answer(request: AnyRequest, data: Form) -> Redirect:
    """Keep the answers and show the plan again; what is left empty is not known."""
    quick = request.session.get("quick")
    if quick:
        keys = ("operator", *(key for key, _ in QUICK))
        settings = [f"{key}={value.strip()[:100]}" for key in keys if (value := data.get(key, "")).strip()]
        request.set_session({**request.session, "quick": {**quick, "settings": settings}})
    return Redirect("/plan", status_code=303)


def plan_parts(plan: dict[str, Any], view: View) -> dict[str, Any]:
    """A rendered plan in the order of a page: today, later by phase, done; names of ways and numbers of sources."""
    names = catalogue("plan", view.lang)
    steps = plan["steps"]
    later = [step for step in steps if step["status"] in ("waiting", "blocked", "optional")]
    return {
        "today": [step for step in steps if step["status"] == "now"],
        "phases": _by_phase(later),
        "done": [step for step in steps if step["status"] == "done"],
        "titles": {step["id"]: step["title"] for step in steps},
        "open_steps": {step["id"] for step in steps if step["status"] not in ("done", "not_needed")},
        "route_names": {route["id"]: names.say(f"route.{route['id']}.name") for route in plan["routes"]},
        "routes": sorted(plan["routes"], key=lambda route: int(route["rank"])),
        "picture": Markup(picture(plan, view.lang)),  # noqa: S704 - made by us, its texts are escaped
        "marks": {id_: number for number, id_ in enumerate(plan["sources"], 1)},
    }


def form_parts(operators: dict[str, Any], quick: dict[str, Any], view: View) -> dict[str, Any]:
    """The form of the quick plan, filled in with what was answered."""
    answered = dict(setting.split("=", 1) for setting in quick["settings"])
    names = {id_: operator.name.in_(view.lang) for id_, operator in operators.items()}
    return {"questions_quick": QUICK, "answered": answered, "operators": names}


def _by_phase(steps: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    phases = dict.fromkeys(step["phase"] for step in steps)
    return [(phase, [step for step in steps if step["phase"] == phase]) for phase in phases]


HANDLERS = (show, answer)
