"""One row of a file made into typed values; what is wrong with it goes to the list of bad rows, cell by cell."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache, partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue import cells
from cnrs_intl.catalogue.cells import CellError, Message
from cnrs_intl.catalogue.readers import Row
from cnrs_intl.catalogue.text import fold
from offices.models import Country
from partnerships.choices import ContractStatus, PartnerKind, Role
from partnerships.models import Call, EUContract, FundingScheme, Partner, PartnerName, Programme

Values = tuple[Any, ...]

STATUSES = {
    "": None,
    "signed": ContractStatus.SIGNED,
    "ong": ContractStatus.SIGNED,
    "closed": ContractStatus.CLOSED,
    "clo": ContractStatus.CLOSED,
    "terminated": ContractStatus.TERMINATED,
    "can": ContractStatus.TERMINATED,
}
ROLES = {
    "coordinator": Role.COORDINATOR,
    "participant": Role.PARTICIPANT,
    "beneficiary": Role.PARTICIPANT,
    "thirdparty": Role.THIRD_PARTY,
    "partner": Role.PARTNER,
    "hostinstitution": Role.HOST,
    "associatedpartner": Role.ASSOCIATED,
    "internationalpartner": Role.INTERNATIONAL,
}
ACTIVITIES = {
    "": None,
    "hes": PartnerKind.HIGHER_EDUCATION,
    "rec": PartnerKind.RESEARCH,
    "prc": PartnerKind.COMPANY,
    "pub": PartnerKind.PUBLIC_BODY,
    "oth": PartnerKind.OTHER,
}
FRAMEWORKS = {"fp7": "FP7", "h2020": "H2020", "horizon": "HORIZON", "horizoneurope": "HORIZON", "he": "HORIZON"}
# What a university's name has in it, folded, in the languages of Europe.
_UNIVERSITY = re.compile(
    r"universi|univerz|uniwersyt|unibertsit|\buniv\b"
    r"|ollscoil|prifysgol|haskol|panepisti|yliopisto|ulikool|egyetem|sveucilis"
)
_GRANT = re.compile(r"[0-9]{3,20}")
_PIC = re.compile(r"[0-9]{9}")
_NOT_A_LETTER = re.compile(r"[^a-z0-9]")

PROJECT_COLUMNS = (
    "seq", "snapshot", "file", "line", "framework", "grant_number", "acronym", "title_en", "summary_en", "website",
    "programme", "topic", "scheme", "call", "ec_status", "start", "end", "signed_on", "total_cost", "ec_contribution",
    "grant_doi", "rcn", "keywords",
)  # fmt: skip
ORGANISATION_COLUMNS = (
    "seq", "snapshot", "grant_number", "pic", "name", "short_name", "kind", "country_id", "city", "website",
    "latitude", "longitude", "role", "position", "ec_contribution", "net_ec_contribution", "total_cost", "left_early",
)  # fmt: skip


def project(row: Row, sequence: int, age: str) -> Values | None:
    """The values of `PROJECT_COLUMNS`, or None for a bad row."""
    grant, title = row.parse("grant", grant_number), row.parse("title", _required(EUContract, "title_en"))
    start, end = row.parse("start", cells.day), row.parse("end", cells.day)
    if start and end and end < start:
        row.complain("end", str(_("the end is before the start")))
    values = (
        sequence,
        f"{age} {row.parse('updated', cells.moment) or ''}".rstrip(),
        row.file,
        row.line,
        row.parse("framework", framework),
        grant,
        row.parse("acronym", _line(EUContract, "acronym")) or None,
        title,
        row.parse("objective", cells.paragraphs) or None,
        cells.web_address(row["website"], longest(EUContract, "website")) or None,
        row.parse("programme", _first(Programme, "code")),
        row.parse("topic", _first(EUContract, "topic")),
        row.parse("scheme", _first(FundingScheme, "code")),
        row.parse("call", _call) or row.parse("master_call", _call),
        row.parse("status", partial(_one_of, STATUSES)),
        start,
        end,
        row.parse("signed", cells.day),
        row.parse("total_cost", cells.amount),
        row.parse("ec_contribution", cells.amount),
        row.parse("doi", _line(EUContract, "grant_doi")) or None,
        row.parse("rcn", _line(EUContract, "rcn")) or None,
        row.parse("keywords", cells.paragraphs) or None,
    )
    return None if row.is_bad else values


def organisation(row: Row, sequence: int, age: str, countries: Mapping[str, str]) -> Values | None:
    """The values of `ORGANISATION_COLUMNS`, or None for a bad row."""
    name = row.parse("name", _required(Partner, "name"))
    activity = row.parse("activity", partial(_one_of, ACTIVITIES))
    place = row.parse("place", cells.degrees) or (None, None)
    values = (
        sequence,
        f"{age} {row.parse('updated', cells.moment) or ''}".rstrip(),
        row.parse("grant", grant_number),
        row.parse("pic", pic),
        name,
        row.parse("short_name", _line(PartnerName, "text")) or None,
        partner_kind(activity, name or "") if activity else None,
        row.parse("country", partial(country, countries)),
        row.parse("city", _line(Partner, "city")) or None,
        cells.web_address(row["website"], longest(Partner, "website")) or None,
        *place,
        row.parse("role", _role),
        row.parse("position", cells.whole),
        row.parse("ec_contribution", cells.amount),
        row.parse("net_ec_contribution", cells.amount),
        row.parse("total_cost", cells.amount),
        row.parse("left_early", cells.truth),
    )
    return None if row.is_bad else values


def titled(row: Row) -> Values | None:
    """Grant number, code, title and main mark of a topic or of a legal basis, or None for a bad row."""
    values = (
        row.parse("grant", grant_number),
        row.parse("code", _line(EUContract, "topic")) or None,
        row.parse("title", _line(EUContract, "topic_title")) or None,
        row.parse("is_main", cells.truth),
    )
    return None if row.is_bad else values


def grant_number(cell: str) -> str:
    return _shaped(cell, _GRANT, _("not a grant number: it has digits alone"))


def pic(cell: str) -> str:
    return _shaped(cell, _PIC, _("not a PIC: it has nine digits"))


def framework(cell: str) -> str:
    """The code of a framework programme: FP7, H2020 or HORIZON."""
    return _one_of(FRAMEWORKS, cell)


def country(codes: Mapping[str, str], cell: str) -> str | None:
    """The ISO code of a country as EU files write it; empty is None. Two countries in one cell are none."""
    code = cell.strip().upper()
    if not code:
        return None
    if code not in codes:
        raise CellError(_("not the code of one country"))
    return codes[code]


def country_codes() -> dict[str, str]:
    """ISO code by the code that EU files use, or have used: EL and GR, UK and GB, XK and KO."""
    codes: dict[str, str] = {}
    for iso2, cordis in Country.objects.values_list("iso2", "cordis_code"):
        codes.setdefault(iso2, iso2)
        codes[cordis] = iso2
    if "XK" in codes:
        codes.setdefault("KO", codes["XK"])
    return codes


@lru_cache(maxsize=4_096)
def partner_kind(activity: PartnerKind, name: str) -> PartnerKind:
    """Higher education whose name says so, in one of the usual languages, is a university."""
    if activity == PartnerKind.HIGHER_EDUCATION and _UNIVERSITY.search(fold(name)):
        return PartnerKind.UNIVERSITY
    return activity


def first_of(cell: str) -> str:
    """The first of codes that are joined by `;`."""
    return next((part for part in (part.strip() for part in cell.split(";")) if part), "")


@cache
def longest(model: Any, name: str) -> int:
    return int(model._meta.get_field(name).max_length)


def _shaped(cell: str, shape: "re.Pattern[str]", reason: Message) -> str:
    text = cell.strip()
    if not shape.fullmatch(text):
        raise CellError(reason)
    return text


def _one_of(known: Mapping[str, Any], cell: str) -> Any:
    key = _NOT_A_LETTER.sub("", cell.lower())
    if key not in known or (not key and cell.strip()):
        names = ", ".join(name.upper() for name in known if name)
        raise CellError(_("not one of those known: %(known)s") % {"known": names})
    return known[key]


def _role(cell: str) -> Role:
    return _one_of(ROLES, cell)


@cache
def _line(model: Any, name: str) -> Any:
    return partial(cells.line, longest=longest(model, name))


@cache
def _first(model: Any, name: str) -> Any:
    parse = _line(model, name)
    return lambda cell: parse(first_of(cell)) or None


def _call(cell: str) -> str | None:
    return _first(Call, "identifier")(cell)


@cache
def _required(model: Any, name: str) -> Any:
    parse = _line(model, name)

    def required(cell: str) -> str:
        if not (text := parse(cell)):
            raise CellError(_("is empty"))
        return text

    return required
