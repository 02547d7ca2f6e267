from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from partnerships.catalogue.check import differences


class Command(BaseCommand):
    help = "Compares the catalogue with the register. Exit status 1 when they differ, with a line for each difference."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--day", type=date.fromisoformat, default=date.today(), help="As of this day (YYYY-MM-DD).")

    def handle(self, *args: Any, day: date, **options: Any) -> None:
        found = 0
        for line in differences(day):
            found += 1
            self.stdout.write(line)
        if found:
            raise CommandError(f"{found} differences. “manage.py rebuild_catalogue” repairs them.", returncode=1)
        self.stdout.write("The catalogue says what the register says.")
