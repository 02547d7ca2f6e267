"""Partners that look like another one of their country. No two have the same ROR id: the database refuses that."""

from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.models import Partner
from partnerships.needs.reader import Reader
from partnerships.needs.reasons import Answer, Reason

# Each pair once, the younger record first. Names that are only similar are looked for around the newest records that
# are not public yet, each through the index of trigrams: of all partners with all others it would take minutes.
# An organisation is not confused with what it is part of, with what followed it, or with what somebody said it is not.
_PAIRS = """
SELECT one, min(other) AS other FROM (
    SELECT one.id AS one, other.id AS other
    FROM partnerships_partner one
    JOIN partnerships_partner other
        ON other.sort_name = one.sort_name AND other.country_id = one.country_id AND other.id < one.id
    UNION ALL
    SELECT one.partner_id, other.partner_id
    FROM partnerships_partnername one
    JOIN partnerships_partnername other
        ON other.text = one.text AND other.kind = 'acronym' AND other.partner_id < one.partner_id
    WHERE one.kind = 'acronym'
    UNION ALL
    SELECT greatest(one.id, other.partner_id), least(one.id, other.partner_id)
    FROM partnerships_partner one
    JOIN partnerships_partnername other ON lower(other.text) = lower(one.name) AND other.partner_id <> one.id
    UNION ALL
    SELECT greatest(one.id, other.id), least(one.id, other.id)
    FROM (
        SELECT id, sort_name, country_id FROM partnerships_partner
        WHERE publication IN ('draft', 'in_review') ORDER BY id DESC LIMIT 25
    ) AS one
    JOIN partnerships_partner other ON other.sort_name %% one.sort_name AND other.id <> one.id
    WHERE similarity(other.sort_name, one.sort_name) >= 0.6
) AS pair
JOIN partnerships_partner younger ON younger.id = one
JOIN partnerships_partner older ON older.id = other
WHERE younger.country_id = older.country_id
    AND older.publication <> 'archived' AND younger.publication <> 'archived'
    AND younger.id NOT IN (coalesce(older.parent_id, 0), coalesce(older.successor_id, 0))
    AND older.id NOT IN (coalesce(younger.parent_id, 0), coalesce(younger.successor_id, 0))
    AND NOT EXISTS (
        SELECT FROM partnerships_distinctpartners told WHERE told.first_id = older.id AND told.second_id = younger.id
    )
GROUP BY one
"""
_YOUNGER = _PAIRS.join(("SELECT one FROM (", ") AS pair"))
_OTHERS = _PAIRS.join(
    (
        "SELECT one, other, name FROM (",
        ") AS pair JOIN partnerships_partner partner ON partner.id = other WHERE one = ANY(%(keys)s::bigint[])",
    )
)


class LikelyDuplicates(Reason):
    name = "duplicates"
    model = Partner
    title = gettext_lazy("Likely duplicates: partners")
    action = gettext_lazy("Compare")

    def records(self, reader: Reader) -> QuerySet[Any]:
        """Both are of one country, so both are in the scope."""
        found = RawSQL(_YOUNGER, [])  # noqa: S611, nothing in it comes from outside
        records: QuerySet[Any] = reader.own(Partner).filter(pk__in=found)
        return records.order_by("-pk")

    def prepared(self, records: list[Any], reader: Reader) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(_OTHERS, {"keys": [record.pk for record in records]})
            others = {one: (other, name) for one, other, name in cursor.fetchall()}
        for record in records:
            record.other_key, record.other = others.get(record.pk, (None, ""))
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
