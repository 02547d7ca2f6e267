"""How events are written, and why they stay: two functions for all tables. The history of this app and of accounts."""

import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

REMEMBER = """
CREATE SEQUENCE catalogue_history;

-- Arguments: the table of the events, the key of the rows, the columns that are remembered (with the key).
CREATE FUNCTION catalogue_remember() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    columns text := (SELECT string_agg(quote_ident(name), ', ') FROM unnest(string_to_array(TG_ARGV[2], ',')) AS name);
    head text := format('INSERT INTO %I (pgh_id, pgh_created_at, pgh_context_id, pgh_label, %s) ', TG_ARGV[0], columns)
        || format('SELECT nextval(''catalogue_history''), now(), $1, %%L, %s FROM ', columns);
    former text := format('(SELECT %1$s FROM old_values EXCEPT SELECT %1$s FROM new_values) AS former ', columns);
    latter text := format('(SELECT %1$s FROM new_values EXCEPT SELECT %1$s FROM old_values) AS latter ', columns);
    is_any boolean;
    told uuid;
BEGIN
    EXECUTE 'SELECT EXISTS (SELECT FROM '
        || CASE TG_OP WHEN 'INSERT' THEN 'new_values' WHEN 'DELETE' THEN 'old_values' ELSE latter END || ')' INTO is_any;
    IF NOT is_any THEN
        RETURN NULL;
    END IF;
    told := _pgh_attach_context();
    IF TG_OP = 'INSERT' THEN
        EXECUTE format(head, 'insert') || 'new_values' USING told;
    ELSIF TG_OP = 'DELETE' THEN
        EXECUTE format(head, 'delete') || 'old_values' USING told;
    ELSE
        EXECUTE format(head, 'before') || former
            || format('WHERE NOT EXISTS (SELECT FROM %1$I WHERE %1$I.%2$I = former.%2$I)', TG_ARGV[0], TG_ARGV[1])
            USING told;
        EXECUTE format(head, 'delete') || former
            || format('WHERE %1$I NOT IN (SELECT %1$I FROM new_values)', TG_ARGV[1]) USING told;
        EXECUTE format(head, 'update') || latter
            || format('WHERE %1$I IN (SELECT %1$I FROM old_values)', TG_ARGV[1]) USING told;
        EXECUTE format(head, 'insert') || latter
            || format('WHERE %1$I NOT IN (SELECT %1$I FROM old_values)', TG_ARGV[1]) USING told;
    END IF;
    RETURN NULL;
END $$;
"""

NO_REMEMBER = """
DROP FUNCTION catalogue_remember();
DROP SEQUENCE catalogue_history;
"""

STAYS = """
CREATE FUNCTION catalogue_history_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'history is never changed or removed: % of %', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', HINT = 'Rows of the register are deleted, not truncated.';
END $$;

-- Who wrote and why may be completed by the transaction that says it first.
CREATE TRIGGER catalogue_context_stays BEFORE UPDATE ON pghistory_context FOR EACH ROW
    WHEN (NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at OR OLD.created_at <> now()
        OR NOT NEW.metadata @> OLD.metadata)
    EXECUTE FUNCTION catalogue_history_stays();
CREATE TRIGGER catalogue_context_kept BEFORE DELETE OR TRUNCATE ON pghistory_context FOR EACH STATEMENT
    EXECUTE FUNCTION catalogue_history_stays();
"""

NO_STAYS = """
DROP TRIGGER catalogue_context_stays ON pghistory_context;
DROP TRIGGER catalogue_context_kept ON pghistory_context;
DROP FUNCTION catalogue_history_stays();
"""

TRIGGERS = [
    pgtrigger.migrations.AddTrigger(
        model_name="proposededit",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('catalogue_proposededitevent', 'id', 'id,content_type_id,object_id,author_id,made_at,state,base,data,reason,decided_by_id,decided_at')",
                func="RETURN NULL;",
                hash="0a5b8053e4c866dde9063fddd5058ce369d31aa2",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_remember_insert_9a967",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="catalogue_proposededit",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="proposededit",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('catalogue_proposededitevent', 'id', 'id,content_type_id,object_id,author_id,made_at,state,base,data,reason,decided_by_id,decided_at')",
                func="RETURN NULL;",
                hash="917da1644c263ae5fb526dda0049dc888879ba58",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_remember_update_e075c",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="catalogue_proposededit",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="proposededit",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('catalogue_proposededitevent', 'id', 'id,content_type_id,object_id,author_id,made_at,state,base,data,reason,decided_by_id,decided_at')",
                func="RETURN NULL;",
                hash="fe10c1bf7e1cbf480cd6b5bc84558c7bdd647b76",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_remember_delete_de9d3",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="catalogue_proposededit",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="proposededit",
        trigger=pgtrigger.compiler.Trigger(
            name="no_truncate",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="6846a595060cdc260bccb6c3e502e178c511c30d",
                level="STATEMENT",
                operation="TRUNCATE",
                pgid="pgtrigger_no_truncate_7cd6e",
                table="catalogue_proposededit",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="reviewcomment",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('catalogue_reviewcommentevent', 'id', 'id,content_type_id,object_id,author_id,made_at,text')",
                func="RETURN NULL;",
                hash="32315a1f5d69c78f2ee4b0757e0f585f81f25917",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_remember_insert_7bf23",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="catalogue_reviewcomment",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="reviewcomment",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('catalogue_reviewcommentevent', 'id', 'id,content_type_id,object_id,author_id,made_at,text')",
                func="RETURN NULL;",
                hash="63d2c2b11b7998fe7c1125ca20d2077f0089861d",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_remember_update_a95a0",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="catalogue_reviewcomment",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="reviewcomment",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('catalogue_reviewcommentevent', 'id', 'id,content_type_id,object_id,author_id,made_at,text')",
                func="RETURN NULL;",
                hash="e1466171f86af4d6a431aa0759493305a24e495f",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_remember_delete_2b11f",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="catalogue_reviewcomment",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="reviewcomment",
        trigger=pgtrigger.compiler.Trigger(
            name="no_truncate",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="4d12ac1a7b7f184c0c98274f8a3992fbee300cec",
                level="STATEMENT",
                operation="TRUNCATE",
                pgid="pgtrigger_no_truncate_b3d69",
                table="catalogue_reviewcomment",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="savedview",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('catalogue_savedviewevent', 'id', 'id,owner_id,name,slug,list_name,query,is_public,created_at')",
                func="RETURN NULL;",
                hash="6454f9e3318bbd4d8a8cbb26e1980754cd922bc5",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_remember_insert_ad0db",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="catalogue_savedview",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="savedview",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('catalogue_savedviewevent', 'id', 'id,owner_id,name,slug,list_name,query,is_public,created_at')",
                func="RETURN NULL;",
                hash="4fc0b1269278810899ba111f0eded0d4c3b4a664",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_remember_update_d52ea",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="catalogue_savedview",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="savedview",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('catalogue_savedviewevent', 'id', 'id,owner_id,name,slug,list_name,query,is_public,created_at')",
                func="RETURN NULL;",
                hash="882fc0315037af2387fb506efc07b3d79dc3c9a2",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_remember_delete_3fae8",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="catalogue_savedview",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="savedview",
        trigger=pgtrigger.compiler.Trigger(
            name="no_truncate",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="862eded08c4f00670d19f5f5accf69eb3f825605",
                level="STATEMENT",
                operation="TRUNCATE",
                pgid="pgtrigger_no_truncate_fde21",
                table="catalogue_savedview",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="groupevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="4a735de7d5535c2aa9a1b002555357ec30853335",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_867d0",
                table="catalogue_groupevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="grouppermissionsevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="6227d1b3e9e773cadb1ec59282207f1a932da892",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_b634a",
                table="catalogue_grouppermissionsevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="proposededitevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="6aa3515a8f3b56bbd93c2b412c2cd1d3ba141df7",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_0c60f",
                table="catalogue_proposededitevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="reviewcommentevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="429f20cfea3c8097aac29c4f21fac2c9e501f2bf",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_5867b",
                table="catalogue_reviewcommentevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="savedviewevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="e87c7e68a60c9c854da22f088b6774b102058a5b",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_2bdf6",
                table="catalogue_savedviewevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="userevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="8ddccb6bdf8a19c2550bfc214389c55486377c8e",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_d210a",
                table="catalogue_userevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="usergroupsevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="1a8e684f218cd1b2c37884c1309211b7ccbc476d",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_33120",
                table="catalogue_usergroupsevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="useruserpermissionsevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="255ff6bfbc92702562fa978858053c1ab868f4f0",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_8a474",
                table="catalogue_useruserpermissionsevent",
                when="BEFORE",
            ),
        ),
    ),
]
# All at once: one by one, Django would make its picture of all models anew for each.
INSTALL = "".join(str(each.trigger.install_sql) for each in TRIGGERS)
UNINSTALL = "".join(str(each.trigger.uninstall_sql) for each in TRIGGERS)

# The tables of accounts are not of an app of ours: their events, and the columns that are remembered.
LINKS = {
    "auth_user": (
        "catalogue_userevent", "id,is_superuser,is_staff,is_active,date_joined",
    ),
    "auth_group": (
        "catalogue_groupevent", "id,name",
    ),
    "auth_user_groups": (
        "catalogue_usergroupsevent", "id,user_id,group_id",
    ),
    "auth_user_user_permissions": (
        "catalogue_useruserpermissionsevent", "id,user_id,permission_id",
    ),
    "auth_group_permissions": (
        "catalogue_grouppermissionsevent", "id,group_id,permission_id",
    ),
}  # fmt: skip
EVENTS = {
    "insert": "REFERENCING NEW TABLE AS new_values",
    "update": "REFERENCING OLD TABLE AS old_values NEW TABLE AS new_values",
    "delete": "REFERENCING OLD TABLE AS old_values",
}


def watch(table: str, events: str, columns: str) -> str:
    return (
        "".join(
            f"CREATE TRIGGER remember_{kind} AFTER {kind.upper()} ON {table} {rows} FOR EACH STATEMENT "
            f"EXECUTE FUNCTION catalogue_remember('{events}', 'id', '{columns}');\n"
            for kind, rows in EVENTS.items()
        )
        + f"CREATE TRIGGER no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION catalogue_history_stays();\n"
    )


def unwatch(table: str) -> str:
    names = (*(f"remember_{kind}" for kind in EVENTS), "no_truncate")
    return "".join(f"DROP TRIGGER {name} ON {table};\n" for name in names)


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0004_rights"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("pghistory", "0007_auto_20250421_0444"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.RunSQL(REMEMBER, NO_REMEMBER),
        migrations.RunSQL(STAYS, NO_STAYS),
        migrations.CreateModel(
            name="GroupEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.IntegerField()),
                ("name", models.CharField(max_length=150, verbose_name="name")),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="GroupPermissionsEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("group_id", models.BigIntegerField()),
                ("permission_id", models.BigIntegerField()),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.IntegerField()),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ProposedEditEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("content_type_id", models.BigIntegerField()),
                ("author_id", models.BigIntegerField(null=True)),
                ("decided_by_id", models.BigIntegerField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("object_id", models.CharField(max_length=64, verbose_name="key of the record")),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="time")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "waiting"), ("accepted", "accepted"), ("refused", "refused")],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("base", models.JSONField(verbose_name="form before the edit")),
                ("data", models.JSONField(verbose_name="form as it was sent")),
                ("reason", models.TextField(blank=True, verbose_name="why")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided at")),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ReviewCommentEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("content_type_id", models.BigIntegerField()),
                ("author_id", models.BigIntegerField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("object_id", models.CharField(max_length=64, verbose_name="key of the record")),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="time")),
                ("text", models.TextField(verbose_name="comment")),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SavedViewEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("owner_id", models.BigIntegerField()),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("slug", models.SlugField(db_index=False, max_length=60, verbose_name="short address")),
                ("list_name", models.CharField(max_length=30, verbose_name="list")),
                ("query", models.CharField(blank=True, max_length=2000, verbose_name="question")),
                ("is_public", models.BooleanField(default=False, verbose_name="for all")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="saved on")),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="UserEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.IntegerField()),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined")),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="UserGroupsEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("user_id", models.BigIntegerField()),
                ("group_id", models.BigIntegerField()),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.IntegerField()),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="UserUserPermissionsEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("user_id", models.BigIntegerField()),
                ("permission_id", models.BigIntegerField()),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.IntegerField()),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.AddIndex(
            model_name="groupevent",
            index=models.Index(fields=["id", "pgh_id"], name="catalogue_g_id_9a8b11_idx"),
        ),
        migrations.AddIndex(
            model_name="grouppermissionsevent",
            index=models.Index(fields=["id", "pgh_id"], name="catalogue_g_id_96582d_idx"),
        ),
        migrations.AddIndex(
            model_name="grouppermissionsevent",
            index=models.Index(fields=["group_id", "pgh_id"], name="catalogue_g_group_i_9b3fb9_idx"),
        ),
        migrations.AddIndex(
            model_name="proposededitevent",
            index=models.Index(fields=["id", "pgh_id"], name="catalogue_p_id_912115_idx"),
        ),
        migrations.AddIndex(
            model_name="reviewcommentevent",
            index=models.Index(fields=["id", "pgh_id"], name="catalogue_r_id_275150_idx"),
        ),
        migrations.AddIndex(
            model_name="savedviewevent",
            index=models.Index(fields=["id", "pgh_id"], name="catalogue_s_id_2c011a_idx"),
        ),
        migrations.AddIndex(
            model_name="userevent",
            index=models.Index(fields=["id", "pgh_id"], name="catalogue_u_id_018e73_idx"),
        ),
        migrations.AddIndex(
            model_name="usergroupsevent",
            index=models.Index(fields=["id", "pgh_id"], name="catalogue_u_id_8755cc_idx"),
        ),
        migrations.AddIndex(
            model_name="usergroupsevent",
            index=models.Index(fields=["user_id", "pgh_id"], name="catalogue_u_user_id_51f218_idx"),
        ),
        migrations.AddIndex(
            model_name="useruserpermissionsevent",
            index=models.Index(fields=["id", "pgh_id"], name="catalogue_u_id_54765a_idx"),
        ),
        migrations.AddIndex(
            model_name="useruserpermissionsevent",
            index=models.Index(fields=["user_id", "pgh_id"], name="catalogue_u_user_id_00641c_idx"),
        ),
        migrations.SeparateDatabaseAndState([migrations.RunSQL(INSTALL, UNINSTALL)], TRIGGERS),
        migrations.RunSQL(
            "".join(watch(table, *about) for table, about in LINKS.items()), "".join(map(unwatch, LINKS))
        ),
    ]
