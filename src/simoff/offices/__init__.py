"""Where to go, and when is it open? Offices out of files, their hours, and the nearest that fit."""

from simoff.offices.links import map_links
from simoff.offices.merging import merged
from simoff.offices.model import Fault, Found, Near, Office, Origin
from simoff.offices.search import Offices, Wanted, state_of, timetable

__all__ = [
    "Fault",
    "Found",
    "Near",
    "Office",
    "Offices",
    "Origin",
    "Wanted",
    "map_links",
    "merged",
    "state_of",
    "timetable",
]
