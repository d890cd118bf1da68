"""What leaves for an assistant about a person: no number of a document, card or account, and no code."""

from __future__ import annotations

from typing import Any, Final

from simoff.desk.guard import mask_text

SECRET: Final = frozenset(
    {
        "passport_ru",
        "passport_ru_foreign",
        "passport_cn",
        "id_cn",
        "snils",
        "inn",
        "card",
        "account",
        "iban",
        "otp",
        "email",
        "birthdate",
    }
)
HIDDEN: Final = "[…]"


def without_secrets(value: Any) -> Any:  # noqa: ANN401 - any plain value
    """A plain value with everything secret taken out of its texts."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict):
        return {key: without_secrets(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [without_secrets(one) for one in value]
    return value


def _text(text: str) -> str:
    if not any(sign.isdigit() or sign == "@" for sign in text):
        return text
    for mask in reversed(mask_text(text).masks):
        if mask.kind in SECRET:
            text = text[: mask.start] + HIDDEN + text[mask.end :]
    return text
