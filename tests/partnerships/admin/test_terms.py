from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.utils.timezone import localdate

from partnerships.choices import StaffRole
from partnerships.models import Infrastructure, InfrastructureAccess, InstrumentRule, Laboratory, Scope, Structure, Term
from partnerships.models.periods import term_end
from partnerships.services.staff import set_up_groups
from tests import builders
from tests.catalogue.history_cases import hidden
from tests.everywhere.world import OURS, make_reader, make_world

pytestmark = pytest.mark.django_db

LIST = "/admin/partnerships/structure/"
LAST = date(localdate().year, 12, 31)
NEXT = LAST + timedelta(days=1)


@pytest.fixture
def irl():
    made = builders.instrument("IRL")
    InstrumentRule.objects.create(instrument=made, term_years=5, renewals=1, start=date(2019, 1, 1))
    return made


@pytest.fixture
def record(irl):
    return builders.structure("UNIT", kind="IRL", terms=((date(2022, 1, 1), LAST),), partners=(builders.partner(),))


def page_of(record, name):
    return f"{LIST}{record.pk}/{name}/"


def test_the_form_of_a_structure_leads_to_each_page(admin_client, record):
    text = admin_client.get(page_of(record, "change")).content.decode()
    assert all(f'href="{page_of(record, name)}"' in text for name in ("renew", "succeed", "close"))


def test_a_structure_is_renewed_in_two_clicks(admin_client, record, filled):
    address = page_of(record, "renew")
    text = admin_client.get(address).content.decode()
    assert "First renewal (IRL)" in text
    assert "It can be renewed once more" in text
    response = admin_client.post(address, filled(address), follow=True)
    assert "Renewed: the next term is from" in response.content.decode()
    assert record.terms.get(start=NEXT).end == term_end(NEXT, 5)


def test_the_same_page_sent_twice_renews_once(admin_client, record, filled):
    address = page_of(record, "renew")
    sent = filled(address)
    admin_client.post(address, sent)
    assert "is already there" in admin_client.post(address, sent).content.decode()
    assert record.terms.count() == 2


@pytest.mark.parametrize(("page", "name"), [("renew", "after"), ("succeed", "after")])
def test_a_hidden_field_that_was_changed_is_refused_in_words(admin_client, record, filled, page, name):
    address = page_of(record, page)
    assert "Enter a whole number" in admin_client.post(address, filled(address) | {name: "x"}).text
    assert record.terms.count() == 1


@pytest.mark.parametrize("day", ["2015-02-30", "0000-00-00", "10000-01-01", "\x00", "tomorrow", ""])
@pytest.mark.parametrize(
    ("page", "name"), [("renew", "start"), ("renew", "end"), ("succeed", "start"), ("close", "day")]
)
def test_a_day_that_is_none_is_refused_at_its_field(admin_client, record, filled, page, name, day):
    address = page_of(record, page)
    response = admin_client.post(address, filled(address) | {name: day})
    assert response.context["form"].errors[name]
    assert record.terms.count() == 1


def test_a_term_that_ends_before_it_starts_is_refused(admin_client, record, filled):
    address = page_of(record, "renew")
    response = admin_client.post(address, filled(address) | {"start": "2030-01-01", "end": "2029-01-01"})
    assert response.context["form"].errors == {"end": ["The last day is before the first day."]}
    assert record.terms.count() == 1


def test_a_broken_rule_is_said_at_the_reason_and_the_reason_is_shown_afterwards(admin_client, record, filled):
    InstrumentRule.objects.update(renewals=0)
    address = page_of(record, "renew")
    sent = filled(address)
    response = admin_client.post(address, sent)
    assert "By the rules, IRL is not renewable." in response.context["form"].errors["reason"]
    admin_client.post(address, sent | {"reason": "Waiting for the new campus."})
    assert "Waiting for the new campus." in admin_client.get(page_of(record, "change")).content.decode()


def test_a_day_that_is_none_is_an_error_of_its_field(admin_client, record, filled):
    address = page_of(record, "renew")
    response = admin_client.post(address, filled(address, end="2031-02-30"))
    assert list(response.context["form"].errors) == ["end"]


@pytest.mark.parametrize("name", ["renew", "succeed", "close"])
def test_pages_of_a_structure_without_terms_open(admin_client, irl, name):
    bare = builders.structure(kind="IRL", terms=())
    assert admin_client.get(page_of(bare, name)).status_code == 200


@pytest.mark.parametrize("name", ["renew", "succeed", "close"])
def test_those_who_may_only_look_are_refused_and_the_record_is_not_named(client, record, django_user_model, name):
    reader = django_user_model.objects.create_user("reader", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename="view_structure"))
    client.force_login(reader)
    for response in (client.get(page_of(record, name)), client.post(page_of(record, name), {"day": "2026-01-01"})):
        assert response.status_code == 403
        assert "UNIT" not in response.content.decode()
    assert page_of(record, name) not in client.get(page_of(record, "change")).content.decode()
    assert Term.objects.get().end == LAST


def test_a_laboratory_is_followed_by_a_unit(admin_client, irl, filled):
    lia = builders.structure("LAB", kind="LIA", terms=((date(2020, 1, 1), LAST),), partners=(builders.partner(),))
    address = page_of(lia, "succeed")
    values = {"instrument": irl.pk, "end": term_end(NEXT, 5).isoformat(), "code": "IRL 2999", "acronym": "UNIT"}
    sent = filled(address, way="record", **values) | {
        "participations": [each.pk for each in lia.participations.all()],
        "sites": [each.pk for each in lia.sites.all()],
    }
    response = admin_client.post(address, sent, follow=True)
    assert "LAB is followed by IRL UNIT, a draft: read it" in response.content.decode()
    made = Structure.objects.get(acronym="UNIT")
    assert response.redirect_chain[-1][0] == page_of(made, "change")
    assert made.participations.count() == made.sites.count() == 1
    assert lia.successions.get().successor == made


def test_what_the_way_needs_is_asked_for(admin_client, record, irl, filled):
    address = page_of(record, "succeed")
    sent = filled(address, instrument=irl.pk, code="", end="", acronym="")
    errors = [
        list(admin_client.post(address, sent | {"way": way}).context["form"].errors)
        for way in ("record", "term", "code")
    ]
    assert errors == [["end", "acronym"], ["code", "end"], ["code"]]


def test_a_unit_goes_on_under_a_new_code(admin_client, record, irl, filled):
    address = page_of(record, "succeed")
    start = localdate().isoformat()
    response = admin_client.post(address, filled(address, way="code", instrument=irl.pk, code="IRL 1", start=start))
    assert response.status_code == 302, response.context["form"].errors
    assert record.codes.get(code="IRL 1").start == localdate()


def test_a_structure_is_closed_with_what_depends_on_it(admin_client, record, filled):
    address = page_of(record, "close")
    text = admin_client.get(address).content.decode()
    assert "Participation" in text
    day = localdate().isoformat()
    response = admin_client.post(address, filled(address, day=day), follow=True)
    assert "Closed: nothing of it lasts beyond" in response.content.decode()
    assert {row.end for row in (*record.terms.all(), *record.sites.all())} == {localdate()}
    assert "closed already" in admin_client.post(address, {"day": day}).content.decode()


def test_another_day_than_the_one_shown_is_shown_before_it_is_closed(admin_client, record, filled):
    address = page_of(record, "close")
    sent = filled(address, day=(localdate() - timedelta(days=400)).isoformat())
    asked = admin_client.post(address, sent)
    assert "The page now lists what would end by this day" in asked.text
    record.refresh_from_db()
    assert record.closed_on is None
    again = sent | {"shown_day": hidden(asked.text, "shown_day")}
    assert admin_client.post(address, again).status_code == 302


def test_nothing_is_closed_on_a_day_after_all_of_it(admin_client, record, filled):
    address = page_of(record, "close")
    response = admin_client.post(address, filled(address, day="2999-01-01"))
    assert "or an earlier day: nothing of it lasts longer." in response.context["form"].errors["day"][0]


def test_what_was_changed_since_the_page_was_opened_is_shown_before_it_is_closed(admin_client, record, filled):
    address = page_of(record, "close")
    sent = filled(address, day=localdate().isoformat())
    builders.extension(record, city_en="Metz")
    for version in (sent["history_version"], "", "x-1"):
        refused = admin_client.post(address, sent | {"history_version": version})
        assert "Look again at what would end" in refused.text
        assert "Metz" in refused.text
    record.refresh_from_db()
    assert record.closed_on is None
    again = hidden(refused.text, "history_version")
    assert admin_client.post(address, sent | {"history_version": again}).status_code == 302


def test_what_stays_is_said_before_and_after(client, world):
    ours, user = world[OURS], make_reader("contributor")
    laboratory = Laboratory.objects.create(slug="umr-1", acronym="ONE")
    ours[Structure].laboratories.set([laboratory])
    Infrastructure.objects.filter(pk=ours[Infrastructure].pk).update(laboratory=laboratory, publication="published")
    client.force_login(user)
    address = page_of(ours[Structure], "close")
    text = client.get(address).text
    assert "stay as they are, for you may not change them" in text
    sent = {"day": localdate().isoformat(), "history_version": hidden(text, "history_version")}
    assert "1 access to an infrastructure stays as it is" in client.post(address, sent, follow=True).text
    assert InfrastructureAccess.objects.get(pk=ours[InfrastructureAccess].pk).end is None


def test_what_would_follow_out_of_scope_is_refused_at_the_partners(client, world, irl):
    ours = world[OURS][Structure]
    Structure.objects.filter(pk=ours.pk).update(country=builders.country("DE"))
    client.force_login(make_reader("contributor"))
    sent = {
        "way": "record", "instrument": irl.pk, "acronym": "UNSEEN", "after": ours.terms.get().pk,
        "start": "2101-01-01", "end": "2102-01-01", "reason": "A trial.",
    }  # fmt: skip
    response = client.post(page_of(ours, "succeed"), sent)
    assert list(response.context["form"].errors) == ["participations"]
    assert not Structure.objects.filter(acronym="UNSEEN").exists()
    taken = {"participations": [ours.participations.get().pk]}
    assert client.post(page_of(ours, "succeed"), sent | taken, follow=True).status_code == 200
    assert Structure.objects.filter(acronym="UNSEEN").exists()


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def shared(client, irl):
    """A structure of a partner in Japan and of one that a reviewer of Tokyo, who has signed in, does not see."""
    set_up_groups()
    user = User.objects.create_user("tokyo", is_staff=True)
    user.groups.add(Group.objects.get(name=StaffRole.REVIEWER.value))
    Scope.objects.create(user=user).offices.add(builders.office("Tokyo", covers=("JP",)))
    client.force_login(user)
    partners = builders.partner("Keio University"), builders.partner("Geheimes Institut", "DE", publication="draft")
    return builders.structure("LAB", kind="LIA", terms=((date(2020, 1, 1), LAST),), partners=partners)


def test_partners_out_of_sight_are_not_offered(client, shared):
    text = client.get(page_of(shared, "succeed")).text
    assert "Keio University" in text
    assert "Geheimes" not in text


def test_a_partner_out_of_sight_or_of_another_structure_cannot_be_carried_on(client, shared, irl):
    other = builders.structure(partners=(builders.partner("Elsewhere"),))
    sent = {
        "way": "record", "instrument": irl.pk, "acronym": "UNIT", "after": shared.terms.get().pk,
        "start": NEXT.isoformat(), "end": term_end(NEXT, 5).isoformat(),
    }  # fmt: skip
    forged = [
        {"participations": [shared.participations.get(partner__country="DE").pk]},
        {"participations": [other.participations.get().pk]},
        {"participations": [987654]},
        {"sites": [other.sites.get().pk]},
    ]
    for more in forged:
        response = client.post(page_of(shared, "succeed"), sent | more)
        assert list(response.context["form"].errors) == list(more)
        assert "Geheimes" not in response.text
        assert "Elsewhere" not in response.text
    assert not Structure.objects.filter(acronym="UNIT").exists()
    mine = {"participations": [shared.participations.get(partner__country="JP").pk]}
    assert client.post(page_of(shared, "succeed"), sent | mine).status_code == 302


def test_closing_names_no_partner_out_of_sight_and_ends_it_all_the_same(client, shared):
    text = client.get(page_of(shared, "close")).text
    assert "Keio University" in text
    assert "Geheimes" not in text
    assert "not in your scope" in text
    late = shared.participations.get(partner__country="DE")
    late.start = date(2099, 1, 1)
    late.save()
    refused = client.post(page_of(shared, "close"), {"day": localdate().isoformat()}).text
    assert "begin only after" in refused
    assert "Geheimes" not in refused
    late.start = None
    late.save()
    seen = hidden(client.get(page_of(shared, "close")).text, "history_version")
    client.post(page_of(shared, "close"), {"day": localdate().isoformat(), "history_version": seen})
    assert {each.end for each in shared.participations.all()} == {localdate()}


@pytest.mark.parametrize("name", ["renew", "succeed", "close"])
def test_one_selected_record_is_taken_to_its_page_and_several_are_not(admin_client, record, name):
    sent = {"action": f"{name}_selected", "_selected_action": [record.pk]}
    assert admin_client.post(LIST, sent).url == page_of(record, name)
    sent["_selected_action"] = [record.pk, builders.structure(kind="IRL").pk]
    assert "Select one record" in admin_client.post(LIST, sent, follow=True).content.decode()


def test_a_record_that_is_not_there_is_said_not_to_exist(admin_client, record):
    assert admin_client.get(f"{LIST}999999/renew/").status_code == 302
    assert admin_client.get(f"{LIST}nonsense/renew/").status_code == 302
