"""What this computer has and what it lacks: Python, folders, numbering plan, facts, fonts, typst, the record."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Literal

from msgspec import Struct

from simoff import __version__
from simoff.desk.bundle import INSTALLED, load_facts
from simoff.desk.packs.installed import Refused, refused
from simoff.desk.places import data_folder, reason
from simoff.desk.record_state import RecordReport, look
from simoff.desk.registry import load_registry
from simoff.number import RegistryError


class FolderReport(Struct, frozen=True):
    """The data folder. ``why`` says what the system answers when it is closed."""

    path: str
    state: Literal["writable", "absent", "closed"]
    why: str | None = None


class RegistryReport(Struct, frozen=True):
    """The numbering plan the person loaded, if any."""

    state: Literal["present", "absent", "broken"]
    date: date | None = None
    rows: int | None = None
    why: str | None = None


class FactsReport(Struct, frozen=True):
    """The packs in use. ``refused``: archives in the data folder that do not count, and why."""

    version: str
    read_up_to: dict[str, date]
    refused: tuple[Refused, ...] = ()


class Report(Struct, frozen=True):
    """Everything the doctor looked at. ``chinese_font`` and ``typst`` are None when they are not there."""

    version: str
    python: str
    data_folder: FolderReport
    registry: RegistryReport
    facts: FactsReport
    typst: str | None
    chinese_font: str | None
    record: RecordReport

    def needs_attention(self) -> bool:
        """Whether something is in the way of a plan or a letter; a missing font or numbering plan is not."""
        closed = self.data_folder.state == "closed" or self.registry.state == "broken"
        lacking = self.typst is None or bool(self.facts.refused)
        return closed or lacking or self.record.needs_attention()


def examine(environment: Mapping[str, str]) -> Report:
    """Look at everything; nothing is written and nothing fetched."""
    folder = data_folder(environment)
    facts = load_facts(environment=environment)
    return Report(
        version=__version__,
        python=platform.python_version(),
        data_folder=_folder(folder),
        registry=_registry(folder),
        facts=FactsReport(facts.version, facts.read_up_to, refused(folder / INSTALLED)),
        typst=_typst(),
        chinese_font=chinese_font(),
        record=look(environment),
    )


def chinese_font() -> str | None:
    """The font the explanation of a letter would take for Chinese, None where there is none (or no typst)."""
    try:
        from simoff.papers.fonts import CHINESE_FONTS, installed_families
    except ImportError:
        return None
    families = frozenset(installed_families())
    return next((font for font in CHINESE_FONTS if font in families), None)


def _folder(folder: Path) -> FolderReport:
    try:
        if folder.is_dir():
            open_to_us = os.access(folder, os.W_OK | os.X_OK)
            return FolderReport(
                str(folder), "writable" if open_to_us else "closed", None if open_to_us else "rights"
            )
        if folder.exists():
            return FolderReport(str(folder), "closed", "not a folder")
        parent = next(place for place in folder.parents if place.exists())
        open_to_us = parent.is_dir() and os.access(parent, os.W_OK | os.X_OK)
        return FolderReport(
            str(folder), "absent" if open_to_us else "closed", None if open_to_us else "rights"
        )
    except OSError as fault:
        return FolderReport(str(folder), "closed", reason(fault))


def _registry(folder: Path) -> RegistryReport:
    try:
        registry = load_registry(folder)
    except RegistryError as fault:
        return RegistryReport("broken", why=str(fault))
    if registry is None:
        return RegistryReport("absent")
    return RegistryReport("present", registry.registry_date, registry.rows)


def _typst() -> str | None:
    try:
        import typst  # noqa: F401 - loading it is the test
    except ImportError:
        return None
    from importlib.metadata import version

    return version("typst")
