"""The services pack of an installation is the one of the source, compiled."""

from __future__ import annotations

from pathlib import Path

import pytest

from simoff.desk import bundle
from simoff.facts import PackError


def test_the_compiled_services_are_the_services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes out of the bundle equals what the loader makes of the TOML files."""
    bundle.load_services.cache_clear()
    from_toml = bundle.load_services()
    for name, content in bundle.compile_bundle().items():
        (tmp_path / name).write_bytes(content)
    monkeypatch.setattr(bundle, "BUNDLE", tmp_path)
    bundle.load_services.cache_clear()
    try:
        assert bundle.load_services() == from_toml
    finally:
        bundle.load_services.cache_clear()


def test_a_faulty_service_stops_the_build(tmp_path: Path) -> None:
    """No bundle is compiled over a services pack with a fault, and the fault is named with file and line."""
    import shutil

    package = tmp_path / "simoff"
    for part in ("facts/packs", "accounts/services"):
        shutil.copytree(bundle.PACKAGE / part, package / part)
    path = package / "accounts" / "services" / "bank.toml"
    path.write_text(path.read_text("utf-8").replace('loss = "high"', 'loss = "huge"', 1), "utf-8")
    with pytest.raises(PackError, match=r"bank\.toml:6: .*'loss' is 'huge'"):
        bundle.compile_bundle(package)
