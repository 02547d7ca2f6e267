"""Every list and form of the administration, for every role: few queries, and as many when there is more to show."""

from datetime import date

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cnrs_intl.catalogue.models import ProposedEdit, ReviewComment, SavedView
from offices.models import Office
from partnerships.models import (
    Cluster,
    DistinctPartners,
    EUContract,
    Exchange,
    FrenchExtension,
    Laboratory,
    LaboratoryLabel,
    Participation,
    Partner,
    PartnerName,
    Reminder,
    Scope,
    Site,
    Structure,
    StructureCode,
    Term,
)
from tests import builders
from tests.everywhere.world import OURS, READERS, make_reader, make_world

QUERIES_BELOW = 20
NO_EDIT = {"values": {}, "rows": {}}
STAFF = [name for name, (role, *_rest) in READERS.items() if role and name not in ("unscoped", "elsewhere")]
REVIEWED = (Structure, EUContract, Partner, Cluster, Office)


def make_more(made):
    """One more row in every list, and one more of each kind of row in the record of each model that has rows."""
    lab, partner, extension = made[Structure], made[Partner], made[FrenchExtension]
    number = builders.next_number()
    day = date(1600 + number % 300, 1, 1)
    term = Term.objects.create(structure=lab, start=day, end=date(day.year, 12, 31))
    builders.document(lab, title=f"Annex {number}")
    StructureCode.objects.create(structure=lab, instrument=lab.instrument, code=f"ZZ {number}", start=day, end=day)
    other = builders.partner(f"{OURS} {number}", publication="draft")
    laboratory = Laboratory.objects.create(slug=f"l{number}", acronym=f"L{number}")
    LaboratoryLabel.objects.create(laboratory=laboratory, kind="UMR", number=str(number), start=day)
    lab.laboratories.add(laboratory)
    for record in (lab, made[EUContract]):
        Participation.objects.create(collaboration=record, partner=other)
        record.institutes.add(builders.institute(f"I{number}"))
    site = Site.objects.create(
        structure=lab, role="mirror", country=partner.country, host=other, laboratory=laboratory, name=str(number)
    )
    for place in (site, extension):
        Exchange.objects.create(site=place, year=1950 + number % 200, category="student", head_count=1, home=other)
    PartnerName.objects.create(partner=partner, text=f"Name {number}", kind="former")
    DistinctPartners.objects.create(first=partner, second=other)
    before, after = (builders.structure(f"{OURS}{number}", publication="draft", partners=(other,)) for _ in range(2))
    builders.succession(before, lab)
    builders.succession(lab, after)
    made[Cluster].structures.add(before)
    Reminder.objects.create(office=made[Office], structure=lab, ends_on=day, months=3, recipients=1)
    Scope.objects.create(user=User.objects.create_user(f"p{number}")).offices.add(made[Office])
    for owner in User.objects.all():
        SavedView.objects.create(owner=owner, name=str(number), slug=f"{number}-{owner.pk}", list_name="collaborations")
    for record in (made[model] for model in REVIEWED):
        ReviewComment.objects.create(record=record, author=User.objects.get(username=f"p{number}"), text="Why?")
        ProposedEdit.objects.create(record=record, base=NO_EDIT, data=NO_EDIT)
    return term


def pages_of(made):
    """The list, the empty form and that of a record, of every model that is registered; and the pages of its own."""
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield from (reverse(f"{name}_changelist"), reverse(f"{name}_add"))
        record = made.get(model) or model._default_manager.order_by("pk").first()
        if record is not None:
            yield from (reverse(f"{name}_{page}", args=[record.pk]) for page in ("change",))
    yield from (f"/admin/partnerships/structure/{made[Structure].pk}/{page}/" for page in ("renew", "succeed", "close"))
    yield f"/admin/partnerships/frenchextension/{made[FrenchExtension].pk}/ledger/"
    yield from (
        reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_review", args=[made[model].pk])
        for model in REVIEWED
    )
    yield from ("/admin/", "/admin/needs/")


def measured(client, pages):
    """How each page was answered, and by how many queries."""
    found = {}
    client.get("/admin/")  # reads the index of the catalogue again, once after an edit
    for page in pages:
        with CaptureQueriesContext(connection) as queries:
            response = client.get(page)
        found[page] = (response.status_code, len(queries))
    return found


@pytest.mark.parametrize("reader", STAFF)
def test_every_page_makes_few_queries_and_no_more_of_them_with_more_data(db, reader):
    made = make_world()[OURS]
    for _ in range(2):
        make_more(made)
    client, user = Client(), make_reader(reader)
    client.force_login(user)
    pages = list(pages_of(made))
    ContentType.objects.get_for_models(*apps.get_models())
    few = measured(client, pages)
    for _ in range(6):
        make_more(made)
    many = measured(client, pages)
    assert {status for status, _queries in few.values()} <= {200, 302, 403}
    assert {page: count for page, (_status, count) in few.items() if count >= QUERIES_BELOW} == {}
    assert {page: (few[page], many[page]) for page in pages if few[page] < many[page]} == {}


def test_the_form_in_which_an_edit_is_proposed_makes_few_queries_too(db):
    made = make_world()[OURS]
    make_more(made)
    client = Client()
    client.force_login(make_reader("contributor"))
    for model in REVIEWED[:-1]:
        model.objects.filter(pk=made[model].pk).update(publication="published")
        address = reverse(f"admin:partnerships_{model._meta.model_name}_change", args=[made[model].pk])
        ((_page, (status, queries)),) = measured(client, [address]).items()
        assert status == 200
        assert queries < QUERIES_BELOW, model
        assert "waits for a reviewer" in client.get(address).text
