"""An account finds its scope with the keys in it. The tables stay as they are."""

import django.db.models.manager
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("partnerships", "0027_closed_on"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="scope",
            options={
                "base_manager_name": "with_keys",
                "ordering": ("user__username", "pk"),
                "verbose_name": "scope of a person",
                "verbose_name_plural": "scopes of persons",
            },
        ),
        migrations.AlterModelManagers(
            name="scope",
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("with_keys", django.db.models.manager.Manager()),
            ],
        ),
    ]
