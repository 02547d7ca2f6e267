"""Who takes part in the contracts, in which role and for how much."""

from django.utils.translation import ngettext

from cnrs_intl.catalogue.importing import Counts, Report
from cnrs_intl.catalogue.merging import Merge, rows_of, run
from partnerships.imports.cordis.staging import PARTICIPATION_FIELDS
from partnerships.models import Participation

# The rows of one organisation in one role are numbered in the order of the consortium, or of the file.
_OCCURRENCES = """
    UPDATE cordis_participation AS o SET occurrence = n.occurrence
    FROM (
        SELECT seq, row_number() OVER (
            PARTITION BY grant_number, pic, role ORDER BY position NULLS LAST, seq
        ) AS occurrence
        FROM cordis_participation
    ) AS n
    WHERE n.seq = o.seq AND o.role IS NOT NULL
"""
# First by what was imported, then, for rows that no import has written, by what they hold.
_LOCATE = """
    UPDATE cordis_participation AS s SET target_id = t.id
    FROM partnerships_participation AS t
    WHERE t.collaboration_id = s.collaboration_id AND t.imported ->> 'pic' = s.pic
      AND t.imported ->> 'role' = s.role AND t.imported -> 'occurrence' = to_jsonb(s.occurrence);
    UPDATE cordis_participation AS s SET target_id = t.id
    FROM partnerships_participation AS t
    WHERE t.collaboration_id = s.collaboration_id AND t.partner_id = s.partner_id AND t.role = s.role
      AND t.occurrence = s.occurrence AND s.target_id IS NULL AND NOT t.imported ? 'pic';
"""
# The staff gave another row the role of this one: theirs stands.
_DROP_TAKEN = """
    DELETE FROM cordis_participation AS s USING partnerships_participation AS t
    WHERE s.target_id IS NULL AND t.collaboration_id = s.collaboration_id AND t.partner_id = s.partner_id
      AND t.role = s.role AND t.occurrence = s.occurrence
"""
_VANISHED = """
    SELECT count(*) FROM partnerships_participation AS t
    WHERE t.imported ? 'pic'
      AND t.collaboration_id IN (SELECT collaboration_id FROM cordis_participation)
      AND NOT EXISTS (SELECT FROM cordis_participation AS s WHERE s.target_id = t.id)
"""


def merge(report: Report) -> None:
    """Create or update the participations; those that the file no longer has are left, and counted."""
    run("CREATE INDEX ON cordis_participation (seq)")
    run(_OCCURRENCES)
    run("ANALYZE cordis_participation")
    run(_LOCATE)
    skipped = report.counts["participations"].skipped + run(_DROP_TAKEN)
    counts = Merge(
        Participation,
        "cordis_participation",
        merged=[name for name in PARTICIPATION_FIELDS if name not in ("collaboration", "partner")],
        fixed=("collaboration", "partner"),
        recorded=("pic",),
        otherwise={"source": "'CORDIS'"},
    ).run()
    report.counts["participations"] = Counts(counts.created, counts.changed, counts.unchanged, skipped)
    run("CREATE INDEX ON cordis_participation (target_id)")
    if vanished := rows_of(_VANISHED)[0][0]:
        report.notes.append(
            ngettext(
                "%(count)d participation of these contracts is not in the files any more; it was left.",
                "%(count)d participations of these contracts are not in the files any more; they were left.",
                vanished,
            )
            % {"count": vanished}
        )
