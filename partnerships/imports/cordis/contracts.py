"""Projects merged into the EU contracts."""

from django.utils.translation import ngettext

from cnrs_intl.catalogue.importing import Counts, Report
from cnrs_intl.catalogue.merging import Merge, rows_of, run
from partnerships.imports.cordis.partners import SOURCE
from partnerships.imports.cordis.staging import CONTRACT_FIELDS
from partnerships.models import EUContract

# The coordinator's country; where there is none, that of the first participant that has one.
_COUNTRIES = """
    UPDATE cordis_project AS p SET country_id = first.country_id
    FROM (
        SELECT DISTINCT ON (grant_number) grant_number, country_id FROM cordis_participation
        WHERE country_id IS NOT NULL
        ORDER BY grant_number, role = 'coordinator' DESC, position NULLS LAST, seq
    ) AS first
    WHERE first.grant_number = p.grant_number
"""
# A grant number that the staff corrected is still known by the one that was imported.
_LOCATE = """
    UPDATE cordis_project AS s SET target_id = t.id
    FROM partnerships_collaboration AS t JOIN partnerships_eucontract AS e ON e.collaboration_ptr_id = t.id
    WHERE t.imported ->> 'grant_number' = s.grant_number AND e.framework_id = s.framework_id;
    UPDATE cordis_project AS s SET target_id = e.collaboration_ptr_id
    FROM partnerships_eucontract AS e
    WHERE e.grant_number = s.grant_number AND e.framework_id = s.framework_id AND s.target_id IS NULL;
"""
_LONELY = """
    SELECT count(*) FROM cordis_project AS p
    WHERE NOT EXISTS (SELECT FROM cordis_participation AS o WHERE o.grant_number = p.grant_number)
"""


def merge(report: Report) -> None:
    """Create or update the contracts of the staged projects."""
    run(_COUNTRIES)
    run(_LOCATE)
    counts = Merge(
        EUContract,
        "cordis_project",
        merged=[name for name in CONTRACT_FIELDS if name != "framework"],
        fixed=("framework",),
        otherwise={
            "slug": "(SELECT lower(f.code) FROM partnerships_programme AS f WHERE f.id = s.framework_id)"
            " || '-' || s.grant_number",
            "source": f"'{SOURCE}'",
            "programme": "s.framework_id",
            "publication": "CASE WHEN s.country_id IS NULL THEN 'draft' ELSE 'published' END",
        },
        blanks={"programme": "t.programme_id = t.framework_id"},
    ).run()
    skipped = report.counts["contracts"].skipped
    report.counts["contracts"] = Counts(counts.created, counts.changed, counts.unchanged, skipped)
    if lonely := rows_of(_LONELY)[0][0]:
        report.notes.append(
            ngettext(
                "%(count)d project has no participation in the files; a new one without a country is a draft.",
                "%(count)d projects have no participation in the files; new ones without a country are drafts.",
                lonely,
            )
            % {"count": lonely}
        )
