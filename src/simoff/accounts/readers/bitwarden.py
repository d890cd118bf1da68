"""Bitwarden's JSON export."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from simoff.accounts.model import Item
from simoff.accounts.readers.interface import Options, Source
from simoff.accounts.readers.vaults import bitwarden_logins

FORMAT: Final = "bitwarden"
_START: Final = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"encrypted"\s*:\s*(?:true|false)')


def sniff(source: Source) -> bool:
    """Whether the first member says if the export is encrypted."""
    return _START.match(source.head) is not None


def read(source: Source, options: Options) -> Iterator[Item]:
    """Every entry."""
    yield from bitwarden_logins(source, options)
