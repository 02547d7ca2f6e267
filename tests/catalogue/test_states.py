"""What is remembered for a state of the database is forgotten as soon as anything that pages show is written."""

from datetime import date

import pytest
from django.db import transaction

from cnrs_intl.catalogue import states
from offices.models import Country, Coverage, EmbassyService, Office
from partnerships.models import Exchange, Site, Term
from tests import builders

pytestmark = pytest.mark.django_db(transaction=True)


def asked(memory: states.Memory[int], *keys: str) -> list[int]:
    made: list[int] = []
    with states.keep(states.read()):
        for key in keys:
            memory.of(key, lambda: made.append(1) or len(made))
    return made


def test_what_is_made_is_kept_for_each_key_until_an_edit():
    builders.office("Tokyo")
    memory = states.Memory[int]()
    assert len(asked(memory, "en", "fr", "en")) == 2
    assert asked(memory, "en", "fr") == []
    builders.office("Beijing", covers=())
    assert len(asked(memory, "en")) == 1


def test_nothing_is_kept_in_a_transaction_nor_without_a_state():
    builders.office("Tokyo")
    memory = states.Memory[int]()
    with transaction.atomic():
        assert len(asked(memory, "en", "en")) == 2
    assert [memory.of("en", lambda: 1), memory.of("en", lambda: 2)] == [1, 2]


def test_no_more_is_kept_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr(states, "MOST_REMEMBERED", 2)
    builders.office("Tokyo")
    assert len(asked(states.Memory[int](), "a", "b", "c", "a")) == 4


@pytest.mark.parametrize(
    ("address", "edit", "text"),
    [
        ("countries/", lambda: Office.objects.update(city_en="Kyoto"), "Kyoto"),
        ("countries/", lambda: Country.objects.update(name_en="Nippon"), ">Nippon<"),
        ("offices/", lambda: Office.objects.update(city_en="Kyoto"), "Kyoto</title>"),
        ("offices/", lambda: Coverage.objects.all().delete(), "Countries without an office"),
        ("clusters/", lambda: Country.objects.update(name_en="Nippon"), ">Nippon</option>"),
        ("extensions/", lambda: Site.objects.update(city_en="Metz"), "Metz"),
        ("extensions/", lambda: Exchange.objects.filter(direction="sent").update(head_count=7777), ">7777<"),
        ("countries/jp/", lambda: Office.objects.update(city_en="Kyoto"), "Kyoto"),
        ("countries/jp/", lambda: EmbassyService.objects.update(name_en="Our service"), "Our service"),
        ("offices/tokyo/", lambda: Country.objects.update(name_en="Nippon"), ">Nippon<"),
        ("offices/tokyo/", lambda: Coverage.objects.all().delete(), "No country today."),
        ("offices/tokyo/", lambda: EmbassyService.objects.update(name_en="Our service"), "Our service"),
        ("structures/lia/", lambda: Office.objects.update(city_en="Kyoto"), "Kyoto"),
        ("structures/lia/", lambda: Term.objects.update(start=date(1999, 1, 1)), "1 January 1999"),
        ("", lambda: Term.objects.update(start=date(1999, 1, 1)), "since 1999"),
        ("", lambda: Country.objects.update(name_en="Nippon"), ">Nippon<"),
        ("search/?q=japan", lambda: Office.objects.update(city_en="Kyoto"), "Kyoto"),
        ("search/?q=nippon", lambda: Country.objects.update(name_en="Nippon"), "/countries/jp/"),
    ],
)
def test_an_edit_shows_at_once_on_a_page_that_was_read_before(client, address, edit, text):
    builders.office("Tokyo", covers=("JP",))
    builders.structure(partners=(builders.partner(),))
    builders.exchange(builders.extension(latitude=48, longitude=2))
    builders.cluster()
    builders.structure("LIA", slug="lia")
    EmbassyService.objects.create(country_id="JP", name_fr="Service", city_fr="Tokyo")
    for _ in range(2):
        assert text not in client.get(f"/en/{address}").content.decode()
    edit()
    assert text in client.get(f"/en/{address}").content.decode()
