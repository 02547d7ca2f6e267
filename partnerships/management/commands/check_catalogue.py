from argparse import ArgumentTypeError
from collections import Counter
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships.catalogue.check import SAMPLE, differences

SHOWN = 20


class Command(BaseCommand):
    help = (
        "Compare the catalogue with the register. Exit status 1 when they differ: the first differences are listed,"
        " and all are counted."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--day", type=day, default=date.today(), help="as of this day (YYYY-MM-DD); today")
        parser.add_argument(
            "--sample", type=number, default=SAMPLE, help=f"compare the words of so many records ({SAMPLE}); 0: all"
        )
        parser.add_argument("--seed", type=number, default=0, help="which records these are (0)")

    def handle(self, *args: Any, day: date, sample: int, seed: int, **options: Any) -> None:
        counts: Counter[str] = Counter()
        for difference in differences(day, sample=sample, seed=seed):
            if counts.total() < SHOWN:
                self.stdout.write(str(difference))
            counts[difference.label] += 1
        found = counts.total()
        if not found:
            self.stdout.write(_("The catalogue says what the register says."))
            return
        if found > SHOWN:
            self.stdout.write(_("These are the first %(shown)d.") % {"shown": SHOWN})
        for label, count in counts.most_common():
            self.stdout.write(_("%(what)s: %(count)d") % {"what": label, "count": count})
        raise CommandError(
            ngettext(
                "%(count)d difference. “manage.py rebuild_catalogue” repairs it.",
                "%(count)d differences. “manage.py rebuild_catalogue” repairs them.",
                found,
            )
            % {"count": found}
        )


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(_("“%(text)s” is not a day: write YYYY-MM-DD.") % {"text": text}) from error


def number(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError(_("“%(text)s” is not a number: write 0 or more.") % {"text": text})
    return int(text)
