from contextlib import closing, contextmanager
from datetime import date
from threading import Thread
from unittest.mock import Mock

import pytest
from django.contrib.auth.models import Group, User
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test import override_settings

from partnerships.choices import StaffRole
from partnerships.models import Reminder, ReminderMessage, Scope, Structure, Term
from partnerships.services.closing import close_structure
from partnerships.services.reminders import _TAKE_TURN, AnotherRunError, compose, due_for, tell
from partnerships.services.staff import set_up_groups
from tests import builders

DAY = date(2026, 3, 15)
SOON = date(2026, 5, 1)
BACKENDS = "tests.partnerships.services.test_reminders"


class DyingBackend(EmailBackend):
    """Sends, and is killed before it can say so."""

    def send_messages(self, messages):
        super().send_messages(messages)
        raise KeyboardInterrupt


class RefusingBackend(EmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError


class SendingOnceBackend(EmailBackend):
    """Takes the first message of a test's outbox, and no other."""

    def send_messages(self, messages):
        if mail.outbox:
            raise ConnectionRefusedError
        return super().send_messages(messages)


@contextmanager
def another_run(office):
    """A run that is telling the office, for the length of the block."""
    with closing(connection.copy()) as other, other.cursor() as cursor:
        other.set_autocommit(False)
        cursor.execute(_TAKE_TURN, [office.pk])
        yield
        other.rollback()


def account(office, role=StaffRole.CONTRIBUTOR, **fields):
    set_up_groups()
    number = builders.next_number()
    user = User.objects.create_user(f"p{number}", f"p{number}@example.org", is_staff=True, **fields)
    user.groups.add(Group.objects.get(name=role.value))
    Scope.objects.create(user=user).offices.add(office)
    return user


def ending(name, end, **fields):
    return builders.structure(name, terms=((date(2020, 1, 1), end),), **fields)


@pytest.fixture
def office(db):
    made = builders.office("Tokyo", covers=("JP",))
    account(made)
    return made


@pytest.fixture
def office_for_good(transactional_db):
    made = builders.office("Tokyo", covers=("JP",))
    account(made)
    ending("OCEAN", SOON)
    return made


def told(office, day=DAY):
    return [(each.structure.acronym, each.months) for each in tell(office, day=day).due]


@pytest.mark.parametrize(
    ("end", "months"),
    [
        (date(2027, 3, 16), None),
        (date(2027, 3, 15), 12),
        (date(2026, 9, 16), 12),
        (date(2026, 9, 15), 6),
        (date(2026, 6, 15), 3),
        (date(2026, 3, 15), 3),
        (date(2026, 3, 14), None),
        (None, None),
    ],
)
def test_the_shortest_lead_that_has_begun_is_due(office, end, months):
    ending("OCEAN", end)
    assert told(office) == ([("OCEAN", months)] if months else [])


def test_each_lead_is_told_once(office):
    ending("OCEAN", date(2027, 3, 15))
    days = (DAY, DAY, date(2026, 9, 14), date(2026, 9, 15), date(2026, 9, 16), date(2026, 12, 15), date(2027, 3, 15))
    assert [told(office, day) for day in days] == [
        [("OCEAN", 12)], [], [], [("OCEAN", 6)], [], [("OCEAN", 3)], [],
    ]  # fmt: skip
    assert len(mail.outbox) == 3


def test_instruments_have_their_own_leads(office):
    for code, leads in (("PICS", [2]), ("LIA", []), ("UMI", [24])):
        instrument = builders.instrument(code)
        instrument.reminder_months = leads
        instrument.save()
        ending(code, SOON, kind=code)
    assert told(office) == [("PICS", 2), ("UMI", 24)]


def test_a_renewed_structure_is_told_anew_at_its_new_end(office):
    structure = ending("OCEAN", SOON)
    assert told(office)
    Term.objects.create(structure=structure, start=date(2026, 5, 2), end=date(2030, 5, 1))
    assert told(office) == []
    assert told(office, date(2030, 4, 1)) == [("OCEAN", 3)]


def test_what_is_followed_archived_or_elsewhere_is_not_told(office):
    builders.succession(ending("FOLLOWED", SOON), builders.structure())
    ending("ARCHIVED", SOON, publication="archived")
    ending("ELSEWHERE", SOON, iso2="DE")
    assert told(office) == []
    assert mail.outbox == []


def test_what_is_closed_is_not_told_until_it_is_renewed(office):
    record = ending("OCEAN", SOON)
    close_structure(structure=record, day=SOON, user=builders.superuser())
    assert told(office) == []
    Term.objects.create(structure=record, start=date(2026, 5, 2), end=date(2026, 5, 30))
    assert [due.ends_on for due in due_for(office, day=DAY)] == [date(2026, 5, 30)]


def test_one_message_tells_all_with_links_and_its_recipients_do_not_see_each_other(office):
    account(office, StaffRole.REVIEWER)
    first, second = ending("LATER", date(2026, 6, 1)), ending("SOONER", SOON)
    assert tell(office, day=DAY).recipients == 2
    (sent,) = mail.outbox
    assert len(sent.bcc) == 2
    assert sent.to == []
    assert sent.body.index("SOONER") < sent.body.index("LATER")
    for structure in (first, second):
        assert f"/admin/partnerships/structure/{structure.pk}/change/" in sent.body
    assert "http" in sent.body
    assert "1 May 2026" in sent.body
    assert "1 mai 2026" in sent.body


def test_names_are_written_as_they_are(office):
    ending("R&D <Ocean>", SOON)
    tell(office, day=DAY)
    assert "R&D <Ocean>" in mail.outbox[0].body


def test_readers_former_staff_and_those_without_address_are_not_written_to(db):
    office = builders.office("Tokyo", covers=("JP",))
    account(office, StaffRole.READER)
    account(office, is_active=False)
    without = account(office)
    User.objects.filter(pk=without.pk).update(email="")
    account(builders.office("Berlin", covers=("DE",)))
    ending("OCEAN", SOON)
    found = tell(office, day=DAY)
    assert (len(found.due), found.recipients) == (1, 0)
    assert not mail.outbox
    assert not Reminder.objects.exists()
    account(office)
    assert tell(office, day=DAY).recipients == 1


def test_a_dry_run_says_the_same_and_leaves_nothing(office):
    ending("OCEAN", SOON)
    dry = tell(office, day=DAY, dry_run=True)
    assert not mail.outbox
    assert not Reminder.objects.exists()
    wet = tell(office, day=DAY)
    assert (dry.office, dry.recipients) == (wet.office, wet.recipients)
    facts = [[(each.structure, each.ends_on, each.months) for each in told.due] for told in (dry, wet)]
    assert facts[0] == facts[1] != []


def message_ids():
    return [sent.extra_headers["Message-ID"] for sent in mail.outbox]


def test_a_refused_message_is_not_noted_as_sent_and_is_sent_by_the_next_run(office_for_good):
    with override_settings(EMAIL_BACKEND=f"{BACKENDS}.RefusingBackend"), pytest.raises(ConnectionRefusedError):
        tell(office_for_good, day=DAY)
    line = Reminder.objects.get()
    assert (line.sent_at, line.recipients) == (None, 0)
    assert told(office_for_good) == [("OCEAN", 3)]
    line.refresh_from_db()
    assert line.sent_at is not None
    assert line.recipients == len(mail.outbox) == 1


def test_killed_between_sending_and_writing_it_sends_the_same_message_again(office_for_good):
    with override_settings(EMAIL_BACKEND=f"{BACKENDS}.DyingBackend"), pytest.raises(KeyboardInterrupt):
        tell(office_for_good, day=DAY)
    assert not Reminder.objects.filter(sent_at__isnull=False).exists()
    assert told(office_for_good, date(2026, 3, 16)) == [("OCEAN", 3)]
    first, second = message_ids()
    assert first == second
    assert told(office_for_good, date(2026, 3, 17)) == []


def test_what_was_left_goes_first_and_unchanged_whatever_became_due_meanwhile(office_for_good):
    with override_settings(EMAIL_BACKEND=f"{BACKENDS}.DyingBackend"), pytest.raises(KeyboardInterrupt):
        tell(office_for_good, day=DAY)
    ending("LAKE", date(2026, 5, 2))
    Structure.objects.filter(acronym="OCEAN").update(acronym="SEA")
    account(office_for_good)
    assert told(office_for_good, date(2026, 3, 16)) == [("SEA", 3), ("LAKE", 3)]
    first, second, third = mail.outbox
    assert message_ids()[0] == message_ids()[1] != message_ids()[2]
    assert (first.subject, first.body, first.extra_headers) == (second.subject, second.body, second.extra_headers)
    assert ("OCEAN" in second.body, "LAKE" in second.body) == (True, False)
    assert ("SEA" in third.body, "LAKE" in third.body) == (False, True)
    assert told(office_for_good, date(2026, 3, 16)) == []


def test_in_a_demonstration_what_is_sent_again_is_the_same_file(office_for_good, tmp_path):
    with override_settings(EMAIL_BACKEND="cnrs_intl.mail_files.EmailBackend", EMAIL_FILE_PATH=tmp_path):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("partnerships.models.reminders.ReminderQuerySet.update", Mock(side_effect=KeyboardInterrupt))
            with pytest.raises(KeyboardInterrupt):
                tell(office_for_good, day=DAY)
        (path,) = tmp_path.iterdir()
        before = path.read_bytes()
        assert told(office_for_good, date(2026, 3, 16)) == [("OCEAN", 3)]
        assert [each.read_bytes() for each in tmp_path.iterdir()] == [before]


def test_who_left_before_it_was_sent_is_not_written_to_and_without_anybody_it_waits(office_for_good):
    with override_settings(EMAIL_BACKEND=f"{BACKENDS}.RefusingBackend"), pytest.raises(ConnectionRefusedError):
        tell(office_for_good, day=DAY)
    User.objects.update(is_active=False)
    waits = tell(office_for_good, day=DAY)
    assert ([each.structure.acronym for each in waits.due], waits.recipients) == (["OCEAN"], 0)
    successor = account(office_for_good)
    assert [each.structure.acronym for each in tell(office_for_good, day=DAY, dry_run=True).due] == ["OCEAN"]
    assert tell(office_for_good, day=DAY).recipients == 1
    assert [sent.bcc for sent in mail.outbox] == [[successor.email]]


def test_one_message_that_is_refused_does_not_unmark_those_before_it(office_for_good):
    ReminderMessage.objects.bulk_create(
        ReminderMessage(message_id=f"<{number}@example.org>", subject=str(number)) for number in range(2)
    )
    for message in ReminderMessage.objects.all():
        Reminder.objects.create(
            office=office_for_good, structure=builders.structure(), message=message, ends_on=SOON, months=3
        )
    with override_settings(EMAIL_BACKEND=f"{BACKENDS}.SendingOnceBackend"), pytest.raises(ConnectionRefusedError):
        tell(office_for_good, day=DAY)
    tell(office_for_good, day=DAY)
    assert message_ids()[:2] == ["<0@example.org>", "<1@example.org>"]
    assert len(mail.outbox) == 3


def test_two_runs_at_once_send_one_message(office_for_good):
    left = []

    def run():
        try:
            tell(office_for_good, day=DAY)
        except AnotherRunError:
            left.append(office_for_good)
        finally:
            connection.close()

    runs = [Thread(target=run) for _ in range(4)]
    for each in runs:
        each.start()
    for each in runs:
        each.join()
    assert len(left) < len(runs)
    assert len(mail.outbox) == 1
    assert Reminder.objects.count() == 1


def test_an_office_that_another_run_is_telling_is_left_to_it_at_once(office_for_good):
    with another_run(office_for_good), pytest.raises(AnotherRunError):
        tell(office_for_good, day=DAY)
    assert not mail.outbox
    assert told(office_for_good) == [("OCEAN", 3)]


def test_other_contents_are_another_message(office):
    ending("A", SOON)
    one = due_for(office, day=DAY)
    ending("B", SOON)
    two = due_for(office, day=DAY)
    ids = {compose(office, due).message_id for due in (one, two, one)}
    assert len(ids) == 2
