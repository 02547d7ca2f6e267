"""Indexes by which partners are found by their other names and by their city."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations

from cnrs_intl.catalogue.text import Folded


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0013_registers")]

    operations = [
        migrations.AddIndex(
            model_name="partner",
            index=GinIndex(OpClass(Folded("city"), "gin_trgm_ops"), name="partnerships_partner_city"),
        ),
        migrations.AddIndex(
            model_name="partnername",
            index=GinIndex(OpClass(Folded("text"), "gin_trgm_ops"), name="partnerships_partnername_text"),
        ),
    ]
