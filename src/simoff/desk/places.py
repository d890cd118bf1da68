"""Where data is kept: SIMOFF_HOME, else the folders of the XDG Base Directory Specification 0.8."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from simoff.desk.errors import Refusal

HOME = "SIMOFF_HOME"


def data_folder(environment: Mapping[str, str]) -> Path:
    """The folder for data, whether or not it exists.

    ``SIMOFF_HOME`` itself, else ``$XDG_DATA_HOME/simoff``, else ``~/.local/share/simoff``. A relative
    XDG_DATA_HOME is ignored, as the specification demands.
    """
    if environment.get(HOME):
        return Path(environment[HOME]).expanduser().absolute()
    stated = Path(environment.get("XDG_DATA_HOME", ""))
    if stated.is_absolute():
        return stated / "simoff"
    return _person_folder(environment) / ".local" / "share" / "simoff"


def config_folder(environment: Mapping[str, str]) -> Path:
    """The folder for settings and keys: ``$XDG_CONFIG_HOME/simoff``, else ``~/.config/simoff``."""
    stated = Path(environment.get("XDG_CONFIG_HOME", ""))
    if stated.is_absolute():
        return stated / "simoff"
    return _person_folder(environment) / ".config" / "simoff"


def writable_data_folder(environment: Mapping[str, str]) -> Path:
    """The data folder, made for its owner alone if it was not there; Refusal when it cannot be written."""
    folder = data_folder(environment)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        probe = folder / ".simoff-probe"
        probe.touch()
        probe.unlink(missing_ok=True)  # another of our threads may have been here
    except OSError as fault:
        raise Refusal("data-folder", folder=str(folder), why=reason(fault)) from None
    return folder


def reason(fault: OSError) -> str:
    """What the system says, without the path that it repeats."""
    return fault.strerror or type(fault).__name__


def _person_folder(environment: Mapping[str, str]) -> Path:
    home = environment.get("HOME")
    try:
        return Path(home) if home else Path.home()
    except RuntimeError:
        raise Refusal("data-folder", folder="~", why="no home folder is known; set SIMOFF_HOME") from None
