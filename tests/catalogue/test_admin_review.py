"""A record from draft to public and on: entered by contributors, reviewed by reviewers, of their office alone."""

import re
from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cnrs_intl.catalogue.models import ProposedEdit, ReviewComment
from partnerships.models import Exchange, Partner, Structure
from tests import builders
from tests.everywhere.world import OURS, THEIRS, make_reader, make_world
from tests.partnerships.admin.conftest import Filled

MOST_QUERIES = 30


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def people(world):
    found = {}
    for name in ("contributor", "reviewer", "elsewhere", "reader"):
        found[name] = Client()
        found[name].force_login(make_reader(name))
    return found


@pytest.fixture
def lab(world):
    """A public joint unit of the contributor's scope, with an extension and its exchanges."""
    made = world[OURS][Structure]
    Partner.objects.filter(pk=world[OURS][Partner].pk).update(publication="published")
    Structure.objects.filter(pk=made.pk).update(publication="published")
    return Structure.objects.get(pk=made.pk)


def form(record, page="change"):
    model = record._meta
    return reverse(f"admin:{model.app_label}_{model.model_name}_{page}", args=[record.pk])


def filled(client, address, **changes):
    page = Filled()
    page.feed(client.get(address).content.decode())
    return {name: value for name, value in page.values.items() if name and "__prefix__" not in name} | changes


def told(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def save(client, record, **changes):
    return client.post(form(record), filled(client, form(record), **changes))


def errors(response):
    assert response.status_code == 200, response.get("Location")
    return str(response.context["errors"])


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
