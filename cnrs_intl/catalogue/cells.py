"""What one cell of a file says: amounts, days, three-state truths, texts. A wrong one raises `CellError`."""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from functools import lru_cache
from urllib.parse import urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Message = str | Promise


class CellError(ValueError):
    """The cell cannot be what its column says; `str()` of it is the reason, for a person."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reason)


FIRST_YEAR, LAST_YEAR = 1900, 2199
_CENT = Decimal("0.01")
_DEGREE_STEP = Decimal("0.00001")
_TOO_LARGE = Decimal(10**12)
_SPACES = dict.fromkeys(map(ord, " \t\u00a0\u2009\u202f"))
_AMOUNT = re.compile(r"[0-9]+(?:[.,][0-9]*)?")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ T](?:[01][0-9]|2[0-3])(?::[0-5][0-9]){2})?")
_SLASHED_DAY = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")
_DEGREES = re.compile(r"\(?\s*(-?[0-9]{1,3}(?:\.[0-9]*)?)\s*,\s*(-?[0-9]{1,3}(?:\.[0-9]*)?)\s*\)?")
_WHOLE = re.compile(r"[0-9]{1,9}")
# Marks that nobody sees and that turn the direction of a text or break its search.
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_TRUTHS = {"": None, "true": True, "false": False}


def amount(cell: str) -> Decimal | None:
    """Euros, rounded to the cent. One comma or one point is the decimal mark; spaces are ignored; empty is None."""
    compact = cell.translate(_SPACES)
    if not compact:
        return None
    if not _AMOUNT.fullmatch(compact) or len(compact) > 40:
        if compact.startswith(("-", "−")):
            raise CellError(_("an amount is not negative"))
        raise CellError(_("not an amount: write 1234.56 or 1234,56"))
    exact = Decimal(compact.replace(",", "."))
    # Compared first as it is: a number too long cannot be rounded.
    value = exact.quantize(_CENT) if exact < _TOO_LARGE else exact
    if value >= _TOO_LARGE:
        raise CellError(_("an amount has at most twelve digits before the decimal mark"))
    return value


@lru_cache(maxsize=16_384)
def day(cell: str) -> date | None:
    """A day written 2014-02-01, 2014-02-01 09:17:05 or 01/02/2014 (day first); empty is None."""
    text = cell.strip()
    if not text:
        return None
    if found := _ISO_DAY.fullmatch(text):
        year, month, number = found.groups()
    elif found := _SLASHED_DAY.fullmatch(text):
        number, month, year = found.groups()
    else:
        raise CellError(_("not a date: write 2014-02-01 or 01/02/2014"))
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise CellError(_("the year is not a plausible one"))
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        raise CellError(_("no such day in the calendar")) from None


def moment(cell: str) -> str:
    """The same as `day`, kept as text with its time: it is only compared. Empty is empty."""
    return cell.strip() if day(cell) else ""


def truth(cell: str) -> bool | None:
    """true, false, or None where the cell is empty."""
    try:
        return _TRUTHS[cell.strip().lower()]
    except KeyError:
        raise CellError(_("write true or false, or leave empty")) from None


def whole(cell: str) -> int | None:
    """A number from 1 to 32767; empty is None."""
    text = cell.strip()
    if not text:
        return None
    if not _WHOLE.fullmatch(text) or not 1 <= int(text) <= 32_767:
        raise CellError(_("not a whole number from 1 to 32767"))
    return int(text)


@lru_cache(maxsize=16_384)
def degrees(cell: str) -> tuple[Decimal, Decimal] | None:
    """Latitude and longitude written “48.85,2.35”, to five decimals; empty is None."""
    if not cell.strip():
        return None
    if not (found := _DEGREES.fullmatch(cell.strip())):
        raise CellError(_("not a place: write latitude and longitude in degrees, such as 48.85,2.35"))
    latitude, longitude = (Decimal(number).quantize(_DEGREE_STEP) for number in found.groups())
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise CellError(_("latitudes go from -90 to 90, longitudes from -180 to 180"))
    return latitude, longitude


def composed(cell: str) -> str:
    """The text in Unicode's composed form, without marks that nobody sees."""
    if cell.isascii():
        return cell
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", cell))


def line(cell: str, longest: int) -> str:
    """A text of one line: line breaks and runs of spaces are one space. Longer than `longest` is refused, not cut."""
    text = " ".join(composed(cell).split())
    if len(text) > longest:
        raise CellError(_("longer than %(longest)d characters") % {"longest": longest})
    return text


def paragraphs(cell: str) -> str:
    """A text that may have several lines."""
    return composed(cell).replace("\r\n", "\n").replace("\r", "\n").strip()


@lru_cache(maxsize=16_384)
def web_address(cell: str, longest: int) -> str:
    """An http address, completed where the file only gives the host; empty where the cell holds something else."""
    text = cell.strip()
    if not text:
        return ""
    address = text if "://" in text else f"http://{text}"
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return ""
    usable = parts.scheme in ("http", "https") and "." in host.strip(".") and not re.search(r"[\s<>\"]", address)
    return address if usable and "@" not in parts.netloc and len(address) <= longest else ""
