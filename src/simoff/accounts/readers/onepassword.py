"""The member ``export.data`` of 1Password's ``.1pux``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from simoff.accounts.model import Item
from simoff.accounts.readers.interface import Options, Source
from simoff.accounts.readers.vaults import onepassword_logins

FORMAT: Final = "onepassword"
_START: Final = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"accounts"\s*:\s*\[')


def sniff(source: Source) -> bool:
    """Whether it is an object of accounts with vaults."""
    return _START.match(source.head) is not None and b'"vaults"' in source.head


def read(source: Source, options: Options) -> Iterator[Item]:
    """Every entry."""
    yield from onepassword_logins(source, options)
