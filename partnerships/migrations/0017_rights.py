import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cnrs_intl.catalogue.records


class Migration(migrations.Migration):
    dependencies = [
        ("offices", "0001_reference_and_offices"),
        ("partnerships", "0016_edits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Scope",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "institutes",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Collaborations of one of them, wherever they are.",
                        related_name="scopes",
                        to="partnerships.institute",
                        verbose_name="institutes",
                    ),
                ),
                (
                    "offices",
                    models.ManyToManyField(
                        blank=True,
                        help_text="What has a partner in a country that one of them covers today.",
                        related_name="scopes",
                        to="offices.office",
                        verbose_name="offices",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scope",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "scope of a person",
                "verbose_name_plural": "scopes of persons",
                "ordering": ("user__username", "pk"),
            },
            bases=(cnrs_intl.catalogue.records.NaturalKey, models.Model),
        ),
    ]
