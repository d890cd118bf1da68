"""``simoff facts diff`` and ``facts update``: two versions compared, a newer pack taken in."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from simoff.cli.call import Call
from simoff.cli.document import Block, Document, Paragraph
from simoff.cli.facts_changes import differences_page
from simoff.desk.clock import today
from simoff.desk.packs.comparing import compare, plain
from simoff.desk.packs.updating import Updated, address_of, update_from_address, update_from_file


def diff(call: Call, options: argparse.Namespace) -> int:
    """What is different between two versions, folders or archives."""
    found = plain(compare(options.words[0], options.words[1], os.environ))
    if call.json:
        call.write_json(found)
    else:
        call.show(Document(call.lang, tuple(differences_page(call, found))))
    return 0


def update(call: Call, options: argparse.Namespace) -> int:
    """Take in a newer pack: of a file, or of the address given or set; then the network is used, and said."""
    if options.words:
        updated = update_from_file(Path(options.words[0]), os.environ, today())
    else:
        address = address_of(options.address, os.environ)
        sys.stderr.write(call.say("packs.fetching", address=address) + "\n")
        sys.stderr.flush()
        updated = update_from_address(address, os.environ, today())
    if call.json:
        call.write_json(
            {
                "taken": updated.taken,
                "version": updated.version,
                "version_before": updated.version_before,
                "key": updated.key,
                "news": updated.news,
                "differences": plain(updated.differences),
            }
        )
    else:
        call.show(Document(call.lang, tuple(_updated(call, updated))))
    return 0


def _updated(call: Call, updated: Updated) -> Iterator[Block]:
    if not updated.taken:
        yield Paragraph(call.say("packs.nothing-newer", version=updated.version))
        return
    yield Paragraph(call.say("packs.taken", version=updated.version, signer=updated.key), "strong")
    yield Paragraph(call.say("packs.cases-stay", before=updated.version_before))
    yield Paragraph(updated.news)
    yield from differences_page(call, plain(updated.differences))
