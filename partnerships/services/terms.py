"""Renewing a structure: the next term by the rules of its instrument, or against them with a written reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.days import in_words
from cnrs_intl.catalogue.querysets import is_editable
from partnerships.models import Structure, Term
from partnerships.models.periods import term_end
from partnerships.services.breaches import broken_rules, count_countries
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
    countries = count_countries(structure)
    broken = broken_rules(position=position, start=start, end=end or start, countries=countries, book=book)
    later = list(book.renewals(position.instrument, position.ordinal, end)) if end else []
    is_limited = rule is not None and rule.renewals is not None and not broken
    latest = (later[-1].end if later else end) if is_limited else outlook.latest_end
    return Proposal(start=start, end=end, position=position, latest_end=latest, broken=broken)


@transaction.atomic
def renew_structure(*, structure: Structure, after: int | None, signing: Signing, day: date, user: Any) -> Term:
    """Add the next term. `after`: key of the last term when it was decided; `day`: on which it is decided.

    ValidationError: another term came meanwhile, the last one has no last day or reaches into the new one, a rule is
    broken without a reason, or `user` may not change the structure.
    """
    lock(structure, user)
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
    countries = count_countries(structure)
    broken = broken_rules(
        position=position, start=signing.start, end=signing.end, countries=countries, book=book
    ) + _gap(outlook.next_start, signing.start)
    return add_term(structure=structure, signing=signing, broken=broken, is_demo=outlook.last.term.is_demo)


def lock(structure: Structure, user: Any) -> None:
    """One at a time decides on the terms of a structure, until the transaction ends; its fields are read again.

    ValidationError: `user` may not change it as it stands.
    """
    Structure.objects.select_for_update().get(pk=structure.pk)
    structure.refresh_from_db()
    if not is_editable(structure, user):
        raise ValidationError(
            _("You may not change the record as it stands: perhaps it was published just now. Nothing was saved.")
        )


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


def _gap(expected: date, start: date) -> list[str]:
    if start == expected:
        return []
    told = {"first": in_words(expected), "last": in_words(start - timedelta(days=1))}
    return [_("There would be no term from %(first)s to %(last)s.") % told]


def _position(structure: Structure, start: date) -> NumberedTerm:
    """Which term, of which instrument, one that begins on `start` after all others would be."""
    codes = structure.codes.select_related("instrument")
    return numbered(structure.instrument, [*structure.terms.all(), Term(start=start)], codes)[-1]
