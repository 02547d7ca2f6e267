import re
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cnrs_intl.catalogue.history_context import told
from partnerships.models import Collaboration, Partner, Reminder, Term
from tests import builders
from tests.catalogue.history_cases import (
    hidden,
    history_page,
    items,
    long_lived_structure,
    read,
    restore_address,
    words,
)


@pytest.mark.django_db
def test_the_history_reads_entry_by_entry(admin_client, admin_user):
    admin_user.first_name, admin_user.last_name = "Hélène", "Martin"
    admin_user.save()
    page = read(admin_client, history_page(long_lived_structure(admin_user)))
    imported, renewed, entered = map(words, items(page))
    assert "the command “import_cordis”" in imported
    assert "Participation Todai (partner) removed" in imported
    assert "Hélène Martin renewal" in renewed
    assert "Title (English)" in renewed
    assert "Micro-Mechatronics" in renewed
    assert "Institutes changed Removed INSIS Added INC" in renewed
    assert "End 31 December 2100 31 December 2011" in renewed
    assert "Term 1 January 2012 – 31 December 2015 added" in renewed
    assert "first entry" in entered
    assert "Country Japan" in entered
    assert not re.search(r"style=|<script(?! src)", page)


@pytest.mark.django_db
def test_long_texts_show_the_words_that_changed(admin_client):
    structure = long_lived_structure()
    text = "Research on micro and nano systems at the boundary of biology, mechanics and electronics"
    for words_now in (text, text.replace("nano", "giga")):
        with told(command="edit"):
            Collaboration.objects.filter(pk=structure.pk).update(summary_en=words_now)
    entry = items(read(admin_client, history_page(structure)))[0]
    assert re.findall(r"<(?:del|ins)>(\w+)</", entry) == ["nano", "giga"]


@pytest.mark.django_db
def test_an_entry_that_undid_itself_shows_nothing(admin_client):
    structure = long_lived_structure()
    with told(command="there and back"):
        for acronym in ("OTHER", "LIMMS"):
            Collaboration.objects.filter(pk=structure.pk).update(acronym=acronym)
    assert "Nothing that is shown here." in words(read(admin_client, history_page(structure)))


@pytest.mark.django_db
@pytest.mark.parametrize("count", [3, 30])
def test_the_history_costs_few_queries_however_long_it_is(admin_client, count):
    structure = long_lived_structure()
    for number in range(count):
        with told(command=f"run {number}"):
            Term.objects.create(structure=structure, start=date(1900 + number, 1, 1), end=date(1900 + number, 12, 31))
            Collaboration.objects.filter(pk=structure.pk).update(country=builders.country("JP" if number % 2 else "US"))
            builders.extension(structure, city_en=str(number))
    admin_client.get(history_page(structure))
    with CaptureQueriesContext(connection) as queries:
        admin_client.get(history_page(structure))
    assert len(queries) <= 15


@pytest.mark.django_db
def test_a_long_history_has_pages(admin_client):
    structure = long_lived_structure()
    for number in range(30):
        with told(command="run"):
            Collaboration.objects.filter(pk=structure.pk).update(acronym=f"NAME{number}")
    first = read(admin_client, history_page(structure))
    assert len(items(first)) == 20
    assert "33 entries" in words(first)
    last = read(admin_client, f"{history_page(structure)}?page=2")
    assert "first entry" in words(items(last)[-1])
    for page in ("3", "0", "-1", "x", "9" * 30):
        assert admin_client.get(f"{history_page(structure)}?page={page}").status_code == 404


@pytest.mark.django_db
def test_who_may_not_see_the_record_does_not_see_its_history(client):
    structure = long_lived_structure()
    get_user_model().objects.create_user("nobody", is_staff=True)
    staff = Client()
    staff.force_login(get_user_model().objects.get(username="nobody"))
    assert staff.get(history_page(structure)).status_code in (403, 404)
    assert client.get(history_page(structure)).status_code == 302


@pytest.mark.django_db
def test_what_a_row_linked_to_may_be_gone(admin_client):
    structure = long_lived_structure()
    Partner.objects.all().delete()
    assert "no longer in the register" in words(read(admin_client, history_page(structure)))


@pytest.mark.django_db
def test_a_version_is_restored_from_its_page(admin_client):
    structure = long_lived_structure()
    page = read(admin_client, history_page(structure))
    entered = restore_address(items(page)[-1])
    asked = read(admin_client, entered)
    assert "Term 1 January 2012 – 31 December 2015 removed" in words(asked)
    version = hidden(asked, "history_version")
    response = admin_client.post(entered, {"history_version": version, "history_message": "wrong file"})
    assert response.status_code == 302
    structure.refresh_from_db()
    assert structure.title_en.startswith("Joint laboratory")
    assert [institute.acronym for institute in structure.institutes.all()] == ["INSIS"]
    assert structure.partners.get().name == "Todai"
    again = items(read(admin_client, history_page(structure)))
    assert len(again) == 4
    assert re.search(r"Restored: the version of \d+ \w+ \d{4}, \d\d:\d\d\. wrong file", words(again[0]))
    assert "nothing would change" in words(read(admin_client, entered))


@pytest.mark.django_db
def test_a_version_is_not_restored_over_what_somebody_wrote_meanwhile(admin_client):
    structure = long_lived_structure()
    entered = restore_address(items(read(admin_client, history_page(structure)))[-1])
    version = hidden(read(admin_client, entered), "history_version")
    Collaboration.objects.filter(pk=structure.pk).update(acronym="NEWER")
    for seen in (version, "", "x-1"):
        response = admin_client.post(entered, {"history_version": seen})
        assert "Somebody changed the record meanwhile" in response.content.decode()
    structure.refresh_from_db()
    assert structure.acronym == "NEWER"


@pytest.mark.django_db
def test_an_event_of_another_record_restores_nothing(admin_client):
    structure, other = long_lived_structure(), builders.structure()
    assert admin_client.get(history_page(structure, "restore", 999_999)).status_code == 404
    page = read(admin_client, history_page(structure))
    event = int(items(page)[-1].partition('"')[0])
    assert admin_client.get(history_page(other, "restore", event)).status_code == 404


@pytest.mark.django_db
def test_a_record_that_is_a_line_of_a_log_has_no_history(admin_client):
    structure, office = builders.structure("LIMMS"), builders.office("Tokyo", covers=("JP",))
    line = Reminder.objects.create(
        office=office, structure=structure, ends_on=date(2030, 12, 31), months=6, recipients=1
    )
    form = reverse("admin:partnerships_reminder_change", args=[line.pk])
    assert admin_client.get(form).status_code == 200
    history = reverse("admin:partnerships_reminder_history", args=[line.pk])
    assert items(read(admin_client, history)) == []
