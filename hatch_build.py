"""The build hook: check all packs, compile facts and words, and put the result into the wheel.

A pack with faults stops the build and the faults are shown. The bundle is written to a temporary folder and
added from there: in the source tree it would go stale and be read instead of the edited files.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileBundle(BuildHookInterface):  # type: ignore[type-arg]
    """Adds ``simoff/_bundle`` to a wheel; an editable install reads the source's own TOML files."""

    PLUGIN_NAME = "custom"
    _folder: TemporaryDirectory[str] | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile and add, before the wheel is put together."""
        if self.target_name != "wheel" or version == "editable":
            return
        files = _bundle_module(Path(self.root) / "src").compile_bundle()
        self._folder = TemporaryDirectory(prefix="simoff-bundle-")
        for name, content in files.items():
            path = Path(self._folder.name) / name
            path.write_bytes(content)
            build_data["force_include"][str(path)] = f"simoff/_bundle/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take the temporary folder away."""
        if self._folder is not None:
            self._folder.cleanup()


def _bundle_module(source: Path) -> ModuleType:
    """``simoff.desk.bundle`` of the tree being built.

    Loaded by its path, because importing it by name would run ``simoff/desk/__init__.py`` and so need every
    dependency of the program in the build environment.
    """
    sys.path.insert(0, str(source))
    try:
        spec = importlib.util.spec_from_file_location("_simoff_bundle", source / "simoff/desk/bundle.py")
        if spec is None or spec.loader is None:
            raise FileNotFoundError(f"{source} holds no simoff/desk/bundle.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
    finally:
        sys.path.remove(str(source))
