"""Documents are always made of a few given records: by index, even where PostgreSQL has no statistics yet.

Just after a large load it takes tables for empty and reads them whole, once for each document: minutes for seconds.
"""

from django.db import migrations

FUNCTIONS = ("partnerships_refresh()", "partnerships_write_documents(bigint, bigint[])")


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0007_by_change")]

    operations = [
        migrations.RunSQL(
            f"ALTER FUNCTION {function} SET enable_seqscan = off", f"ALTER FUNCTION {function} RESET enable_seqscan"
        )
        for function in FUNCTIONS
    ]
