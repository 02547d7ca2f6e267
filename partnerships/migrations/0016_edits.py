"""The tables of which pages show something, and the version of the catalogue: each write leaves its mark."""

from django.db import migrations

TABLES = (
    "catalogue_savedview", "offices_region", "offices_country", "offices_office", "offices_coverage", "offices_embassyservice",
    "partnerships_partner", "partnerships_partnername", "partnerships_programme", "partnerships_fundingscheme",
    "partnerships_call", "partnerships_societalchallenge", "partnerships_societalchallenge_programmes",
    "partnerships_institute", "partnerships_instrument", "partnerships_instrumentrule", "partnerships_collaboration",
    "partnerships_collaboration_other_countries", "partnerships_collaboration_institutes",
    "partnerships_collaboration_challenges", "partnerships_participation", "partnerships_laboratory",
    "partnerships_laboratorylabel", "partnerships_structure", "partnerships_structure_laboratories",
    "partnerships_term", "partnerships_structurecode", "partnerships_cluster", "partnerships_cluster_structures",
    "partnerships_eucontract", "partnerships_infrastructure", "partnerships_infrastructureaccess",
    "partnerships_site", "partnerships_exchange", "partnerships_succession",
    "partnerships_catalogueversion",
)  # fmt: skip
TRIGGER = """
CREATE TRIGGER page_edited AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION catalogue_edited();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("partnerships", "0015_amounts_and_exchanges"),
        ("offices", "0001_reference_and_offices"),
        ("catalogue", "0003_edits"),
    ]

    operations = [
        *(migrations.RunSQL(TRIGGER.format(table=table), f"DROP TRIGGER page_edited ON {table}") for table in TABLES),
    ]
