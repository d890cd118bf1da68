"""What a tool may be given: every text and list is bounded, and unknown keys are refused."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

Language = Literal["zh", "ru", "en"]
Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$", description="a day, YYYY-MM-DD")]
Id = Annotated[str, Meta(min_length=1, max_length=120, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
Key = Annotated[str, Meta(max_length=60, pattern=r"^[a-z_]+(?:\.[a-z_]+)?$")]
Value = Annotated[str, Meta(max_length=200)] | int | bool
Words = Annotated[str, Meta(min_length=1, max_length=2000)]


class Arguments(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every tool takes."""

    lang: Annotated[Language, Meta(description="language of the answer")] = "en"


class AboutNumber(Arguments, frozen=True, kw_only=True):
    """A Russian mobile number, what is known of it, and the day to plan for (default: today)."""

    number: Annotated[str, Meta(min_length=3, max_length=60, description="a Russian mobile number, any spelling")]
    circumstances: Annotated[
        dict[Key, Value],
        Meta(max_length=60, description='what is known, e.g. {"operator": "mts", "where": "russia"}'),
    ] = {}
    as_of: Day | None = None


class FactList(Arguments, frozen=True, kw_only=True):
    """Facts of a topic or an operator, or all, a page at a time."""

    topic: Id | None = None
    operator: Id | None = None
    offset: Annotated[int, Meta(ge=0, le=100_000)] = 0
    limit: Annotated[int, Meta(ge=1, le=50)] = 25


class FactAsked(Arguments, frozen=True, kw_only=True):
    """One fact by its id."""

    id: Id
    as_of: Day | None = None


class Message(Arguments, frozen=True, kw_only=True):
    """A message to be looked at."""

    text: Annotated[str, Meta(min_length=1, max_length=20_000)]
    sender: Annotated[str, Meta(max_length=100)] | None = None
    channel: Literal["sms", "chat", "web", "call"] | None = None


class Question(Arguments, frozen=True, kw_only=True):
    """A question in words, Chinese, Russian, English or mixed; whose rules are meant, and as of which day."""

    question: Annotated[str, Meta(min_length=1, max_length=2000, description="one question, as the person asks it")]
    operator: Annotated[Id, Meta(description="id of the operator whose facts come first")] | None = None
    most: Annotated[int, Meta(ge=1, le=10)] = 3
    as_of: Day | None = None


class CaseAsked(Arguments, frozen=True, kw_only=True):
    """A case that the person named when starting the server."""

    case: Id


class Confirmed(CaseAsked, frozen=True, kw_only=True):
    """A change of a case. The person confirms it by telling the last four digits of its number."""

    confirm: Annotated[
        str,
        Meta(pattern=r"^\d{4}$", description="last four digits of the number of the case: ask the person for them"),
    ]


class StepDone(Confirmed, frozen=True, kw_only=True):
    """A step of the plan that is done."""

    step: Id
    note: Annotated[str, Meta(max_length=500)] = ""


class Answered(Confirmed, frozen=True, kw_only=True):
    """What somebody answered to a question of the plan."""

    question: Id
    answer: Words
    said_by: Literal["me", "operator", "paper"] = "operator"
