"""What has happened? Circumstances, the catalogue of events, the fold to a state, and decisions. Pure.

This package itself exports the circumstances, which every plan needs: ``read_circumstances`` reads them strictly
from TOML and ``--set``, ``circumstances_to_toml`` writes them, ``contradictions`` names what cannot all be true.
What only a kept case needs lies beside: ``simoff.case.events`` (the catalogue, ``encode``, ``decode``),
``.folding`` (``fold``, ``apply``), ``.state`` (``CaseState``), ``.deriving`` (circumstances out of a state) and
``.decisions`` (commands into events, or why not).
"""

from simoff.case.circumstances import Circumstances
from simoff.case.contradictions import contradictions
from simoff.case.encoded import Encoded
from simoff.case.faults import CircumstanceError, CircumstanceFault
from simoff.case.keys import Key, key_names
from simoff.case.reading import read_circumstances
from simoff.case.writing import circumstances_to_toml, stated_values

__all__ = [
    "CircumstanceError",
    "CircumstanceFault",
    "Circumstances",
    "Encoded",
    "Key",
    "circumstances_to_toml",
    "contradictions",
    "key_names",
    "read_circumstances",
    "stated_values",
]
