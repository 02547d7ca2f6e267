"""What the lists beside the catalogue need: an index by acronym, and to know of what they count and say.

The kind of a partner, and the names by which values are called, move the version of the catalogue as all that is
counted does: what a worker keeps is then read anew. No document depends on them, so none is written.
"""

from django.db import migrations, models

WORDS = {
    "partnerships_partner": "id, kind",
    "partnerships_instrument": "id, name_en, name_fr",
    "partnerships_programme": "id, name_en, name_fr",
    "partnerships_societalchallenge": "id, name_en, name_fr",
    "offices_region": "id, name_en, name_fr",
    "offices_country": "iso2, name_en, name_fr",
    "offices_office": "id, city_en, city_fr",
}
TRIGGER = """
CREATE TRIGGER catalogue_update_words AFTER UPDATE ON {table}
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION partnerships_touch('vocabulary', '0::bigint', '{columns}');
"""


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0009_lines_of_files"), ("offices", "0001_reference_and_offices")]

    operations = [
        *(
            migrations.RunSQL(
                TRIGGER.format(table=table, columns=columns), f"DROP TRIGGER catalogue_update_words ON {table}"
            )
            for table, columns in WORDS.items()
        ),
        migrations.AddIndex(
            model_name="collaboration",
            index=models.Index(fields=["acronym", "id"], name="partnerships_by_acronym"),
        ),
    ]
