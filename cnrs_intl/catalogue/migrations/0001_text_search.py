"""Text search in which accents, case and word endings do not matter, in French and in English.

`cnrs_plain` keeps the endings: for prefixes, names and acronyms. The functions make the parts of a query, so that
whoever writes one matches words in the three configurations in the same way.
"""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

CONFIGURATIONS = """
CREATE TEXT SEARCH CONFIGURATION cnrs_fr (COPY = french);
ALTER TEXT SEARCH CONFIGURATION cnrs_fr ALTER MAPPING FOR
    asciiword, asciihword, hword_asciipart, word, hword, hword_part WITH unaccent, french_stem;
CREATE TEXT SEARCH CONFIGURATION cnrs_en (COPY = english);
ALTER TEXT SEARCH CONFIGURATION cnrs_en ALTER MAPPING FOR
    asciiword, asciihword, hword_asciipart, word, hword, hword_part WITH unaccent, english_stem;
CREATE TEXT SEARCH CONFIGURATION cnrs_plain (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION cnrs_plain ALTER MAPPING FOR
    asciiword, asciihword, hword_asciipart, word, hword, hword_part WITH unaccent, simple;
ALTER TEXT SEARCH CONFIGURATION cnrs_fr ALTER MAPPING FOR numword, numhword, hword_numpart WITH unaccent, simple;
ALTER TEXT SEARCH CONFIGURATION cnrs_en ALTER MAPPING FOR numword, numhword, hword_numpart WITH unaccent, simple;
ALTER TEXT SEARCH CONFIGURATION cnrs_plain ALTER MAPPING FOR numword, numhword, hword_numpart WITH unaccent, simple;
"""

NO_CONFIGURATIONS = """
DROP TEXT SEARCH CONFIGURATION cnrs_fr;
DROP TEXT SEARCH CONFIGURATION cnrs_en;
DROP TEXT SEARCH CONFIGURATION cnrs_plain;
"""

FUNCTIONS = r"""
-- Words and spaces only: the parser would make one token of an address, a file name or a signed number.
CREATE FUNCTION catalogue_words(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT translate(value, $q$/\-_.@:;,'’&=+#?~<>%$q$, repeat(' ', 20)) $$;

-- What is the same however it is written: “UMI 2958”, “umi-2958” and “UMI2958”.
CREATE FUNCTION catalogue_compact(value text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT '=' || left(regexp_replace(lower(unaccent(value)), '[^[:alnum:]]+', '', 'g'), 200) $$;

-- A word without meaning in one of the languages (“le”, “on”) asks for nothing.
CREATE FUNCTION catalogue_word(word text) RETURNS tsquery LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN numnode(fr) = 0 OR numnode(en) = 0 THEN ''::tsquery
                ELSE fr || en || plainto_tsquery('cnrs_plain', word) END
    FROM (SELECT plainto_tsquery('cnrs_fr', word) AS fr, plainto_tsquery('cnrs_en', word) AS en) AS stems
$$;

CREATE FUNCTION catalogue_prefix(word text) RETURNS tsquery LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT to_tsquery('cnrs_plain', start) || to_tsquery('cnrs_fr', start) || to_tsquery('cnrs_en', start)
    FROM (SELECT quote_literal(word) || ':*' AS start) AS prefix
$$;

CREATE FUNCTION catalogue_phrase(phrase text) RETURNS tsquery LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT phraseto_tsquery('cnrs_fr', words) || phraseto_tsquery('cnrs_en', words)
        || phraseto_tsquery('cnrs_plain', words)
    FROM (SELECT catalogue_words(phrase) AS words) AS parsed
$$;
"""

NO_FUNCTIONS = """
DROP FUNCTION catalogue_phrase(text);
DROP FUNCTION catalogue_prefix(text);
DROP FUNCTION catalogue_word(text);
DROP FUNCTION catalogue_compact(text);
DROP FUNCTION catalogue_words(text);
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(CONFIGURATIONS, NO_CONFIGURATIONS),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
    ]
