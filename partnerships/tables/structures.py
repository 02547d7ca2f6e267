from typing import Any

import django_tables2
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.sight import Sight
from cnrs_intl.catalogue.tables import DrawnColumn, Table
from partnerships.catalogue.rows import Span
from partnerships.models import Institute, Structure, Term
from partnerships.tables import cells
from partnerships.tables.columns import PartnersColumn, StatusColumn, partners_seen_by


def terms(record: Any) -> str:
    record.spans = [Span(term["start"], term["end"]) for term in record.terms_found]
    return cells.terms(record)


def institutes(record: Any) -> str:
    return ", ".join(record.institutes_found)


class StructureTable(Table):
    acronym = DrawnColumn(cells.structure, verbose_name=_("structure"), order_by=("acronym",))
    title = django_tables2.Column(verbose_name=_("title"), order_by=("sort_",), visible=False)
    kind = django_tables2.Column(
        accessor="instrument_code", verbose_name=_("instrument"), order_by=("instrument_code",), visible=False
    )
    codes = django_tables2.Column(verbose_name=_("codes"), visible=False, empty_values=())
    partners = PartnersColumn()
    country = DrawnColumn(cells.country, verbose_name=_("country"))
    institutes = DrawnColumn(institutes, accessor="institutes_found", verbose_name=_("institute"))
    status = StatusColumn()
    start = DrawnColumn(terms, verbose_name=_("start"), order_by=("start",))
    end = django_tables2.Column(verbose_name=_("end"), order_by=("end",), visible=False)

    select = ("country", "instrument")

    @classmethod
    def prefetches(cls, sight: Sight) -> list[Prefetch | str]:
        return ["codes"]

    @classmethod
    def fetch(cls, queryset: QuerySet[Any], sight: Sight) -> QuerySet[Any]:
        """As of any table, with what takes one word or two dates read along: each relation less is a query less."""
        institutes = Institute.objects.filter(collaborations=OuterRef("pk")).order_by("acronym")
        terms = Term.objects.filter(structure=OuterRef("pk")).order_by("start")
        return (
            super()
            .fetch(queryset, sight)
            .annotate(
                partners_found=partners_seen_by(sight),
                institutes_found=ArraySubquery(institutes.values("acronym")),
                terms_found=ArraySubquery(terms.values(json=JSONObject(start="start", end="end"))),
            )
        )

    def render_codes(self, record: Structure) -> str:
        return "; ".join(code.code for code in record.codes.all())

    def value_institutes(self, record: Any) -> str:
        return institutes(record)
