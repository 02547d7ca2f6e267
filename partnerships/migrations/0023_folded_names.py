"""Other names and cities of partners, folded once: a search reads them instead of folding all of them."""

import django.contrib.postgres.indexes
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.db import migrations, models

import cnrs_intl.catalogue.text


class Migration(migrations.Migration):
    dependencies = [
        ("offices", "0001_reference_and_offices"),
        ("partnerships", "0022_documents"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="partner",
            name="partnerships_partner_city",
        ),
        migrations.RemoveIndex(
            model_name="partnername",
            name="partnerships_partnername_text",
        ),
        migrations.AddField(
            model_name="partner",
            name="sort_city",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Collate(
                    django.db.models.functions.text.Lower(cnrs_intl.catalogue.text.SortKey(models.F("city"))), "C"
                ),
                output_field=models.TextField(db_collation="C"),
            ),
        ),
        migrations.AddField(
            model_name="partnername",
            name="sort_text",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Collate(
                    django.db.models.functions.text.Lower(cnrs_intl.catalogue.text.SortKey(models.F("text"))), "C"
                ),
                output_field=models.TextField(db_collation="C"),
            ),
        ),
        migrations.AddIndex(
            model_name="partner",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["sort_city"], name="partnerships_partner_city", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="partnername",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["sort_text"], name="partnerships_partnername_text", opclasses=["gin_trgm_ops"]
            ),
        ),
    ]
