"""The strict loader: pack files in, facts out, or every fault at once."""

from __future__ import annotations

from collections.abc import Mapping

from simoff.facts.model import Facts

LARGEST = 1_000_000
"""Bytes a pack file may have."""


def load_packs(files: Mapping[str, bytes]) -> Facts:
    """All packs as one value.

    ``files``: path below the packs folder, with slashes (``law/money.toml``) -> the file's bytes.
    Raises PackError with all faults of all files; nothing is loaded then.
    """
    from simoff.facts.loading import Loading  # an installation reads compiled facts and never needs it

    loading = Loading()
    for path in sorted(files):
        loading.add(path, files[path])
    return loading.facts()
