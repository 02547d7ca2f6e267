import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client

from cnrs_intl.catalogue.choices import Publication
from cnrs_intl.catalogue.history_context import told
from cnrs_intl.catalogue.models import ProposedEdit
from offices.models import Region
from partnerships.models import Collaboration, Exchange, Scope, Site, Structure, StructureCode, Term
from tests import builders
from tests.catalogue.forms_of_pages import filled, of_source, send
from tests.catalogue.history_cases import history_page, words
from tests.everywhere.world import OURS


@pytest.fixture
def structure(db):
    return builders.structure("LIMMS", institutes=("INSIS",), partners=(builders.partner("Todai"),))


@pytest.fixture
def page(structure):
    return history_page(structure, "change")


def conflict_of(response):
    source = response.content.decode()
    assert response.status_code == 200
    assert "Somebody saved this record after you had opened it" in source
    return source


def choices(fields):
    return {
        name.removeprefix("conflict:"): values[0] for name, values in fields.items() if name.startswith("conflict:")
    }


def change(structure, **values):
    with told(command="somebody"):
        Collaboration.objects.filter(pk=structure.pk).update(**values)


def test_a_form_that_nobody_overtook_is_saved(admin_client, structure, page):
    fields = filled(admin_client, page)
    assert send(admin_client, page, fields | {"acronym": ["NEW"], "history_message": ["typo"]}).status_code == 302
    structure.refresh_from_db()
    assert structure.acronym == "NEW"


def test_the_second_to_save_chooses_field_by_field(admin_client, structure, page):
    fields = filled(admin_client, page)
    change(structure, acronym="THEIRS", title_fr="Leur titre", website="https://their.example/")
    mine = {"acronym": ["MINE"], "title_fr": ["Mon titre"], "title_en": ["My title"]}
    source = conflict_of(send(admin_client, page, fields | mine))
    structure.refresh_from_db()
    assert structure.acronym == "THEIRS"
    assert "THEIRS" in words(source)
    asked = of_source(source)
    preset = {name: value for name, value in choices(asked).items() if name in ("website", "title_en", "acronym")}
    assert preset == {"website": "theirs", "title_en": "mine"}
    assert not re.search(r"style=|<script(?! src)", source)
    chosen = {"conflict:acronym": ["mine"], "conflict:title_fr": ["theirs"]}
    assert send(admin_client, page, asked | chosen).status_code == 302
    structure.refresh_from_db()
    assert (structure.acronym, structure.title_fr) == ("MINE", "Leur titre")
    assert (structure.title_en, structure.website) == ("My title", "https://their.example/")


def test_a_choice_that_was_not_made_is_asked_again(admin_client, structure, page):
    fields = filled(admin_client, page)
    change(structure, acronym="THEIRS")
    asked = of_source(conflict_of(send(admin_client, page, fields | {"acronym": ["MINE"]})))
    conflict_of(send(admin_client, page, asked))
    structure.refresh_from_db()
    assert structure.acronym == "THEIRS"


def test_a_third_person_makes_another_choice_necessary(admin_client, structure, page):
    fields = filled(admin_client, page)
    change(structure, acronym="SECOND")
    asked = of_source(conflict_of(send(admin_client, page, fields | {"acronym": ["MINE"]})))
    change(structure, acronym="THIRD")
    asked = of_source(conflict_of(send(admin_client, page, asked | {"conflict:acronym": ["mine"]})))
    send(admin_client, page, asked | {"conflict:acronym": ["mine"]})
    structure.refresh_from_db()
    assert structure.acronym == "MINE"


def test_rows_are_compared_field_by_field_too(admin_client, structure, page):
    fields = filled(admin_client, page)
    term = structure.terms.get()
    with told(command="somebody"):
        Term.objects.filter(pk=term.pk).update(end=date(2050, 12, 31))
        structure.institutes.set([builders.institute("INC")])
    mine = {"terms-0-signed_on": ["2007-11-05"], "acronym": ["MINE"]}
    asked = of_source(conflict_of(send(admin_client, page, fields | mine)))
    assert choices(asked) == {
        "acronym": "mine", "institutes": "theirs", "terms-0-end": "theirs", "terms-0-signed_on": "mine",
    }  # fmt: skip
    assert send(admin_client, page, asked).status_code == 302
    term.refresh_from_db()
    assert (term.end, term.signed_on) == (date(2050, 12, 31), date(2007, 11, 5))
    assert [institute.acronym for institute in structure.institutes.all()] == ["INC"]


@pytest.mark.parametrize(("choice", "count"), [("theirs", 1), ("mine", 2)])
def test_a_row_that_somebody_removed_can_be_put_back(admin_client, structure, page, choice, count):
    extension = builders.extension(structure)
    Term.objects.create(structure=structure, start=date(1990, 1, 1), end=date(1990, 12, 31))
    page = f"{page}?opened={extension.pk}"
    fields = filled(admin_client, page)
    with told(command="somebody"):
        Term.objects.filter(start=date(1990, 1, 1)).delete()
        extension.delete()
    asked = of_source(conflict_of(send(admin_client, page, fields)))
    gone = {name: [choice] for name in asked if name.endswith("-row")}
    gone |= {each: [choice] for each in ("conflict:terms-0-row", "conflict:sites-1-row")}
    assert send(admin_client, page, asked | gone).status_code == 302
    assert (structure.terms.count(), Site.objects.filter(structure=structure).count()) == (count, count)
    assert Exchange.objects.count() == (2 if choice == "mine" else 0)


def test_a_row_that_both_touched_is_not_removed_unasked(admin_client, structure, page):
    fields = filled(admin_client, page)
    structure.participations.update(left_early=True)
    asked = of_source(conflict_of(send(admin_client, page, fields | {"participations-0-DELETE": ["on"]})))
    assert "conflict:participations-0-DELETE" not in asked
    assert send(admin_client, page, asked | {"conflict:participations-0-DELETE": ["theirs"]}).status_code == 302
    assert structure.participations.get().left_early


def test_a_form_that_is_sent_twice_is_saved_once(admin_client, structure, page):
    fields = filled(admin_client, page)
    new = {"terms-1-start": ["1990-01-01"], "terms-1-end": ["1990-12-31"], "acronym": ["NEW"]}
    assert send(admin_client, page, fields | new).status_code == 302
    again = send(admin_client, page, fields | new)
    assert again.status_code == 302
    assert "saved already" in admin_client.get(again.url).content.decode()
    assert structure.terms.count() == 2


def test_what_was_entered_for_a_deleted_record_is_not_lost(admin_client, structure, page):
    fields = filled(admin_client, page)
    with told(command="cleaning"):
        structure.delete()
    said = words(send(admin_client, page, fields | {"acronym": ["MY WORK"]}).content.decode())
    assert "Deleted on" in said
    assert "the command “cleaning”" in said
    assert "MY WORK" in said


@pytest.mark.parametrize("version", ["", "x", "1", "1-", "9" * 40, "1-2-3", "-1-2"])
def test_a_version_that_is_none_is_no_error(admin_client, structure, page, version):
    fields = filled(admin_client, page)
    assert send(admin_client, page, fields | {"history_version": [version]}).status_code in (200, 302)


@pytest.mark.django_db(transaction=True)
def test_two_who_save_at_the_same_moment_do_not_lose_anything():
    region = Region.objects.create(code="africa", name_en="Africa", name_fr="Afrique")
    user = get_user_model().objects.create_superuser("both")
    page = f"/admin/offices/region/{region.pk}/change/"
    start = Barrier(3)

    def save(name):
        client = Client()
        client.force_login(user)
        fields = filled(client, page)
        start.wait(20)
        try:
            return send(client, page, fields | {"name_en": [name]}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool, transaction.atomic():
        Region.objects.select_for_update().get()  # both wait here, with their forms open
        first, second = pool.submit(save, "One"), pool.submit(save, "Two")
        start.wait(20)
    statuses = sorted([first.result(20), second.result(20)])
    assert statuses == [200, 302]


@pytest.mark.parametrize("state", ["in_review", "archived"])
def test_what_was_entered_is_shown_where_the_right_to_change_it_was_lost(people, world, state):
    draft = world[OURS][Structure]
    page = history_page(draft, "change")
    fields = filled(people["contributor"], page)
    change(draft, publication=state)
    mine = {
        "acronym": ["MY WORK"], "terms-0-signed_on": ["2007-11-05"], "codes-1-code": ["IRL 4242"],
        "codes-1-instrument": [str(draft.instrument_id)], "participations-0-role": ["funder"],
    }  # fmt: skip
    response = send(people["contributor"], page, fields | mine)
    assert response.status_code == 403
    said = words(response.text)
    for told_of in ("MY WORK", "5 November 2007", "Code · Code IRL 4242", "Role funder", "the command “somebody”"):
        assert told_of in said, told_of
    assert "You may no longer change" in said
    assert f"It is now “{Publication(state).label}”" in said
    assert "Title" not in said, "what was not touched"
    assert history_page(draft, "review") in response.text
    draft.refresh_from_db()
    assert draft.acronym != "MY WORK"


def test_what_is_published_meanwhile_is_still_edited_and_then_waits(people, world):
    draft = world[OURS][Structure]
    page = history_page(draft, "change")
    fields = filled(people["contributor"], page)
    change(draft, publication="published")
    asked = of_source(conflict_of(send(people["contributor"], page, fields | {"acronym": ["MINE"]})))
    assert send(people["contributor"], page, asked).status_code == 302
    draft.refresh_from_db()
    assert (draft.acronym, draft.publication) == ("zqourslab", "published")
    assert ProposedEdit.objects.get().data["values"]["acronym"] == ["MINE"]


def test_what_went_out_of_sight_is_as_if_it_was_not_there_and_what_was_entered_is(people, world):
    draft = world[OURS][Structure]
    page = history_page(draft, "change")
    fields = filled(people["contributor"], page) | {"acronym": ["MY WORK"]}
    Scope.objects.get(user__username="contributor").offices.clear()
    said = send(people["contributor"], page, fields).text
    assert "MY WORK" in said
    assert words(
        send(people["contributor"], history_page(draft, "change").replace(str(draft.pk), "987654"), fields).text
    )
    assert "was deleted" in said


@pytest.mark.parametrize(("written", "chosen"), [("LIA 9803", ""), (None, "theirs")])
def test_who_changed_a_row_that_is_gone_chooses(admin_client, structure, page, written, chosen):
    code = StructureCode.objects.create(structure=structure, instrument=structure.instrument, code="LIA 9802")
    fields = filled(admin_client, page)
    row = next(name for name, sent in fields.items() if name.startswith("codes-") and sent == [str(code.pk)])
    row = row.removesuffix("-id")
    changes = {f"{row}-code": [written]} if written else {}
    with told(command="somebody"):
        code.delete()
    source = conflict_of(send(admin_client, page, fields | changes))
    assert f"Code: {written or code.code}" in words(source)
    assert choices(of_source(source)).get(f"{row}-row", "") == chosen
