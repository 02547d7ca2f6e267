"""Structures, contracts and French extensions, found by the texts of the catalogue, best first."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cnrs_intl.catalogue.addresses import address
from cnrs_intl.catalogue.faceting import Among, as_array
from cnrs_intl.catalogue.sight import Sight
from cnrs_intl.catalogue.statements import Given, statement
from cnrs_intl.catalogue.text import foreign_language
from cnrs_intl.search.question import Question
from cnrs_intl.search.results import MOST_HITS, Group, Hit
from partnerships.catalogue import CatalogueResult
from partnerships.catalogue.index import RELEVANCE
from partnerships.catalogue.rows import CONTRACT, fetch
from partnerships.catalogue.views import CONTRACTS, STRUCTURES
from partnerships.models import FrenchExtension
from partnerships.models.structures import compact_code
from partnerships.tables import cells
from partnerships.tables.collaborations import prepare


def collaborations(question: Question) -> list[Group]:
    """Two groups, structures and contracts: their rows are read together."""
    found = {
        part: question.index.query(part=part, text=question.text, day=question.day) for part in (STRUCTURES, CONTRACTS)
    }
    keys = {name: _best(result) for name, result in found.items()}
    rows = fetch([key for each in keys.values() for key in each], question.index.sight, question.day)
    hits = {row.pk: _hit(question, prepare(row), found[_part(row)]) for row in rows}
    titles = {STRUCTURES: gettext_lazy("Structures"), CONTRACTS: gettext_lazy("EU contracts")}
    return [
        Group(
            name=name,
            title=titles[name],
            hits=[hits[key] for key in keys[name] if key in hits],
            total=result.total,
            url=_list(name, question),
        )
        for name, result in found.items()
    ]


def extensions(question: Question) -> Group:
    """French extensions, of today, of the structures that the text finds; the places of a structure find it too."""
    result = question.index.query(text=question.text, day=question.day, chosen={"extension": ["yes"]})
    keys = _best(result)
    records = _extensions(question.index.sight, question.day).read(structures=as_array(keys)) if keys else []
    return Group(
        name="extensions",
        title=gettext_lazy("French extensions"),
        hits=[
            Hit(
                name=" – ".join(text for text in (str(site.structure), site.name or str(site.city)) if text),
                url=site.get_absolute_url(),
                detail=", ".join(text for text in (site.campus, str(site.city)) if text),
            )
            for site in records
        ],
        total=result.total,
        url=_list("collaborations", question, extension="yes"),
    )


@statement
def _extensions(sight: Sight, day: date) -> QuerySet[FrenchExtension]:
    sites = FrenchExtension.objects.all().in_sight(sight).on(day).filter(Among("structure_id", Given("structures")))
    return sites.select_related("structure").order_by("structure__acronym", "pk")[:MOST_HITS]


def _best(result: CatalogueResult) -> Sequence[int]:
    return result.page(order=RELEVANCE, size=MOST_HITS).ids


def _part(row: Any) -> str:
    return CONTRACTS if row.kind == CONTRACT else STRUCTURES


def _list(name: str, question: Question, **filters: str) -> str:
    return f"{address(name)}?{urlencode({'q': question.text, **filters})}"


def _hit(question: Question, row: Any, result: CatalogueResult) -> Hit:
    codes = [(f"{row.framework} {row.grant_number}", False)] if row.grant_number else row.code_labels
    return Hit(
        name=str(row),
        url=row.url,
        codes=codes or [(row.kind, False)],
        title=str(row.title) if row.title != str(row) else "",
        language=foreign_language(row, "title"),
        detail=str(row.country or ""),
        reason=_reason(question, row),
        status=cells.status(result.statuses([row.pk])[0], row.end),
        is_exact=_is_exact(question, row),
    )


def _reason(question: Question, row: Any) -> str:
    """A code that it no longer carries is why somebody with an old document comes here."""
    wanted = compact_code(question.wanted)
    for code, former in row.code_labels:
        if former and compact_code(code) == wanted:
            return _("former code %(code)s") % {"code": code}
    return ""


def _is_exact(question: Question, row: Any) -> bool:
    wanted = compact_code(question.wanted)
    codes = [code["code"] for code in row.codes_found] + [text for text in (row.grant_number, row.acronym) if text]
    return bool(wanted) and any(compact_code(code) == wanted for code in codes)
