"""A record from draft to public and on: entered by contributors, reviewed by reviewers, of their office alone."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cnrs_intl.catalogue.models import ReviewComment
from partnerships.models import Partner, Structure
from tests import builders
from tests.catalogue.review_cases import errors, filled, filled_from, form, save, told
from tests.everywhere.world import OURS, THEIRS

MOST_QUERIES = 19


def test_a_draft_is_entered_sent_to_review_and_taken_back(people, world):
    draft, contributor = world[OURS][Partner], people["contributor"]
    assert save(contributor, draft, city="Sendai", publication="in_review").status_code == 302
    draft.refresh_from_db()
    assert (draft.city, draft.publication) == ("Sendai", "in_review")
    assert contributor.post(form(draft), {"city": "Kobe"}).status_code == 403
    contributor.post(form(draft, "review"), {"state": "draft", "text": "Too early."})
    draft.refresh_from_db()
    assert (draft.city, draft.publication) == ("Sendai", "draft")


def test_a_contributor_does_not_publish_in_whatever_way(people, world):
    draft, contributor = world[OURS][Partner], people["contributor"]
    assert "Select a valid choice" in errors(save(contributor, draft, publication="published"))
    response = contributor.post(form(draft, "review"), {"state": "published"})
    assert "You may not move it" in told(response)
    listing = reverse("admin:partnerships_partner_changelist")
    contributor.post(listing, {"action": "publish", "_selected_action": draft.pk, "confirm": "1"})
    draft.refresh_from_db()
    assert draft.publication == "draft"


def test_changes_are_asked_for_with_a_reason_that_the_form_shows(people, world):
    draft = world[OURS][Partner]
    page = form(draft, "review")
    people["contributor"].post(page, {"state": "in_review", "text": "Please look."})
    assert "Say in a comment" in told(people["reviewer"].post(page, {"state": "draft"}))
    people["reviewer"].post(page, {"state": "draft", "text": "The city is missing."})
    draft.refresh_from_db()
    assert draft.publication == "draft"
    shown = people["contributor"].get(form(draft)).content.decode()
    assert "Please look." in shown
    assert "The city is missing." in shown
    people["contributor"].post(page, {"state": "in_review"})
    people["reviewer"].post(page, {"state": "published"})
    draft.refresh_from_db()
    assert draft.publication == "published"
    assert "The city is missing." not in Client().get(draft.get_absolute_url()).content.decode()


def test_a_review_says_who_sees_the_record_and_leads_to_all_of_it(people, world):
    draft = world[OURS][Partner]
    page = form(draft, "review")
    shown = people["reviewer"].get(page).content.decode()
    assert "Only the staff of its offices and institutes sees it." in shown
    for name in ("Its form, with all fields", "Its history", "Its page, as everybody would see it"):
        (address,) = re.findall(f'<a href="([^"]+)">{name}</a>', shown)
        assert people["reviewer"].get(address, follow=True).status_code == 200
    people["reviewer"].post(page, {"state": "published"})
    shown = people["reviewer"].get(page).content.decode()
    assert "Everybody sees it." in shown
    assert "Its public page" in shown


def test_readers_see_what_was_said_and_say_nothing(people, world):
    page = form(world[OURS][Partner], "review")
    assert "Only comment" not in people["reader"].get(page).content.decode()
    assert "You may comment" in told(people["reader"].post(page, {"text": "Hello"}))
    assert not ReviewComment.objects.exists()


def test_a_review_out_of_scope_is_not_there(people, world):
    page = form(world[OURS][Partner], "review")
    assert people["elsewhere"].get(page).status_code == 302
    assert people["elsewhere"].post(page, {"text": "Hello"}).status_code == 302
    assert not ReviewComment.objects.exists()


def test_what_was_said_of_a_public_record_is_read_in_its_scope_alone(people, lab):
    people["reviewer"].post(form(lab, "review"), {"text": "Between us."})
    assert "Between us." in people["contributor"].get(form(lab)).content.decode()
    shown = people["elsewhere"].get(form(lab))
    assert shown.status_code == 200
    assert "Between us." not in shown.content.decode()
    assert form(lab, "review") not in shown.content.decode()
    assert people["elsewhere"].get(form(lab, "review")).status_code == 403


def test_publishing_many_is_shown_before_it_is_done(people, world):
    ready, bare = world[OURS][Structure], builders.structure("BARE", publication="draft", title_en="", title_fr="")
    chosen = {"action": "publish", "_selected_action": [ready.pk, bare.pk]}
    listing = reverse("admin:partnerships_structure_changelist")
    page = people["reviewer"].post(listing, chosen)
    assert "Title: a published record needs one" in page.content.decode()
    ready.refresh_from_db()
    assert ready.publication == "draft"
    people["reviewer"].post(listing, chosen | {"confirm": "1"})
    ready.refresh_from_db()
    bare.refresh_from_db()
    assert (ready.publication, bare.publication) == ("published", "draft")


def test_what_no_database_keeps_is_left_out_of_a_comment(people, lab):
    people["contributor"].post(form(lab, "review"), {"text": "Which\x00 term?"})
    assert ReviewComment.objects.get().text == "Which term?"
    people["contributor"].post(form(lab, "review"), {"text": "\x00"})
    assert ReviewComment.objects.count() == 1


def test_what_only_a_reviewer_does_with_a_public_record_is_not_offered_to_a_contributor(people, lab):
    for page in ("renew", "succeed", "close"):
        link = f'href="{form(lab, page)}"'
        assert link not in people["contributor"].get(form(lab)).text
        assert people["contributor"].get(form(lab, page)).status_code == 403
        assert link in people["reviewer"].get(form(lab)).text


def test_a_form_takes_no_record_and_no_country_out_of_scope(people, world):
    contributor, draft = people["contributor"], world[OURS][Structure]
    theirs = world[THEIRS][Partner]
    response = save(contributor, draft, **{"participations-1-partner": str(theirs.pk)})
    assert response.status_code == 200
    assert theirs.name not in response.content.decode()
    row = {"structure": world[THEIRS][Structure].pk, "start": "1990-01-01", "precision": "day"}
    response = contributor.post(reverse("admin:partnerships_term_add"), row)
    assert "Select a valid choice" in errors(response)
    moved = save(contributor, world[OURS][Partner], country="DE")
    assert "would not be in your scope" in errors(moved)
    assert Partner.objects.get(pk=world[OURS][Partner].pk).country_id == "JP"


def test_drafts_are_deleted_and_public_records_are_not(people, world, lab):
    draft = builders.partner(publication="draft")
    assert people["contributor"].post(form(draft, "delete"), {"post": "yes"}).status_code == 302
    assert not Partner.objects.filter(pk=draft.pk).exists()
    for who in ("contributor", "reviewer"):
        assert people[who].post(form(lab, "delete"), {"post": "yes"}).status_code == 403
    assert Structure.objects.filter(pk=lab.pk).exists()


def test_what_others_see_in_a_cluster_stays_when_it_is_saved(people, world):
    cluster = builders.cluster(publication="draft", structures=(world[OURS][Structure], world[THEIRS][Structure]))
    assert THEIRS not in people["contributor"].get(form(cluster)).content.decode()
    assert save(people["contributor"], cluster, name_en="Together").status_code == 302
    assert cluster.structures.count() == 2


def queries(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_the_form_of_a_scoped_reviewer_costs_a_fixed_number_of_queries(people, lab):
    for who in ("reviewer", "contributor"):
        queries(people[who], form(lab))
    few = {who: queries(people[who], form(lab)) for who in ("reviewer", "contributor")}
    for number in range(8):
        partner = builders.partner()
        lab.participations.create(partner=partner)
        builders.exchange(lab.sites.get(role="extension"), year=1990 + number, home=partner)
        ReviewComment.objects.create(record=lab, text="And another thing.")
    assert {who: queries(people[who], form(lab)) for who in few} == few
    assert max(few.values()) <= MOST_QUERIES


def test_what_was_changed_after_the_review_was_opened_is_not_published_unread(people, world):
    draft, contributor, reviewer = world[OURS][Partner], people["contributor"], people["reviewer"]
    page = form(draft, "review")
    contributor.post(page, {"state": "in_review"})
    sent = filled(reviewer, page, text="Well done.")
    contributor.post(page, {"state": "draft"})
    save(contributor, draft, city="Never seen", publication="in_review")
    response = reviewer.post(page, sent | {"state": "published"})
    draft.refresh_from_db()
    assert draft.publication == "in_review"
    assert "the record was changed after you had opened this page" in told(response)
    again = filled_from(response.text)
    assert again["text"] == "Well done."
    assert not ReviewComment.objects.exists()
    assert reviewer.post(page, again | {"state": "published"}).status_code == 302
    draft.refresh_from_db()
    assert draft.publication == "published"


def test_a_comment_is_made_whatever_was_changed_meanwhile(people, lab):
    page = form(lab, "review")
    sent = filled(people["contributor"], page, text="Which term?")
    save(people["reviewer"], lab, acronym="NEW")
    assert people["contributor"].post(page, sent).status_code == 302
    assert ReviewComment.objects.get().text == "Which term?"


def test_a_comment_that_is_sent_twice_is_made_once_and_the_next_one_too(people, lab):
    page = form(lab, "review")
    for text in ("Which term?", "Which term?", "And who signed?"):
        sent = filled(people["contributor"], page, text=text)
        first, second = (people["contributor"].post(page, sent) for _ in range(2))
        assert (first.status_code, second.status_code) == (302, 302)
        assert "it was done once" in told(second)
    assert ReviewComment.objects.count() == 3


def test_a_refused_comment_stays_written_and_can_be_sent_again(people, world):
    page = form(world[OURS][Partner], "review")
    sent = filled(people["contributor"], page, text="Publish it, please.")
    response = people["contributor"].post(page, sent | {"state": "published"})
    assert "You may not move it" in told(response)
    assert "Publish it, please.</textarea>" in response.text
    people["contributor"].post(page, sent | {"state": "in_review"})
    assert ReviewComment.objects.get().text == "Publish it, please."


@pytest.mark.parametrize("change", ["came since", "saved since"])
def test_of_many_those_are_moved_that_were_shown(people, world, change):
    ready = world[OURS][Structure]
    listing = reverse("admin:partnerships_structure_changelist")
    chosen = {"action": "publish", "_selected_action": [ready.pk], "select_across": "1"}
    sent = filled_from(people["reviewer"].post(listing, chosen).text) | {"action": "publish", "confirm": "1"}
    late = builders.structure("LATE", iso2="JP", publication="draft") if change == "came since" else ready
    save(people["contributor"], late, acronym="LATE2")
    page = people["reviewer"].post(listing, sent)
    assert "no longer those shown before" in told(page)
    assert "LATE2" in page.text
    assert not Structure.objects.filter(pk__in=[ready.pk, late.pk], publication="published").exists()
    again = filled_from(page.text) | {"action": "publish", "confirm": "1"}
    assert people["reviewer"].post(listing, again).status_code == 302
    assert Structure.objects.get(pk=late.pk).publication == "published"
