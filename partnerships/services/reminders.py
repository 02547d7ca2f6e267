"""Telling offices which structures end, some months before: one message an office, in both languages.

A message is written first, with the lines of the log that it tells of, and committed; then it is sent; then its lines
are marked as sent. A run begins with what an earlier one wrote and did not mark, and sends that as it was written: it
may be refused or killed at any moment. What cannot be excluded is that a mail server took a message and the run was
killed before it could mark it: then the same message goes out once more, equal to the letter and with the same
Message-ID, by which mail systems know it. It is better to tell twice than not at all.

An office is told by one run at a time: another run leaves it to that one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from email.utils import format_datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.choices import Publication
from cnrs_intl.catalogue.rights import Level, level_of
from offices.models import Office
from partnerships.models import Reminder, ReminderMessage, Structure, Term
from partnerships.models.periods import months_after
from partnerships.services.decisions import undecided

# For the length of a transaction: a connection may be another one's in the next.
_TAKE_TURN = "SELECT pg_try_advisory_xact_lock(hashtext('partnerships_reminder'), %s)"


class AnotherRunError(Exception):
    """Another run is telling the office at this moment, and does all that there is to do."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What became of one office: told of `due`, or, without recipients, not told."""

    office: Office
    due: list[Reminder]
    recipients: int


def offices_on(day: date) -> list[Office]:
    """Those that are open on the day."""
    return list(Office.objects.exclude(publication=Publication.ARCHIVED).open_on(day))


def tell(office: Office, *, day: date, dry_run: bool = False) -> Told:
    """Send what an earlier run left, and then what is due to the office.

    OSError, SMTPException: the mail system refused; what is written is left for the next run. AnotherRunError.
    """
    addresses = addresses_of(office)
    if dry_run:
        due = [*Reminder.objects.filter(office=office).waiting(), *due_for(office, day=day)]
    else:
        due = [*_send_waiting(office, addresses), *_write_due(office, day, addresses)]
        if addresses:
            _send_waiting(office, addresses)
    return Told(office=office, due=due, recipients=len(addresses) if due else 0)


@transaction.atomic
def _write_due(office: Office, day: date, addresses: list[str]) -> list[Reminder]:
    """Write the message that is due, for somebody who can get it."""
    _take_turn(office)
    due = due_for(office, day=day)
    if due and addresses:
        message = compose(office, due)
        message.save()
        for each in due:
            each.message = message
        Reminder.objects.bulk_create(due)
    return due


def _send_waiting(office: Office, addresses: list[str]) -> list[Reminder]:
    """Send the messages that are written, in their order, and mark each by itself."""
    waiting = Reminder.objects.filter(office=office).waiting()
    messages = ReminderMessage.objects.filter(pk__in=waiting.values("message"))
    return [each for message in messages for each in _send(message, office, addresses)]


@transaction.atomic
def _send(message: ReminderMessage, office: Office, addresses: list[str]) -> list[Reminder]:
    _take_turn(office)
    lines = message.reminders.waiting()
    told = list(lines)
    if told and addresses:
        _as_mail(message, addresses).send()
        lines.update(sent_at=timezone.now(), recipients=len(addresses))
    return told


def _take_turn(office: Office) -> None:
    """Until the transaction ends, nobody else tells the office."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_TURN, [office.pk])
        if not cursor.fetchone()[0]:
            raise AnotherRunError


def due_for(office: Office, *, day: date) -> list[Reminder]:
    """What the office has to be told on `day` and was not, soonest end first: lines that are not saved. Three queries.

    Of the leads of an instrument, the shortest that has begun counts: what was missed is told once, not three times.
    """
    known = set(Reminder.objects.filter(office=office).values_list("structure", "ends_on", "months"))
    due = []
    for structure in _ending(office, day):
        leads = sorted(structure.instrument.reminder_months)
        months = next((each for each in leads if structure.end <= months_after(day, each)), None)
        if months is not None and (structure.pk, structure.end, months) not in known:
            due.append(Reminder(office=office, structure=structure, ends_on=structure.end, months=months))
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


def compose(office: Office, due: list[Reminder]) -> ReminderMessage:
    """One message in all languages of the site, and the names of what it tells of in its lines. Nothing is saved."""
    lines = [(each, _address_of(each)) for each in due]
    subjects, texts = [], []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            subjects.append(_("Ends to come: %(office)s") % {"office": office})
            texts.append(render_to_string("partnerships/reminders.txt", {"office": office, "lines": lines}))
            for each in due:
                setattr(each, f"office_name_{language}", str(office))
                setattr(each, f"structure_name_{language}", str(each.structure))
    return ReminderMessage(
        message_id=_message_id(office, due),
        subject=" / ".join(dict.fromkeys(subjects)),
        body="\n\n".join(dict.fromkeys(texts)),
    )


def _address_of(line: Reminder) -> str:
    return urljoin(settings.SITE_URL, reverse("admin:partnerships_structure_change", args=[line.structure_id]))


def _message_id(office: Office, due: Iterable[Reminder]) -> str:
    """Of what is told: it is told once, so no other message has the same."""
    known = sha256(repr([(each.structure_id, each.ends_on, each.months) for each in due]).encode()).hexdigest()[:32]
    return f"<reminders.{office.pk}.{known}@{urlsplit(settings.SITE_URL).hostname}>"


def _as_mail(message: ReminderMessage, addresses: list[str]) -> EmailMessage:
    """The same mail whenever it is made. Its recipients are read anew: who has left is not written to."""
    return EmailMessage(
        subject=message.subject,
        body=message.body,
        bcc=addresses,
        headers={
            "Message-ID": message.message_id,
            "Date": format_datetime(message.made_at),
            "Auto-Submitted": "auto-generated",
        },
    )
