from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0018_term_reasons")]

    operations = [
        migrations.AddField(
            model_name="site",
            name="balance_tolerance",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="By how many people the received and the sent of the last five years may differ, as agreed upon.",
                null=True,
                verbose_name="tolerance of the balance",
            ),
        ),
    ]
