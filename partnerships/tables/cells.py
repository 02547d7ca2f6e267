"""Cells of lists as HTML. Written here and not as templates: a page has a hundred of them."""

from datetime import date
from html import escape
from typing import Any

from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.addresses import address_of
from cnrs_intl.catalogue.bilingual import told
from cnrs_intl.catalogue.choices import Publication
from cnrs_intl.catalogue.days import in_words
from cnrs_intl.catalogue.drawing import small_timeline
from partnerships.choices import Status


def status(value: str, end: date | None) -> SafeString:
    """A dot and words; of what ends soon, the day."""
    if value == Status.ENDING_SOON and end:
        words = _("Ends %(day)s") % {"day": in_words(end)}
    else:
        words = capfirst(str(Status(value).label))
    return SafeString(f'<span class="status {escape(value)}">{escape(words)}</span>')


def name(record: Any) -> SafeString:
    """Of a collaboration in the catalogue: name, codes, title; for the staff, whether it is not public."""
    return _named(record, record.url, "".join(_codes(record)))


def structure(record: Any) -> SafeString:
    """The same of a structure with its codes, until `record.day`; one that nobody checked has a question mark."""
    codes = (
        f'<span class="code{" former" if code.end and code.end < record.day else ""}">'
        f"{escape(code.code)}{'' if code.is_verified else '?'}</span> "
        for code in record.codes.all()
        if not code.start or code.start <= record.day
    )
    return _named(record, address_of("structure", record.slug), "".join(codes))


def contract(record: Any) -> SafeString:
    code = f'<span class="code">{escape(record.framework.code)} {escape(record.grant_number)}</span>'
    return _named(record, address_of("contract", record.slug), code)


def _named(record: Any, url: str, codes: str) -> SafeString:
    parts = [f'<a href="{escape(url)}">{escape(str(record))}</a> ', codes]
    if record.publication != Publication.PUBLISHED:
        parts.append(f' <span class="draft">{escape(str(record.get_publication_display()))}</span>')
    if record.title and record.title != record.acronym:
        parts.append(f'<br><span class="quiet">{told(record, "title")}</span>')
    return SafeString("".join(parts))


def _codes(record: Any) -> list[str]:
    if record.grant_number:
        return [f'<span class="code">{escape(str(record.framework))} {escape(record.grant_number)}</span>']
    if not record.code_labels:
        return [f'<span class="code">{escape(record.kind)}</span>']
    return [
        f'<span class="code{" former" if former else ""}">{escape(code)}</span> ' for code, former in record.code_labels
    ]


def country(record: Any) -> SafeString:
    found = record.country
    if found is None:
        return SafeString("—")
    return SafeString(f'<a href="{escape(address_of("country", found.iso2.lower()))}">{escape(str(found))}</a>')


def terms(record: Any) -> SafeString:
    """The terms on the axis of the list, and the years."""
    if not record.spans:
        return SafeString("")
    years = f"{record.start.year if record.start else ''}–{record.end.year if record.end else ''}"
    return SafeString(f'{small_timeline(record.spans, record.day)}<br><span class="quiet years">{years}</span>')


def years(record: Any) -> SafeString:
    if not record.start:
        return SafeString("")
    return SafeString(f'<span class="years">{record.start.year}–{record.end.year if record.end else ""}</span>')
