"""What a search document is made of: one function from ids, for the edit, the import and the rebuild alike.

Functions and not views: a view would forbid later changes of the columns it reads.
"""

from django.db import migrations

# Days are numbered as Python's date.toordinal() does; an open side is the first or the last day of the calendar.
PERIODS = """
CREATE FUNCTION partnerships_days(first date, last date) RETURNS int4range LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT int4range(COALESCE(first - DATE '0001-01-01' + 1, 1), COALESCE(last - DATE '0001-01-01' + 1, 3652059), '[]')
$$;

-- The instrument of each code while it is carried (of several, the one that started last), else that of the record.
CREATE FUNCTION partnerships_kinds(structure bigint, fallback bigint)
RETURNS TABLE (instrument bigint, days int4range) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH code AS (
        SELECT id, instrument_id, start, partnerships_days(start, "end") AS days
        FROM partnerships_structurecode WHERE structure_id = structure
    ), bound AS (
        SELECT 1 AS day UNION SELECT lower(days) FROM code UNION SELECT upper(days) FROM code WHERE upper(days) <= 3652059
    ), span AS (
        SELECT day, int4range(day, COALESCE(lead(day) OVER (ORDER BY day), 3652060)) AS days FROM bound
    )
    SELECT COALESCE((
        SELECT code.instrument_id FROM code WHERE code.days @> span.day ORDER BY code.start DESC, code.id LIMIT 1
    ), fallback), span.days
    FROM span
$$;

-- Facet codes with the days on which they hold, of what depends on the day.
CREATE FUNCTION partnerships_dated_facets(collaboration bigint)
RETURNS TABLE (code integer, days int4range) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT kind.instrument::integer * 16, kind.days
    FROM partnerships_structure AS structure,
         partnerships_kinds(structure.collaboration_ptr_id, structure.instrument_id) AS kind
    WHERE structure.collaboration_ptr_id = collaboration
    UNION ALL
    SELECT CASE role WHEN 'main' THEN (ascii(country_id) * 256 + ascii(substr(country_id, 2))) * 16 + 8 ELSE 16 + 9 END,
           partnerships_days(start, "end")
    FROM partnerships_site WHERE structure_id = collaboration AND role IN ('main', 'extension')
    UNION ALL
    SELECT 10, partnerships_days(start, "end") FROM partnerships_term WHERE structure_id = collaboration
    UNION ALL
    SELECT 10, partnerships_days(start, "end")
    FROM partnerships_eucontract WHERE collaboration_ptr_id = collaboration AND start IS NOT NULL
$$;
"""

FACETS = """
CREATE FUNCTION partnerships_plain_facets(collaboration bigint, first_day date)
RETURNS TABLE (code integer) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH participant AS (
        SELECT partner.* FROM partnerships_participation AS participation
        JOIN partnerships_partner AS partner ON partner.id = participation.partner_id
        WHERE participation.collaboration_id = collaboration AND NOT partner.is_home
    ), country AS (
        SELECT country_id FROM participant
        UNION SELECT country_id FROM partnerships_collaboration WHERE id = collaboration
        UNION SELECT country_id FROM partnerships_collaboration_other_countries WHERE collaboration_id = collaboration
    )
    SELECT (ascii(country_id) * 256 + ascii(substr(country_id, 2))) * 16 + 1 FROM country WHERE country_id IS NOT NULL
    UNION ALL
    SELECT institute_id::integer * 16 + 2 FROM partnerships_collaboration_institutes
    WHERE collaboration_id = collaboration
    UNION ALL
    SELECT societalchallenge_id::integer * 16 + 5 FROM partnerships_collaboration_challenges
    WHERE collaboration_id = collaboration
    UNION ALL
    SELECT id::integer * 16 + 6 FROM partnerships_partner
    WHERE publication = 'published' AND NOT is_home
      AND id IN (SELECT id FROM participant UNION ALL SELECT parent_id FROM participant)
    UNION ALL
    SELECT extract(year FROM first_day)::integer * 16 + 7 WHERE first_day IS NOT NULL
    UNION ALL
    SELECT code FROM partnerships_eucontract, LATERAL (
        VALUES (0), (programme_id::integer * 16 + 3), (scheme_id::integer * 16 + 4)
    ) AS of_contract (code)
    WHERE collaboration_ptr_id = collaboration AND code IS NOT NULL
$$;
"""

DOCUMENT = """
-- Names, past and present, of the partners that everybody may read about.
CREATE FUNCTION partnerships_names(collaboration bigint) RETURNS TABLE (name text)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH partner AS (
        SELECT partner.id, partner.name FROM partnerships_partner AS partner
        WHERE partner.publication = 'published' AND NOT partner.is_home AND partner.id IN (
            SELECT partner_id FROM partnerships_participation WHERE collaboration_id = collaboration
        )
    )
    SELECT partner.name FROM partner
    UNION
    SELECT other.text FROM partnerships_partnername AS other JOIN partner ON partner.id = other.partner_id
$$;

-- A text is cut where it would make more of an index entry than PostgreSQL takes.
CREATE FUNCTION partnerships_vector(exact text[], codes text, title_en text, title_fr text, names text,
                                    summary_en text, summary_fr text, other text)
RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT array_to_tsvector(exact)
        || setweight(to_tsvector('cnrs_plain', catalogue_words(codes)), 'A')
        || setweight(to_tsvector('cnrs_plain', catalogue_words(concat_ws(' ', title_en, title_fr, left(names, 40000)))), 'B')
        || setweight(to_tsvector('cnrs_fr', catalogue_words(concat_ws(' ', title_fr, left(names, 40000)))), 'B')
        || setweight(to_tsvector('cnrs_en', catalogue_words(concat_ws(' ', title_en, left(names, 40000)))), 'B')
        || setweight(to_tsvector('cnrs_fr', catalogue_words(left(concat_ws(' ', other, summary_fr), 60000))), 'C')
        || setweight(to_tsvector('cnrs_en', catalogue_words(left(concat_ws(' ', other, summary_en), 60000))), 'C')
$$;

CREATE FUNCTION partnerships_documents(wanted bigint[]) RETURNS TABLE (
    collaboration_id bigint, visible boolean, start date, "end" date, title_en text, title_fr text, budget numeric,
    facets integer[], periods integer[], names text, document tsvector
) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT record.id, record.publication = 'published', dates.start, dates."end", record.sort_en, record.sort_fr,
        COALESCE(contract.total_cost, contract.ec_contribution),
        ARRAY(SELECT code FROM partnerships_plain_facets(record.id, dates.start) UNION SELECT unnest(dated.always) ORDER BY 1),
        COALESCE(dated.periods, '{}'),
        left(lower(unaccent(concat_ws(' ', text.codes, record.acronym, record.title_en, record.title_fr, text.names))), 2000),
        partnerships_vector(
            ARRAY(
                SELECT DISTINCT catalogue_compact(value)
                FROM unnest(text.exact || text.every_name || ARRAY[record.acronym::text, contract.grant_number::text]) AS value
                WHERE catalogue_compact(value) <> '='
            ),
            concat_ws(' ', text.codes, record.acronym, contract.grant_number), record.title_en, record.title_fr, text.names,
            record.summary_en, record.summary_fr,
            concat_ws(' ', structure.discipline_en, structure.discipline_fr, contract.keywords, contract.topic,
                      contract.topic_title, text.places)
        )
    FROM partnerships_collaboration AS record
    LEFT JOIN partnerships_structure AS structure ON structure.collaboration_ptr_id = record.id
    LEFT JOIN partnerships_eucontract AS contract ON contract.collaboration_ptr_id = record.id
    CROSS JOIN LATERAL (
        SELECT COALESCE(contract.start, min(term.start)) AS start,
               COALESCE(contract."end", NULLIF(max(COALESCE(term."end", '9999-12-31')), '9999-12-31')) AS "end"
        FROM partnerships_term AS term WHERE term.structure_id = record.id
    ) AS dates
    CROSS JOIN LATERAL (
        SELECT array_agg(code) FILTER (WHERE span = int4range(1, 3652060)) AS always,
               array_agg(ARRAY[code, lower(span), upper(span) - 1] ORDER BY code, span)
                   FILTER (WHERE span <> int4range(1, 3652060)) AS periods
        FROM (
            SELECT code, unnest(range_agg(days)) AS span FROM partnerships_dated_facets(record.id) GROUP BY code
        ) AS spans
    ) AS dated
    CROSS JOIN LATERAL (
        SELECT (SELECT string_agg(code, ' ' ORDER BY code) FROM partnerships_structurecode WHERE structure_id = record.id)
                   AS codes,
               ARRAY(SELECT code::text FROM partnerships_structurecode WHERE structure_id = record.id) AS exact,
               (SELECT string_agg(name, ' ' ORDER BY name COLLATE "C") FROM partnerships_names(record.id)) AS names,
               ARRAY(SELECT name FROM partnerships_names(record.id)) AS every_name,
               (SELECT string_agg(concat_ws(' ', name, city_en, city_fr), ' ' ORDER BY id)
                FROM partnerships_site WHERE structure_id = record.id) AS places
    ) AS text
    WHERE record.id = ANY (wanted)
$$;
"""

# What filters are named by, and which values of one facet make a value of another; small, read in one piece.
VOCABULARY = """
CREATE FUNCTION partnerships_vocabulary() RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT jsonb_build_object(
        'kinds', (SELECT jsonb_agg(jsonb_build_array(id, code, family)) FROM partnerships_instrument),
        'institutes', (SELECT jsonb_agg(jsonb_build_array(id, acronym)) FROM partnerships_institute),
        'schemes', (SELECT jsonb_agg(jsonb_build_array(id, code)) FROM partnerships_fundingscheme),
        'programmes', (SELECT jsonb_agg(jsonb_build_array(id, code, parent_id)) FROM partnerships_programme),
        'challenges', (SELECT jsonb_agg(jsonb_build_array(id, number)) FROM partnerships_societalchallenge),
        'answers', (SELECT jsonb_agg(jsonb_build_array(societalchallenge_id, programme_id))
                    FROM partnerships_societalchallenge_programmes),
        'regions', (SELECT jsonb_agg(jsonb_build_array(country.iso2, region.code))
                    FROM offices_country AS country JOIN offices_region AS region ON region.id = country.region_id),
        'coverages', (
            SELECT jsonb_agg(jsonb_build_array(
                office.slug, office.publication = 'published', coverage.country_id, lower(days), upper(days) - 1
            ))
            FROM offices_coverage AS coverage JOIN offices_office AS office ON office.id = coverage.office_id,
                 LATERAL partnerships_days(coverage.start, coverage."end") AS days
        )
    )
$$;
"""

REMOVAL = """
DROP FUNCTION partnerships_vocabulary();
DROP FUNCTION partnerships_documents(bigint[]);
DROP FUNCTION partnerships_vector(text[], text, text, text, text, text, text, text);
DROP FUNCTION partnerships_names(bigint);
DROP FUNCTION partnerships_plain_facets(bigint, date);
DROP FUNCTION partnerships_dated_facets(bigint);
DROP FUNCTION partnerships_kinds(bigint, bigint);
DROP FUNCTION partnerships_days(date, date);
"""


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0003_catalogue"), ("catalogue", "0001_text_search")]

    operations = [migrations.RunSQL(PERIODS + FACETS + DOCUMENT + VOCABULARY, REMOVAL)]
