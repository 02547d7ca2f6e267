"""What statistics are made of moves the version of the catalogue too: what a worker remembers is then counted anew.

Amounts and roles of participations, successions and exchanges are in no document, so none is written.
"""

from django.db import migrations

TRIGGER = """
CREATE TRIGGER catalogue_{event}_statistics AFTER {event} ON {table} {rows} FOR EACH STATEMENT
    EXECUTE FUNCTION partnerships_touch('vocabulary', '0::bigint', '{columns}');
"""
EVENTS = {
    "insert": "REFERENCING NEW TABLE AS new_rows",
    "update": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "REFERENCING OLD TABLE AS old_rows",
    "truncate": "",
}
# Inserts and deletions of participations move it already.
SOURCES = {
    "partnerships_participation": ("id, role, ec_contribution", ("update",)),
    "partnerships_succession": ("id, predecessor_id, successor_id", tuple(EVENTS)),
    "partnerships_exchange": ("id, site_id, year, direction, head_count, is_demo", tuple(EVENTS)),
}


def operations(table: str, columns: str, events: tuple[str, ...]) -> list[migrations.RunSQL]:
    return [
        migrations.RunSQL(
            TRIGGER.format(event=event, table=table, rows=EVENTS[event], columns=columns),
            f"DROP TRIGGER catalogue_{event}_statistics ON {table}",
        )
        for event in events
    ]


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0014_names_by_index")]

    operations = [
        operation for table, (columns, events) in SOURCES.items() for operation in operations(table, columns, events)
    ]
