"""The words for the values of the facets, in both languages: read once for each version of the catalogue."""

from functools import lru_cache

from django.db import connection
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.sight import Sight
from partnerships.choices import Family, PartnerKind, Status

_READ = """
SELECT 'kind', code, name_en, name_fr, family || code FROM partnerships_instrument
UNION ALL SELECT 'institute', acronym, acronym, acronym, acronym FROM partnerships_institute
UNION ALL SELECT 'region', code, name_en, name_fr, position::text FROM offices_region
UNION ALL SELECT 'country', iso2, name_en, name_fr, sort_en FROM offices_country
UNION ALL SELECT 'office', slug, city_en, city_fr, sort_en FROM offices_office
UNION ALL SELECT 'unpublished office', slug, '', '', '' FROM offices_office WHERE publication <> 'published'
UNION ALL SELECT 'programme', code, code || ' ' || name_en, code || ' ' || coalesce(nullif(name_fr, ''), name_en), code
    FROM partnerships_programme
UNION ALL SELECT 'scheme', code, code, code, code FROM partnerships_fundingscheme
UNION ALL SELECT 'challenge', number::text, name_en, name_fr, lpad(number::text, 4, '0')
    FROM partnerships_societalchallenge
ORDER BY 1, 5
"""
FIXED = {
    "family": dict(Family.choices),
    "status": dict(Status.choices),
    "extension": {"yes": _("has one")},
    "type": dict(PartnerKind.choices),
}
Words = dict[str, dict[str, tuple[str, str]]]


@lru_cache(4)
def _read(version: int) -> Words:
    with connection.cursor() as cursor:
        cursor.execute(_READ)
        found: Words = {}
        for facet, value, english, french, _sort in cursor.fetchall():
            found.setdefault(facet, {})[value] = english, french or english
    found["instrument"] = {code: (code, code) for code in found.get("kind", {})}
    for code, (english, french) in found.get("kind", {}).items():
        found["kind"][code] = f"{code} – {english}", f"{code} – {french}"
    found["located_in"] = found.get("country", {})
    return found


class Vocabulary:
    """Labels in the reader's language, as of one version of the catalogue."""

    def __init__(self, version: int, sight: Sight) -> None:
        self._words, self._sight = _read(version), sight
        self._language = 1 if (get_language() or "en").startswith("fr") else 0

    def label(self, facet: str, value: str) -> str:
        return capfirst(self.said(facet, value)) if facet in FIXED else self.said(facet, value)

    def said(self, facet: str, value: str) -> str:
        """The label as it stands within a sentence."""
        if facet in FIXED:
            return str(FIXED[facet].get(value, value))
        if facet == "kind" and value == "contract":
            return capfirst(str(_("EU contract")))
        words = self._words.get(facet, {}).get(value)
        return words[self._language] if words else value

    def knows(self, facet: str, value: str) -> bool:
        if facet == "kind" and value == "contract":
            return True
        if facet == "start_year":
            return value.isascii() and value.isdecimal() and len(value) == len("2014")
        if facet == "office" and value in self._words.get("unpublished office", {}):
            return self._sight.everything or value in self._sight.keys("office")
        return value in FIXED.get(facet, {}) or value in self._words.get(facet, {})
