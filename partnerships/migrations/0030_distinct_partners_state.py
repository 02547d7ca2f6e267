"""Which partners look alike is remembered for a state of the register: a pair told apart is another state."""

from django.db import migrations

TRIGGER = """
CREATE TRIGGER page_edited AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON partnerships_distinctpartners
    FOR EACH STATEMENT EXECUTE FUNCTION catalogue_edited();
"""


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0029_remembered")]

    operations = [migrations.RunSQL(TRIGGER, "DROP TRIGGER page_edited ON partnerships_distinctpartners")]
