"""Structures whose last term ends soon, or has ended and nobody said what follows."""

from datetime import date, timedelta
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cnrs_intl.catalogue.days import in_words
from cnrs_intl.catalogue.rights import editable_states
from partnerships.models import Structure, Term
from partnerships.models.periods import months_after
from partnerships.needs.reader import Reader
from partnerships.needs.reasons import Reason
from partnerships.services.decisions import undecided

YEARS_UNDECIDED = 3
"""A structure that ended longer ago is a matter of history: nobody is asked about it any more."""


def last_ending(structures: Any, first: date, last: date) -> Any:
    """Structures whose last term ends from `first` to `last`, with `start` and `end`. An open term has no end."""
    some = Term.objects.filter(end__range=(first, last)).order_by().values("structure")
    return structures.filter(pk__in=some).with_dates().filter(end__range=(first, last))


class LastTerm(Reason):
    """Its last term asks for a decision, which one takes on the page to renew it."""

    model = Structure

    def with_facts(self, records: Any, reader: Reader) -> QuerySet[Any]:
        return records.with_dates()

    def link(self, record: Any, reader: Reader) -> str:
        """To the form, where an edit can be proposed, for those who may not change the record as it stands."""
        may_renew = record.publication in editable_states(reader.user, Structure)
        return self.address("renew" if may_renew else "change", record)


class EndsWithin(LastTerm):
    action = gettext_lazy("Renew or close")

    def __init__(self, key: str, *, after: int, months: int) -> None:
        super().__init__(key)
        self.after, self.months = after, months

    @property
    def title(self) -> str:
        count = self.months
        return ngettext("Ends within %(count)d month", "Ends within %(count)d months", count) % {"count": count}

    def records(self, reader: Reader) -> QuerySet[Any]:
        """Of the day itself to the last day of the months; what ends sooner is in the group of fewer months."""
        first = months_after(reader.day, self.after) + timedelta(days=1) if self.after else reader.day
        found = last_ending(reader.own(Structure), first, months_after(reader.day, self.months))
        return undecided(found).order_by("end", "pk")

    def why(self, record: Any, reader: Reader) -> str:
        return _("Its last term ends on %(day)s: renew it, let another structure follow, or close it.") % {
            "day": in_words(record.end)
        }


class EndedUndecided(LastTerm):
    title = gettext_lazy("Ended without decision")
    action = gettext_lazy("Decide")

    def records(self, reader: Reader) -> QuerySet[Any]:
        first, last = months_after(reader.day, -12 * YEARS_UNDECIDED), reader.day - timedelta(days=1)
        return undecided(last_ending(reader.own(Structure), first, last)).order_by(F("end").desc(), "pk")

    def why(self, record: Any, reader: Reader) -> str:
        return _("It ended on %(day)s: it was not renewed, no structure follows it, and nobody closed it.") % {
            "day": in_words(record.end)
        }
