import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cnrs_intl.catalogue.choices import Publication
from partnerships.models import Exchange, Participation, Partner
from tests import builders

pytestmark = pytest.mark.django_db
MOST_QUERIES = 22


def groups(content):
    return {str(group.title): sorted(row.record.acronym for row in group.table.rows) for group in content["groups"]}


def test_present_and_past_structures_are_apart_and_link_to_their_lists(shown, listed, world):
    builders.structure("NEARFUTURE", terms=((date(2090, 1, 1), None),))
    builders.structure("NEARUNKNOWN", terms=())
    content = shown(builders.country("JP"))["StructurePanel"]
    assert groups(content) == {
        "At work": ["NEARLATER", "NEARSOON"],
        "Ended": ["NEARGONE"],
        "To come": ["NEARFUTURE"],
        "Without known dates": ["NEARUNKNOWN"],
    }
    for group in content["groups"]:
        assert listed(group.url) == groups(content)[str(group.title)]


def test_structures_are_those_of_the_day(shown, listed, world):
    content = shown(builders.country("JP"), active_on="2013-07-01")["StructurePanel"]
    assert groups(content) == {"At work": ["NEARGONE", "NEARLATER", "NEARSOON"]}
    assert listed(content["groups"][0].url) == groups(content)["At work"]
    later = shown(builders.country("JP"), active_on="2016-01-01")["StructurePanel"]
    assert groups(later)["Ended"] == ["NEARGONE"]
    assert later["groups"][1].url == ""


def test_a_long_group_is_cut_and_its_list_is_not(shown, listed):
    partner = builders.partner()
    for _ in range(17):
        builders.structure(partners=(partner,))
    (group,) = shown(partner.country)["StructurePanel"]["groups"]
    assert (len(group.table.rows), group.count, len(listed(group.url))) == (15, 17, 17)


def test_contracts_are_counted_and_their_amounts_added(shown, listed, world):
    Participation.objects.filter(collaboration__acronym="NEARGONEEU").update(ec_contribution=250_000)
    builders.contract("DRAFTEU", partners=(builders.partner(),), publication="draft", ec_contribution=5)
    content = shown(builders.country("JP"))["ContractPanel"]
    assert (content["count"], content["contribution"], content["there"]) == (3, 3_000_000, 250_000)
    ((code, number, amount, url),) = content["frameworks"]
    assert (code, number, amount) == ("FP7", 3, 3_000_000)
    assert len(listed(url)) == 3
    assert listed(content["active_url"]) == ["NEARLATEREU", "NEARSOONEU"]


def test_partners_are_those_of_the_country_the_most_first(shown, listed):
    home = builders.partner("Home", iso2="FR", is_home=True)
    often, once, never = (builders.partner(name) for name in ("Often", "Once", "Never"))
    builders.partner("Hidden", publication="draft")
    builders.contract("FIRST", partners=(home, often, builders.partner("Elsewhere", iso2="DE")))
    builders.structure("SECOND", partners=(often, once))
    content = shown(builders.country("JP"))["PartnerPanel"]
    assert [(partner.name, number) for partner, number, _url in content["rows"]] == [("Often", 2), ("Once", 1)]
    assert content["count"] == 3
    assert never.country == often.country
    assert listed(content["rows"][0][2]) == ["FIRST", "SECOND"]


def test_the_organisation_itself_is_no_partner_of_its_country(shown):
    builders.contract(
        partners=(builders.partner("Home", iso2="FR", is_home=True), builders.partner("Other", iso2="FR"))
    )
    rows = shown(builders.country("FR"))["PartnerPanel"]["rows"]
    assert [partner.name for partner, _number, _url in rows] == ["Other"]


def test_extensions_link_to_their_collaborations(shown, listed, world):
    content = shown(builders.country("JP"))["ExtensionPanel"]
    assert [row.structure.acronym for row in content["rows"]] == listed(content["url"]) == ["NEARGONE"]


def test_an_extension_counts_the_people_of_the_years_until_the_day(shown, world):
    record = builders.country("JP")
    (today,), (before,) = (shown(record, **day)["ExtensionPanel"]["rows"] for day in ({}, {"active_on": "2013-07-01"}))
    assert (today.received, today.sent) == (5, 3)
    assert (before.received, before.sent) == (0, 0)


def test_links_carry_the_day_on(client, world):
    connection.check_constraints()
    for record in (builders.country("JP"), world):
        page = client.get(record.get_absolute_url(), {"active_on": "2015-06-01"}).content.decode()
        main = page[page.index("</form>", page.index('id="active_on"')) : page.index("</main>")]
        assert re.findall(r'href="(/en/[^"?]*)"', main) == []


def test_people_are_counted_by_year_where_they_come_from(shown, world):
    site = builders.extension(builders.structure("ELSEWHERE", iso2="CL"))
    builders.exchange(site, 2012, home=builders.partner(iso2="JP"), head_count=7)
    builders.exchange(site, 2013, home=builders.partner(iso2="CL"), head_count=99)
    found = shown(builders.country("JP"))["ExchangePanel"]["exchanges"]
    assert found.years == [(2012, 7, 0), (2014, 5, 3)]
    assert (found.received, found.sent, found.is_demo) == (12, 3, False)
    assert shown(builders.country("JP"), active_on="2013-07-01")["ExchangePanel"]["exchanges"].years == [(2012, 7, 0)]
    Exchange.objects.update(is_demo=True)
    assert shown(builders.country("JP"))["ExchangePanel"]["exchanges"].is_demo


def test_people_of_a_draft_are_counted_for_nobody_else(shown, admin_client):
    lab = builders.structure(publication=Publication.DRAFT)
    builders.extension(lab)
    assert "ExchangePanel" not in shown(lab.country)
    assert "ExchangePanel" in shown(lab.country, admin_client)


def test_clusters_are_those_of_the_country_and_of_its_structures(shown):
    lab = builders.structure()
    own, regional = (
        builders.cluster("Own"),
        builders.cluster("Regional", country=None, region=builders.region("asia-oceania"), structures=(lab,)),
    )
    builders.cluster("Past", end=date(2010, 1, 1), start=date(2005, 1, 1))
    builders.cluster("Other", country=builders.country("CL"))
    assert shown(lab.country)["ClusterPanel"]["rows"] == [own, regional]
    assert len(shown(lab.country, active_on="2008-01-01")["ClusterPanel"]["rows"]) == 3


def test_the_page_costs_few_queries_whatever_there_is(client, world):
    url = builders.country("JP").get_absolute_url()
    connection.check_constraints()
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for _ in range(20):
        partner = builders.partner()
        builders.extension(builders.structure(partners=(partner,)))
        builders.contract(partners=(partner,))
    connection.check_constraints()
    client.get(url)  # the words of a version of the catalogue are read once
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(few) == len(many) <= MOST_QUERIES
    assert Partner.objects.count() > 20


@pytest.mark.django_db(transaction=True)
def test_an_edit_of_people_exchanged_shows_on_the_next_request(client):
    counted = builders.exchange(builders.extension(builders.structure()), 2012, head_count=437)
    url = builders.country("JP").get_absolute_url()
    assert ">437<" in client.get(url).content.decode()
    type(counted).objects.update(head_count=659)
    assert ">659<" in client.get(url).content.decode()
