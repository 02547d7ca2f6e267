"""Identifiers of the field: their shape and, where they have one, their check digits."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

_ROR = re.compile(r"0[0-9a-hjkmnp-tv-z]{6}[0-9]{2}")
_CROCKFORD = {character: value for value, character in enumerate("0123456789abcdefghjkmnpqrstvwxyz")}


def ror_is_valid(ror_id: str) -> bool:
    """Whether the nine characters after `https://ror.org/` are an id: 98 - (number * 100 mod 97) closes it."""
    if not _ROR.fullmatch(ror_id):
        return False
    number = 0
    for character in ror_id[:7]:
        number = number * 32 + _CROCKFORD[character]
    return 98 - (number * 100) % 97 == int(ror_id[7:])


def validate_ror(ror_id: str) -> None:
    if not ror_is_valid(ror_id):
        raise ValidationError(
            _("“%(value)s” is not a ROR id: write the nine characters at the end of its address, such as 02feahw73."),
            code="ror",
            params={"value": ror_id},
        )


validate_rnsr = RegexValidator(
    r"^[0-9]{9}[A-Z]\Z", _("A RNSR number has nine digits and a capital letter, such as 200419757M.")
)
validate_pic = RegexValidator(r"^[0-9]{9}\Z", _("A PIC has nine digits, such as 999997930."))


def validate_printable(text: str) -> None:
    """Refuse control characters: no person types them, and XML cannot carry them."""
    if any(ord(character) < 32 or 0x7F <= ord(character) < 0xA0 for character in text):
        raise ValidationError(_("Remove the control characters: only printable text is searched."), code="control")
