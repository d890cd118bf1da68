"""Long work behind a page: one thread at a time, its progress to be asked for, its result kept for a while.

Jobs live in memory only and are gone with the server: an archive and what was found in it is never written by this
module.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Literal

from simoff.desk.errors import Refusal

MOST = 20
Report = Callable[[int, int], None]
"""Called by the work with (done, all) in bytes."""


class Job:
    """One piece of work."""

    def __init__(self, case_id: str) -> None:
        self.case_id = case_id
        self.state: Literal["waiting", "running", "done", "failed"] = "waiting"
        self.done = 0
        self.all = 0
        self.result: Any = None
        self.fault: Exception | None = None

    def report(self, done: int, all_: int) -> None:
        """Note how far it is."""
        self.done, self.all = done, all_

    @property
    def percent(self) -> int:
        """How far it is, 0 to 100."""
        if self.state == "done":
            return 100
        return min(99, 100 * self.done // self.all) if self.all else 0


class Jobs:
    """The jobs of one server. The oldest finished ones are forgotten when there are too many."""

    def __init__(self) -> None:
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="simoff-job")

    def start(self, case_id: str, work: Callable[[Report], Any]) -> str:
        """Begin the work as soon as the one before it is over; the job's id. Refusal when too many wait."""
        job, id_ = Job(case_id), secrets.token_urlsafe(9)
        with self._lock:
            for old in [key for key, one in self._jobs.items() if one.state in ("done", "failed")]:
                if len(self._jobs) < MOST:
                    break
                del self._jobs[old]
            if len(self._jobs) >= MOST:
                raise Refusal("web-busy")
            self._jobs[id_] = job
        self._pool.submit(self._run, job, work)
        return id_

    def get(self, case_id: str, id_: str) -> Job | None:
        """A job of that case."""
        with self._lock:
            job = self._jobs.get(id_)
        return job if job is not None and job.case_id == case_id else None

    @staticmethod
    def _run(job: Job, work: Callable[[Report], Any]) -> None:
        job.state = "running"
        try:
            job.result = work(job.report)
            job.state = "done"
        except Exception as fault:  # shown to the person by the page, never in a log
            job.fault = fault
            job.state = "failed"

    def close(self) -> None:
        """Wait for nothing; the server is going."""
        self._pool.shutdown(wait=False, cancel_futures=True)
