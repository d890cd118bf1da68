"""What can be wrong with a text or with what is filled into it. No message carries a filled-in value."""

from __future__ import annotations


class CatalogueError(KeyError):
    """A text cannot be said; names the text and the language."""

    def __str__(self) -> str:
        return str(self.args[0])


class MissingText(CatalogueError):
    """There is no text of that id."""

    def __init__(self, key: str, lang: str) -> None:
        super().__init__(f"no text {key!r} in {lang!r}: add it to the catalogue or correct the id")


class MissingArgument(CatalogueError):
    """The text has a placeholder for which nothing was given, or None."""

    def __init__(self, name: str, key: str, lang: str) -> None:
        super().__init__(f"text {key!r} in {lang!r} needs a value for {{{name}}}: pass it in args")


class WrongArgument(TypeError):
    """What was given cannot be written in that place."""

    def __init__(self, name: str, spec: str, kind: str, key: str, lang: str) -> None:
        place = f"{name}:{spec}" if spec else name
        super().__init__(f"text {key!r} in {lang!r} cannot write a {kind} as {{{place}}}")


class BadTemplate(ValueError):
    """A text of a catalogue is not well formed."""

    def __init__(self, key: str, why: str) -> None:
        super().__init__(f"text {key!r} is not well formed: {why}")
