"""Scopes of persons have a history too: who could see what, and since when."""

from importlib import import_module

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

watching = import_module("partnerships.migrations.0018_history")
LINKS = {
    "partnerships_scope_offices": ("partnerships_scopeofficesevent", "id,scope_id,office_id"),
    "partnerships_scope_institutes": ("partnerships_scopeinstitutesevent", "id,scope_id,institute_id"),
}


class Migration(migrations.Migration):
    dependencies = [
        ("partnerships", "0018_history"),
    ]

    operations = [
        migrations.CreateModel(
            name="ScopeEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("user_id", models.BigIntegerField()),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ScopeInstitutesEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("scope_id", models.BigIntegerField()),
                ("institute_id", models.BigIntegerField()),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ScopeOfficesEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("scope_id", models.BigIntegerField()),
                ("office_id", models.BigIntegerField()),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scope",
            trigger=pgtrigger.compiler.Trigger(
                name="remember_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="catalogue_remember('partnerships_scopeevent', 'id', 'id,user_id')",
                    func="RETURN NULL;",
                    hash="02b1758ca9815ee89f233921ea6b70d09cfc5e41",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_remember_insert_e6a9e",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="partnerships_scope",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scope",
            trigger=pgtrigger.compiler.Trigger(
                name="remember_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="catalogue_remember('partnerships_scopeevent', 'id', 'id,user_id')",
                    func="RETURN NULL;",
                    hash="642bd74bbaaeaa83564a4b0d259134cc834f0278",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_remember_update_56e35",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="partnerships_scope",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scope",
            trigger=pgtrigger.compiler.Trigger(
                name="remember_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="catalogue_remember('partnerships_scopeevent', 'id', 'id,user_id')",
                    func="RETURN NULL;",
                    hash="a729584a291e61161856d3bd9595b5ad5eece746",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_remember_delete_5eed9",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="partnerships_scope",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scope",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="catalogue_history_stays()",
                    func="RETURN NULL;",
                    hash="a925fc2c35ce2e81b908ba301d90214c24887403",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_cf91a",
                    table="partnerships_scope",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="scopeevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_6ba1a3_idx"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scopeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="catalogue_history_stays()",
                    func="RETURN NULL;",
                    hash="4deefe165fc9931de899c8f3b3b5c407ebd8c70b",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_stays_71799",
                    table="partnerships_scopeevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="scopeinstitutesevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_a39eb5_idx"),
        ),
        migrations.AddIndex(
            model_name="scopeinstitutesevent",
            index=models.Index(fields=["scope_id", "pgh_id"], name="partnership_scope_i_66bbee_idx"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scopeinstitutesevent",
            trigger=pgtrigger.compiler.Trigger(
                name="stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="catalogue_history_stays()",
                    func="RETURN NULL;",
                    hash="b9067eb63101d78ac7e92609c3cba77c5cfc69f9",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_stays_a9bb0",
                    table="partnerships_scopeinstitutesevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="scopeofficesevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_658e3f_idx"),
        ),
        migrations.AddIndex(
            model_name="scopeofficesevent",
            index=models.Index(fields=["scope_id", "pgh_id"], name="partnership_scope_i_7b25ee_idx"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scopeofficesevent",
            trigger=pgtrigger.compiler.Trigger(
                name="stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="catalogue_history_stays()",
                    func="RETURN NULL;",
                    hash="382b746217381a806f9928bcb25c33e37df59627",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_stays_061fe",
                    table="partnerships_scopeofficesevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(
            "".join(watching.watch(table, *about) for table, about in LINKS.items()),
            "".join(map(watching.unwatch, LINKS)),
        ),
    ]
