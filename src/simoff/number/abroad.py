"""Numbers of other countries, by the metadata of ``phonenumbers`` (loaded only when one is met)."""

from __future__ import annotations


def foreign(digits: str, *, strict: bool) -> tuple[str, bool] | None:
    """Return the E.164 form of the digits after the plus sign, and whether the country has such numbers.

    None where no country has a number of that length; ``strict`` asks for a number known to be in use.
    """
    if not 7 <= len(digits) <= 15 or digits[0] in "07":
        return None
    import phonenumbers  # about 20 ms: not for Russian numbers

    try:
        number = phonenumbers.parse("+" + digits)
    except phonenumbers.NumberParseException:
        return None
    valid = phonenumbers.is_valid_number(number)
    if not valid and (strict or not phonenumbers.is_possible_number(number)):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), valid
