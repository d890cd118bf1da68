"""Writes: once per idempotency key, and to a case only as long as it is as the program saw it (ETag, If-Match)."""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Annotated, Any, Final, TypeVar

import msgspec
from litestar import Response, post
from litestar.di import Provide
from litestar.params import HeaderParameter
from msgspec import Struct

from simoff.desk.case.keeping import Decide, change
from simoff.record.interface import Store
from simoff.web.api.problems import WRITING, Said
from simoff.web.entering import may_write
from simoff.web.locking import Seen
from simoff.web.record import the_record
from simoff.web.view import AnyRequest

T = TypeVar("T")

LARGEST_BODY: Final = 2 * 1024 * 1024
"""Bytes of a body; an upload states its own limit."""
MOST_REMEMBERED: Final = 1000
"""Answers to writes that are kept to be given again; the oldest go first. All go when the server stops."""
_TAG: Final = re.compile(r'"([1-9][0-9]{0,11})"')
_KEY: Final = re.compile(r"[!-~]{1,200}")

IfMatch = Annotated[
    str | None,
    HeaderParameter(
        name="If-Match",
        required=False,
        description="The ETag of the case as it was read. Without it the answer is 428; 412 when the case changed.",
    ),
]
IdempotencyKey = Annotated[
    str | None,
    HeaderParameter(
        name="Idempotency-Key",
        required=False,
        description="1 to 200 visible characters. The same key with the same content gets the first answer again.",
    ),
]


class Written(Struct, frozen=True):
    """A case after a write: its id, and the number of its last event, which is also its ETag."""

    case: str
    events: int


class _Answer(Struct):
    """An answer that is kept: the digest of what was asked, and the answer once there is one."""

    asked: bytes
    answer: Response[Any] | None = None


class Remembered:
    """The answers to the last writes by their key."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._most = most
        self._answers: OrderedDict[str, _Answer] = OrderedDict()
        self._lock = Lock()

    def once(self, key: str, asked: bytes, work: Callable[[], Response[Any]]) -> Response[Any]:
        """Do the work, or give the answer it had. What was refused is not kept: it wrote nothing.

        Said ``idempotency-other`` (422) for another content under the same key, ``idempotency-busy`` (409) while
        the first is still at work.
        """
        with self._lock:
            kept = self._answers.get(key)
            if kept is None:
                kept = self._answers[key] = _Answer(asked)
                self._shrink()
            elif kept.asked != asked:
                raise Said(422, "idempotency-other")
            elif kept.answer is None:
                raise Said(409, "idempotency-busy")
            else:
                return kept.answer
        try:
            kept.answer = work()
        except BaseException:
            with self._lock:
                self._answers.pop(key, None)
            raise
        return kept.answer

    def _shrink(self) -> None:
        done = (key for key, kept in self._answers.items() if kept.answer is not None)
        while len(self._answers) > self._most and (oldest := next(done, None)) is not None:
            del self._answers[oldest]
            done = (key for key, kept in self._answers.items() if kept.answer is not None)


def once(
    request: AnyRequest, key: str | None, content: Struct | bytes, work: Callable[[], Response[Any]]
) -> Response[Any]:
    """Carry out a write at most once for its key; ``content`` is what was sent, or a digest of it."""
    if key is None:
        return work()
    if not _KEY.fullmatch(key):
        raise Said(400, "idempotency-bad")
    sent = content if isinstance(content, bytes) else msgspec.json.encode(content, order="deterministic")
    remembered: Remembered = request.app.state.remembered
    return remembered.once(f"{request.method} {request.url.path} {key}", hashlib.sha256(sent).digest(), work)


class Sent(Struct, frozen=True):
    """What a write was sent with: the ETag of the case that was seen, and the key under which it is done once."""

    if_match: str | None
    key: str | None


def sent_with(if_match: IfMatch = None, idempotency_key: IdempotencyKey = None) -> Sent:
    """The two headers of a write to a case."""
    return Sent(if_match, idempotency_key)


def case_write(path: str, operation_id: str, *, status_code: int = 200, largest: int = LARGEST_BODY) -> post:
    """A route that writes to a case: its headers, its guard, and what else it can answer."""
    return post(
        path,
        status_code=status_code,
        guards=[may_write],
        dependencies={"sent": Provide(sent_with, sync_to_thread=False)},
        responses=WRITING,
        operation_id=operation_id,
        request_max_body_size=largest,
    )


def write(
    request: AnyRequest,
    case_id: str,
    sent: Sent,
    content: Struct | bytes,
    work: Callable[[Store], T],
    tell: Callable[[T, int], Struct] | None = None,
    status: int = 200,
) -> Response[Any]:
    """One write to a case that was seen; the answer carries its new ETag and is what ``tell`` makes of the work."""

    def carried_out() -> Response[Any]:
        with the_record(request) as record:
            store: Store = record if sent.if_match == "*" else Seen(record, case_id, _seen(sent.if_match))
            found = work(store)
            seq = record.head(case_id).seq
        answer = Written(case_id, seq) if tell is None else tell(found, seq)
        return Response(answer, status_code=status, headers={"ETag": tag(seq)})

    return once(request, sent.key, content, carried_out)


def decided(
    request: AnyRequest, case_id: str, sent: Sent, content: Struct, decide: Decide, status: int = 200
) -> Response[Any]:
    """One decision on a case that was seen."""
    environment = request.app.state.settings.environment

    def work(store: Store) -> object:
        return change(store, case_id, decide, environment)

    return write(request, case_id, sent, content, work, status=status)


def tag(seq: int) -> str:
    """The ETag of a case with that many events."""
    return f'"{seq}"'


def _seen(if_match: str | None) -> int:
    if if_match is None:
        raise Said(428, "no-if-match")
    found = _TAG.fullmatch(if_match.strip())
    if found is None:
        raise Said(412, "bad-if-match")
    return int(found[1])
