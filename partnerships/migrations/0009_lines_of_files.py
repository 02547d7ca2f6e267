"""A document also holds what a line of a file says, so that an export reads one row for each line.

What depends on the day is held as the days on which it changes, in order: `width_bucket` finds the place of a day.
"""

import django.contrib.postgres.fields
from django.db import migrations, models

LINES = """
CREATE FUNCTION partnerships_line(collaboration bigint)
RETURNS TABLE (cells text[], kinds text[], kind_days integer[], term_days integer[])
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT ARRAY[
            CASE WHEN contract.collaboration_ptr_id IS NULL THEN 'structures/' ELSE 'contracts/' END || record.slug || '/',
            record.acronym,
            COALESCE(NULLIF(record.title_en, ''), record.title_fr),
            COALESCE(NULLIF(record.title_fr, ''), record.title_en),
            COALESCE(NULLIF(concat_ws(' ', framework.code, contract.grant_number), ''), (
                SELECT string_agg(code.code, '; ' ORDER BY code.start DESC NULLS LAST, code.id)
                FROM partnerships_structurecode AS code WHERE code.structure_id = record.id
            )),
            partner.published,
            NULLIF(partner.every, partner.published),
            record.country_id,
            (SELECT string_agg(institute.acronym, '; ' ORDER BY institute.acronym)
             FROM partnerships_collaboration_institutes AS link
             JOIN partnerships_institute AS institute ON institute.id = link.institute_id
             WHERE link.collaboration_id = record.id)
        ],
        COALESCE(kind.codes, '{contract}'), COALESCE(kind.days[2:], '{}'), COALESCE(term.days, '{}')
    FROM partnerships_collaboration AS record
    LEFT JOIN partnerships_structure AS structure ON structure.collaboration_ptr_id = record.id
    LEFT JOIN partnerships_eucontract AS contract ON contract.collaboration_ptr_id = record.id
    LEFT JOIN partnerships_programme AS framework ON framework.id = contract.framework_id
    CROSS JOIN LATERAL (
        SELECT string_agg(DISTINCT name::text COLLATE "C", '; ' ORDER BY name::text COLLATE "C")
                   FILTER (WHERE publication = 'published') AS published,
               string_agg(DISTINCT name::text COLLATE "C", '; ' ORDER BY name::text COLLATE "C") AS every
        FROM partnerships_partner WHERE NOT is_home AND id IN (
            SELECT partner_id FROM partnerships_participation WHERE collaboration_id = record.id
        )
    ) AS partner
    CROSS JOIN LATERAL (
        SELECT array_agg(instrument.code ORDER BY span.days) AS codes, array_agg(lower(span.days) ORDER BY span.days) AS days
        FROM partnerships_kinds(structure.collaboration_ptr_id, structure.instrument_id) AS span
        JOIN partnerships_instrument AS instrument ON instrument.id = span.instrument
    ) AS kind
    CROSS JOIN LATERAL (
        SELECT array_agg(bound.day ORDER BY bound.day) AS days
        FROM (
            SELECT unnest(range_agg(partnerships_days(dated.start, dated."end"))) AS span
            FROM (
                SELECT start, "end" FROM partnerships_term WHERE structure_id = record.id
                UNION ALL SELECT contract.start, contract."end" WHERE contract.start IS NOT NULL
            ) AS dated
        ) AS spans, LATERAL (VALUES (lower(span)), (upper(span))) AS bound (day)
    ) AS term
    WHERE record.id = collaboration
$$;

ALTER FUNCTION partnerships_documents(bigint[]) RENAME TO partnerships_search_keys;
CREATE FUNCTION partnerships_documents(wanted bigint[]) RETURNS TABLE (
    collaboration_id bigint, visible boolean, start date, "end" date, title_en text, title_fr text, budget numeric,
    facets integer[], periods integer[], names text, document tsvector,
    cells text[], kinds text[], kind_days integer[], term_days integer[]
) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT key.*, line.*
    FROM (SELECT * FROM partnerships_search_keys(wanted) OFFSET 0) AS key, -- planned apart: together takes twice as long
         LATERAL partnerships_line(key.collaboration_id) AS line
$$;
"""
NO_LINES = """
DROP FUNCTION partnerships_documents(bigint[]);
ALTER FUNCTION partnerships_search_keys(bigint[]) RENAME TO partnerships_documents;
DROP FUNCTION partnerships_line(bigint);
"""

BITMAP_SCANS = "SET enable_seqscan = off SET enable_indexscan = off SET enable_indexonlyscan = off"
COLUMNS = ("visible", "start", '"end"', "title_en", "title_fr", "budget", "facets", "periods", "names", "document")
ADDED = ("cells", "kinds", "kind_days", "term_days")


def writing(columns: tuple[str, ...]) -> str:
    """The function that writes documents, as in 0005, with these columns."""
    names = ", ".join(columns)
    stored, present = (", ".join(f"{row}.{name}" for name in columns) for row in ("document", "EXCLUDED"))
    return f"""
CREATE OR REPLACE FUNCTION partnerships_write_documents(this_version bigint, wanted bigint[]) RETURNS integer
LANGUAGE plpgsql VOLATILE {BITMAP_SCANS} AS $$
DECLARE
    former integer[];
    written bigint[];
BEGIN
    SELECT COALESCE(array_agg(DISTINCT code), '{{}}') INTO former
    FROM partnerships_searchdocument AS document, unnest(document.facets) AS code
    WHERE document.collaboration_id = ANY (wanted);
    WITH gone AS (
        DELETE FROM partnerships_searchdocument AS document
        WHERE document.collaboration_id = ANY (wanted)
          AND NOT EXISTS (SELECT FROM partnerships_collaboration AS record WHERE record.id = document.collaboration_id)
        RETURNING document.collaboration_id
    ), kept AS (
        INSERT INTO partnerships_searchdocument AS document (collaboration_id, {names})
        SELECT * FROM partnerships_documents(wanted) ORDER BY collaboration_id
        ON CONFLICT (collaboration_id) DO UPDATE SET ({names}) = ({present})
        WHERE ({stored}) IS DISTINCT FROM ({present})
        RETURNING document.collaboration_id
    )
    SELECT array_agg(collaboration_id) INTO written FROM (TABLE gone UNION ALL TABLE kept) AS both_ways;
    IF written IS NOT NULL THEN
        UPDATE partnerships_cataloguechange SET ids = written, codes = former WHERE version = this_version;
    END IF;
    RETURN COALESCE(cardinality(written), 0);
END $$;
"""  # noqa: S608


OF_WORDS = """
        UNION ALL
        SELECT collaboration_id FROM partnerships_collaboration_institutes
        WHERE institute_id IN (SELECT key FROM touched_key WHERE source = 'institute')
        UNION ALL
        SELECT collaboration_ptr_id FROM partnerships_structure
        WHERE instrument_id IN (SELECT key FROM touched_key WHERE source = 'instrument')
        UNION ALL
        SELECT structure_id FROM partnerships_structurecode
        WHERE instrument_id IN (SELECT key FROM touched_key WHERE source = 'instrument')
        UNION ALL
        SELECT collaboration_ptr_id FROM partnerships_eucontract
        WHERE framework_id IN (SELECT key FROM touched_key WHERE source = 'programme')"""


def refreshing(of_words: str) -> str:
    """The trigger that refreshes what was touched, as in 0005, with what names of the vocabulary are written in."""
    return f"""
CREATE OR REPLACE FUNCTION partnerships_refresh() RETURNS trigger LANGUAGE plpgsql {BITMAP_SCANS} AS $$
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
           OR partner.parent_id IN (SELECT key FROM touched_key WHERE source = 'partner'){of_words}
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
"""  # noqa: S608


RECORD = "publication, acronym, title_en, title_fr, summary_en, summary_fr, country_id"
CONTRACT = (
    'grant_number, programme_id, scheme_id, topic, topic_title, start, "end", total_cost, ec_contribution, keywords'
)
FORMER_SOURCES = {
    "partnerships_collaboration": ("collaboration", "id", RECORD),
    "partnerships_eucontract": ("collaboration", "collaboration_ptr_id", CONTRACT),
    "partnerships_institute": ("vocabulary", "0::bigint", "id, acronym"),
    "partnerships_instrument": ("vocabulary", "0::bigint", "id, code, family"),
    "partnerships_programme": ("vocabulary", "0::bigint", "id, code, parent_id"),
}
SOURCES = {
    "partnerships_collaboration": ("collaboration", "id", f"{RECORD}, slug"),
    "partnerships_eucontract": ("collaboration", "collaboration_ptr_id", f"{CONTRACT}, framework_id"),
    "partnerships_institute": ("institute", "id", "id, acronym"),
    "partnerships_instrument": ("instrument", "id", "id, code, family"),
    "partnerships_programme": ("programme", "id", "id, code, parent_id"),
}
EVENTS = {
    "insert": "REFERENCING NEW TABLE AS new_rows",
    "update": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "REFERENCING OLD TABLE AS old_rows",
    "truncate": "",
}


def triggers(sources: dict[str, tuple[str, str, str]]) -> str:
    return "".join(
        f"CREATE OR REPLACE TRIGGER catalogue_{event} AFTER {event.upper()} ON {table} {rows} FOR EACH STATEMENT "
        f"EXECUTE FUNCTION partnerships_touch('{touched}', '{key}', '{columns}');\n"
        for table, (touched, key, columns) in sources.items()
        for event, rows in EVENTS.items()
    )


# What a document is found by is as it was: workers need not read it again.
FILL = """
SET LOCAL statement_timeout = 0;
SELECT partnerships_next_version();
UPDATE partnerships_searchdocument AS document
SET (cells, kinds, kind_days, term_days) = (SELECT * FROM partnerships_line(document.collaboration_id))
WHERE EXISTS (SELECT FROM partnerships_collaboration AS record WHERE record.id = document.collaboration_id);
"""


def array(of: models.Field, name: str) -> django.contrib.postgres.fields.ArrayField:
    return django.contrib.postgres.fields.ArrayField(base_field=of, default=list, size=None, verbose_name=name)


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0008_refresh_by_index")]

    operations = [
        migrations.AddField(
            "searchdocument", "cells", array(models.TextField(null=True), "cells of files"), preserve_default=False
        ),
        migrations.AddField("searchdocument", "kinds", array(models.TextField(), "kinds"), preserve_default=False),
        migrations.AddField(
            "searchdocument", "kind_days", array(models.IntegerField(), "days of the kinds"), preserve_default=False
        ),
        migrations.AddField(
            "searchdocument", "term_days", array(models.IntegerField(), "days of the terms"), preserve_default=False
        ),
        migrations.RunSQL(LINES, NO_LINES),
        migrations.RunSQL(writing(COLUMNS + ADDED), writing(COLUMNS)),
        migrations.RunSQL(refreshing(OF_WORDS), refreshing("")),
        migrations.RunSQL(triggers(SOURCES), triggers(FORMER_SOURCES)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
