"""simoff for assistants: tools over the Model Context Protocol, on standard input and output. A face; no rule here.

``arguments`` is what a tool may be given, ``reading`` and ``writing`` are the tools, ``serving`` speaks the
protocol.
"""
