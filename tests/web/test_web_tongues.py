"""Russian words in a page of another language are marked, wherever they stand."""

from __future__ import annotations

import pytest

from simoff.web.tongues import marked

MARK = '<span lang="ru">'


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>在应用 Личный кабинет 里</p>", f"<p>在应用 {MARK}Личный кабинет</span> 里</p>"),
        (
            "<p>Pay (лицевой счёт, обещанный платёж).</p>",
            f"<p>Pay ({MARK}лицевой счёт, обещанный платёж</span>).</p>",
        ),
        ('<p lang="ru">Прошу <b>вас</b></p><p>да</p>', f'<p lang="ru">Прошу <b>вас</b></p><p>{MARK}да</span></p>'),
        ('<input value="Иван" title="Имя">', '<input value="Иван" title="Имя">'),
        ("<option>МТС</option><textarea>Иван</textarea>", "<option>МТС</option><textarea>Иван</textarea>"),
        ("<title>Иван</title><script>'Иван'</script>", "<title>Иван</title><script>'Иван'</script>"),
        ("<p>no Russian</p>", "<p>no Russian</p>"),
        ("<p>&lt;b&gt;Иван&lt;/b&gt;</p>", f"<p>&lt;b&gt;{MARK}Иван</span>&lt;/b&gt;</p>"),
    ],
)
def test_russian_is_marked(page: str, expected: str) -> None:
    """Words in text are marked, what stands in attributes, forms and Russian elements is left as it is."""
    assert marked(page) == expected
