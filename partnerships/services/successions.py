"""What follows a structure: another one under another instrument, or the same one under another code."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.days import in_words
from cnrs_intl.catalogue.querysets import is_editable
from partnerships.models import (
    Collaboration,
    Instrument,
    Participation,
    Site,
    Structure,
    StructureCode,
    Succession,
    Term,
)
from partnerships.models.sites import MAIN_ABROAD_MESSAGE, extensions_without_main_abroad
from partnerships.services.breaches import broken_rules, count_countries
from partnerships.services.closing import end_dependents
from partnerships.services.term_numbers import NumberedTerm, numbered
from partnerships.services.term_rules import RuleBook, outlook_of
from partnerships.services.terms import Signing, add_term, expect_last, kept_reason, lock

COPIED = ("title_en", "title_fr", "summary_en", "summary_fr", "discipline_en", "discipline_fr", "country", "website")
COPIED_SETS = ("other_countries", "institutes", "challenges", "laboratories")
COPIED_OF_PARTICIPATION = ("partner", "role", "occurrence", "position")
COPIED_OF_SITE = (
    "role", "name", "host", "laboratory", "campus", "city_en", "city_fr", "country", "hosting_capacity", "latitude",
    "longitude",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Successor:
    """The structure that follows: its instrument, its code if it has one, and what goes on in it."""

    instrument: Instrument
    acronym: str
    code: str = ""
    participations: Iterable[Participation] = field(default=())
    sites: Iterable[Site] = field(default=())


@transaction.atomic
def succeed_structure(
    *,
    structure: Structure,
    after: int | None,
    successor: Successor,
    signing: Signing,
    ends_former: bool = True,
    day: date,
    user: Any,
) -> Structure:
    """Make the structure that follows, as a draft, with its first term, and keep the pathway between the two.

    `after`: key of the last term when it was decided. `ends_former`: what of the former structure lasts longer ends
    on the day before, as far as `user` may change it. ValidationError: it was done meanwhile, a rule is broken without
    a reason, or `user` could not change what is made.
    """
    lock(structure, user)
    expect_last(outlook_of(structure, day), after)
    _refuse_second(structure, successor.instrument, signing.start, user)
    made = _new_structure(structure, successor)
    _carry(made, successor)
    _refuse_out_of_scope(made, user)
    position = NumberedTerm(term=Term(start=signing.start), code=None, instrument=successor.instrument, ordinal=0)
    broken = _broken(made, position, signing)
    add_term(structure=made, signing=signing, broken=broken, is_demo=structure.is_demo)
    if successor.code:
        _add_code(made, successor.instrument, successor.code, signing.start)
    Succession.objects.create(
        predecessor=structure, successor=made, happened_on=signing.start, is_demo=structure.is_demo
    )
    if ends_former:
        end_dependents(structure, signing.start - timedelta(days=1), user)
    structure.save(update_fields=["updated_at"])
    return made


@transaction.atomic
def recode_structure(
    *,
    structure: Structure,
    after: int | None,
    instrument: Instrument,
    code: str,
    start: date,
    signing: Signing | None = None,
    reason: str = "",
    day: date,
    user: Any,
) -> StructureCode:
    """Let the same structure go on under another instrument and code; its former codes end on the day before.

    `signing`: of a new term, before which a lasting one ends; None: its term runs on, and keeps the `reason`.
    ValidationError: it was done meanwhile, a rule is broken without a reason, or `user` may not change the structure.
    """
    lock(structure, user)
    expect_last(outlook_of(structure, day), after)
    if structure.codes.filter(instrument=instrument, start=start).exists():
        raise ValidationError(
            _("It is %(code)s from that day already. Nothing was saved twice.") % {"code": instrument.code}
        )
    before = start - timedelta(days=1)
    _end_lasting(structure.codes.all(), before)
    if signing:
        _end_lasting(structure.terms.all(), before)
    structure.instrument = instrument
    structure.save(update_fields=["instrument", "updated_at"])
    added = _add_code(structure, instrument, code, start)
    if signing:
        _first_term(structure, signing)
    else:
        _run_on(structure, instrument, start, reason)
    return added


def _first_term(structure: Structure, signing: Signing) -> None:
    """The term that begins with the new code."""
    codes = structure.codes.select_related("instrument")
    terms = list(structure.terms.all())
    position = numbered(structure.instrument, [*terms, Term(start=signing.start)], codes)[-1]
    broken = _broken(structure, position, signing)
    add_term(structure=structure, signing=signing, broken=broken, is_demo=any(term.is_demo for term in terms[-1:]))


def _broken(structure: Structure, position: NumberedTerm, signing: Signing) -> list[str]:
    countries, book = count_countries(structure), RuleBook.read()
    return broken_rules(position=position, start=signing.start, end=signing.end, countries=countries, book=book)


def _run_on(structure: Structure, instrument: Instrument, start: date, reason: str) -> None:
    term = next((term for term in structure.terms.all() if term.contains(start)), None)
    if term is None:
        raise ValidationError(
            {"start": _("No term runs on %(day)s: choose a day of a term, or a new term.") % {"day": in_words(start)}}
        )
    told = {"code": instrument.code, "day": in_words(start)}
    broken = [] if instrument.contains(start) else [_("No %(code)s can be created on %(day)s.") % told]
    kept = kept_reason(reason, broken)
    if kept:
        term.override_reason = "\n".join(text for text in (term.override_reason, kept) if text)
        term.save(update_fields=["override_reason"])


def _end_lasting(rows: Iterable[Term | StructureCode], day: date) -> None:
    for row in rows:
        if row.end is not None and row.end <= day:
            continue
        if row.start and row.start > day:
            told = {"record": str(row), "day": in_words(day)}
            raise ValidationError({"start": _("%(record)s begins after %(day)s: choose a later day.") % told})
        row.end = day
        row.save(update_fields=["end"])


def _refuse_second(structure: Structure, instrument: Instrument, start: date, user: Any) -> None:
    made = structure.successions.filter(successor__instrument=instrument, happened_on=start).first()
    if made is None:
        return
    seen = Structure.objects.visible_to(user).filter(pk=made.successor_id).first()
    if seen is None:
        raise ValidationError(_("A record that you do not see follows it from that day. Nothing was made twice."))
    raise ValidationError(_("%(record)s follows it from that day already. Nothing was made twice.") % {"record": seen})


def _refuse_out_of_scope(made: Structure, user: Any) -> None:
    """Country and institutes are those of the former structure: what else gives it a scope is its partners."""
    if not is_editable(made, user):
        raise ValidationError(
            {
                "participations": _(
                    "The new record would be out of your scope: tick a partner from a country of your offices, or give "
                    "this record one of your institutes first."
                )
            }
        )


def _new_structure(former: Structure, successor: Successor) -> Structure:
    made = Structure(
        instrument=successor.instrument,
        acronym=successor.acronym,
        slug=_free_slug(f"{successor.acronym or former.acronym} {successor.instrument.code}"),
        is_demo=former.is_demo,
        **{name: getattr(former, name) for name in COPIED},
    )
    made.full_clean()
    made.save()
    for name in COPIED_SETS:
        getattr(made, name).set(getattr(former, name).all())
    return made


def _free_slug(text: str) -> str:
    """An address that no collaboration has: the text, else with a number after it."""
    root = slugify(text)[:70].strip("-")
    taken = set(Collaboration.objects.filter(slug__startswith=root).values_list("slug", flat=True))
    number, slug = 1, root
    while slug in taken:
        number += 1
        slug = f"{root}-{number}"
    return slug


def _add_code(structure: Structure, instrument: Instrument, text: str, start: date) -> StructureCode:
    code = StructureCode(structure=structure, instrument=instrument, code=text, start=start, is_demo=structure.is_demo)
    try:
        code.full_clean()
    except ValidationError as error:
        raise ValidationError({"code": error.messages}) from error
    code.save()
    return code


def _carry(made: Structure, successor: Successor) -> None:
    """Partners and sites go on, as long as the new structure lasts."""
    sites = [
        Site(
            structure=made,
            source=site.source,
            is_demo=site.is_demo,
            **{name: getattr(site, name) for name in COPIED_OF_SITE},
        )
        for site in successor.sites
    ]
    if extensions_without_main_abroad(sites):
        raise ValidationError({"sites": MAIN_ABROAD_MESSAGE})
    Site.objects.bulk_create(sites)
    Participation.objects.bulk_create(
        Participation(
            collaboration=made,
            source=each.source,
            is_demo=each.is_demo,
            **{name: getattr(each, name) for name in COPIED_OF_PARTICIPATION},
        )
        for each in successor.participations
    )
