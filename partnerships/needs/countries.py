import json
from typing import Any

from django.db.models import F, Func, IntegerField, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from offices.models import Country
from partnerships.catalogue.index import CatalogueIndex
from partnerships.needs.reader import Reader
from partnerships.needs.reasons import Reason


class WithoutOffice(Reason):
    """Countries with something running that no office covers: for those who work on all countries and set coverages."""

    model = Country
    title = gettext_lazy("Countries without a covering office")
    action = gettext_lazy("Give it to an office")
    is_made_once = False

    def records(self, reader: Reader) -> QuerySet[Any]:
        if not (reader.sight.everything and reader.user.has_perm("offices.change_office")):
            return Country.objects.none()
        running = self._running(reader)
        if not running:
            return Country.objects.none()
        found = _with_numbers(Country.objects.without_office(reader.day), running)
        return found.filter(running__gt=0).order_by("-running", "pk")

    def with_facts(self, records: Any, reader: Reader) -> QuerySet[Any]:
        return _with_numbers(records, self._running(reader))

    def _running(self, reader: Reader) -> dict[str, int]:
        """ISO code -> number of running collaborations, from the bitmaps of the catalogue."""
        result = CatalogueIndex.current(reader.user).query(active=True, day=reader.day)
        return {code: number for code, number in result.counts["country"].items() if number}

    def why(self, record: Any, reader: Reader) -> str:
        return ngettext(
            "%(count)d collaboration is running there, and no office is in charge.",
            "%(count)d collaborations are running there, and no office is in charge.",
            record.running,
        ) % {"count": record.running}

    def link(self, record: Any, reader: Reader) -> str:
        return reverse("admin:offices_office_changelist")


def _with_numbers(countries: QuerySet[Country], numbers: dict[str, int]) -> QuerySet[Any]:
    """Add `running`. As one value: a hundred cases would take longer to write than all else that is asked."""
    number = Func(
        Value(json.dumps(numbers)), F("pk"), template="COALESCE((%(expressions)s)::integer, 0)",
        arg_joiner="::jsonb ->> ", output_field=IntegerField(),
    )  # fmt: skip
    return countries.annotate(running=number)
