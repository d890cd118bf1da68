"""Page functions block (the desk reads files and databases), so each runs in a worker thread.

Litestar's own ``sync_to_thread=True`` wraps a function once for every handler of its path, so two methods on a path
break it (seen with 2.25); this does the same, once.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from litestar.concurrency import sync_to_thread

P = ParamSpec("P")
T = TypeVar("T")


def threaded(function: Callable[P, T]) -> Callable[P, Awaitable[T]]:
    """The same function as a coroutine that runs it in a thread; to stand right under ``@get`` or ``@post``."""

    @wraps(function)
    async def run(*args: P.args, **kwargs: P.kwargs) -> T:
        return await sync_to_thread(function, *args, **kwargs)

    return run
