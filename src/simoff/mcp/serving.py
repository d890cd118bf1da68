"""Speaks the Model Context Protocol over standard input and output, with the official SDK."""

from __future__ import annotations

import io
import json
import sys
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import PurePath
from typing import IO, Any, BinaryIO, Final, cast

import anyio
import mcp_types as types
import msgspec
from mcp.server import Server, ServerRequestContext
from mcp.server.stdio import stdio_server
from msgspec import Struct

from simoff import __version__
from simoff.desk.bundle import catalogue
from simoff.desk.errors import Refusal, WrongInput
from simoff.mcp import reading
from simoff.mcp.arguments import (
    AboutNumber,
    Answered,
    Arguments,
    CaseAsked,
    Confirmed,
    FactAsked,
    FactList,
    Message,
    Question,
    StepDone,
)
from simoff.mcp.writing import CaseTools

LONGEST_LINE: Final = 1024 * 1024
"""Bytes one message may have; a longer one is read past and answered as no message."""
MOST_WAITING: Final = 32
"""Calls that may wait; they are worked on one at a time."""
LARGEST_ANSWER: Final = 512 * 1024
INSTRUCTIONS: Final = (
    "simoff ends a Russian mobile number safely. Say with every claim its source, its day and how well it is known"
    " (confidence, doubt); what is unknown is a question to ask, not something to guess. Nothing here files, sends"
    " or pays anything. Never ask the person for passport numbers, card numbers or one-time codes."
)


class Tool(Struct, frozen=True):
    """A tool: its name, what it takes, what it does, and whether it only reads."""

    name: str
    takes: type[Arguments]
    work: Callable[[Any], dict[str, Any]]
    reads: bool = True


def tools(cases: tuple[str, ...] = ()) -> dict[str, Tool]:
    """The tools by name; those about cases only for the cases named."""
    found = [
        Tool("plan", AboutNumber, reading.plan),
        Tool("calendar", AboutNumber, reading.calendar),
        Tool("facts_list", FactList, reading.facts_list),
        Tool("facts_show", FactAsked, reading.facts_show),
        Tool("ask", Question, reading.ask),
        Tool("guard_check", Message, reading.guard_check),
    ]
    if cases:
        over = CaseTools(cases)
        found += [
            Tool("case_show", CaseAsked, over.show),
            Tool("case_step_done", StepDone, over.step_done, reads=False),
            Tool("case_answer", Answered, over.answer, reads=False),
            Tool("case_adopt_facts", Confirmed, over.adopt_facts, reads=False),
        ]
    return {tool.name: tool for tool in found}


def serve(cases: tuple[str, ...] = ()) -> None:
    """Serve until the other side closes."""
    anyio.run(_serve, cases)


async def _serve(cases: tuple[str, ...]) -> None:
    server = make_server(tools(cases))
    lines = anyio.wrap_file(cast("IO[str]", BoundedLines(sys.stdin.buffer)))
    async with stdio_server(stdin=lines) as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())


def make_server(found: dict[str, Tool]) -> Server[Any]:
    """The server over some tools."""
    one_at_a_time, waiting = anyio.CapacityLimiter(1), _Waiting()

    async def list_tools(
        context: ServerRequestContext[Any], asked: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_described(tool) for tool in found.values()])

    async def call_tool(
        context: ServerRequestContext[Any], asked: types.CallToolRequestParams
    ) -> types.CallToolResult:
        tool = found.get(asked.name)
        if tool is None:
            return _refused(WrongInput("mcp-no-tool", tool=asked.name[:60], tools=", ".join(found)), "en")
        if waiting.count >= MOST_WAITING:
            return _refused(Refusal("mcp-busy"), "en")
        with waiting:
            work = partial(call, tool, asked.arguments or {})
            return await anyio.to_thread.run_sync(work, limiter=one_at_a_time)

    return Server(
        "simoff",
        version=__version__,
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


class _Waiting:
    """Counts the calls that are not answered yet."""

    def __init__(self) -> None:
        self.count = 0

    def __enter__(self) -> None:
        self.count += 1

    def __exit__(self, *fault: object) -> None:
        self.count -= 1


def call(tool: Tool, arguments: dict[str, Any]) -> types.CallToolResult:
    """One call: whatever happens, an answer; nothing of a person in what goes wrong."""
    lang = arguments.get("lang")
    lang = lang if lang in ("zh", "ru", "en") else "en"
    try:
        found = tool.work(msgspec.convert(arguments, tool.takes))
        text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        if len(text.encode()) > LARGEST_ANSWER:
            raise Refusal("mcp-too-much")
    except msgspec.ValidationError as fault:
        return _refused(WrongInput("mcp-arguments", lines=(_place(fault),), tool=tool.name), lang)
    except Refusal as refusal:
        return _refused(refusal, lang)
    except Exception as fault:
        return _refused(_own_fault(fault), lang)
    return types.CallToolResult(content=[types.TextContent(type="text", text=text)], structured_content=found)


def _place(fault: msgspec.ValidationError) -> str:
    """What is wrong and where; the message names keys and bounds, and never a value."""
    return str(fault)[:300]


def _refused(refusal: Refusal, lang: str) -> types.CallToolResult:
    words, facts = catalogue("cli", lang), dict(refusal.facts)
    if refusal.id == "not-mobile":
        facts["kind"] = words.say(f"number.kind.{facts['kind']}")
    lines = (
        words.say(f"error.{refusal.id}.what", facts),
        *refusal.lines[:20],
        words.say(f"error.{refusal.id}.next", facts),
    )
    text = "\n".join(line[:500] for line in lines)
    return types.CallToolResult(content=[types.TextContent(type="text", text=text)], is_error=True)


def _own_fault(fault: Exception) -> Refusal:
    frames = [f for f in traceback.extract_tb(fault.__traceback__) if "simoff" in PurePath(f.filename).parts]
    place = f"{PurePath(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return Refusal("internal", kind=type(fault).__name__, place=place, version=__version__)


def _described(tool: Tool) -> types.Tool:
    _, parts = msgspec.json.schema_components((tool.takes,), ref_template="#/$defs/{name}")
    whole = dict(parts[tool.takes.__name__])
    rest = {name: part for name, part in parts.items() if name != tool.takes.__name__}
    if rest:
        whole["$defs"] = rest
    return types.Tool(
        name=tool.name,
        description=" ".join((tool.work.__doc__ or "").split()),
        input_schema=whole,
        annotations=types.ToolAnnotations(
            read_only_hint=tool.reads, destructive_hint=False, idempotent_hint=tool.reads, open_world_hint=False
        ),
    )


class BoundedLines(io.TextIOBase):
    """Lines of standard input; of one that is too long nothing is kept."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]  # text, as TextIOBase
        """The next line; a long one is read to its end and becomes a line that is no message."""
        line = self._source.readline(LONGEST_LINE + 1)
        if len(line) <= LONGEST_LINE:
            return line.decode("utf-8", "replace")
        while line and not line.endswith(b"\n"):
            line = self._source.readline(LONGEST_LINE)
        return "too long\n"
