"""The ids that registers give a structure (RNSR, ROR) find it, as its codes do."""

from importlib import import_module

from django.db import migrations

from partnerships.migrations import __name__ as package

documents = import_module(f"{package}.0004_documents")
lines = import_module(f"{package}.0009_lines_of_files")

BEGIN, END = documents.DOCUMENT.index("CREATE FUNCTION partnerships_documents("), len(documents.DOCUMENT)
KEYS = documents.DOCUMENT[BEGIN:END].replace(
    "CREATE FUNCTION partnerships_documents(", "CREATE OR REPLACE FUNCTION partnerships_search_keys("
)
REGISTERS = "text.exact || ARRAY[structure.rnsr_id::text, structure.ror_id::text] || text.every_name"
WITH_REGISTERS = KEYS.replace("text.exact || text.every_name", REGISTERS)

COLUMNS = "instrument_id, discipline_en, discipline_fr"
TABLE, RECORD, KEY = "partnerships_structure", "collaboration", "collaboration_ptr_id"
FILL = """
SET LOCAL statement_timeout = 0;
SELECT partnerships_write_documents(partnerships_next_version(), ARRAY(
    SELECT collaboration_ptr_id FROM partnerships_structure WHERE rnsr_id <> '' OR ror_id <> ''
));
"""


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0012_places")]

    operations = [
        migrations.RunSQL(WITH_REGISTERS, KEYS),
        migrations.RunSQL(
            lines.triggers({TABLE: (RECORD, KEY, f"{COLUMNS}, rnsr_id, ror_id")}),
            lines.triggers({TABLE: (RECORD, KEY, COLUMNS)}),
        ),
        migrations.RunSQL(FILL, FILL),
    ]
