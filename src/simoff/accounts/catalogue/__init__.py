"""The services pack: who hangs on a number, how they show themselves, how their number is changed.

The TOML files lie in ``simoff/accounts/services``; ``load_services`` reads them strictly, ``checks.run`` says what
is doubtful in them, ``tier`` how far a service is confirmed.
"""

from simoff.accounts.catalogue.loader import load_services
from simoff.accounts.catalogue.model import (
    FAMILIES,
    LOSSES,
    TURNS,
    Change,
    CheckItem,
    Reference,
    Sender,
    Service,
    Services,
)
from simoff.accounts.catalogue.quality import Tier, tier, todo

__all__ = [
    "FAMILIES",
    "LOSSES",
    "TURNS",
    "Change",
    "CheckItem",
    "Reference",
    "Sender",
    "Service",
    "Services",
    "Tier",
    "load_services",
    "tier",
    "todo",
]
