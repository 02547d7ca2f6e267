"""How events are written, and why they stay: two functions that every table of the register and of its history calls."""

from django.db import migrations

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


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0004_rights"), ("pghistory", "0007_auto_20250421_0444")]

    operations = [
        migrations.RunSQL(REMEMBER, NO_REMEMBER),
        migrations.RunSQL(STAYS, NO_STAYS),
    ]
