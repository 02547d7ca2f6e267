"""Frameworks, programme parts, funding schemes and calls: found by their codes, however written, or created."""

import re
from collections.abc import Mapping

from cnrs_intl.catalogue.importing import Counts, Report
from cnrs_intl.catalogue.merging import rows_of, run
from partnerships.models import Call, FundingScheme, Programme

FRAMEWORK_NAMES = {
    "FP7": "Seventh Framework Programme",
    "H2020": "Horizon 2020",
    "HORIZON": "Horizon Europe",
}
_SEPARATORS = re.compile(r"[^0-9a-z]")


def resolve(report: Report) -> None:
    """Give the staged projects the keys of their framework, programme part, scheme and call."""
    programmes = _Programmes(report.counts["programmes"])
    _assign("framework", {code: programmes.find(code, None) for (code,) in rows_of(_FRAMEWORKS)})
    run(_MAIN_PROGRAMMES)
    parts = rows_of(_PARTS)
    _assign("programme", {code: programmes.find(code, framework, title) for code, framework, title in parts})
    _assign("scheme", _schemes(report.counts["schemes"]))
    _assign("call", _calls(report.counts["calls"]))
    run(_TOPIC_TITLES)


_FRAMEWORKS = "SELECT DISTINCT framework FROM cordis_project ORDER BY 1"
_SCHEMES = "SELECT DISTINCT scheme FROM cordis_project WHERE scheme IS NOT NULL ORDER BY 1"
_CALLS = "SELECT call, min(framework_id) FROM cordis_project WHERE call IS NOT NULL GROUP BY 1 ORDER BY 1"
_PARTS = """
    SELECT p.programme, min(p.framework), (SELECT min(t.title) FROM cordis_programme AS t WHERE t.code = p.programme)
    FROM cordis_project AS p WHERE p.programme IS NOT NULL GROUP BY p.programme ORDER BY p.programme
"""
# Where the project's own row names no part: the one that is marked as its unique programme part.
_MAIN_PROGRAMMES = """
    UPDATE cordis_project AS p SET programme = main.code
    FROM (
        SELECT DISTINCT ON (grant_number) grant_number, code FROM cordis_programme
        WHERE code IS NOT NULL AND is_main ORDER BY grant_number, code
    ) AS main
    WHERE main.grant_number = p.grant_number AND p.programme IS NULL
"""
_TOPIC_TITLES = """
    UPDATE cordis_project AS p SET topic_title = t.title
    FROM (SELECT grant_number, code, min(title) AS title FROM cordis_topic GROUP BY 1, 2) AS t
    WHERE t.grant_number = p.grant_number AND t.code = p.topic
"""
_KEYS = """
    UPDATE cordis_project AS p SET {column}_id = k.key
    FROM unnest(%s::text[], %s::bigint[]) AS k(code, key) WHERE p.{column} = k.code
"""


class _Programmes:
    """The tree, with codes compared without case and without the final point that some files leave out."""

    def __init__(self, counts: Counts) -> None:
        self.keys = {self.fold(code): key for key, code in Programme.objects.values_list("pk", "code")}
        self.counts = counts

    @staticmethod
    def fold(code: str) -> str:
        return code.lower().rstrip(".")

    def find(self, code: str, framework: str | None, title: str | None = None) -> int:
        """The key of a programme; a new one goes under its nearest known ancestor, told from the code."""
        if known := self.keys.get(self.fold(code)):
            self.counts.unchanged += 1
            return known
        name = FRAMEWORK_NAMES.get(code, code) if framework is None else title or code
        made = Programme.objects.create(code=code, name_en=name[:300], parent_id=self._parent(code, framework))
        self.counts.created += 1
        self.keys[self.fold(code)] = made.pk
        return made.pk

    def _parent(self, code: str, framework: str | None) -> int | None:
        if framework is None:
            return None
        ancestor = self.fold(code)
        while cut := max(ancestor.rfind("."), ancestor.rfind("-"), 0):
            ancestor = ancestor[:cut].rstrip(".")
            if ancestor in self.keys:
                return self.keys[ancestor]
        return self.keys[self.fold(framework)]


def _schemes(counts: Counts) -> dict[str, int]:
    """Keys of the funding schemes by code; “CP-CSA”, “CPCSA” and “Cp-Csa” are one."""
    known = {_bare(code): key for key, code in FundingScheme.objects.values_list("pk", "code")}
    found = {}
    for (code,) in rows_of(_SCHEMES):
        if _bare(code) in known:
            counts.unchanged += 1
        else:
            known[_bare(code)] = FundingScheme.objects.create(code=code).pk
            counts.created += 1
        found[code] = known[_bare(code)]
    return found


def _calls(counts: Counts) -> dict[str, int]:
    """Keys of the calls by identifier; files differ in its case."""
    known = {identifier.lower(): key for key, identifier in Call.objects.values_list("pk", "identifier")}
    found = {}
    for identifier, framework in rows_of(_CALLS):
        if identifier.lower() in known:
            counts.unchanged += 1
        else:
            made = Call.objects.create(identifier=identifier, programme_id=framework, source="CORDIS")
            known[identifier.lower()] = made.pk
            counts.created += 1
        found[identifier] = known[identifier.lower()]
    return found


def _bare(code: str) -> str:
    return _SEPARATORS.sub("", code.lower()) or code


def _assign(column: str, keys: Mapping[str, int]) -> None:
    run(_KEYS.format(column=column), [list(keys), list(keys.values())])
