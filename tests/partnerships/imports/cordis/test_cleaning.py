"""What the cells of CORDIS files say, in all the ways they say it."""

import pytest
from django.db import connection

from partnerships.models import EUContract, Participation, Partner


def test_both_decimal_marks_in_one_row(imported, current):
    imported(current())
    row = Participation.objects.get(partner__pic="999976105")
    assert (str(row.ec_contribution), str(row.total_cost)) == ("528340.97", "960619.95")


def test_a_net_contribution_may_exceed_the_gross_one(imported, current):
    imported(current())
    row = Participation.objects.get(partner__pic="999976105")
    assert row.net_ec_contribution > row.ec_contribution


def test_an_empty_amount_is_unknown(imported, current):
    imported(current([{"totalCost": ""}], [{"ecContribution": "", "totalCost": ""}]))
    assert EUContract.objects.get().total_cost is None
    assert Participation.objects.get(partner__pic="999976105").ec_contribution is None


def test_titles_are_trimmed_and_of_one_line_and_objectives_keep_quotes_and_separators(imported, current):
    imported(current([{"title": "  A\ntitle of e\u0301lan ", "objective": 'He said ""why""; and\n"how".'}]))
    contract = EUContract.objects.get()
    assert contract.title_en == "A title of élan"
    assert contract.summary_en == 'He said ""why""; and\n"how".'


def test_a_project_without_dates_and_one_signed_after_its_end_are_taken(imported, current):
    imported(current([{"startDate": "", "endDate": ""}, {"id": "102", "ecSignatureDate": "2020-01-01"}]))
    assert EUContract.objects.get(grant_number="101").start is None
    assert EUContract.objects.get(grant_number="102").signed_on.year == 2020


@pytest.mark.parametrize("start", ["2014-01-02", "2014-01-02 00:00:00", "02/01/2014"])
def test_dates_in_all_the_ways_files_write_them(imported, current, start):
    imported(current([{"startDate": start}]))
    assert str(EUContract.objects.get().start) == "2014-01-02"


@pytest.mark.parametrize(
    ("written", "state"), [("SIGNED", "signed"), ("ONG", "signed"), ("CLO", "closed"), ("CAN", "terminated"), ("", "")]
)
def test_states_of_every_generation(imported, current, written, state):
    imported(current([{"status": written}]))
    assert EUContract.objects.get().ec_status == state


@pytest.mark.parametrize("sme", ["true", "false", "", "?"])
def test_the_sme_mark_is_not_read(imported, current, sme):
    imported(current(organisations=[{"SME": sme}]))
    assert Partner.objects.count() == 2


@pytest.mark.parametrize(
    ("written", "iso2"), [("EL", "GR"), ("GR", "GR"), ("UK", "GB"), ("XK", "XK"), ("KO", "XK"), ("", None)]
)
def test_country_codes_of_the_eu(imported, current, written, iso2):
    imported(current(organisations=[{"country": written}]))
    partner = Partner.objects.get(pic="999976105")
    assert partner.country_id == iso2
    assert partner.publication == ("published" if iso2 else "draft")


@pytest.mark.parametrize(
    "name", ["UNIVERSITE DE LIEGE", "UNIWERSYTET WARSZAWSKI", "Tartu Ülikool", "SZEGEDI TUDOMANYEGYETEM"]
)
def test_higher_education_that_calls_itself_a_university_is_one(imported, current, name):
    imported(current(organisations=[{"name": name}]))
    assert Partner.objects.get(pic="999976105").kind == "university"


@pytest.mark.parametrize(
    ("activity", "kind"),
    [
        ("HES", "higher_education"),
        ("REC", "research"),
        ("PRC", "company"),
        ("PUB", "public_body"),
        ("OTH", "other"),
        ("", ""),
    ],
)
def test_kinds_of_organisations(imported, current, activity, kind):
    imported(current(organisations=[{"name": "ECOLE DES MINES", "activityType": activity}]))
    assert Partner.objects.get(pic="999976105").kind == kind


@pytest.mark.parametrize("layout", ["current", "old"])
def test_personal_columns_are_never_stored(imported, request, layout):
    imported(request.getfixturevalue(layout)())
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(
                f'SELECT count(*) FROM "{table}" AS t WHERE t::text ~ %s', ["Lovelace|4555667|AOUT|BE0325|/form"]
            )
            assert cursor.fetchone() == (0,), table
