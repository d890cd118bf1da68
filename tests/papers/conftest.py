"""What the tests of the letters share."""

from __future__ import annotations

import pytest
from papers_samples import papers_catalogue, small_facts

from simoff.facts.model import Facts
from simoff.lang import Catalogue
from simoff.number.model import Line, Range


@pytest.fixture
def facts() -> Facts:
    return small_facts()


@pytest.fixture
def line() -> Line:
    return Line("+79161234567", "9161234567", Range("unknown", (), None, "codes", None))


@pytest.fixture(params=("zh", "ru", "en"))
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def catalogue(lang: str) -> Catalogue:
    return papers_catalogue(lang)
