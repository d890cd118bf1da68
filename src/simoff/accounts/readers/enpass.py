"""Enpass's JSON export."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from simoff.accounts.model import Item
from simoff.accounts.readers.interface import Options, Source
from simoff.accounts.readers.vaults import enpass_logins

FORMAT: Final = "enpass"
_OBJECT: Final = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"')
_ITEMS: Final = re.compile(rb'"items"\s*:\s*\[')
_OWN: Final = re.compile(rb'"(?:template_type|sensitive|value_updated_at|auto_submit)"\s*:')


def sniff(source: Source) -> bool:
    """Whether it is an object with entries that have Enpass's members."""
    head = source.head
    return all(pattern.search(head) for pattern in (_ITEMS, _OWN)) and _OBJECT.match(head) is not None


def read(source: Source, options: Options) -> Iterator[Item]:
    """Every entry."""
    yield from enpass_logins(source, options)
