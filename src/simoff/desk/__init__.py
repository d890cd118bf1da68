"""The use cases: one function each. The only place where rooms meet, files are read and the clock is known.

Every use case is a module; nothing is imported here, so that a command loads only what it uses.
"""
