"""The form of a public record for those who propose: their edit that waits is in it, and nothing of it is lost."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cnrs_intl.catalogue.models import ProposedEdit
from partnerships.models import Cluster, Document, EUContract, Infrastructure, Partner, Structure
from tests import builders
from tests.catalogue.review_cases import filled, filled_from, form, save, told
from tests.everywhere.world import OURS


def accept(client):
    edit = ProposedEdit.objects.get()
    return client.post(reverse("admin:catalogue_proposededit_change", args=[edit.pk]), {"accept": "1"})


def test_the_form_has_the_edit_that_waits_in_it_and_saving_it_again_loses_nothing(people, lab):
    save(people["contributor"], lab, title_en="Monday", proposal_reason="It was renamed.")
    shown = people["contributor"].get(form(lab)).text
    assert "waits for review and is in this form" in shown
    assert "What it changes" in shown
    assert "It was renamed.</textarea>" in shown
    save(people["contributor"], lab, acronym="TUESDAY")
    assert accept(people["reviewer"]).status_code == 302
    lab.refresh_from_db()
    assert (lab.title_en, lab.acronym) == ("Monday", "TUESDAY")


def test_those_who_did_not_write_it_see_the_record(people, lab):
    save(people["contributor"], lab, title_en="Monday")
    assert filled(people["reviewer"], form(lab))["title_en"] == OURS
    assert "waits for review and is in this form" not in people["reviewer"].get(form(lab)).text
    assert "Edits that wait for review" in people["reviewer"].get(form(lab)).text


def test_new_and_deleted_rows_and_rows_inside_are_in_the_form_again(people, lab):
    extension = lab.sites.get(role="extension")
    address = f"{form(lab)}?opened={extension.pk}"
    sent = filled(people["contributor"], address)
    ids = [name for name in sent if re.fullmatch(r"sites-\d+-id", name)]
    site = next(name for name in ids if sent[name] == str(extension.pk)).removesuffix("-id")
    sent |= {
        f"{site}-exchanges-0-head_count": "77",
        "codes-1-code": "IRL 4242", "codes-1-instrument": str(lab.instrument_id), "codes-1-start": "2030-01-01",
        "participations-0-DELETE": "on",
    }  # fmt: skip
    people["contributor"].post(address, sent)
    again = filled(people["contributor"], form(lab))
    found = again[f"{site}-exchanges-0-head_count"], again["codes-1-code"], again["participations-0-DELETE"]
    assert found == ("77", "IRL 4242", "on")
    assert again["codes-2-code"] == "", "and a row to fill in"
    before = ProposedEdit.objects.get()
    assert people["contributor"].post(form(lab), again).status_code == 302
    assert ProposedEdit.objects.get().data == before.data
    lab.refresh_from_db()
    assert (lab.codes.count(), lab.participations.count()) == (1, 1), "and nothing is applied"


def test_exchanges_are_in_the_form_where_the_edit_has_them_or_they_are_opened(people, lab):
    extension = lab.sites.get(role="extension")
    save(people["contributor"], lab, title_en="Monday")
    assert not [name for name in filled(people["contributor"], form(lab)) if "exchanges" in name]
    opened = filled(people["contributor"], f"{form(lab)}?opened={extension.pk}")
    assert opened["title_en"] == "Monday"
    assert any(name.endswith("exchanges-0-head_count") for name in opened)


def test_a_form_opened_before_another_edit_does_not_replace_it_unasked(people, lab):
    first, second = (filled(people["contributor"], form(lab)) for _ in range(2))
    people["contributor"].post(form(lab), first | {"title_en": "Monday"})
    response = people["contributor"].post(form(lab), second | {"acronym": "TUESDAY", "proposal_reason": "Shorter."})
    assert response.status_code == 200
    assert "You have saved another edit of this record" in response.text
    assert ProposedEdit.objects.get().data["values"]["title_en"] == ["Monday"]
    assert "waits for review and is in this form" not in response.text
    again = filled_from(response.text)
    assert (again["acronym"], again["proposal_reason"]) == ("TUESDAY", "Shorter.")
    assert "waits for review" in told(people["contributor"].post(form(lab), again))
    assert ProposedEdit.objects.get().data["values"]["title_en"] == [OURS]


def test_a_form_that_is_sent_twice_proposes_once(people, lab):
    sent = filled(people["contributor"], form(lab), title_en="Monday")
    assert [people["contributor"].post(form(lab), sent).status_code for _ in range(2)] == [302, 302]
    assert ProposedEdit.objects.count() == 1


def test_what_the_edit_has_in_it_is_told_where_the_record_has_lost_the_row(people, lab):
    save(people["contributor"], lab, **{"terms-0-signed_on": "2007-11-05"})
    Document.objects.all().delete()
    lab.terms.all().delete()
    shown = people["contributor"].get(form(lab)).text
    assert "A row that the edit changes is gone: Term" in shown
    assert "The record has changed since this edit was made" in shown


@pytest.mark.parametrize("with_exchanges", [False, True])
def test_the_form_with_an_edit_in_it_costs_a_fixed_number_of_queries(people, lab, with_exchanges):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert people["contributor"].get(form(lab)).status_code == 200
        return len(captured)

    extension = lab.sites.get(role="extension")
    address = f"{form(lab)}?opened={extension.pk}" if with_exchanges else form(lab)
    sent = filled(people["contributor"], address) | {"title_en": "Monday"}
    assert any("-exchanges-0-id" in name and "__" not in name for name in sent) == with_exchanges
    people["contributor"].post(address, sent)
    queries()
    few = queries()
    for number in range(5):
        lab.participations.create(partner=builders.partner())
        builders.exchange(extension, year=1990 + number)
    assert queries() == few < 20


@pytest.mark.parametrize("model", [EUContract, Partner, Cluster, Infrastructure])
def test_records_of_every_kind_are_opened_with_the_edit_and_sent_again(people, world, model):
    made = world[OURS]
    for each in (Partner, Structure, model):
        each.objects.filter(pk=made[each].pk).update(publication="published")
    assert save(people["contributor"], made[model], source="A letter").status_code == 302
    before = ProposedEdit.objects.get()
    sent = filled(people["contributor"], form(made[model]))
    assert sent["source"] == "A letter"
    assert people["contributor"].post(form(made[model]), sent).status_code == 302
    after = ProposedEdit.objects.get()
    assert (after.data, after.base) == (before.data, before.base)
    assert after.made_at > before.made_at
