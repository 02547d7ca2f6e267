"""Rules that no constraint on one row can say: triggers, named like constraints, checked when the transaction ends."""

from django.db import migrations

NO_CYCLE = """
CREATE FUNCTION partnerships_succession_no_cycle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        WITH RECURSIVE following(id) AS (
            SELECT NEW.successor_id
            UNION
            SELECT link.successor_id
            FROM partnerships_succession AS link JOIN following ON link.predecessor_id = following.id
        )
        SELECT FROM following WHERE id = NEW.predecessor_id
    ) THEN
        RAISE EXCEPTION 'structure % would follow itself', NEW.predecessor_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'partnerships_succession_no_cycle';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER partnerships_succession_no_cycle
    AFTER INSERT OR UPDATE ON partnerships_succession
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION partnerships_succession_no_cycle();
"""

MAIN_ABROAD = """
CREATE FUNCTION partnerships_site_extension_main_abroad() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    checked bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.structure_id ELSE NEW.structure_id END;
BEGIN
    IF EXISTS (
        SELECT FROM partnerships_site AS extension
        WHERE extension.structure_id IN (checked, CASE WHEN TG_OP = 'UPDATE' THEN OLD.structure_id END)
          AND extension.role = 'extension'
          AND NOT EXISTS (
              SELECT FROM partnerships_site AS main
              WHERE main.structure_id = extension.structure_id AND main.role = 'main' AND main.country_id <> 'FR'
                AND daterange(main.start, main."end", '[]') && daterange(extension.start, extension."end", '[]')
          )
    ) THEN
        RAISE EXCEPTION 'structure % has a French extension without a main site abroad', checked
            USING ERRCODE = 'check_violation', CONSTRAINT = 'partnerships_site_extension_main_abroad';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER partnerships_site_extension_main_abroad
    AFTER INSERT OR UPDATE OR DELETE ON partnerships_site
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION partnerships_site_extension_main_abroad();
"""


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0001_register")]

    operations = [
        migrations.RunSQL(NO_CYCLE, "DROP FUNCTION partnerships_succession_no_cycle() CASCADE"),
        migrations.RunSQL(MAIN_ABROAD, "DROP FUNCTION partnerships_site_extension_main_abroad() CASCADE"),
    ]
