"""A private PostgreSQL server for the tests, from the binaries installed here."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

USER = "simoff"
SERVE_AS = "nobody"
"""PostgreSQL refuses to run as root; then this user runs it."""


def binaries() -> Path | None:
    """The folder with ``initdb`` and ``pg_ctl``, the newest version first; None where there is none."""
    found = shutil.which("initdb")
    if found is not None and shutil.which("pg_ctl"):
        return Path(found).parent
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    return None


class Server:
    """A server in a temporary folder, reached through a socket there and not through the network."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._folder = Path(tempfile.mkdtemp(prefix="simoff-pg-"))
        self._as: list[str] = []
        if os.getuid() == 0:
            owner = pwd.getpwnam(SERVE_AS)
            os.chown(self._folder, owner.pw_uid, owner.pw_gid)
            self._as = ["runuser", "-u", SERVE_AS, "--"]
        data = self._folder / "data"
        self._run(
            "initdb", "--pgdata", data, "--username", USER, "--auth", "trust", "--no-sync", "--encoding", "UTF8"
        )
        self.start()

    def start(self) -> None:
        """Start and wait until it answers."""
        settings = (
            f"-c listen_addresses= -c unix_socket_directories={self._folder} -c fsync=off -c max_connections=40"
        )
        self._control("start", "-o", settings, "-l", self._folder / "log")

    def stop(self, mode: str = "immediate") -> None:
        """Stop; ``immediate`` is a crash."""
        self._control("stop", "-m", mode)

    def remove(self) -> None:
        """Stop and remove everything."""
        subprocess.run(
            [*self._as, self._programs / "pg_ctl", "-D", self._folder / "data", "stop", "-m", "immediate"],
            capture_output=True,
            check=False,
        )
        shutil.rmtree(self._folder, ignore_errors=True)

    def address(self, database: str) -> str:
        """What SIMOFF_DATABASE_URL would say."""
        return f"postgresql://{USER}@/{database}?host={self._folder}"

    def make_database(self, name: str) -> str:
        """An empty database, and its address."""
        import psycopg

        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0".encode())
        return self.address(name)

    def _control(self, *words: str | Path) -> None:
        self._run("pg_ctl", "-D", self._folder / "data", "-w", "-t", "60", *words)

    def _run(self, program: str, *words: str | Path) -> None:
        # pg_ctl's child keeps the pipe open, so nothing is captured through one
        with tempfile.TemporaryFile() as said:
            done = subprocess.run(
                [*self._as, self._programs / program, *words],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                cwd="/",
                check=False,
            )
            if done.returncode != 0:
                said.seek(0)
                raise RuntimeError(f"{program}: {said.read().decode(errors='replace')[-2000:]}")
