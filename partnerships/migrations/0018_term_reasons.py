from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0017_rights")]

    operations = [
        migrations.AddField(
            model_name="term",
            name="override_reason",
            field=models.TextField(
                blank=True,
                help_text="Written where the rules of the instrument did not allow the term.",
                verbose_name="reason against the rules",
            ),
        ),
    ]
