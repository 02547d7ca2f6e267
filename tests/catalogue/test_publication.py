from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from cnrs_intl.catalogue.publication import archive, publish, send_to_review
from offices.models import Country, Office, Region
from partnerships.models import Instrument, Partner, Structure
from tests.everywhere.world import OURS, make_reader, make_world


@pytest.fixture
def country(db):
    region = Region.objects.create(code="asia", name_en="Asia", name_fr="Asie")
    return Country.objects.create(iso2="JP", iso3="JPN", cordis_code="JP", name_en="Japan", region=region)


@pytest.fixture
def structure(country):
    instrument = Instrument.objects.create(code="UMI", family="joint_unit")
    return Structure.objects.create(slug="s", title_en="Robots", country=country, instrument=instrument)


def test_records_are_published_and_the_change_is_in_their_history(structure, admin_user):
    before = structure.updated_at
    assert publish(Structure.objects.all(), user=admin_user) == 1
    structure.refresh_from_db()
    assert structure.publication == "published"
    assert structure.updated_at > before
    assert LogEntry.objects.get().user == admin_user


def test_records_that_are_there_already_do_not_count(structure, admin_user):
    publish(Structure.objects.all(), user=admin_user)
    assert publish(Structure.objects.all(), user=admin_user) == 0
    assert LogEntry.objects.count() == 1


@pytest.mark.parametrize(("move", "state"), [(send_to_review, "in_review"), (archive, "archived")])
def test_records_that_miss_something_can_still_be_moved_elsewhere(structure, admin_user, move, state):
    Structure.objects.update(title_en="", country=None)
    assert move(Structure.objects.all(), user=admin_user) == 1
    assert Structure.objects.get().publication == state


def test_nothing_is_published_when_a_record_lacks_a_title_or_a_country(structure, admin_user):
    untitled = Structure.objects.create(slug="untitled", country=structure.country, instrument=structure.instrument)
    nowhere = Structure.objects.create(slug="x", acronym="NOWHERE", title_fr="Sans", instrument=structure.instrument)
    with pytest.raises(ValidationError) as refused:
        publish(Structure.objects.all(), user=admin_user)
    _nothing, title, place = refused.value.messages
    assert title.startswith("Title: a published record needs one")
    assert title.endswith(f"Missing in: {untitled}.")
    assert place == f"Country: a published record needs one. Missing in: {nowhere}."
    assert not Structure.objects.published().exists()


def test_many_refused_records_are_not_all_named(admin_user, db):
    Partner.objects.bulk_create(Partner(slug=f"p{n:02}", name=f"Partner {n:02}") for n in range(12))
    with pytest.raises(ValidationError, match="Partner 09, and others"):
        publish(Partner.objects.order_by("slug"), user=admin_user)


def test_offices_are_held_to_their_own_rule(admin_user, country):
    Office.objects.create(slug="tokyo", city_en="Tokyo", city_fr="Tokyo")
    with pytest.raises(ValidationError, match="a published office needs one"):
        publish(Office.objects.all(), user=admin_user)
    Office.objects.update(country=country)
    assert publish(Office.objects.all(), user=admin_user) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", [Partner, Structure])
def test_what_is_published_meanwhile_is_not_undone_by_whoever_waited(model):
    record = make_world()[OURS][model]
    contributor, reviewer = make_reader("contributor"), make_reader("reviewer")
    this = model.objects.filter(pk=record.pk)

    def send():
        try:
            return send_to_review(this, user=User.objects.get(pk=contributor.pk))
        except ValidationError as error:
            return " ".join(error.messages)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            publish(this, user=reviewer)
            waiting = pool.submit(send)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=1)
        said = waiting.result(timeout=20)
    assert "You may not move it" in str(said)
    assert this.get().publication == "published"
