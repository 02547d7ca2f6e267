"""What the lists beside the catalogue need: an index by acronym, and to know when the kind of a partner changes.

The kind moves the version of the catalogue, as all that is counted of a partner does: the lists are then read anew.
No document depends on it, so none is written.
"""

from django.db import migrations, models

TRIGGER = """
CREATE TRIGGER catalogue_update_kind AFTER UPDATE ON partnerships_partner
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION partnerships_touch('vocabulary', '0::bigint', 'id, kind');
"""


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0008_refresh_by_index")]

    operations = [
        migrations.RunSQL(TRIGGER, "DROP TRIGGER catalogue_update_kind ON partnerships_partner"),
        migrations.AddIndex(
            model_name="collaboration",
            index=models.Index(fields=["acronym", "id"], name="partnerships_by_acronym"),
        ),
    ]
