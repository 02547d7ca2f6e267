"""Bitmaps are stored as they are: PostgreSQL took most of the time of storing them to find that they do not shrink."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0023_folded_names")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE partnerships_facetbitmap ALTER COLUMN bits SET STORAGE EXTERNAL",
            "ALTER TABLE partnerships_facetbitmap ALTER COLUMN bits SET STORAGE EXTENDED",
        )
    ]
