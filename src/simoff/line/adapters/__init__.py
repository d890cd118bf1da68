"""Equipment that looks at a line: one file each behind one interface. They run on request only.

Each says first what it will send, calls and texts nobody but the line itself, has a time limit, and where the
equipment is not there answers `Skipped` with the reason.
"""

from simoff.line.adapters.interface import Probe, Skipped

__all__ = ["Probe", "Skipped"]
