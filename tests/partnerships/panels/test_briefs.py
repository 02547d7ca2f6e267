from datetime import date

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import translation

from partnerships.panels import briefs
from tests import builders

pytestmark = pytest.mark.django_db


def brief(client, iso2="jp", language="en", **query):
    connection.check_constraints()
    with translation.override(language):
        return client.get(reverse("country-brief", args=[iso2]), query)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_brief_is_dated_and_says_where_it_comes_from(client, world, language):
    response = brief(client, language=language, active_on="2015-06-01")
    page = response.content.decode()
    assert {"en": "1 June 2015", "fr": "1er juin 2015"}[language] in page
    assert f"http://testserver/{language}/countries/jp/?active_on=2015-06-01" in page
    assert "CORDIS" in page
    assert page.count("<h1>") == 1


def test_a_brief_holds_the_first_of_each_and_says_how_many_more_there_are(client):
    partners = [builders.partner(f"Partner {number}") for number in range(12)]
    for number in range(15):
        builders.structure(f"NOW{number}", partners=tuple(partners))
        builders.structure(f"PAST{number}", terms=((date(2000, 1, 1), date(2003, 12, 31)),), partners=tuple(partners))
        programme = builders.programme(f"FP7-P{number}", parent=builders.programme())
        builders.contract(partners=tuple(partners), programme=programme, ec_contribution=1_000)
    panels = {type(panel).__name__: panel.content for panel in brief(client).context["panels"]}
    (_now, present, more), (_past, past, before) = panels["BriefStructurePanel"]["groups"]
    assert len(present) + more == len(past) + before == 15
    assert len(present) + len(past) == briefs.MOST_STRUCTURES
    contracts = panels["BriefContractPanel"]
    assert len(contracts["rows"]) + contracts["others"] == contracts["contracts"] == 15
    assert contracts["other_contribution"] + sum(row.contribution for row in contracts["rows"]) == 15_000
    assert len(panels["BriefPartnerPanel"]["rows"]) == briefs.MOST_PARTNERS


def test_a_brief_of_a_country_without_anything_is_short(client):
    page = brief(client, builders.country("SG").iso2.lower()).content.decode()
    assert "0 collaborations with Singapore are at work" in page


def test_a_brief_of_no_country_or_no_day_is_refused(client):
    assert brief(client, "zz").status_code == 404
    builders.country("JP")
    assert brief(client, active_on="2015-06-31").status_code == 400
