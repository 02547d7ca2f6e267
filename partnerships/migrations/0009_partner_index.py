"""A partner's kind moves the version of the catalogue too: the lists that count by it are read anew.

Its other columns that are counted do so already. No document depends on the kind, so none is written.
"""

from django.db import migrations

TRIGGER = """
CREATE TRIGGER catalogue_update_kind AFTER UPDATE ON partnerships_partner
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION partnerships_touch('vocabulary', '0::bigint', 'id, kind');
"""


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0008_refresh_by_index")]

    operations = [migrations.RunSQL(TRIGGER, "DROP TRIGGER catalogue_update_kind ON partnerships_partner")]
