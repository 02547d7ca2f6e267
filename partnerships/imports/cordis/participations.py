"""Who takes part in the contracts, in which role and for how much."""

from django.utils.translation import ngettext

from cnrs_intl.catalogue.importing import Counts, Report
from cnrs_intl.catalogue.merging import Merge, column_types, create_stage, rows_of, run
from partnerships.models import Participation

# In the order in which `_FILL` gives them.
PARTICIPATION_FIELDS = (
    "collaboration", "partner", "role", "occurrence", "position", "ec_contribution", "net_ec_contribution",
    "total_cost", "left_early",
)  # fmt: skip

# The rows of one organisation in one role are numbered in the order of the consortium, or of the file. A record is
# found by what was imported, or else, where no import wrote it, by what it holds.
_FILL = """
    INSERT INTO cordis_role
    WITH numbered AS (
        SELECT o.*, p.target_id AS contract, s.target_id AS organisation, (row_number() OVER (
            PARTITION BY o.grant_number, o.pic, o.role ORDER BY o.position NULLS LAST, o.seq
        ))::smallint AS number
        FROM cordis_participation AS o
        JOIN cordis_project AS p USING (grant_number)
        JOIN cordis_partner AS s USING (pic)
    )
    SELECT n.seq, n.snapshot, COALESCE(written.id, entered.id), false, n.contract, n.organisation, n.role, n.number,
           n.position, n.ec_contribution, n.net_ec_contribution, n.total_cost, n.left_early, n.pic
    FROM numbered AS n
    LEFT JOIN partnerships_participation AS written
        ON written.collaboration_id = n.contract AND written.imported ->> 'pic' = n.pic
        AND written.imported ->> 'role' = n.role AND written.imported -> 'occurrence' = to_jsonb(n.number)
    LEFT JOIN partnerships_participation AS entered
        ON entered.collaboration_id = n.contract AND entered.partner_id = n.organisation AND entered.role = n.role
        AND entered.occurrence = n.number AND NOT entered.imported ? 'pic'
"""
# The staff gave another row the role of this one: theirs stands.
_DROP_TAKEN = """
    DELETE FROM cordis_role AS s USING partnerships_participation AS t
    WHERE s.target_id IS NULL AND t.collaboration_id = s.collaboration_id AND t.partner_id = s.partner_id
      AND t.role = s.role AND t.occurrence = s.occurrence
"""
_VANISHED = """
    SELECT count(*) FROM partnerships_participation AS t
    WHERE t.imported ? 'pic'
      AND t.collaboration_id IN (SELECT collaboration_id FROM cordis_role)
      AND NOT EXISTS (SELECT FROM cordis_role AS s WHERE s.target_id = t.id)
"""


def merge(report: Report) -> None:
    """Create or update the participations; those that the file no longer has are left, and counted."""
    create_stage("cordis_role", column_types(Participation, PARTICIPATION_FIELDS) | {"pic": "text"})
    run(_FILL)
    run("ANALYZE cordis_role")
    skipped = report.counts["participations"].skipped + run(_DROP_TAKEN)
    counts = Merge(
        Participation,
        "cordis_role",
        merged=[name for name in PARTICIPATION_FIELDS if name not in ("collaboration", "partner")],
        fixed=("collaboration", "partner"),
        recorded=("pic",),
        otherwise={"source": "'CORDIS'"},
    ).run()
    report.counts["participations"] = Counts(counts.created, counts.changed, counts.unchanged, skipped)
    if vanished := rows_of(_VANISHED)[0][0]:
        report.notes.append(
            ngettext(
                "%(count)d participation of these contracts is not in the files any more; it was left.",
                "%(count)d participations of these contracts are not in the files any more; they were left.",
                vanished,
            )
            % {"count": vanished}
        )
