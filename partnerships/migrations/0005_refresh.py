"""The catalogue is refreshed when a transaction ends, whatever wrote: a form, an import by COPY, `update()`, SQL.

Triggers on the statement note which records were touched; one deferred trigger refreshes them. It first takes the row
of the version, so that refreshes follow one another: each sees what the one before wrote, and no two wait for each
other. Reading what depends on a record happens after that row is taken, never before.
"""

from django.db import migrations

STORE = """
INSERT INTO partnerships_catalogueversion (id, version, base) VALUES (1, 0, 0);

-- One row for a statement, gone before its transaction ends: nothing to keep after a crash.
CREATE UNLOGGED TABLE partnerships_touched (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source text NOT NULL,
    keys bigint[] NOT NULL
);

-- Arguments: what was touched, its key, and the columns that count in an update.
CREATE FUNCTION partnerships_touch() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found bigint[];
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        found := '{0}';
    ELSIF TG_OP = 'INSERT' THEN
        EXECUTE format('SELECT array_agg(DISTINCT %s) FROM new_rows', TG_ARGV[1]) INTO found;
    ELSIF TG_OP = 'DELETE' THEN
        EXECUTE format('SELECT array_agg(DISTINCT %s) FROM old_rows', TG_ARGV[1]) INTO found;
    ELSE
        EXECUTE format(
            'SELECT array_agg(DISTINCT key) FROM ('
            '(SELECT %1$s AS key, %2$s FROM new_rows EXCEPT SELECT %1$s, %2$s FROM old_rows) UNION ALL '
            '(SELECT %1$s AS key, %2$s FROM old_rows EXCEPT SELECT %1$s, %2$s FROM new_rows)) AS different',
            TG_ARGV[1], TG_ARGV[2]
        ) INTO found;
    END IF;
    IF found IS NOT NULL THEN
        INSERT INTO partnerships_touched (source, keys)
        VALUES (CASE TG_OP WHEN 'TRUNCATE' THEN 'everything' ELSE TG_ARGV[0] END, found);
    END IF;
    RETURN NULL;
END $$;

-- The next version, with its place in the log. Holds the row until the transaction ends.
CREATE FUNCTION partnerships_next_version() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    this_version bigint;
BEGIN
    INSERT INTO partnerships_catalogueversion AS latest (id, version, base)
    VALUES (1, extract(epoch FROM clock_timestamp()) * 1000000, 0)
    ON CONFLICT (id) DO UPDATE SET version = greatest(latest.version + 1, EXCLUDED.version)
    RETURNING version INTO this_version;
    INSERT INTO partnerships_cataloguechange (version, ids, codes) VALUES (this_version, '{}', '{}');
    RETURN this_version;
END $$;

-- Writes the documents of these collaborations as they are now, and tells which differ. The row of the version is held.
CREATE FUNCTION partnerships_write_documents(this_version bigint, wanted bigint[]) RETURNS integer
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    former integer[];
    written bigint[];
BEGIN
    SELECT COALESCE(array_agg(DISTINCT code), '{}') INTO former
    FROM partnerships_searchdocument AS document, unnest(document.facets) AS code
    WHERE document.collaboration_id = ANY (wanted);
    WITH gone AS (
        DELETE FROM partnerships_searchdocument AS document
        WHERE document.collaboration_id = ANY (wanted)
          AND NOT EXISTS (SELECT FROM partnerships_collaboration AS record WHERE record.id = document.collaboration_id)
        RETURNING document.collaboration_id
    ), kept AS (
        INSERT INTO partnerships_searchdocument AS document (
            collaboration_id, visible, start, "end", title_en, title_fr, budget, facets, periods, names, document
        )
        SELECT * FROM partnerships_documents(wanted) ORDER BY collaboration_id
        ON CONFLICT (collaboration_id) DO UPDATE SET
            (visible, start, "end", title_en, title_fr, budget, facets, periods, names, document) = (
                EXCLUDED.visible, EXCLUDED.start, EXCLUDED."end", EXCLUDED.title_en, EXCLUDED.title_fr, EXCLUDED.budget,
                EXCLUDED.facets, EXCLUDED.periods, EXCLUDED.names, EXCLUDED.document
            )
        WHERE (
            document.visible, document.start, document."end", document.title_en, document.title_fr, document.budget,
            document.facets, document.periods, document.names, document.document
        ) IS DISTINCT FROM (
            EXCLUDED.visible, EXCLUDED.start, EXCLUDED."end", EXCLUDED.title_en, EXCLUDED.title_fr, EXCLUDED.budget,
            EXCLUDED.facets, EXCLUDED.periods, EXCLUDED.names, EXCLUDED.document
        )
        RETURNING document.collaboration_id
    )
    SELECT array_agg(collaboration_id) INTO written FROM (TABLE gone UNION ALL TABLE kept) AS both_ways;
    IF written IS NOT NULL THEN
        UPDATE partnerships_cataloguechange SET ids = written, codes = former WHERE version = this_version;
    END IF;
    RETURN COALESCE(cardinality(written), 0);
END $$;

CREATE FUNCTION partnerships_refresh() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    this_version bigint;
    wanted bigint[];
BEGIN
    IF NOT EXISTS (SELECT FROM partnerships_touched WHERE id = NEW.id) THEN
        RETURN NULL; -- an earlier row of this transaction brought it along
    END IF;
    this_version := partnerships_next_version();
    WITH touched AS (
        DELETE FROM partnerships_touched RETURNING source, keys
    ), touched_key AS (
        SELECT source, unnest(keys) AS key FROM touched
    )
    SELECT array_agg(DISTINCT id) INTO wanted FROM (
        SELECT key AS id FROM touched_key WHERE source = 'collaboration'
        UNION ALL
        SELECT participation.collaboration_id
        FROM partnerships_participation AS participation
        JOIN partnerships_partner AS partner ON partner.id = participation.partner_id
        WHERE partner.id IN (SELECT key FROM touched_key WHERE source = 'partner')
           OR partner.parent_id IN (SELECT key FROM touched_key WHERE source = 'partner')
        UNION ALL
        SELECT id FROM partnerships_collaboration WHERE EXISTS (SELECT FROM touched WHERE source = 'everything')
        UNION ALL
        SELECT collaboration_id FROM partnerships_searchdocument
        WHERE EXISTS (SELECT FROM touched WHERE source = 'everything')
    ) AS concerned;
    IF wanted IS NOT NULL THEN
        PERFORM partnerships_write_documents(this_version, wanted);
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER partnerships_refresh AFTER INSERT ON partnerships_touched
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION partnerships_refresh();
"""

NO_STORE = """
DROP TABLE partnerships_touched;
DROP FUNCTION partnerships_refresh();
DROP FUNCTION partnerships_write_documents(bigint, bigint[]);
DROP FUNCTION partnerships_next_version();
DROP FUNCTION partnerships_touch();
DELETE FROM partnerships_catalogueversion;
"""

RECORD, PARTNER, WORDS = "collaboration", "partner", "vocabulary"
NOTHING = "0::bigint"
# Table: what a change of it touches, the key of that, the columns that count.
SOURCES = {
    "partnerships_collaboration": (
        RECORD, "id", "publication, acronym, title_en, title_fr, summary_en, summary_fr, country_id",
    ),
    "partnerships_structure": (RECORD, "collaboration_ptr_id", "instrument_id, discipline_en, discipline_fr"),
    "partnerships_eucontract": (
        RECORD,
        "collaboration_ptr_id",
        'grant_number, programme_id, scheme_id, topic, topic_title, start, "end", total_cost, ec_contribution, keywords',
    ),
    "partnerships_collaboration_other_countries": (RECORD, "collaboration_id", "country_id"),
    "partnerships_collaboration_institutes": (RECORD, "collaboration_id", "institute_id"),
    "partnerships_collaboration_challenges": (RECORD, "collaboration_id", "societalchallenge_id"),
    "partnerships_participation": (RECORD, "collaboration_id", "partner_id"),
    "partnerships_term": (RECORD, "structure_id", 'start, "end"'),
    "partnerships_structurecode": (RECORD, "structure_id", 'id, instrument_id, code, start, "end"'),
    "partnerships_site": (RECORD, "structure_id", 'role, name, city_en, city_fr, country_id, start, "end"'),
    "partnerships_partner": (PARTNER, "id", "name, country_id, parent_id, publication, is_home"),
    "partnerships_partnername": (PARTNER, "partner_id", "text"),
    "partnerships_instrument": (WORDS, NOTHING, "id, code, family"),
    "partnerships_institute": (WORDS, NOTHING, "id, acronym"),
    "partnerships_fundingscheme": (WORDS, NOTHING, "id, code"),
    "partnerships_programme": (WORDS, NOTHING, "id, code, parent_id"),
    "partnerships_societalchallenge": (WORDS, NOTHING, "id, number"),
    "partnerships_societalchallenge_programmes": (WORDS, NOTHING, "societalchallenge_id, programme_id"),
    "offices_region": (WORDS, NOTHING, "id, code"),
    "offices_country": (WORDS, NOTHING, "iso2, region_id"),
    "offices_office": (WORDS, NOTHING, "id, slug, publication"),
    "offices_coverage": (WORDS, NOTHING, 'office_id, country_id, start, "end"'),
}  # fmt: skip
EVENTS = {
    "insert": "REFERENCING NEW TABLE AS new_rows",
    "update": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "REFERENCING OLD TABLE AS old_rows",
    "truncate": "",
}
FIRST_BUILD = """
SELECT partnerships_write_documents(partnerships_next_version(), ARRAY(SELECT id FROM partnerships_collaboration))
"""


def triggers(table: str, touched: str, key: str, columns: str) -> str:
    return "".join(
        f"CREATE TRIGGER catalogue_{event} AFTER {event.upper()} ON {table} {rows} FOR EACH STATEMENT "
        f"EXECUTE FUNCTION partnerships_touch('{touched}', '{key}', '{columns}');\n"
        for event, rows in EVENTS.items()
    )


def no_triggers(table: str) -> str:
    return "".join(f"DROP TRIGGER catalogue_{event} ON {table};\n" for event in EVENTS)


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0004_documents"), ("offices", "0001_reference_and_offices")]

    operations = [
        migrations.RunSQL(STORE, NO_STORE),
        migrations.RunSQL(
            "".join(triggers(table, *source) for table, source in SOURCES.items()),
            "".join(map(no_triggers, SOURCES)),
        ),
        migrations.RunSQL(FIRST_BUILD, migrations.RunSQL.noop),
    ]
