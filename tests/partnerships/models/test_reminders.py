from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone, translation

from cnrs_intl.catalogue.sight import EVERYTHING, PUBLIC, Sight
from partnerships.models import Reminder, ReminderMessage, Structure
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def line():
    message = ReminderMessage.objects.create(message_id="<1@example.org>", subject="Ends", body="OCEAN")
    return Reminder.objects.create(
        office=builders.office("Tokyo", covers=("JP",)),
        structure=builders.structure("OCEAN"),
        message=message,
        structure_name_en="Ocean",
        structure_name_fr="Océan",
        office_name_en="Tokyo",
        office_name_fr="Tōkyō",
        ends_on=date(2030, 1, 1),
        months=3,
    )


def sent(line):
    Reminder.objects.filter(pk=line.pk).update(sent_at=timezone.now(), recipients=2)


def refused(write):
    with pytest.raises(IntegrityError, match="history is never changed"), transaction.atomic():
        write()
    return True


def test_the_log_outlives_the_structure_and_the_office_and_says_their_names(line):
    sent(line)
    line.structure.delete()
    line.office.delete()
    line = Reminder.objects.get()
    assert (line.office, line.structure, str(line)) == (None, None, "Tokyo: Ocean")
    with translation.override("fr"):
        assert str(line) == "Tōkyō: Océan"


def test_a_line_is_marked_as_sent_once(line):
    sent(line)
    assert refused(lambda: sent(line))
    assert refused(lambda: Reminder.objects.update(sent_at=None))
    assert refused(lambda: Reminder.objects.update(recipients=F("recipients") + 1))
    assert refused(lambda: ReminderMessage.objects.update(body="NOTHING"))


@pytest.mark.parametrize("is_sent", [True, False])
def test_nothing_else_of_it_is_written_and_it_is_not_removed(line, is_sent):
    if is_sent:
        sent(line)
    for fields in ({"months": 6}, {"ends_on": date(2031, 1, 1)}, {"structure_name_en": "X"}, {"message": None}):
        assert refused(lambda: Reminder.objects.update(**fields))  # noqa: B023 - called at once
    assert refused(lambda: Reminder.objects.update(structure=builders.structure("OTHER")))
    assert refused(lambda: Reminder.objects.update(office=builders.office("Berlin", covers=("DE",))))
    assert refused(lambda: Reminder.objects.all().delete())
    assert refused(lambda: Reminder.objects.all()._raw_delete("default"))


def test_a_link_that_is_gone_leads_nowhere_again(line):
    line.structure.delete()
    assert refused(lambda: Reminder.objects.update(structure=builders.structure("OTHER")))


def test_it_is_seen_by_those_of_the_office_who_see_the_structure(line):
    def seen(sight):
        return Reminder.objects.in_sight(sight).exists()

    tokyo, berlin = (
        Sight.of(office=[slug], country=[country]) for slug, country in (("tokyo", "JP"), ("berlin", "DE"))
    )
    assert [seen(each) for each in (EVERYTHING, tokyo, berlin, PUBLIC)] == [True, True, False, False]
    hidden = builders.structure("HIDDEN", iso2="DE", publication="draft")
    Reminder.objects.create(office=line.office, structure=hidden, ends_on=date(2030, 1, 1), months=3)
    assert [each.structure for each in Reminder.objects.in_sight(tokyo)] == [line.structure]
    Structure.objects.filter(pk=line.structure.pk).delete()
    assert [seen(each) for each in (EVERYTHING, tokyo)] == [True, False]
