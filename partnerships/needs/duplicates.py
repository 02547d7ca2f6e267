"""Partners that look like another one, to be compared or told apart."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.models import Partner
from partnerships.needs.reader import Reader
from partnerships.needs.reasons import Answer, Reason


class LikelyDuplicates(Reason):
    name = "duplicates"
    model = Partner
    title = gettext_lazy("Likely duplicates: partners")
    action = gettext_lazy("Compare")
    is_made_once = False

    def records(self, reader: Reader) -> QuerySet[Any]:
        """Both are of one country, so both are in the scope."""
        own: QuerySet[Any] = reader.own(Partner)
        return own if own.query.is_empty() else own.filter(pk__in=list(reader.twins)).order_by("-pk")

    def prepared(self, records: list[Any], reader: Reader) -> list[Any]:
        for record in records:
            record.other_key, record.other = reader.twins.get(record.pk, (None, ""))
        return records

    def why(self, record: Any, reader: Reader) -> str:
        return _("Its name or acronym is that of %(other)s, in the same country, or nearly: are they one?") % {
            "other": record.other
        }

    def answer(self, record: Any, reader: Reader) -> Answer | None:
        if record.other_key is None or not reader.user.has_perm("partnerships.add_distinctpartners"):
            return None
        address = reverse("admin:partnerships_distinctpartners_tell")
        return Answer(_("Not a duplicate"), address, {"one": record.pk, "other": record.other_key})
