"""What has happened? Of a case the plan needs its circumstances: who, where, by when, with how much money.

``read_circumstances`` reads them strictly from TOML and ``--set``, ``circumstances_to_toml`` writes them,
``contradictions`` names what cannot all be true, ``key_names`` lists what may be stated. Pure.
"""

from simoff.case.circumstances import Circumstances
from simoff.case.contradictions import contradictions
from simoff.case.faults import CircumstanceError, CircumstanceFault
from simoff.case.keys import Key, key_names
from simoff.case.reading import read_circumstances
from simoff.case.writing import circumstances_to_toml

__all__ = [
    "CircumstanceError",
    "CircumstanceFault",
    "Circumstances",
    "Key",
    "circumstances_to_toml",
    "contradictions",
    "key_names",
    "read_circumstances",
]
