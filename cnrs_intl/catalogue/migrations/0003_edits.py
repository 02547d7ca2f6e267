"""What any page shows has a state, which every transaction that writes to one of these tables changes.

Each such transaction leaves one row with a number drawn at random: no two wait for each other, what is rolled back
leaves none, and the sum of the numbers tells which transactions one sees, also after a restore. Now and then a
transaction adds to its own number those of the others, and removes them.
"""

from django.db import migrations

STORE = """
CREATE TABLE catalogue_edit (
    transaction xid8 PRIMARY KEY DEFAULT pg_current_xact_id(),
    stamp numeric NOT NULL DEFAULT floor(random() * 1e15)
);

CREATE FUNCTION catalogue_edited() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO catalogue_edit DEFAULT VALUES ON CONFLICT DO NOTHING;
    IF FOUND AND random() < 0.01 THEN
        WITH gone AS (
            DELETE FROM catalogue_edit WHERE transaction IN (
                SELECT transaction FROM catalogue_edit WHERE transaction <> pg_current_xact_id()
                FOR UPDATE SKIP LOCKED
            ) RETURNING stamp
        )
        UPDATE catalogue_edit SET stamp = stamp + (SELECT COALESCE(sum(stamp), 0) FROM gone)
        WHERE transaction = pg_current_xact_id();
    END IF;
    RETURN NULL;
END $$;
"""
NO_STORE = "DROP TABLE catalogue_edit; DROP FUNCTION catalogue_edited();"


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_saved_views")]

    operations = [migrations.RunSQL(STORE, NO_STORE)]
