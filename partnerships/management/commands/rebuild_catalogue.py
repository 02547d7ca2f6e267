from typing import Any

from django.core.management.base import BaseCommand

from partnerships.catalogue.upkeep import rebuild


class Command(BaseCommand):
    help = "Writes all search documents and facet bitmaps anew. Edits may go on meanwhile; it may be interrupted."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        def progress(key: int) -> None:
            if verbosity > 1:
                self.stdout.write(f"documents to {key}")

        differing = rebuild(progress)
        self.stdout.write(f"The catalogue is rebuilt; {differing} documents were not as they should be.")
