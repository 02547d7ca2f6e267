"""Events of the pairs that are no duplicates, and of the day on which a structure was closed."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partnerships", "0028_scope_with_keys"),
    ]

    operations = [
        migrations.CreateModel(
            name="DistinctPartnersEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("first_id", models.BigIntegerField()),
                ("second_id", models.BigIntegerField()),
                ("decided_by_id", models.BigIntegerField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("decided_at", models.DateTimeField(auto_now_add=True, verbose_name="decided at")),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="structure",
            name="remember_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="structure",
            name="remember_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="structure",
            name="remember_delete",
        ),
        migrations.AddField(
            model_name="structureevent",
            name="closed_on",
            field=models.DateField(
                editable=False,
                help_text="The last day, as it was decided when the structure was closed. A later term is a renewal.",
                null=True,
                verbose_name="closed on",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="distinctpartners",
            trigger=pgtrigger.compiler.Trigger(
                name="remember_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="catalogue_remember('partnerships_distinctpartnersevent', 'id', 'id,first_id,second_id,decided_by_id,decided_at')",
                    func="RETURN NULL;",
                    hash="9325f34e3df59cf85c415b88f7a80608aeb8d129",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_remember_insert_bac5a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="partnerships_distinctpartners",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="distinctpartners",
            trigger=pgtrigger.compiler.Trigger(
                name="remember_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="catalogue_remember('partnerships_distinctpartnersevent', 'id', 'id,first_id,second_id,decided_by_id,decided_at')",
                    func="RETURN NULL;",
                    hash="c67d5bb6366569def9b744f22009c69be89ed98f",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_remember_update_2fb00",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="partnerships_distinctpartners",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="distinctpartners",
            trigger=pgtrigger.compiler.Trigger(
                name="remember_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="catalogue_remember('partnerships_distinctpartnersevent', 'id', 'id,first_id,second_id,decided_by_id,decided_at')",
                    func="RETURN NULL;",
                    hash="79ac0aa20903c0a06878198c7858b56236196f54",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_remember_delete_739f9",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="partnerships_distinctpartners",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="distinctpartners",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="catalogue_history_stays()",
                    func="RETURN NULL;",
                    hash="1a76e617253718a55c99f698cee89b5c7acbe59a",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_afd62",
                    table="partnerships_distinctpartners",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="structure",
            trigger=pgtrigger.compiler.Trigger(
                name="remember_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="catalogue_remember('partnerships_structureevent', 'collaboration_ptr_id', 'collaboration_ptr_id,instrument_id,discipline_en,discipline_fr,rnsr_id,ror_id,closed_on,note_en,note_fr')",
                    func="RETURN NULL;",
                    hash="d9f2c0b7d4ac23f1d394787e3ab4160613235bf9",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_remember_insert_ba8a7",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="partnerships_structure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="structure",
            trigger=pgtrigger.compiler.Trigger(
                name="remember_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="catalogue_remember('partnerships_structureevent', 'collaboration_ptr_id', 'collaboration_ptr_id,instrument_id,discipline_en,discipline_fr,rnsr_id,ror_id,closed_on,note_en,note_fr')",
                    func="RETURN NULL;",
                    hash="ed638572373468cfc55e1976984ae731e8d81640",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_remember_update_88402",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="partnerships_structure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="structure",
            trigger=pgtrigger.compiler.Trigger(
                name="remember_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="catalogue_remember('partnerships_structureevent', 'collaboration_ptr_id', 'collaboration_ptr_id,instrument_id,discipline_en,discipline_fr,rnsr_id,ror_id,closed_on,note_en,note_fr')",
                    func="RETURN NULL;",
                    hash="26d97bb232f4dc822e1c789769aa6c859d882f5f",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_remember_delete_a5113",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="partnerships_structure",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="distinctpartnersevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_ef94dc_idx"),
        ),
        migrations.AddIndex(
            model_name="distinctpartnersevent",
            index=models.Index(fields=["first_id", "pgh_id"], name="partnership_first_i_25bb3a_idx"),
        ),
        migrations.AddIndex(
            model_name="distinctpartnersevent",
            index=models.Index(fields=["second_id", "pgh_id"], name="partnership_second__242f0d_idx"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="distinctpartnersevent",
            trigger=pgtrigger.compiler.Trigger(
                name="stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="catalogue_history_stays()",
                    func="RETURN NULL;",
                    hash="cbce89979c00aee6e94a34cc67dd85f1039cfba7",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_stays_015b4",
                    table="partnerships_distinctpartnersevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
