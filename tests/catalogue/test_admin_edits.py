"""An edit of a public record: it waits, it is read beside what others changed, and it is decided about."""

import re
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from cnrs_intl.catalogue.models import ProposedEdit, ReviewComment
from cnrs_intl.catalogue.proposals import decide
from offices.models import Office
from partnerships.models import Exchange, Partner
from tests.catalogue.review_cases import filled, filled_from, form, save, told
from tests.everywhere.world import OURS, THEIRS, make_reader


def test_an_edit_of_a_public_record_waits_and_changes_what_its_author_changed(people, lab):
    extension = lab.sites.get(role="extension")
    address = f"{form(lab)}?opened={extension.pk}"
    sent = filled(people["contributor"], address)
    ids = [name for name in sent if re.fullmatch(r"sites-\d+-id", name)]
    sites = next(name for name in ids if sent[name] == str(extension.pk)).removesuffix("-id")
    changes = {
        "title_en": "A better title",
        f"{sites}-campus": "Cité scientifique",
        f"{sites}-exchanges-0-head_count": "77",
        "codes-1-code": "IRL 4242",
        "codes-1-instrument": str(lab.instrument_id),
        "codes-1-start": "2030-01-01",
        "proposal_reason": "It was renamed.",
    }
    response = people["contributor"].post(address, sent | changes)
    assert "waits for review" in told(response)
    lab.refresh_from_db()
    assert (lab.title_en, lab.codes.count()) == (OURS, 1)
    edit = ProposedEdit.objects.get()
    assert edit.reason == "It was renamed."
    assert save(people["reviewer"], lab, acronym="NEWNAME", title_en="In between").status_code == 302

    shown = people["reviewer"].get(reverse("admin:catalogue_proposededit_change", args=[edit.pk])).content.decode()
    said = ("A better title", "In between", f"it was: {OURS}", "Cité scientifique", "77", "IRL 4242", "It was renamed.")
    for text in said:
        assert text in shown, text
    table = shown.partition('<div class="results">')[2].partition("</table>")[0]
    assert "NEWNAME" not in table, "the edit does not touch the acronym"
    assert table.count('<th scope="row">') == len(changes) - 1, "and nothing else than what was typed"
    people["reviewer"].post(reverse("admin:catalogue_proposededit_change", args=[edit.pk]), {"accept": "1"})
    edit.refresh_from_db()
    lab.refresh_from_db()
    extension.refresh_from_db()
    assert (edit.state, edit.decided_by.username) == ("accepted", "reviewer")
    assert (lab.title_en, lab.acronym, lab.publication) == ("A better title", "NEWNAME", "published")
    assert extension.campus == "Cité scientifique"
    assert Exchange.objects.filter(site=extension, head_count=77).count() == 1
    assert sorted(lab.codes.values_list("code", flat=True))[0] == "IRL 4242"
    assert extension.exchanges.count() == 3


def test_the_history_says_whose_edit_was_accepted_and_why(people, lab):
    values = filled(people["contributor"], form(lab), title_en="A better title", proposal_reason="It was renamed.")
    people["contributor"].post(form(lab), values)
    edit = ProposedEdit.objects.get()
    people["reviewer"].post(reverse("admin:catalogue_proposededit_change", args=[edit.pk]), {"accept": "1"})
    page = people["reviewer"].get(form(lab, "history")).content.decode()
    last = page.partition('<li id="entry-')[2].partition("</li>")[0]
    for said in ("contributor, accepted by reviewer", "It was renamed.", "A better title"):
        assert said in last


def test_an_edit_that_breaks_a_rule_is_refused_at_once(people, lab):
    response = save(people["contributor"], lab, **{"terms-1-start": "2010-01-01", "terms-1-end": "2011-01-01"})
    assert response.status_code == 200
    assert not ProposedEdit.objects.exists()


def test_what_can_no_longer_be_applied_says_why_and_changes_nothing(people, lab):
    term = {"terms-1-start": "2101-01-01", "terms-1-end": "2102-12-31", "terms-1-override_reason": "No rule is known."}
    save(people["contributor"], lab, **term)
    edit = ProposedEdit.objects.get()
    lab.terms.create(start=date(2101, 6, 1), end=date(2103, 1, 1))
    page = reverse("admin:catalogue_proposededit_change", args=[edit.pk])
    assert "overlaps" in told(people["reviewer"].post(page, {"accept": "1"}))
    edit.refresh_from_db()
    assert (edit.state, lab.terms.count()) == ("waiting", 2)
    people["reviewer"].post(page, {"refuse": "1", "text": "Overtaken."})
    edit.refresh_from_db()
    assert edit.state == "refused"
    assert ReviewComment.objects.get().text == "Overtaken."
    people["reviewer"].post(page, {"accept": "1"})
    assert ProposedEdit.objects.get().state == "refused"


def test_nobody_accepts_their_own_edit_or_that_of_another_office(people, lab):
    save(people["contributor"], lab, title_en="Mine")
    save(people["contributor"], lab, title_en="Mine again")
    edit = ProposedEdit.objects.get()
    page = reverse("admin:catalogue_proposededit_change", args=[edit.pk])
    assert people["elsewhere"].get(page).status_code == 302
    assert people["elsewhere"].post(page, {"accept": "1"}).status_code == 302
    assert people["contributor"].post(page, {"accept": "1"}).status_code == 403
    assert people["reader"].post(page, {"refuse": "1"}).status_code == 403
    lab.refresh_from_db()
    assert (lab.title_en, ProposedEdit.objects.get().state) == (OURS, "waiting")
    people["contributor"].post(page, {"refuse": "1"})
    assert ProposedEdit.objects.get().state == "refused"


def page_of(edit):
    return reverse("admin:catalogue_proposededit_change", args=[edit.pk])


@pytest.mark.parametrize("decision", ["accept", "refuse"])
def test_what_its_author_changed_after_the_page_was_opened_is_not_decided_unread(people, lab, decision):
    save(people["contributor"], lab, title_en="Seen")
    edit = ProposedEdit.objects.get()
    sent = filled(people["reviewer"], page_of(edit), text="A good title.")
    save(people["contributor"], lab, title_en="Never seen")
    response = people["reviewer"].post(page_of(edit), sent | {decision: "1"})
    lab.refresh_from_db()
    assert (lab.title_en, ProposedEdit.objects.get().state) == (OURS, "waiting")
    assert "its author changed this edit" in told(response)
    assert "Never seen" in response.text
    assert "A good title.</textarea>" in response.text
    again = filled_from(response.text)
    assert people["reviewer"].post(page_of(edit), again | {decision: "1"}).status_code == 302
    assert ProposedEdit.objects.get().state == {"accept": "accepted", "refuse": "refused"}[decision]
    assert ReviewComment.objects.get().text == "A good title."


def test_an_edit_is_accepted_beside_the_record_that_was_shown(people, lab):
    save(people["contributor"], lab, title_en="Proposed")
    edit = ProposedEdit.objects.get()
    sent = filled(people["reviewer"], page_of(edit))
    Partner.objects.filter(pk=lab.participations.get().partner_id).update(city="Elsewhere")
    save(people["reviewer"], lab, title_en="In between")
    response = people["reviewer"].post(page_of(edit), sent | {"accept": "1"})
    lab.refresh_from_db()
    assert (lab.title_en, ProposedEdit.objects.get().state) == ("In between", "waiting")
    assert "the record was changed after you had opened this page" in told(response)
    assert "In between" in response.text
    assert people["reviewer"].post(page_of(edit), filled_from(response.text) | {"accept": "1"}).status_code == 302
    lab.refresh_from_db()
    assert lab.title_en == "Proposed"


def test_an_edit_replaced_while_it_is_decided_is_not_decided(people, lab):
    save(people["contributor"], lab, title_en="Seen")
    read = ProposedEdit.objects.get()
    save(people["contributor"], lab, title_en="Never seen")
    with pytest.raises(ValidationError, match="its author changed this edit"):
        decide(read, "accepted", user=User.objects.get(username="reviewer"))
    assert ProposedEdit.objects.get().state == "waiting"


def test_why_an_edit_cannot_be_applied_is_said_in_words_with_the_row(people, lab):
    term = {"terms-1-start": "2101-01-01", "terms-1-end": "2102-12-31", "terms-1-override_reason": "No rule is known."}
    save(people["contributor"], lab, **term)
    edit = ProposedEdit.objects.get()
    lab.terms.create(start=date(2101, 6, 1), end=date(2103, 1, 1))
    response = people["reviewer"].post(page_of(edit), {"accept": "1"})
    assert "The edit cannot be applied." in told(response)
    assert "New: Term: Start: the term overlaps" in told(response)
    assert "&lt;" not in response.text.partition('class="messagelist"')[2].partition("</ul>")[0]


def test_a_reviewer_reads_no_name_of_another_office_and_why_they_cannot_accept(people, world, lab):
    """The author is of both offices; the reviewer of one of them."""
    hidden, author = world[THEIRS][Partner], User.objects.get(username="contributor")
    author.scope.offices.add(world[THEIRS][Office])
    rows = int(filled(people["contributor"], form(lab))["participations-TOTAL_FORMS"]) - 1
    new = {f"participations-{rows}-partner": str(hidden.pk), f"participations-{rows}-role": "partner"}
    save(people["contributor"], lab, **new, **{f"participations-{rows}-precision": "day"})
    edit = ProposedEdit.objects.get()
    shown = people["reviewer"].get(page_of(edit)).text
    assert THEIRS not in shown
    assert "a record that you do not see" in shown
    assert "so you cannot accept it" in shown
    assert 'name="accept"' not in shown
    assert 'name="refuse"' in shown
    response = people["reviewer"].post(page_of(edit), {"accept": "1"})
    assert "Select a valid choice" in told(response)
    assert THEIRS not in response.text
    assert ProposedEdit.objects.get().state == "waiting"
    administrator = Client()
    administrator.force_login(make_reader("administrator"))
    assert THEIRS in administrator.get(page_of(edit)).text
    assert administrator.post(page_of(edit), {"accept": "1"}).status_code == 302
    assert lab.participations.filter(partner=hidden).exists()


def test_what_is_entered_inside_a_new_row_is_read_before_it_is_accepted(people, lab):
    sent = filled(people["contributor"], form(lab))
    number = sent["sites-TOTAL_FORMS"]
    site = f"sites-{number}"
    sent |= {
        "sites-TOTAL_FORMS": str(int(number) + 1),
        f"{site}-role": "extension", f"{site}-city_en": "Lille", f"{site}-country": "FR", f"{site}-precision": "day",
        f"{site}-exchanges-TOTAL_FORMS": "1", f"{site}-exchanges-INITIAL_FORMS": "0",
        f"{site}-exchanges-0-year": "2024", f"{site}-exchanges-0-direction": "received",
        f"{site}-exchanges-0-category": "doctoral", f"{site}-exchanges-0-head_count": "4321",
    }  # fmt: skip
    people["contributor"].post(form(lab), sent)
    edit = ProposedEdit.objects.get()
    assert "4321" in people["reviewer"].get(page_of(edit)).text
    assert people["reviewer"].post(page_of(edit), {"accept": "1"}).status_code == 302
    assert Exchange.objects.get(head_count=4321).site.city_en == "Lille"
