from typing import Any

import django_tables2
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.tables import Table
from partnerships.catalogue.rows import CONTRACT, MOST_PARTNERS, Span
from partnerships.tables.columns import AmountColumn, StatusColumn, TemplateColumn


class CollaborationTable(Table):
    acronym = TemplateColumn("partnerships/cells/collaboration.html", verbose_name=_("collaboration"))
    title = django_tables2.Column(verbose_name=_("title"), visible=False)
    kind = django_tables2.Column(verbose_name=_("kind"), visible=False)
    codes = django_tables2.Column(accessor="codes_found", verbose_name=_("codes"), visible=False)
    partners = django_tables2.Column(accessor="partners_found", verbose_name=_("partners"))
    country = django_tables2.Column(verbose_name=_("country"), linkify=True)
    institutes = django_tables2.Column(accessor="institutes_found", verbose_name=_("institute"))
    status = StatusColumn()
    start = TemplateColumn("partnerships/cells/collaboration_terms.html", verbose_name=_("start"))
    end = django_tables2.DateColumn(verbose_name=_("end"), visible=False)
    budget = AmountColumn(verbose_name=_("budget (€)"), visible=False)

    def render_codes(self, value: list[dict[str, Any]]) -> str:
        return "; ".join(code["code"] for code in value)

    def render_partners(self, value: list[str]) -> str:
        shown = "; ".join(value[:MOST_PARTNERS])
        return f"{shown}…" if len(value) > MOST_PARTNERS else shown

    def render_institutes(self, value: list[str]) -> str:
        return ", ".join(value)


def prepare(record: Any) -> Any:
    """Give a row what its cells draw: its page, its terms as periods, its codes with what had ended on its day."""
    name = "contract" if record.kind == CONTRACT else "structure"
    record.url = reverse(name, args=[record.slug])
    record.get_absolute_url = lambda: record.url
    record.spans = [Span(term["start"], term["end"]) for term in record.terms_found]
    if record.kind == CONTRACT and record.start:
        record.spans = [Span(record.start.isoformat(), record.end.isoformat() if record.end else None)]
    day = record.day.isoformat()
    record.code_labels = [(code["code"], bool(code["end"] and code["end"] < day)) for code in record.codes_found]
    return record
