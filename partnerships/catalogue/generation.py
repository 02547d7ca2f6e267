"""A made-up catalogue of any size, for measurements: skewed as real ones are, the same for the same seed.

Written by SQL, a chunk in a transaction, so that it takes the way of an import: what it writes becomes documents when
the transaction ends. All is marked as made up. Reference data that is there is used; what is missing is made as well.
"""

from collections.abc import Callable

from django.db import connection, transaction

from partnerships.catalogue.upkeep import store_bitmaps

CHUNK = 10_000
PARTNERS_PER_RECORD = 0.1

REFERENCE = """
INSERT INTO offices_region (code, name_en, name_fr, position)
SELECT 'made-up-' || n, 'Region ' || n, 'Région ' || n, n FROM generate_series(1, 4) AS n
WHERE NOT EXISTS (SELECT FROM offices_region);
INSERT INTO offices_country (iso2, iso3, numeric, cordis_code, name_en, name_fr, region_id)
SELECT code, code || 'X', '', code, 'Country ' || code, 'Pays ' || code,
       (SELECT id FROM offices_region ORDER BY id OFFSET n % 4 LIMIT 1)
FROM (SELECT chr(65 + n % 26) || chr(65 + n / 26) AS code, n FROM generate_series(0, 199) AS n) AS made
WHERE NOT EXISTS (SELECT FROM offices_country);
INSERT INTO offices_office (slug, city_en, city_fr, name_en, name_fr, territory_en, territory_fr, host_en, host_fr,
    history_en, history_fr, address, website, publication, source, is_demo, updated_at, precision, country_id)
SELECT 'made-up-' || n, 'City ' || n, 'Ville ' || n, '', '', '', '', '', '', '', '', '', '', 'published', '', true,
       now(), 'day', (SELECT iso2 FROM offices_country ORDER BY iso2 LIMIT 1)
FROM generate_series(1, 12) AS n WHERE NOT EXISTS (SELECT FROM offices_office);
INSERT INTO offices_coverage (office_id, country_id, start, precision, source, is_demo)
SELECT (SELECT id FROM offices_office ORDER BY id OFFSET n % 12 LIMIT 1), iso2, DATE '1995-01-01', 'day', '', true
FROM (SELECT iso2, row_number() OVER (ORDER BY iso2) AS n FROM offices_country) AS country
WHERE NOT EXISTS (SELECT FROM offices_coverage);
INSERT INTO partnerships_instrument (code, name_en, name_fr, family, precision)
SELECT 'K' || n, 'Instrument ' || n, 'Instrument ' || n,
       (ARRAY['project', 'associated_laboratory', 'network', 'joint_unit'])[1 + n % 4], 'day'
FROM generate_series(1, 11) AS n WHERE NOT EXISTS (SELECT FROM partnerships_instrument);
INSERT INTO partnerships_institute (acronym, name_en, name_fr, present_name)
SELECT 'I' || n, 'Institute ' || n, 'Institut ' || n, '' FROM generate_series(1, 10) AS n
WHERE NOT EXISTS (SELECT FROM partnerships_institute);
INSERT INTO partnerships_fundingscheme (code, name_en, name_fr)
SELECT 'S' || n, '', '' FROM generate_series(1, 20) AS n WHERE NOT EXISTS (SELECT FROM partnerships_fundingscheme);
INSERT INTO partnerships_programme (code, name_en, name_fr)
SELECT 'P' || n, 'Programme ' || n, '' FROM generate_series(1, 40) AS n
WHERE NOT EXISTS (SELECT FROM partnerships_programme);
INSERT INTO partnerships_societalchallenge (number, name_en, name_fr)
SELECT n, 'Challenge ' || n, 'Défi ' || n FROM generate_series(1, 10) AS n
WHERE NOT EXISTS (SELECT FROM partnerships_societalchallenge);
"""

# A value of rank r is about r times rarer than the first.
LISTS = """
CREATE TEMPORARY TABLE made_list AS SELECT
    (SELECT array_agg(iso2 ORDER BY iso2) FROM offices_country) AS countries,
    (SELECT array_agg(id ORDER BY id) FROM partnerships_instrument) AS instruments,
    (SELECT array_agg(id ORDER BY id) FROM partnerships_institute) AS institutes,
    (SELECT array_agg(id ORDER BY id) FROM partnerships_fundingscheme) AS schemes,
    (SELECT array_agg(id ORDER BY id) FROM partnerships_programme) AS programmes,
    (SELECT array_agg(id ORDER BY id) FROM partnerships_societalchallenge) AS challenges,
    (SELECT array_agg(stem || ending ORDER BY md5(stem || ending)) FROM
        unnest('{ocean,clim,galax,quant,matér,énerg,molécul,crist,forêt,mémoir,langu,archéo,génom,neuron,plasma,catal,
        photon,volcan,aéros,hydro,biodivers,robot,algor,econom,histor,sociét,mari,polym,magnét,sismo}'::text[]) AS stem,
        unnest('{ique,tion,ement,ologie,ing,ness,ity,ation,eur,isme,aire,able,ology,ical,ist,ance,ière,oïde,metry,graphy,
        ment,ize,ised,ers,es,aux,elle,ive,ous,al}'::text[]) AS ending) AS words,
    (SELECT count(*) FROM partnerships_partner WHERE slug LIKE 'made-up-%%') AS partners;

CREATE TEMPORARY TABLE made_partner AS
SELECT row_number() OVER (ORDER BY id)::integer AS place, id FROM partnerships_partner WHERE slug LIKE 'made-up-%%';

CREATE FUNCTION pg_temp.skewed(size double precision) RETURNS integer LANGUAGE sql VOLATILE AS
$$ SELECT least(floor(exp(random() * ln(size + 1)))::integer, size::integer) $$;

CREATE FUNCTION pg_temp.text_of(count integer, seed bigint) RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    words text[] := (SELECT made_list.words FROM made_list);
    size double precision := ln(cardinality(words) + 1);
    made text := '';
BEGIN
    FOR position IN 1..count + seed %% 3 LOOP
        made := made || words[floor(exp(random() * size))::integer] || ' ';
    END LOOP;
    RETURN rtrim(made);
END $$;
"""

PARTNERS = """
INSERT INTO partnerships_partner (slug, name, kind, country_id, city, website, is_home, imported, publication, source,
    is_demo, updated_at)
SELECT 'made-up-' || n, 'University ' || n, 'university',
       countries[1 + (n * 7 + n * n) %% cardinality(countries)], '', '', false, '{}', 'published', '', true, now()
FROM generate_series(1, %(partners)s) AS n,
     (SELECT array_agg(iso2 ORDER BY iso2) AS countries FROM offices_country) AS country
ON CONFLICT DO NOTHING
"""

RECORDS = """
WITH made AS MATERIALIZED (
    SELECT n AS id, pg_temp.skewed(cardinality(countries)) AS country, random() < 0.3 AS is_contract,
           DATE '1996-01-01' + (random() ^ 0.7 * 10500)::integer AS start, (365 * (2 + random() * 6))::integer AS days,
           random() AS dice, pg_temp.text_of(8, n) AS title_en, pg_temp.text_of(8, n) AS title_fr,
           pg_temp.text_of(50, n) AS summary_en, pg_temp.text_of(50, n) AS summary_fr
    FROM made_list, generate_series(%(first)s::bigint, %(last)s) AS n
), record AS (
    INSERT INTO partnerships_collaboration (id, slug, acronym, title_en, title_fr, summary_en, summary_fr, country_id,
        website, imported, publication, source, is_demo, updated_at)
    SELECT id, 'made-up-' || id, 'MU' || id, title_en, title_fr, summary_en, summary_fr, countries[country], '', '{}',
           CASE WHEN dice < 0.02 THEN 'draft' ELSE 'published' END, '', true, now()
    FROM made, made_list
), contract AS (
    INSERT INTO partnerships_eucontract (collaboration_ptr_id, grant_number, framework_id, programme_id, scheme_id,
        topic, topic_title, ec_status, start, "end", total_cost, grant_doi, rcn, keywords)
    SELECT id, 'made-up-' || id, programmes[1], programmes[pg_temp.skewed(cardinality(programmes))],
           schemes[pg_temp.skewed(cardinality(schemes))], '', '', '', start, start + days,
           (dice * 5000000)::numeric(14, 2), '', '', ''
    FROM made, made_list WHERE is_contract
), structure AS (
    INSERT INTO partnerships_structure (collaboration_ptr_id, instrument_id, discipline_en, discipline_fr, note_en,
        note_fr)
    SELECT id, instruments[pg_temp.skewed(cardinality(instruments))], '', '', '', ''
    FROM made, made_list WHERE NOT is_contract
), term AS (
    INSERT INTO partnerships_term (structure_id, start, "end", precision, source, is_demo)
    SELECT id, start, start + days - 1, 'day', '', true FROM made WHERE NOT is_contract
    UNION ALL
    SELECT id, start + days + 30, start + 2 * days, 'day', '', true FROM made WHERE NOT is_contract AND dice < 0.4
), code AS (
    INSERT INTO partnerships_structurecode (structure_id, instrument_id, code, is_verified, start, precision,
        source, is_demo)
    SELECT id, instruments[pg_temp.skewed(cardinality(instruments))], 'MU ' || id, true, start, 'day', '', true
    FROM made, made_list WHERE NOT is_contract AND dice < 0.5
), site AS (
    INSERT INTO partnerships_site (structure_id, role, name, campus, city_en, city_fr, country_id, start, precision,
        source, is_demo)
    SELECT id, 'main', '', '', '', '', countries[country], CASE WHEN dice < 0.5 THEN start END, 'day', '', true
    FROM made, made_list WHERE NOT is_contract
), institute AS (
    INSERT INTO partnerships_collaboration_institutes (collaboration_id, institute_id)
    SELECT id, institutes[pg_temp.skewed(cardinality(institutes))] FROM made, made_list
), challenge AS (
    INSERT INTO partnerships_collaboration_challenges (collaboration_id, societalchallenge_id)
    SELECT id, challenges[pg_temp.skewed(cardinality(challenges))] FROM made, made_list WHERE dice > 0.6
)
INSERT INTO partnerships_participation (collaboration_id, partner_id, role, occurrence, left_early, imported, precision,
    source, is_demo)
SELECT part.id, made_partner.id, 'partner', 1, false, '{}', 'day', '', true
FROM (SELECT id, pg_temp.skewed(partners) AS place FROM made, made_list, generate_series(1, 3)) AS part
JOIN made_partner USING (place)
ON CONFLICT DO NOTHING
"""


def generate(rows: int, seed: int, progress: Callable[[int], object] = lambda count: None) -> None:
    """Add `rows` made-up collaborations, three participations each, and a tenth as many partners."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("SELECT setseed(%s)", [seed % 10_000 / 10_000])
        with transaction.atomic():
            cursor.execute(REFERENCE)
            cursor.execute(PARTNERS, {"partners": max(1, int(rows * PARTNERS_PER_RECORD))})
        cursor.execute(LISTS.replace("%%", "%"))
        cursor.execute("SELECT COALESCE(max(id), 0) + 1 FROM partnerships_collaboration")
        first = cursor.fetchone()[0]
        for start in range(first, first + rows, CHUNK):
            with transaction.atomic():
                cursor.execute(RECORDS, {"first": start, "last": min(start + CHUNK, first + rows) - 1})
            progress(start - first + CHUNK)
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('partnerships_collaboration', 'id'), max(id))"
            " FROM partnerships_collaboration"
        )
        cursor.execute("DROP TABLE pg_temp.made_list, pg_temp.made_partner")
        cursor.execute("DROP FUNCTION pg_temp.text_of(integer, bigint)")
        cursor.execute("DROP FUNCTION pg_temp.skewed(double precision)")
        cursor.execute("RESET statement_timeout")
    store_bitmaps()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
