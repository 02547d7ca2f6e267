"""Two sites of a structure that change places in one statement are a change: their words stand in another order."""

from django.db import migrations

TRIGGER = """
DROP TRIGGER catalogue_update ON partnerships_site;
CREATE TRIGGER catalogue_update AFTER UPDATE ON partnerships_site
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION partnerships_touch('collaboration', 'structure_id', '{columns}');
"""
COLUMNS = 'role, name, city_en, city_fr, country_id, start, "end"'


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0010_other_lists")]

    operations = [migrations.RunSQL(TRIGGER.format(columns=f"id, {COLUMNS}"), TRIGGER.format(columns=COLUMNS))]
