import logging
from argparse import ArgumentParser
from datetime import date
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships.management.commands.check_catalogue import day
from partnerships.services.reminders import AnotherRunError, Told, offices_on, tell

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Tell each office which structures end soon; for every day. What was told is not told again; what an earlier"
        " run left is sent first, as it was. Exit status 1: a message could not be sent, and will be by the next run."
        " Exit status 0 too where another run is telling some of the offices: they are named, and left to it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would be sent, and send nothing")
        parser.add_argument("--day", type=day, default=None, help="as of this day (YYYY-MM-DD); today")

    def handle(self, *args: Any, day: date | None, dry_run: bool, **options: Any) -> None:
        if not (settings.SENDS_MAIL or dry_run):
            raise CommandError(
                _("EMAIL_URL is not set: write the mail server, such as smtp+tls://user:password@host:587.")
            )
        failed, elsewhere = [], []
        for office in offices_on(day or localdate()):
            try:
                self.say(tell(office, day=day or localdate(), dry_run=dry_run))
            except AnotherRunError:
                elsewhere.append(str(office))
            except (OSError, SMTPException) as error:
                # Its text may hold addresses of persons.
                logger.error("reminders to the office %s were not sent: %s", office.slug, type(error).__name__)
                failed.append(str(office))
        if elsewhere:
            self.stderr.write(
                _("Another run is at work and tells these offices, which are left to it: %(offices)s.")
                % {"offices": ", ".join(elsewhere)}
            )
        if failed:
            raise CommandError(
                _("Not sent, and left for the next run: %(offices)s. Is the mail server there?")
                % {"offices": ", ".join(failed)}
            )

    def say(self, told: Told) -> None:
        if not told.due:
            return
        said = {"office": told.office, "count": len(told.due), "people": told.recipients}
        line = ngettext(
            "%(office)s: %(count)d structure ends soon; recipients: %(people)d.",
            "%(office)s: %(count)d structures end soon; recipients: %(people)d.",
            len(told.due),
        )
        self.stdout.write(line % said)
        if not told.recipients:
            self.stderr.write(
                _("%(office)s was not told: give a contributor or reviewer an e-mail address and this office as scope.")
                % said
            )
