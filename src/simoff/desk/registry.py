"""The numbering plan in the data folder: read, imported from a file, fetched from the ministry when asked."""

from __future__ import annotations

import contextlib
import os
import stat
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from simoff.number import CodeShares, Fault, NumberingPlan, Registry, RegistryError, compile_registry
from simoff.number.reader import MAX_BYTES

if TYPE_CHECKING:
    from urllib.request import OpenerDirector

MINISTRY_ADDRESS = "https://opendata.digital.gov.ru/downloads/DEF-9xx.csv"
INDEX_NAME = "numbering.index"
_PREVIOUS = INDEX_NAME + ".previous"
_PART = "DEF-9xx.csv.part"
_MAX_INDEX = 64 * 1024 * 1024
_CODES = Path(__file__).parent.parent / "number" / "codes.json"


class Imported(Struct, frozen=True):
    """A plan that was taken in: its rows, how many the plan before had (None: there was none), the faults.

    ``registry_date`` is None where nobody stated the day of the extract: the file itself carries no date.
    """

    rows: int
    rows_before: int | None
    registry_date: date | None
    faults: tuple[Fault, ...]


class PlanInUse(Struct, frozen=True):
    """The plan that answers, and why the imported one does not, if it cannot be read."""

    plan: NumberingPlan
    fault: str | None


def load_registry(folder: Path) -> Registry | None:
    """Return the imported plan, None if none was; raises `RegistryError` where its file cannot be used."""
    path = folder / INDEX_NAME
    try:
        return Registry.from_bytes(_read(path, _MAX_INDEX))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unreadable(path.name, error) from error


def load_codes() -> CodeShares:
    """Return the shares per code that come with simoff."""
    return CodeShares.from_bytes(_CODES.read_bytes())


def plan_in_use(folder: Path) -> PlanInUse:
    """Return the imported plan, else the shares per code; a damaged import is said, never fatal."""
    try:
        registry = load_registry(folder)
    except RegistryError as error:
        return PlanInUse(load_codes(), str(error))
    return PlanInUse(registry or load_codes(), None)


def import_registry(path: Path, folder: Path, today: date, extract_date: date | None = None) -> Imported:
    """Take in a ``DEF-9xx.csv``; ``extract_date``: the day of the extract, if the person knows it.

    Raises `RegistryError`, and leaves the plan as it was, where the file is not the registry or has less
    than half of the rows of the plan before. The index before is kept as ``.previous``.
    """
    if extract_date is not None and extract_date > today:
        why = "The plan would claim to be newer than it is."
        raise RegistryError(
            "registry.date", "the day of the extract lies ahead", "extract date", why, "Check it."
        )
    try:
        data = _read(path, MAX_BYTES)
    except OSError as error:
        raise _unreadable(path.name, error) from error
    return _take_in(data, folder, extract_date)


def update_registry(address: str, folder: Path, opener: OpenerDirector | None = None) -> Imported:
    """Fetch the file (usually `MINISTRY_ADDRESS`) and take it in, as `import_registry`; uses the network.

    The day of the extract is the one the server says the file was changed on. Raises `DownloadError` too.
    """
    from urllib.request import build_opener  # the network's modules are loaded when it is used

    from simoff.desk.download import download

    fetched = download(address, folder / _PART, opener or build_opener(), MAX_BYTES)
    return _take_in(fetched.data, folder, fetched.changed_on)


def _take_in(data: bytes, folder: Path, registry_date: date | None) -> Imported:
    compiled = compile_registry(data, registry_date)
    before = _rows_before(folder)
    rows = compiled.registry.rows
    if before is not None and 2 * rows < before:
        raise RegistryError(
            "registry.too-few",
            f"{rows} rows, and the plan before has {before}",
            "whole file",
            "The file is cut off, or only a part of the registry.",
            f"Get the whole file. If it is right, remove {INDEX_NAME} from the data folder first.",
        )
    try:
        _replace(folder, compiled.registry.to_bytes())
    except OSError as error:
        raise RegistryError(
            "registry.write",
            f"the index could not be written: {error.strerror}",
            INDEX_NAME,
            "The plan before is still in use.",
            "Make room or allow writing in the data folder.",
        ) from error
    return Imported(rows, before, registry_date, compiled.faults)


def _rows_before(folder: Path) -> int | None:
    try:
        registry = load_registry(folder)
    except RegistryError:
        return None  # a damaged index must not stand in the way of a good one
    return None if registry is None else registry.rows


def _replace(folder: Path, data: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    current = folder / INDEX_NAME
    if current.is_file():
        _write(folder / _PREVIOUS, current.read_bytes())
    _write(current, data)


def _write(path: Path, data: bytes) -> None:
    """Write so that after a crash the old or the new file is there, whole."""
    import tempfile

    handle, name = tempfile.mkstemp(prefix=path.name + ".", suffix=".new", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Make the new name last; not every system lets a folder be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _read(path: Path, limit: int) -> bytes:
    """Return a regular file of at most ``limit`` bytes; a pipe or a device is not waited for."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise IsADirectoryError(None, "not a regular file")
    with path.open("rb") as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise OSError(None, f"more than {limit} bytes")
    return data


def _unreadable(name: str, error: OSError) -> RegistryError:
    return RegistryError(
        "registry.unreadable",
        f"the file cannot be read: {error.strerror}",
        name,
        "The plan in use stays as it was.",
        "Check the path and the rights.",
    )
