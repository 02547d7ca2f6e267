"""Which rules of its instrument a term breaks, as sentences: breaking one takes a written reason."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cnrs_intl.catalogue.days import in_words
from offices.models.countries import HOME_COUNTRY
from partnerships.models import Instrument, InstrumentRule, Structure, Term
from partnerships.models.periods import term_end
from partnerships.services.term_numbers import NumberedTerm, first_day, numbered
from partnerships.services.term_rules import RuleBook


def broken_by_saved(structure: Structure, terms: Collection[Term]) -> dict[int, list[str]]:
    """The rules that each of these terms of the structure breaks, by its key. Six queries, however many terms."""
    chosen = {term.pk for term in terms}
    book, countries = RuleBook.read(), count_countries(structure)
    codes = structure.codes.select_related("instrument")
    return {
        each.term.pk: broken_rules(
            position=each, start=first_day(each), end=each.end or date.max, countries=countries, book=book
        )
        for each in numbered(structure.instrument, structure.terms.all(), codes)
        if each.term.pk in chosen
    }


def broken_rules(*, position: NumberedTerm, start: date, end: date, countries: int, book: RuleBook) -> list[str]:
    """Sentences on the rules that do not allow a term from `start` to `end` there, made with so many countries."""
    instrument, rule = position.instrument, book.rule_on(position.instrument, start)
    told = {"code": instrument.code, "day": in_words(start)}
    if position.ordinal == 0 and not instrument.contains(start):
        return [_("No %(code)s can be created on %(day)s.") % told]
    if rule is None:
        return [_("No rule of %(code)s lets a term begin on %(day)s.") % told] if position.ordinal else []
    found = [_too_often(instrument, rule, position.ordinal), _too_long(instrument, rule, start, end)]
    return [sentence for sentence in (*found, _countries(countries, instrument, rule)) if sentence]


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


def count_countries(structure: Structure) -> int:
    """How many countries it is made with, the home country apart: its own, further ones, those of its partners."""
    further = structure.other_countries.values_list("pk", flat=True)
    of_partners = structure.participations.order_by().values_list("partner__country", flat=True)
    return len({structure.country_id, *further, *of_partners} - {None, HOME_COUNTRY})


def _countries(count: int, instrument: Instrument, rule: InstrumentRule) -> str:
    most, least, told = rule.countries_max, rule.countries_min, {"code": instrument.code, "count": count}
    if most is not None and count > most:
        return ngettext(
            "The rules of %(code)s allow %(most)d country; %(count)d are recorded.",
            "The rules of %(code)s allow %(most)d countries; %(count)d are recorded.",
            most,
        ) % (told | {"most": most})
    if least is not None and count < least:
        return ngettext(
            "The rules of %(code)s ask for %(least)d country; %(count)d are recorded.",
            "The rules of %(code)s ask for %(least)d countries; %(count)d are recorded.",
            least,
        ) % (told | {"least": least})
    return ""
