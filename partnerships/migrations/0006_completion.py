"""Indexes by which the search box completes codes, acronyms and names of partners."""

from django.db import migrations

INDEXES = """
CREATE INDEX partnerships_code_prefix ON partnerships_structurecode (compact text_pattern_ops);
CREATE INDEX partnerships_acronym_prefix ON partnerships_collaboration (upper(acronym::text) text_pattern_ops);
CREATE INDEX partnerships_partner_names ON partnerships_partner USING gin (sort_name gin_trgm_ops);
"""
NO_INDEXES = """
DROP INDEX partnerships_partner_names;
DROP INDEX partnerships_acronym_prefix;
DROP INDEX partnerships_code_prefix;
"""


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0005_refresh")]

    operations = [migrations.RunSQL(INDEXES, NO_INDEXES)]
