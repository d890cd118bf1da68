"""In which words? Texts by id in Chinese, Russian and English, with plural forms, dates and money.

``Catalogue`` says a text and fills in its values as its language writes them, ``flatten`` makes its entries
from a TOML table, ``missing`` compares the catalogues of a room, ``pick_language`` chooses. Pure: tables and
the environment come as arguments.
"""

from simoff.lang.catalogue import Catalogue, flatten
from simoff.lang.choice import pick_language
from simoff.lang.comparing import Difference, missing
from simoff.lang.faults import BadTemplate, CatalogueError, MissingArgument, MissingText, WrongArgument
from simoff.lang.plural import category
from simoff.lang.words import LANGS
from simoff.lang.writing import date_text, list_text, money_text, number_text, quantity_text

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
]
