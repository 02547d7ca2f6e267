"""Documents are always made of given records: by an index and its condition, whatever PostgreSQL knows of its tables.

Where it takes a table for empty (just emptied, then filled in the same transaction) it reads the whole of it, or of
an index that does not fit, once for each document: minutes for a quarter of a second. Bitmap scans are never of a
whole index, so they are the only ones left.
"""

from django.db import migrations

FUNCTIONS = ("partnerships_refresh()", "partnerships_write_documents(bigint, bigint[])")
SCANS = ("enable_seqscan", "enable_indexscan", "enable_indexonlyscan")


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0007_by_change")]

    operations = [
        migrations.RunSQL(f"ALTER FUNCTION {function} SET {scan} = off", f"ALTER FUNCTION {function} RESET {scan}")
        for function in FUNCTIONS
        for scan in SCANS
    ]
