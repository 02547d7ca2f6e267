from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from partnerships.catalogue.generation import generate


class Command(BaseCommand):
    help = "Adds made-up collaborations, for measurements only. The same seed gives the same ones."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rows", type=int, required=True, help="How many collaborations to add.")
        parser.add_argument("--seed", type=int, default=1, help="A whole number; the same one gives the same data.")

    def handle(self, *args: Any, rows: int, seed: int, verbosity: int, **options: Any) -> None:
        if rows < 1:
            raise CommandError("--rows: write 1 or more.")

        def progress(count: int) -> None:
            if verbosity > 1:
                self.stdout.write(f"{min(count, rows)} of {rows}")

        generate(rows, seed, progress)
        self.stdout.write(f"{rows} made-up collaborations were added.")
