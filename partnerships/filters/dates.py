"""Questions whose answer depends on the day of the list: they say exactly which days they mean."""

from typing import Any, ClassVar

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.days import in_words
from cnrs_intl.catalogue.filters import NumberFilter, Verb
from partnerships.choices import Status
from partnerships.models.periods import a_year_after, months_after

PHRASES = {
    Status.UPCOMING: _("starting after %(day)s"),
    Status.ACTIVE: _("active on %(day)s"),
    Status.ENDING_SOON: _("ending from %(day)s to %(last)s"),
    Status.ENDED: _("ended before %(day)s"),
    Status.UNKNOWN: _("without known dates"),
}


class StatusWords(Verb):
    """A status said with its days; to be combined with the filter that takes the values."""

    def chips(self, value: Any) -> list[tuple[str, str]]:
        day = self.parent.day
        days = {"day": in_words(day), "last": in_words(a_year_after(day))}
        return [(status, str(PHRASES[Status(status)]) % days) for status in value or ()]


class EndingWithinFilter(NumberFilter):
    """Ending from the day of the list to so many months after it."""

    chip_label: ClassVar[Any] = _("Ending")

    def __init__(self, **extra: Any) -> None:
        super().__init__(least=1, most=240, label=_("Ending within (months)"), phrase=_("ending %(value)s"), **extra)

    def chips(self, value: Any) -> list[tuple[str, str]]:
        if not value:
            return []
        day = self.parent.day
        days = {"day": in_words(day), "last": in_words(months_after(day, value))}
        return [(str(value), gettext("from %(day)s to %(last)s") % days)]
