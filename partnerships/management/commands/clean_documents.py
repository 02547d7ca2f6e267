from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cnrs_intl.catalogue.waiting_files import forget_old
from partnerships.services.documents import missing_files, unattached_files


class Command(BaseCommand):
    help = (
        "Remove files of documents that no record names any more, a day after they were stored, and files that waited a"
        " day for an editor. Exit status 1 when a document has lost its file: restore these from a backup."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="list the files and leave them")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        found = unattached_files()
        for path in found:
            self.stdout.write(path.name)
            if not dry_run:
                path.unlink(missing_ok=True)
        if not dry_run:
            forget_old()
        number = len(found)
        if dry_run:
            text = ngettext("%(count)d file would be removed.", "%(count)d files would be removed.", number)
        else:
            text = ngettext("%(count)d file removed.", "%(count)d files removed.", number)
        self.stdout.write(text % {"count": number})
        if lost := missing_files():
            keys = ", ".join(str(document.key) for document in lost)
            raise CommandError(_("These documents have lost their file: %(keys)s.") % {"keys": keys})
