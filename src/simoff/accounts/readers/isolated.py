"""Workbooks and PDFs are taken apart in a process of their own, with bounds on its memory and time.

The libraries that read them hold whole documents, and a file made to do harm can make them ask for any amount
of memory or stop the process. Here that ends the small process and gives a fault. Nothing goes over the
network; the path and the password go to it by its input, not on its command line.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO, Final, cast

from simoff.accounts.readers.decoding import decoded
from simoff.accounts.readers.interface import Options, Stop
from simoff.accounts.readers.json_rows import Broken, line_rows
from simoff.accounts.readers.rows import Row

MEMORY: Final = 1024 * 1024 * 1024
SECONDS: Final = 120
_START: Final = "from simoff.accounts.readers.isolated import main; main()"
_FAULTS: Final = frozenset(("unreadable", "pdf-encrypted", "pdf-no-text", "too-large"))


def isolated_rows(kind: str, path: str, options: Options) -> Iterator[Row]:
    """The rows of a ``workbook`` or a ``pdf``; raises Stop where it cannot be read within the bounds."""
    order = json.dumps({"kind": kind, "path": path, "password": options.password, "most": options.limits.value})
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONIOENCODING": "utf-8"}
    process = subprocess.Popen(  # noqa: S603 - our own interpreter, nothing of the file is on the command line
        [sys.executable, "-c", _START],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    try:
        yield from _told(process, order, options)
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()


def _told(process: subprocess.Popen[bytes], order: str, options: Options) -> Iterator[Row]:
    if process.stdin is None or process.stdout is None:
        raise Stop("unreadable")
    process.stdin.write(order.encode())
    process.stdin.close()
    for told in line_rows(decoded(cast("BinaryIO", process.stdout), "utf-8", 65_536), options.limits.record):
        if isinstance(told, Broken):
            continue
        if "end" in told:
            return
        if "fault" in told:
            raise Stop(told["fault"] if told["fault"] in _FAULTS else "unreadable")
        yield Row(int(told["row"]), [str(cell) for cell in told["cells"]])
    raise Stop("unreadable")  # it died before its last word


def main() -> None:
    """The small process: reads its order, writes rows as lines of JSON, and ends."""
    order = json.loads(sys.stdin.buffer.read())
    _bound()
    try:
        for number, cells in _rows(order):
            _say({"row": number, "cells": cells})
        _say({"end": True})
    except Stop as stop:
        _say({"fault": stop.id})
    except MemoryError:
        _say({"fault": "too-large"})
    except BaseException:  # also what a library in another language throws; only the id is told
        _say({"fault": "unreadable"})
    sys.stdout.flush()
    os._exit(0)


def _rows(order: dict[str, Any]) -> Iterator[tuple[int, list[str]]]:
    if order["kind"] == "pdf":
        from simoff.accounts.readers.pdf_rows import rows
    else:
        from simoff.accounts.readers.workbook_rows import rows
    return rows(order["path"], order["password"], order["most"])


def _say(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told, ensure_ascii=False).encode("utf-8", "replace").decode() + "\n")


def _bound() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most if hard < 0 else min(most, hard), hard))
