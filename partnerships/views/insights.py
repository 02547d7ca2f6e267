"""What the register says as a whole: pathways, renewals, exchanges, and where structures and contracts do not meet."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pyroaring import BitMap

from cnrs_intl.catalogue.addresses import address_of
from cnrs_intl.catalogue.drawing import column_groups
from cnrs_intl.catalogue.small_charts import diagram
from partnerships.catalogue import CatalogueIndex
from partnerships.catalogue.aggregates import OfVersion, Overlap, of_part, overlap
from partnerships.catalogue.views import CONTRACTS, STRUCTURES
from partnerships.catalogue.vocabulary import Vocabulary
from partnerships.choices import Family
from partnerships.insights import Step, balance, families, renewals, steps, visible_exchanges
from partnerships.models import Partner
from partnerships.views.bars import Bars, bars
from partnerships.views.rows import list_address

STAGES = (
    (Family.PROJECT,),
    (Family.ASSOCIATED_LABORATORY, Family.NETWORK),
    (Family.JOINT_UNIT,),
)
"""From first contact to joint laboratory."""


def insights(request: HttpRequest) -> HttpResponse:
    index = CatalogueIndex.current(request.user)
    return render(request, "partnerships/insights.html", {"body": _body(index, localdate(), get_language())})


@OfVersion
def _body(index: CatalogueIndex, day: date, language: str) -> SafeString:
    """All that the page shows; it is the same as long as the version, the day and the language are."""
    passages, found = steps(index), overlap(index)
    people = balance(visible_exchanges(index))
    renewed = renewals(index, day)
    context = {
        "day": day,
        "steps": passages,
        "drawing": _drawing(index, passages),
        "renewals": renewed,
        "longest": max((each.life for each in renewed if each.life), default=1),
        "balance": people,
        "columns": column_groups(people.drawn if people else [], 600, 130),
        "partners": [(name, len(keys), list_address("partners", takes_part=name)) for name, keys in _partners(found)],
        "structures": {name: len(keys) for name, keys in found.structures.items()},
        "bars": [each for each in _white_space(index, found) if each.rows],
    }
    return render_to_string("partnerships/insights_body.html", context)


def _drawing(index: CatalogueIndex, passages: list[Step]) -> SafeString:
    codes = sorted({code for step in passages for code in (step.last, step.following)}, reverse=True)
    family = families(index, codes)
    stages = [[code for code in codes if family[code] in stage] for stage in STAGES]
    return diagram(stages, [(step.last, step.following, step.count) for step in passages])


def _partners(found: Overlap) -> list[tuple[str, BitMap]]:
    return [(name, found.partners[name]) for name in ("contracts", "both", "structures")]


def _white_space(index: CatalogueIndex, found: Overlap) -> list[Bars]:
    words = Vocabulary(index.version, index.sight)
    countries = index.query().facets.facets["country"]
    contracts, structures = of_part(index, CONTRACTS), of_part(index, STRUCTURES)
    counts = {
        iso2: (bits.intersection_cardinality(contracts), bits.intersection_cardinality(structures))
        for iso2, bits in countries.items()
    }

    def of_countries(part: str, place: int) -> list[tuple[str, int, str, str]]:
        """Those with some of this part of the catalogue, and none of the other."""
        alone = sorted((-pair[place], iso2) for iso2, pair in counts.items() if pair[place] and not pair[1 - place])
        return [
            (
                words.label("country", iso2),
                -count,
                address_of("country", iso2.lower()),
                list_address(part, country=iso2),
            )
            for count, iso2 in alone
        ]

    return [
        bars("partners", _("Partners with the most EU contracts, and no structure"), _named(found)),
        bars("countries", _("Countries with EU contracts, and no structure"), of_countries(CONTRACTS, 0)),
        bars("others", _("Countries with structures, and no EU contract"), of_countries(STRUCTURES, 1)),
    ]


def _named(found: Overlap) -> list[tuple[str, int, str, str]]:
    names = {
        key: (slug, name)
        for key, slug, name in Partner.objects.filter(pk__in=[key for key, _count in found.most]).values_list(
            "pk", "slug", "name"
        )
    }
    return [
        (names[key][1], count, address_of("partner", names[key][0]), list_address("contracts", partner=names[key][0]))
        for key, count in found.most
        if key in names
    ]
