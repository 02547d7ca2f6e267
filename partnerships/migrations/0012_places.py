"""A document also holds the places of its periods in the bitmaps, so that all are grouped by several processes."""

import django.contrib.postgres.fields
from django.db import migrations, models

# Numbering periods needs a window function, which PostgreSQL leaves to one process; a stored array is only read.
PLACES = """
CREATE FUNCTION partnerships_places(periods integer[]) RETURNS bigint[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT COALESCE(array_agg(part::bigint << 20 | (slot << 4) | (code & 15)), '{}')
    FROM (
        SELECT code, first, last, row_number() OVER (PARTITION BY code & 15 ORDER BY code, first) - 1 AS slot
        FROM (
            SELECT unnest(periods[:][1:1]) AS code, unnest(periods[:][2:2]) AS first, unnest(periods[:][3:3]) AS last
        ) AS period
    ) AS numbered, unnest(ARRAY[
        (code >> 4) << 2, ((first & -256) << 2) | 1, ((first & 255) << 2) | 1,
        ((last & -256) << 2) | 2, ((last & 255) << 2) | 2
    ]) AS part
$$
"""


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0011_sites_in_order")]

    operations = [
        migrations.RunSQL("SET LOCAL statement_timeout = 0", migrations.RunSQL.noop),
        migrations.RunSQL(PLACES, "DROP FUNCTION partnerships_places(integer[])"),
        migrations.AddField(
            "searchdocument",
            "places",
            models.GeneratedField(
                expression=models.Func(models.F("periods"), function="partnerships_places"),
                output_field=django.contrib.postgres.fields.ArrayField(models.BigIntegerField()),
                db_persist=True,
                editable=False,
                verbose_name="places of the periods",
            ),
        ),
    ]
