"""When a structure was closed by decision: that its last term is over does not say so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partnerships", "0026_distinct_partners"),
    ]

    operations = [
        migrations.AddField(
            model_name="structure",
            name="closed_on",
            field=models.DateField(
                editable=False,
                help_text="The last day, as it was decided when the structure was closed. A later term is a renewal.",
                null=True,
                verbose_name="closed on",
            ),
        ),
    ]
