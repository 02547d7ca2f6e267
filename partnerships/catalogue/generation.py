"""A made-up catalogue of any size, for measurements: skewed as real ones are, the same for the same seed.

Triggers and foreign keys are off, chunks are written side by side, and the indexes of the documents are made again
after them, so that a million records take minutes. The catalogue takes the records in at the end, all at once; after
an interrupted run, “rebuild_catalogue” does. Everything is marked as made up. Reference data that is there is used;
what is missing is made as well.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from math import exp, log
from os import cpu_count
from random import Random
from typing import Any

from django.db import connection, transaction

from partnerships.catalogue.upkeep import analyse, store_bitmaps

CHUNK = 20_000
MOST_WORKERS = 4
MADE = "partnerships_made_document"
PARTNERS_PER_RECORD = 0.1
TITLE_WORDS, SUMMARY_WORDS = 9, 51
STEMS = (
    "ocean", "clim", "galax", "quant", "mater", "energ", "molecul", "crist", "forêt", "memor", "langu", "archeo",
    "genom", "neur", "plasm", "catal", "phot", "volcan", "aer", "hydr", "biodiv", "robot", "algor", "econ", "hist",
    "soci", "marin", "polym", "magnet", "sism",
)  # fmt: skip
MIDDLES = (
    "al", "an", "ar", "at", "el", "em", "en", "er", "et", "ic", "id", "il", "im", "in", "ir", "is", "it", "ol", "om",
    "on", "or", "os", "ot", "ul", "um", "un", "ur", "us", "ab", "ac", "ad", "ag", "am", "ap", "as", "av", "ec", "ed",
    "eg", "es",
)  # fmt: skip
ENGLISH_ENDINGS = (
    "ing", "ness", "ity", "ation", "ism", "able", "ology", "ical", "ist", "ance", "metry", "graphy", "ment", "ize",
    "ised", "er", "ers", "es", "ous", "ive", "al", "ally", "tion", "ful", "less", "ship", "hood", "dom", "ward",
    "wise", "ency", "ant", "ent", "ary", "ory", "ible", "ular", "oid", "ade", "age", "archy", "cracy", "cide", "form",
    "gram", "like", "logue", "phile", "scope", "some",
)  # fmt: skip
FRENCH_ENDINGS = (
    "ique", "tion", "ement", "ologie", "eur", "isme", "aire", "ière", "oïde", "graphie", "aux", "elle", "euse",
    "ités", "ance", "ence", "oire", "ure", "age", "ier", "ien", "ienne", "able", "ible", "if", "ive", "al", "ale",
    "eux", "ée", "és", "ant", "ante", "ais", "aise", "ois", "ette", "et", "ot", "ard", "esse", "ise", "ade", "at",
    "ain", "aine", "mètre", "métrie", "forme", "gène", "phile",
)  # fmt: skip

BULK = """
SET LOCAL statement_timeout = 0;
SET LOCAL session_replication_role = replica;
SET LOCAL work_mem = '256MB';
SET LOCAL maintenance_work_mem = '1GB';
SET LOCAL max_parallel_workers_per_gather = 2;
SET LOCAL max_parallel_maintenance_workers = 2;
"""

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
INSERT INTO partnerships_instrument (code, name_en, name_fr, family, precision, reminder_months)
SELECT 'K' || n, 'Instrument ' || n, 'Instrument ' || n,
       (ARRAY['project', 'associated_laboratory', 'network', 'joint_unit'])[1 + n % 4], 'day', '{12, 6, 3}'
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
CREATE TEMPORARY TABLE made_list ON COMMIT DROP AS SELECT
    (SELECT array_agg(iso2 ORDER BY iso2) FROM offices_country) AS countries,
    (SELECT array_agg(id ORDER BY id) FROM partnerships_instrument) AS instruments,
    (SELECT array_agg(id ORDER BY id) FROM partnerships_institute) AS institutes,
    (SELECT array_agg(id ORDER BY id) FROM partnerships_fundingscheme) AS schemes,
    (SELECT array_agg(id ORDER BY id) FROM partnerships_programme) AS programmes,
    (SELECT array_agg(id ORDER BY id) FROM partnerships_societalchallenge) AS challenges,
    (SELECT count(*) FROM partnerships_partner WHERE slug LIKE 'made-up-%') AS partners;

CREATE TEMPORARY TABLE made_partner ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY id)::integer AS place, id FROM partnerships_partner WHERE slug LIKE 'made-up-%';

CREATE TEMPORARY TABLE made_text (
    id bigint PRIMARY KEY, title_en text, title_fr text, summary_en text, summary_fr text
) ON COMMIT DROP;

CREATE FUNCTION pg_temp.skewed(size double precision) RETURNS integer LANGUAGE sql VOLATILE AS
$$ SELECT least(floor(exp(random() * ln(size + 1)))::integer, size::integer) $$;
"""

PARTNERS = """
INSERT INTO partnerships_partner (slug, name, kind, country_id, city, website, is_home, imported, publication, source,
    is_demo, updated_at)
SELECT 'made-up-' || n, 'University ' || n, 'university',
       countries[1 + (n * 7 + n::bigint * n) %% cardinality(countries)], '', '', false, '{}',
       'published', '', true, now()
FROM generate_series(1, %(partners)s) AS n,
     (SELECT array_agg(iso2 ORDER BY iso2) AS countries FROM offices_country) AS country
ON CONFLICT DO NOTHING
"""

RECORDS = """
WITH made AS MATERIALIZED (
    SELECT n AS id, pg_temp.skewed(cardinality(countries)) AS country, random() < 0.3 AS is_contract,
           DATE '1996-01-01' + (random() ^ 0.7 * 10500)::integer AS start, (365 * (2 + random() * 6))::integer AS days,
           random() AS dice, title_en, title_fr, summary_en, summary_fr
    FROM made_list, (SELECT id AS n, made_text.* FROM made_text ORDER BY id) AS text
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
    INSERT INTO partnerships_term (structure_id, start, "end", precision, source, override_reason, is_demo)
    SELECT id, start, start + days - 1, 'day', '', '', true FROM made WHERE NOT is_contract
    UNION ALL
    SELECT id, start + days + 30, start + 2 * days, 'day', '', '', true FROM made WHERE NOT is_contract AND dice < 0.4
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


class Texts:
    """Made-up prose: a word of rank r is about r times rarer than the first. Two long passages, one a language."""

    def __init__(self, rows: int, seed: int) -> None:
        self._length = min(2_000_000, 10_000 + 20 * rows)
        random = Random(seed)  # noqa: S311
        self._english, self._french = (
            self._passage(vocabulary(endings), random) for endings in (ENGLISH_ENDINGS, FRENCH_ENDINGS)
        )

    def some(self, count: int, seed: str) -> Iterator[tuple[str, str, str, str]]:
        """Titles and summaries, in English and in French."""
        random = Random(seed)  # noqa: S311
        for _ in range(count):
            yield (
                self._words(self._english, TITLE_WORDS, random), self._words(self._french, TITLE_WORDS, random),
                self._words(self._english, SUMMARY_WORDS, random), self._words(self._french, SUMMARY_WORDS, random),
            )  # fmt: skip

    def _passage(self, words: Sequence[str], random: Random) -> list[str]:
        size = log(len(words))
        return [words[int(exp(random.random() * size))] for _ in range(self._length)]

    def _words(self, passage: list[str], count: int, random: Random) -> str:
        start = int(random.random() * (self._length - count))
        return " ".join(passage[start : start + count])


def vocabulary(endings: Sequence[str]) -> list[str]:
    """All words that can be made of the syllables, the most frequent ones first."""
    words = [first + middle + last for first in STEMS for middle in MIDDLES for last in endings]
    Random(1).shuffle(words)  # noqa: S311
    return words


def generate(rows: int, seed: int, progress: Callable[[int], object] = lambda count: None) -> None:
    """Add `rows` made-up collaborations, three participations each, and a tenth as many partners.

    The database user must be a superuser: others cannot put triggers off for a session.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(REFERENCE)
        cursor.execute(PARTNERS, {"partners": max(1, int(rows * PARTNERS_PER_RECORD))})
        cursor.execute(f"DROP TABLE IF EXISTS {MADE}")
        cursor.execute(f"CREATE UNLOGGED TABLE {MADE} AS SELECT * FROM partnerships_documents('{{}}')")  # noqa: S608
        cursor.execute("SELECT COALESCE(max(id), 0) + 1 FROM partnerships_collaboration")
        first = cursor.fetchone()[0]
    texts = Texts(rows, seed)
    _side_by_side(first, first + rows, lambda start, end: _write_records(start, end, f"{seed} {start - first}", texts))
    progress(rows // 2)
    analyse()  # or it reads all of them for each record
    _side_by_side(first, first + rows, _write_documents)
    _index()
    progress(rows)


def _side_by_side(first: int, end: int, write: Callable[[int, int], None]) -> None:
    """Call `write` for each chunk from `first` to before `end`, each in a transaction of its own."""

    def one(start: int) -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(BULK)
                write(start, min(start + CHUNK, end))
        finally:
            connection.close()

    with ThreadPoolExecutor(min(MOST_WORKERS, cpu_count() or 1)) as pool:
        list(pool.map(one, range(first, end, CHUNK)))


def _write_records(first: int, end: int, seed: str, texts: Texts) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(%s)", [Random(seed).random()])  # noqa: S311
        cursor.execute(LISTS)
        with cursor.copy("COPY made_text FROM STDIN") as copy:
            for key, text in zip(range(first, end), texts.some(end - first, seed), strict=True):
                copy.write_row((key, *text))
        cursor.execute(RECORDS)
        cursor.execute("DROP FUNCTION pg_temp.skewed(double precision)")


def _write_documents(first: int, end: int) -> None:
    """Documents of the records from `first` to before `end`, beside their table."""
    with connection.cursor() as cursor:
        keys = list(range(first, end))
        cursor.execute(f"INSERT INTO {MADE} SELECT * FROM partnerships_documents(%s)", [keys])  # noqa: S608


def _index() -> None:
    """Take the documents in, make the indexes and bitmaps again, and tell the workers."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(BULK)
        cursor.execute("SELECT partnerships_next_version()")
        cursor.execute("INSERT INTO catalogue_edit DEFAULT VALUES ON CONFLICT DO NOTHING")
        cursor.execute(f"SELECT * FROM {MADE} LIMIT 0")  # noqa: S608
        names = ", ".join(connection.ops.quote_name(column.name) for column in cursor.description)
        with _without_indexes(cursor, "partnerships_searchdocument"):
            cursor.execute(
                f"INSERT INTO partnerships_searchdocument ({names}) SELECT * FROM {MADE} ORDER BY collaboration_id"  # noqa: S608
            )
        cursor.execute(f"DROP TABLE {MADE}")
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('partnerships_collaboration', 'id'), max(id))"
            " FROM partnerships_collaboration"
        )
        store_bitmaps()
    with connection.cursor() as cursor:
        for statement in ("SET statement_timeout = 0", "VACUUM ANALYZE", "RESET statement_timeout"):
            cursor.execute(statement)


@contextmanager
def _without_indexes(cursor: Any, table: str) -> Iterator[None]:
    """Without the indexes that no constraint needs; they are made again at the end."""
    cursor.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
        " WHERE indrelid = %s::regclass AND NOT indisunique",
        [table],
    )
    indexes = cursor.fetchall()
    for name, _definition in indexes:
        cursor.execute(f"DROP INDEX {name}")
    yield
    for _name, definition in indexes:
        cursor.execute(definition)
