"""Renewing a structure: the next term by the rules of its instrument, or against them with a written reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cnrs_intl.catalogue.days import in_words
from offices.models.countries import HOME_COUNTRY
from partnerships.models import Instrument, InstrumentRule, Structure, Term
from partnerships.models.periods import term_end
from partnerships.services.term_numbers import NumberedTerm, first_day, numbered
from partnerships.services.term_rules import RenewalOutlook, RuleBook, outlook_of


@dataclass(frozen=True, kw_only=True)
class Signing:
    """The period that was agreed upon, both days included."""

    start: date
    end: date
    signed_on: date | None = None
    reason: str = ""
    """Why, where the rules do not allow it."""


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """The next term as the rules of the instrument on its first day would have it."""

    start: date
    end: date | None
    """None: no rule gives the term a length."""
    position: NumberedTerm
    """Which term of which instrument it would be."""
    latest_end: date | None
    """The last day to which it and its own renewals could reach; None: no rule sets one."""
    broken: Sequence[str]
    """The rules that do not allow it, as sentences."""


def propose_renewal(*, structure: Structure, outlook: RenewalOutlook, book: RuleBook) -> Proposal | None:
    """The term after the last one; None when the last has no last day, or no day comes after it."""
    start = outlook.next_start
    if start is None:
        return None
    position = _position(structure, start)
    rule = book.rule_on(position.instrument, start)
    years = rule.term_years if rule else outlook.term_years
    end = term_end(start, years) if years else None
    broken = broken_rules(structure=structure, position=position, start=start, end=end or start, book=book)
    later = list(book.renewals(position.instrument, position.ordinal, end)) if end else []
    is_limited = rule is not None and rule.renewals is not None and not broken
    latest = (later[-1].end if later else end) if is_limited else outlook.latest_end
    return Proposal(start=start, end=end, position=position, latest_end=latest, broken=broken)


@transaction.atomic
def renew_structure(*, structure: Structure, after: int | None, signing: Signing, day: date) -> Term:
    """Add the next term. `after`: key of the last term when it was decided; `day`: on which it is decided.

    ValidationError: another term came meanwhile, the last one has no last day or reaches into the new one, or a rule
    is broken without a reason.
    """
    lock(structure)
    outlook = outlook_of(structure, day)
    if outlook is None:
        raise ValidationError(_("No term is recorded: enter the first one in the form of the structure."))
    expect_last(outlook, after)
    if outlook.next_start is None:
        raise ValidationError(_("The last term has no last day. Enter it in the form of the structure, then renew."))
    if signing.start < outlook.next_start:
        told = {"end": in_words(outlook.next_start - timedelta(days=1)), "start": in_words(outlook.next_start)}
        raise ValidationError({"start": _("The last term ends on %(end)s: begin on %(start)s or later.") % told})
    position, book = _position(structure, signing.start), RuleBook.read()
    broken = broken_rules(
        structure=structure, position=position, start=signing.start, end=signing.end, book=book
    ) + _gap(outlook.next_start, signing.start)
    return add_term(structure=structure, signing=signing, broken=broken, is_demo=outlook.last.term.is_demo)


def lock(structure: Structure) -> None:
    """One at a time decides on the terms of a structure, until the transaction ends; its fields are read again."""
    Structure.objects.select_for_update().get(pk=structure.pk)
    structure.refresh_from_db()


def expect_last(outlook: RenewalOutlook | None, after: int | None) -> None:
    """ValidationError: the last term is not the one on which the decision was taken."""
    last = outlook.last.term if outlook else None
    if (last.pk if last else None) == after:
        return
    if last is None:
        raise ValidationError(_("The last term was removed meanwhile. Nothing was saved; open this page again."))
    told = {"start": in_words(first_day(last)), "end": in_words(last.end) if last.end else "…"}
    raise ValidationError(
        _("A term from %(start)s to %(end)s is already there: perhaps it was just added. Nothing was saved twice.")
        % told
    )


def add_term(*, structure: Structure, signing: Signing, broken: Sequence[str], is_demo: bool) -> Term:
    """Save a term that breaks the rules `broken`; ValidationError: there are some, and no reason is given."""
    reason = kept_reason(signing.reason, broken)
    term = Term(
        structure=structure,
        start=signing.start,
        end=signing.end,
        signed_on=signing.signed_on,
        override_reason=reason,
        is_demo=is_demo,
    )
    term.full_clean()
    term.save()
    structure.save(update_fields=["updated_at"])
    return term


def kept_reason(reason: str, broken: Sequence[str]) -> str:
    """The reason to keep: none where no rule is broken. ValidationError: one is needed and none is given."""
    if broken and not reason.strip():
        raise ValidationError({"reason": [*broken, _("Change the dates, or write here why it is done all the same.")]})
    return reason.strip() if broken else ""


def broken_rules(*, structure: Structure, position: NumberedTerm, start: date, end: date, book: RuleBook) -> list[str]:
    """Sentences on the rules that do not allow a term from `start` to `end` in that position."""
    instrument, rule = position.instrument, book.rule_on(position.instrument, start)
    told = {"code": instrument.code, "day": in_words(start)}
    if position.ordinal == 0 and not instrument.contains(start):
        return [_("No %(code)s can be created on %(day)s.") % told]
    if rule is None:
        return [_("No rule of %(code)s lets a term begin on %(day)s.") % told] if position.ordinal else []
    found = [_too_often(instrument, rule, position.ordinal), _too_long(instrument, rule, start, end)]
    return [sentence for sentence in (*found, _countries(structure, instrument, rule)) if sentence]


def _too_often(instrument: Instrument, rule: InstrumentRule, ordinal: int) -> str:
    if rule.renewals is None or ordinal <= rule.renewals:
        return ""
    told = {"code": instrument.code, "allowed": rule.renewals, "number": ordinal}
    if rule.renewals == 0:
        return _("By the rules, %(code)s is not renewable.") % told
    return (
        ngettext(
            "The rules of %(code)s allow one renewal; this would be number %(number)d.",
            "The rules of %(code)s allow %(allowed)d renewals; this would be number %(number)d.",
            rule.renewals,
        )
        % told
    )


def _too_long(instrument: Instrument, rule: InstrumentRule, start: date, end: date) -> str:
    if rule.term_years is None or end <= (latest := term_end(start, rule.term_years)):
        return ""
    return ngettext(
        "A term of %(code)s lasts %(years)d year at most: from %(start)s to %(end)s.",
        "A term of %(code)s lasts %(years)d years at most: from %(start)s to %(end)s.",
        rule.term_years,
    ) % {"code": instrument.code, "years": rule.term_years, "start": in_words(start), "end": in_words(latest)}


def _countries(structure: Structure, instrument: Instrument, rule: InstrumentRule) -> str:
    further = structure.other_countries.values_list("pk", flat=True)
    of_partners = structure.participations.order_by().values_list("partner__country", flat=True)
    named = {structure.country_id, *further, *of_partners} - {None, HOME_COUNTRY}
    most, least, told = rule.countries_max, rule.countries_min, {"code": instrument.code, "count": len(named)}
    if most is not None and len(named) > most:
        return ngettext(
            "The rules of %(code)s allow %(most)d country; %(count)d are recorded.",
            "The rules of %(code)s allow %(most)d countries; %(count)d are recorded.",
            most,
        ) % (told | {"most": most})
    if least is not None and len(named) < least:
        return ngettext(
            "The rules of %(code)s ask for %(least)d country; %(count)d are recorded.",
            "The rules of %(code)s ask for %(least)d countries; %(count)d are recorded.",
            least,
        ) % (told | {"least": least})
    return ""


def _gap(expected: date, start: date) -> list[str]:
    if start == expected:
        return []
    told = {"first": in_words(expected), "last": in_words(start - timedelta(days=1))}
    return [_("There would be no term from %(first)s to %(last)s.") % told]


def _position(structure: Structure, start: date) -> NumberedTerm:
    """Which term, of which instrument, one that begins on `start` after all others would be."""
    codes = structure.codes.select_related("instrument")
    return numbered(structure.instrument, [*structure.terms.all(), Term(start=start)], codes)[-1]
