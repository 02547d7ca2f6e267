"""A term that a person enters or changes breaks a rule only with a written reason, whatever the form."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cnrs_intl.catalogue.models import ProposedEdit
from partnerships.models import InstrumentRule, Partner, Structure, Term
from tests import builders
from tests.everywhere.world import OURS, make_reader, make_world
from tests.partnerships.admin.conftest import Filled

pytestmark = pytest.mark.django_db

ADD = "/admin/partnerships/structure/add/"
LIST = "/admin/partnerships/structure/"
TERMS = "/admin/partnerships/term/"


@pytest.fixture
def irl():
    """Four years, and no renewal."""
    made = builders.instrument("IRL")
    InstrumentRule.objects.create(instrument=made, term_years=4, renewals=0, start=date(2019, 1, 1))
    return made


@pytest.fixture
def record(irl):
    """With a term of history that is longer than any rule allows, and a reason for nothing."""
    return builders.structure("UNIT", kind="IRL", terms=((date(2019, 1, 1), date(2030, 12, 31)),))


def form_of(record):
    return f"{LIST}{record.pk}/change/"


def row_errors(response, number):
    """What is said at the reason of a row of terms."""
    assert response.status_code == 200
    rows = next(each.formset for each in response.context["inline_admin_formsets"] if each.formset.model is Term)
    return rows.forms[number].errors.get("override_reason", [])


SECOND = {"terms-1-start": "2031-01-01", "terms-1-end": "2080-12-31"}


def test_a_new_term_that_breaks_a_rule_is_refused_in_its_row(admin_client, record, filled):
    response = admin_client.post(form_of(record), filled(form_of(record), acronym="NEW", **SECOND))
    said = row_errors(response, 1)
    assert said[0] == "By the rules, IRL is not renewable."
    assert "lasts 4 years at most: from 1 January 2031 to 31 December 2034" in said[1]
    assert "write here why" in said[2]
    assert not row_errors(response, 0)
    assert "see its row" in response.text
    assert 'value="2080-12-31"' in response.text
    record.refresh_from_db()
    assert (record.acronym, record.terms.count()) == ("UNIT", 1)


def test_it_is_saved_with_a_reason_which_is_kept(admin_client, record, filled):
    values = filled(form_of(record), **SECOND, **{"terms-1-override_reason": "The treaty says so."})
    assert admin_client.post(form_of(record), values).status_code == 302
    assert record.terms.get(start=date(2031, 1, 1)).override_reason == "The treaty says so."


def test_blanks_are_no_reason(admin_client, record, filled):
    values = filled(form_of(record), **SECOND, **{"terms-1-override_reason": " \n "})
    assert row_errors(admin_client.post(form_of(record), values), 1)


def test_terms_that_were_saved_before_are_not_judged_while_they_stay_as_they_are(admin_client, record, filled):
    values = filled(form_of(record), acronym="NEW", **{"terms-0-signed_on": "2018-12-01"})
    assert admin_client.post(form_of(record), values).status_code == 302
    record.refresh_from_db()
    assert record.acronym == "NEW"


@pytest.mark.parametrize("end", ["2031-01-01", "2029-12-31", ""])
def test_a_term_that_is_changed_is_judged(admin_client, record, filled, end):
    response = admin_client.post(form_of(record), filled(form_of(record), **{"terms-0-end": end}))
    assert "lasts 4 years at most" in row_errors(response, 0)[0]
    assert record.terms.get().end == date(2030, 12, 31)
    kept = filled(form_of(record), **{"terms-0-end": "2022-12-31"})
    assert admin_client.post(form_of(record), kept).status_code == 302


def test_a_reason_that_is_needed_is_not_taken_away(admin_client, record, filled):
    record.terms.update(override_reason="The treaty says so.")
    response = admin_client.post(form_of(record), filled(form_of(record), **{"terms-0-override_reason": ""}))
    assert row_errors(response, 0)
    assert record.terms.get().override_reason == "The treaty says so."


def test_a_term_that_is_removed_is_not_judged(admin_client, record, filled):
    values = filled(form_of(record), **{"terms-0-end": "2031-12-31", "terms-0-DELETE": "on"})
    assert admin_client.post(form_of(record), values).status_code == 302
    assert not record.terms.exists()


def test_a_new_record_is_judged_with_the_codes_entered_with_it(admin_client, irl, filled):
    umi = builders.instrument("UMI")
    InstrumentRule.objects.create(instrument=umi, term_years=4, renewals=2)
    values = filled(ADD, slug="unit", acronym="UNIT", instrument=irl.pk) | {
        "terms-0-start": "2015-01-01", "terms-0-end": "2018-12-31",
        "terms-1-start": "2019-01-01", "terms-1-end": "2022-12-31",
    }  # fmt: skip
    assert "IRL is not renewable" in row_errors(admin_client.post(ADD, values), 1)[0]
    assert not Structure.objects.exists()
    codes = {
        "codes-0-code": "UMI 7", "codes-0-instrument": umi.pk, "codes-0-end": "2018-12-31",
        "codes-1-code": "IRL 7", "codes-1-instrument": irl.pk, "codes-1-start": "2019-01-01",
    }  # fmt: skip
    response = admin_client.post(ADD, values | codes)
    assert response.status_code == 302, response.context["errors"]


def test_the_form_of_a_term_is_judged_alike(admin_client, record, filled):
    term = record.terms.get()
    address = f"{TERMS}{term.pk}/change/"
    assert admin_client.post(address, filled(address, signed_on="2018-12-01")).status_code == 302
    refused = admin_client.post(address, filled(address, end="2040-12-31"))
    assert "A term of IRL lasts 4 years at most" in refused.text
    term.refresh_from_db()
    assert term.end == date(2030, 12, 31)
    assert admin_client.post(address, filled(address, end="2040-12-31", override_reason="Why")).status_code == 302
    added = filled(f"{TERMS}add/", structure=record.pk, start="2041-01-01", end="2042-12-31")
    assert "IRL is not renewable" in admin_client.post(f"{TERMS}add/", added).text
    assert record.terms.count() == 1


@pytest.fixture
def public():
    """A public structure of the scope of a contributor and of a reviewer, whose instrument is not renewable."""
    ours = make_world()[OURS]
    Partner.objects.filter(pk=ours[Partner].pk).update(publication="published")
    Structure.objects.filter(pk=ours[Structure].pk).update(publication="published")
    InstrumentRule.objects.create(instrument=ours[Structure].instrument, renewals=0)
    return ours[Structure]


def sent_by(name, record, **changes):
    client, page = Client(), Filled()
    client.force_login(make_reader(name))
    page.feed(client.get(form_of(record)).text)
    values = {key: value for key, value in page.values.items() if key and "__prefix__" not in key}
    return client, client.post(form_of(record), values | changes)


def test_an_edit_that_is_proposed_is_judged_when_it_is_sent_and_when_it_is_accepted(public):
    term = {"terms-1-start": "2101-01-01", "terms-1-end": "2102-12-31"}
    author, response = sent_by("contributor", public, **term)
    assert "is not renewable" in row_errors(response, 1)[0]
    assert not ProposedEdit.objects.exists()
    InstrumentRule.objects.update(renewals=1)
    _client, response = author, author.post(form_of(public), response.wsgi_request.POST)
    assert response.status_code == 302
    InstrumentRule.objects.update(renewals=0)
    edit = ProposedEdit.objects.get()
    reviewer = Client()
    reviewer.force_login(make_reader("reviewer"))
    page = reverse("admin:catalogue_proposededit_change", args=[edit.pk])
    assert "is not renewable" in reviewer.post(page, {"accept": "1"}, follow=True).text
    edit.refresh_from_db()
    assert (edit.is_waiting, public.terms.count()) == (True, 1)


@pytest.mark.parametrize("count", [1, 12])
def test_many_terms_are_judged_with_as_few_queries_as_one(admin_client, irl, filled, count):
    InstrumentRule.objects.update(renewals=None)
    terms = tuple((date(2019 + number, 1, 1), date(2019 + number, 6, 30)) for number in range(count))
    record = builders.structure(kind="IRL", terms=terms)
    moved = filled(form_of(record)) | {f"terms-{n}-end": f"{2019 + n}-12-31" for n in range(count)}
    with CaptureQueriesContext(connection) as queries:
        assert admin_client.post(form_of(record), moved).status_code == 302
    asked = [each["sql"] for each in queries if "partnerships_instrumentrule" in each["sql"]]
    assert len(asked) == 1
    assert len([each for each in queries if each["sql"].startswith('SELECT "partnerships_participation"')]) <= 3
