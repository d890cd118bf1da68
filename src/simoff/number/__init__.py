"""Which line is it? Any spelling of a telephone number becomes E.164, and a numbering plan says whose it is.

`find` takes a text and returns the numbers in it; `line_of` adds what a plan knows. There are two plans:
`Registry`, compiled from the ministry's ``DEF-9xx.csv``, and `CodeShares`, the shares per code that come
with simoff. Nothing here touches a file or the network: bytes come as arguments.
"""

from .codes import CodeShares
from .compiling import Compiled, compile_registry
from .faults import Fault, NationalError, RegistryError
from .find import MAX_TEXT, NotMobile, find, line_of
from .model import Allocated, Found, Holder, Kind, Line, NumberingPlan, Range
from .registry import Registry

__all__ = [
    "MAX_TEXT",
    "Allocated",
    "CodeShares",
    "Compiled",
    "Fault",
    "Found",
    "Holder",
    "Kind",
    "Line",
    "NationalError",
    "NotMobile",
    "NumberingPlan",
    "Range",
    "Registry",
    "RegistryError",
    "compile_registry",
    "find",
    "line_of",
]
