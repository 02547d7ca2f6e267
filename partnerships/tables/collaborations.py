from typing import Any

import django_tables2
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.addresses import address_of
from cnrs_intl.catalogue.tables import DrawnColumn, Table
from partnerships.catalogue.rows import CONTRACT, MOST_PARTNERS, Span
from partnerships.tables import cells
from partnerships.tables.columns import AmountColumn, StatusColumn


def partners(record: Any) -> str:
    names = record.partners_found
    return "; ".join(names[:MOST_PARTNERS]) + ("…" if len(names) > MOST_PARTNERS else "")


def institutes(record: Any) -> str:
    return ", ".join(record.institutes_found)


class CollaborationTable(Table):
    acronym = DrawnColumn(cells.name, verbose_name=_("collaboration"))
    title = django_tables2.Column(verbose_name=_("title"), visible=False)
    kind = django_tables2.Column(verbose_name=_("kind"), visible=False)
    codes = django_tables2.Column(accessor="codes_found", verbose_name=_("codes"), visible=False)
    partners = DrawnColumn(partners, accessor="partners_found", verbose_name=_("partners"))
    country = DrawnColumn(cells.country, verbose_name=_("country"))
    institutes = DrawnColumn(institutes, accessor="institutes_found", verbose_name=_("institute"))
    status = StatusColumn()
    start = DrawnColumn(cells.terms, verbose_name=_("start"))
    end = django_tables2.DateColumn(verbose_name=_("end"), visible=False)
    budget = AmountColumn(verbose_name=_("budget (€)"), visible=False)

    def render_codes(self, value: list[dict[str, Any]]) -> str:
        return "; ".join(code["code"] for code in value)

    def value_partners(self, record: Any) -> str:
        return partners(record)

    def value_institutes(self, record: Any) -> str:
        return institutes(record)


def prepare(record: Any) -> Any:
    """Give a row what its cells draw: its page, its terms as periods, its codes until its day, with what had ended."""
    name = "contract" if record.kind == CONTRACT else "structure"
    record.url = address_of(name, record.slug)
    record.get_absolute_url = lambda: record.url
    record.spans = [Span(term["start"], term["end"]) for term in record.terms_found]
    if record.kind == CONTRACT and record.start:
        record.spans = [Span(record.start.isoformat(), record.end.isoformat() if record.end else None)]
    day = record.day.isoformat()
    record.code_labels = [
        (code["code"], bool(code["end"] and code["end"] < day))
        for code in record.codes_found
        if not code["start"] or code["start"] <= day
    ]
    return record
