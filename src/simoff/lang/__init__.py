"""In which words? Texts by id in Chinese, Russian and English, with plural forms, dates and money.

``Catalogue`` says a text and fills in its values as its language writes them, ``flatten`` makes its entries
from a TOML table, ``missing`` compares the catalogues of a room, ``pick_language`` chooses. Pure: tables and
the environment come as arguments.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from simoff.lang.catalogue import Catalogue, flatten
    from simoff.lang.choice import pick_language
    from simoff.lang.comparing import Difference, missing
    from simoff.lang.faults import BadTemplate, CatalogueError, MissingArgument, MissingText, WrongArgument
    from simoff.lang.plural import category
    from simoff.lang.words import LANGS
    from simoff.lang.writing import date_text, list_text, money_text, number_text, quantity_text, quoted

__all__ = [
    "LANGS",
    "BadTemplate",
    "Catalogue",
    "CatalogueError",
    "Difference",
    "MissingArgument",
    "MissingText",
    "WrongArgument",
    "category",
    "date_text",
    "flatten",
    "list_text",
    "missing",
    "money_text",
    "number_text",
    "pick_language",
    "quantity_text",
    "quoted",
]

_PLACES = {
    "BadTemplate": "faults",
    "Catalogue": "catalogue",
    "CatalogueError": "faults",
    "Difference": "comparing",
    "LANGS": "words",
    "MissingArgument": "faults",
    "MissingText": "faults",
    "WrongArgument": "faults",
    "category": "plural",
    "date_text": "writing",
    "flatten": "catalogue",
    "list_text": "writing",
    "missing": "comparing",
    "money_text": "writing",
    "number_text": "writing",
    "pick_language": "choice",
    "quantity_text": "writing",
    "quoted": "writing",
}


def __getattr__(name: str) -> object:
    """Load what is asked for: a help page needs no more than the choice of a language."""
    if name not in _PLACES:
        raise AttributeError(name=name, obj=__name__)
    from importlib import import_module

    found: object = getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
    globals()[name] = found
    return found
