"""The rows of tables of countries, written without a template: an office may have dozens of them."""

from collections.abc import Iterable
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext

from cnrs_intl.catalogue.days import period
from cnrs_intl.catalogue.numbers import grouping

register = template.Library()


@register.simple_tag(takes_context=True)
def country_rows(context: Any, lines: Iterable[Any]) -> SafeString:
    """Each country (CountryLine) with its period, where the table has one, and the number of each figure as a link."""
    dated, with_period, grouped = context.get("dated", ""), context.get("with_period"), grouping()
    place, held = _opening(gettext("country")), _opening(pgettext("an office, of a country", "In charge"))
    numbers = [_opening(label, "number") for label in (gettext("structures at work"), gettext("EU contracts running"))]

    def row(line: Any) -> str:
        cells = [f"{place}{_link(line.country, dated)}</td>"]
        if with_period:
            cells.append(f"{held}{_period(line.coverage)}</td>")
        for opening, (number, url) in zip(numbers, line.numbers, strict=True):
            shown = f'<a href="{escape(url)}">{grouped(number)}</a>' if number else "0"
            cells.append(f"{opening}{shown}</td>")
        return f"<tr>{''.join(cells)}</tr>"

    return SafeString("\n".join(map(row, lines)))


@register.simple_tag(takes_context=True)
def coverage_rows(context: Any, history: Any) -> SafeString:
    """Each coverage of an office (History) in words and drawn."""
    dated = context.get("dated", "")
    place, held = _opening(gettext("country")), _opening(pgettext("an office, of a country", "In charge"))

    def row(bar: Any) -> str:
        drawn = _drawn(history, bar) if bar.item.start or bar.item.end else ""
        country, words = _link(bar.item.country, dated), _period(bar.item)
        return f'<tr>{place}{country}</td>{held}{words}</td><td class="drawn">{drawn}</td></tr>'

    return SafeString("\n".join(map(row, history.rows)))


def _opening(label: str, kind: str = "") -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<td{named} data-label="{escape(capfirst(label))}">'


def _link(country: Any, dated: str) -> str:
    return f'<a href="{escape(country.get_absolute_url() + dated)}">{escape(str(country))}</a>'


def _period(coverage: Any) -> str:
    return escape(period(coverage)) or gettext("dates not known")


def _drawn(history: Any, bar: Any) -> str:
    kind = "present" if bar.is_present else "past"
    return (
        f'<svg class="terms" viewBox="0 0 {history.width} 12" width="{history.width}" height="12" aria-hidden="true"'
        f' focusable="false"><rect class="{kind}" x="{bar.x}" y="3" width="{bar.width}" height="6" rx="1"/>'
        f'<line x1="{history.mark}" x2="{history.mark}" y1="0" y2="12"/></svg>'
    )
