"""A message to an office is written before it is sent; the log of what was sent stays, whatever is deleted."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

NAMES = """
UPDATE partnerships_reminder AS line
SET office_name_en = office.city_en,
    office_name_fr = office.city_fr,
    structure_name_en = COALESCE(NULLIF(acronym, ''), NULLIF(title_en, ''), NULLIF(title_fr, ''), about.slug),
    structure_name_fr = COALESCE(NULLIF(acronym, ''), NULLIF(title_fr, ''), NULLIF(title_en, ''), about.slug)
FROM offices_office AS office, partnerships_collaboration AS about
WHERE office.id = line.office_id AND about.id = line.structure_id
"""

# Of what was not sent, and of what is gone, the former table knows nothing.
WITHOUT = """
DELETE FROM partnerships_reminder WHERE office_id IS NULL OR structure_id IS NULL OR sent_at IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [
        ("offices", "0002_history"),
        ("partnerships", "0030_distinct_partners_state"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReminderMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("message_id", models.CharField(max_length=250, unique=True, verbose_name="Message-ID")),
                ("subject", models.CharField(max_length=500, verbose_name="subject")),
                ("body", models.TextField(verbose_name="text")),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="written at")),
            ],
            options={
                "verbose_name": "message to an office",
                "verbose_name_plural": "messages to offices",
                "ordering": ("made_at", "pk"),
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="reminder",
            name="message",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reminders",
                to="partnerships.remindermessage",
                verbose_name="message",
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="office_name_en",
            field=models.CharField(blank=True, max_length=500, verbose_name="office (English)"),
        ),
        migrations.AddField(
            model_name="reminder",
            name="office_name_fr",
            field=models.CharField(blank=True, max_length=500, verbose_name="office (French)"),
        ),
        migrations.AddField(
            model_name="reminder",
            name="structure_name_en",
            field=models.CharField(blank=True, max_length=500, verbose_name="structure (English)"),
        ),
        migrations.AddField(
            model_name="reminder",
            name="structure_name_fr",
            field=models.CharField(blank=True, max_length=500, verbose_name="structure (French)"),
        ),
        migrations.AlterField(
            model_name="reminder",
            name="ends_on",
            field=models.DateField(
                help_text="Of its last term, as it was when the message was written.", verbose_name="last day"
            ),
        ),
        migrations.AlterField(
            model_name="reminder",
            name="office",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="reminders",
                to="offices.office",
                verbose_name="office",
            ),
        ),
        migrations.AlterField(
            model_name="reminder",
            name="recipients",
            field=models.PositiveSmallIntegerField(
                default=0, help_text="How many; their addresses are not kept.", verbose_name="recipients"
            ),
        ),
        migrations.AlterField(
            model_name="reminder",
            name="sent_at",
            field=models.DateTimeField(help_text="Empty: waits for the next run.", null=True, verbose_name="sent at"),
        ),
        migrations.AlterField(
            model_name="reminder",
            name="structure",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="reminders",
                to="partnerships.structure",
                verbose_name="structure",
            ),
        ),
        migrations.RunSQL(NAMES, WITHOUT),
        pgtrigger.migrations.AddTrigger(
            model_name="reminder",
            trigger=pgtrigger.compiler.Trigger(
                name="stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (ROW(OLD.id, OLD.message_id, OLD.ends_on, OLD.months, OLD.office_name_en, OLD.office_name_fr, OLD.structure_name_en, OLD.structure_name_fr) IS DISTINCT FROM ROW(NEW.id, NEW.message_id, NEW.ends_on, NEW.months, NEW.office_name_en, NEW.office_name_fr, NEW.structure_name_en, NEW.structure_name_fr) OR COALESCE(NEW.office_id <> OLD.office_id, NEW.office_id IS NOT NULL) OR COALESCE(NEW.structure_id <> OLD.structure_id, NEW.structure_id IS NOT NULL) OR (OLD.sent_at IS NOT NULL AND ROW(OLD.sent_at, OLD.recipients) IS DISTINCT FROM ROW(NEW.sent_at, NEW.recipients)))",
                    execute="catalogue_history_stays()",
                    func="RETURN NULL;",
                    hash="a4cadeb2cd4d1d8ac4bf0b179970421a734b87e2",
                    operation="UPDATE",
                    pgid="pgtrigger_stays_e4698",
                    table="partnerships_reminder",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reminder",
            trigger=pgtrigger.compiler.Trigger(
                name="kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="catalogue_history_stays()",
                    func="RETURN NULL;",
                    hash="a440637d411689e628ac8cf0bb1a3107d37b6afd",
                    level="STATEMENT",
                    operation="DELETE OR TRUNCATE",
                    pgid="pgtrigger_kept_86486",
                    table="partnerships_reminder",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="remindermessage",
            trigger=pgtrigger.compiler.Trigger(
                name="stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="catalogue_history_stays()",
                    func="RETURN NULL;",
                    hash="386a10f4f5362c0f83d0e6b2175c4c3c844d92c6",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_stays_7b4e4",
                    table="partnerships_remindermessage",
                    when="BEFORE",
                ),
            ),
        ),
    ]
