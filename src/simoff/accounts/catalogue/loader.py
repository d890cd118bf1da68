"""The strict loader of the services pack: files in, services out, or every fault at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from simoff.accounts.catalogue.model import Services


def load_services(files: Mapping[str, bytes], facts: Collection[str] | None = None) -> Services:
    """The pack as one value.

    ``files``: name below the pack's folder (``bank.toml``) -> bytes. ``facts``: the ids that may be cited, None
    where that is not to be checked. Raises PackError with all faults of all files; nothing is loaded then.
    """
    from simoff.accounts.catalogue.loading import Loading  # an installation reads the compiled pack

    loading = Loading(facts)
    for name in sorted(files):
        loading.add(name, files[name])
    return loading.services()
