"""Telling offices which structures end, some months before: one message an office, in both languages.

The rows that say what was sent are written in the transaction in which the message is handed over: a message that is
refused leaves no row. When the process dies between the two, the message is sent once more by the next run, with the
same Message-ID, by which mail systems know it: it is better to tell twice than not at all. Runs at the same time
take turns at each office, and the second one finds the rows of the first.
"""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.choices import Publication
from cnrs_intl.catalogue.rights import Level, level_of
from offices.models import Office
from partnerships.models import Reminder, Structure, Term
from partnerships.models.periods import months_after
from partnerships.services.decisions import undecided

_TAKE_TURNS = "SELECT pg_advisory_xact_lock(hashtext('partnerships_reminder'), %s)"


@dataclass(frozen=True, kw_only=True)
class Due:
    """A structure of which the office has to be told, and how many months before its end this is asked for."""

    structure: Structure
    ends_on: date
    months: int

    @property
    def url(self) -> str:
        return urljoin(settings.SITE_URL, reverse("admin:partnerships_structure_change", args=[self.structure.pk]))


@dataclass(frozen=True, kw_only=True)
class Told:
    """What became of one office: told of `due`, or, without recipients, not told."""

    office: Office
    due: list[Due]
    recipients: int


def offices_on(day: date) -> list[Office]:
    """Those that are open on the day."""
    return list(Office.objects.exclude(publication=Publication.ARCHIVED).open_on(day))


def tell(office: Office, *, day: date, dry_run: bool = False) -> Told:
    """Send what is due to the office. OSError, SMTPException: the mail system refused, and nothing was written."""
    with transaction.atomic():
        if not dry_run:
            with connection.cursor() as cursor:
                cursor.execute(_TAKE_TURNS, [office.pk])
        due = due_for(office, day=day)
        addresses = addresses_of(office) if due else []
        if due and addresses and not dry_run:
            Reminder.objects.bulk_create(
                Reminder(
                    office=office,
                    structure=each.structure,
                    ends_on=each.ends_on,
                    months=each.months,
                    recipients=len(addresses),
                )
                for each in due
            )
            message(office, due, addresses).send()
        return Told(office=office, due=due, recipients=len(addresses))


def due_for(office: Office, *, day: date) -> list[Due]:
    """What the office has to be told on `day` and was not, soonest end first. Three queries.

    Of the leads of an instrument, the shortest that has begun counts: what was missed is told once, not three times.
    """
    sent = set(Reminder.objects.filter(office=office).values_list("structure", "ends_on", "months"))
    due = []
    for structure in _ending(office, day):
        leads = sorted(structure.instrument.reminder_months)
        months = next((each for each in leads if structure.end <= months_after(day, each)), None)
        if months is not None and (structure.pk, structure.end, months) not in sent:
            due.append(Due(structure=structure, ends_on=structure.end, months=months))
    return due


def _ending(office: Office, day: date) -> Any:
    """Structures of the office's countries whose last term ends on `day` or later, and of which nothing is decided."""
    some = Term.objects.filter(end__gte=day).values("structure")
    own = Structure.objects.filter(pk__in=some).of_office(office.slug, day=day)
    current = own.exclude(publication=Publication.ARCHIVED).with_dates().filter(end__gte=day)
    return undecided(current).select_related("instrument").order_by("end", "pk")


def addresses_of(office: Office) -> list[str]:
    """The addresses of those who work on the office's countries and can act."""
    people = get_user_model()._default_manager.filter(scope__offices=office, is_active=True, is_staff=True)
    return [
        person.email
        for person in people.exclude(email="").order_by("pk")
        if level_of(person, Structure) >= Level.CONTRIBUTOR
    ]


def message(office: Office, due: list[Due], addresses: list[str]) -> EmailMessage:
    """One message in all languages of the site. Equal contents have equal Message-IDs, whenever they are made."""
    subjects, texts = [], []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            subjects.append(_("Ends to come: %(office)s") % {"office": office})
            texts.append(render_to_string("partnerships/reminders.txt", {"office": office, "due": due}))
    known = sha256(repr([(each.structure.pk, each.ends_on, each.months) for each in due]).encode()).hexdigest()[:32]
    host = urlsplit(settings.SITE_URL).hostname
    return EmailMessage(
        subject=" / ".join(dict.fromkeys(subjects)),
        body="\n\n".join(dict.fromkeys(texts)),
        bcc=addresses,
        headers={"Message-ID": f"<reminders.{office.pk}.{known}@{host}>", "Auto-Submitted": "auto-generated"},
    )
