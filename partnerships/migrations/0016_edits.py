"""What any page shows has a state, which every transaction that writes to one of these tables changes.

Each such transaction leaves one row with a number drawn at random: no two wait for each other, what is rolled back
leaves none, and the sum of the numbers tells which transactions one sees, also after a restore. Now and then a
transaction adds to its own number those of the others, and removes them.
"""

from django.db import migrations

TABLES = (
    "catalogue_savedview", "offices_region", "offices_country", "offices_office", "offices_coverage", "offices_embassyservice",
    "partnerships_partner", "partnerships_partnername", "partnerships_programme", "partnerships_fundingscheme",
    "partnerships_call", "partnerships_societalchallenge", "partnerships_societalchallenge_programmes",
    "partnerships_institute", "partnerships_instrument", "partnerships_instrumentrule", "partnerships_collaboration",
    "partnerships_collaboration_other_countries", "partnerships_collaboration_institutes",
    "partnerships_collaboration_challenges", "partnerships_participation", "partnerships_laboratory",
    "partnerships_laboratorylabel", "partnerships_structure", "partnerships_structure_laboratories",
    "partnerships_term", "partnerships_structurecode", "partnerships_cluster", "partnerships_cluster_structures",
    "partnerships_eucontract", "partnerships_infrastructure", "partnerships_infrastructureaccess",
    "partnerships_site", "partnerships_exchange", "partnerships_succession",
)  # fmt: skip
STORE = """
CREATE TABLE partnerships_edit (
    transaction xid8 PRIMARY KEY DEFAULT pg_current_xact_id(),
    stamp numeric NOT NULL DEFAULT floor(random() * 1e15)
);

CREATE FUNCTION partnerships_edited() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO partnerships_edit DEFAULT VALUES ON CONFLICT DO NOTHING;
    IF FOUND AND random() < 0.01 THEN
        WITH gone AS (
            DELETE FROM partnerships_edit WHERE transaction IN (
                SELECT transaction FROM partnerships_edit WHERE transaction <> pg_current_xact_id()
                FOR UPDATE SKIP LOCKED
            ) RETURNING stamp
        )
        UPDATE partnerships_edit SET stamp = stamp + (SELECT COALESCE(sum(stamp), 0) FROM gone)
        WHERE transaction = pg_current_xact_id();
    END IF;
    RETURN NULL;
END $$;
"""
NO_STORE = "DROP TABLE partnerships_edit; DROP FUNCTION partnerships_edited();"
TRIGGER = """
CREATE TRIGGER page_edited AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION partnerships_edited();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("partnerships", "0015_amounts_and_exchanges"),
        ("offices", "0001_reference_and_offices"),
        ("catalogue", "0002_saved_views"),
    ]

    operations = [
        migrations.RunSQL(STORE, NO_STORE),
        *(migrations.RunSQL(TRIGGER.format(table=table), f"DROP TRIGGER page_edited ON {table}") for table in TABLES),
    ]
