from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from partnerships.models import InstrumentRule, Participation, Site, StructureCode
from tests import builders

pytestmark = pytest.mark.django_db
YEAR = localdate().year


def page(client, record):
    response = client.get(record.get_absolute_url())
    assert response.status_code == 200
    return response


def test_the_page_says_what_the_rules_let_come_after(client):
    irl = builders.instrument("IRL")
    InstrumentRule.objects.create(instrument=irl, term_years=5, renewals=1, source="Rule book")
    terms = (date(YEAR, 1, 1), date(YEAR + 4, 12, 31)),  # fmt: skip
    text = page(client, builders.structure(kind="IRL", terms=terms)).content.decode()
    assert f"It can be renewed once more, until 31 December {YEAR + 9} at the latest." in text
    assert 'class="possible"' in text
    assert "Rule book" in text


def test_what_has_ended_has_no_possible_term(client):
    InstrumentRule.objects.create(instrument=builders.instrument("LIA"), term_years=4, renewals=3)
    record = builders.structure(kind="LIA", terms=((date(2000, 1, 1), date(2003, 12, 31)),))
    text = page(client, record).content.decode()
    assert "It ended on 31 December 2003." in text
    assert 'class="possible"' not in text


def test_only_sites_with_coordinates_are_pins(client):
    record = builders.structure()
    assert page(client, record).context["map"] is None
    Site.objects.filter(structure=record).update(latitude="35.69", longitude="139.69")
    builders.extension(record)
    drawn = str(page(client, record).context["map"])
    assert drawn.count("<circle") == 1
    assert ">City<" in drawn
    assert "Lille" not in drawn


def test_partners_past_and_present_are_apart(client):
    there, gone = builders.partner("Still there"), builders.partner("Long gone")
    record = builders.structure(partners=(there,))
    Participation.objects.create(collaboration=record, partner=gone, end=localdate() - timedelta(days=1))
    context = page(client, record).context
    assert [each.partner for each in context["present"]] == [there]
    assert [each.partner for each in context["past"]] == [gone]


def test_many_partners_are_folded(client):
    record = builders.structure(partners=tuple(builders.partner() for _ in range(17)))
    response = page(client, record)
    assert (len(response.context["present"]), len(response.context["further"])) == (15, 2)
    assert "2 more" in response.content.decode()


def test_contracts_of_its_partners_are_named_with_a_link_to_them_all(client):
    pair = builders.partner(), builders.partner()
    record = builders.structure(partners=pair)
    together = builders.contract("TOGETHER", partners=pair)
    builders.contract("ALONE", partners=pair[:1])
    connection.check_constraints()
    response = page(client, record)
    assert response.context["shared"].contracts == [together]
    query = f"partner={pair[0].slug}&amp;partner={pair[1].slug}"
    assert f'<a href="/en/contracts/?{query}">2 contracts with at least one of them</a>' in response.content.decode()


def test_a_citation_has_name_code_address_and_day(client):
    record = builders.structure("LIMMS", code="IRL 2820", confirmed_on=date(2026, 3, 12))
    text = page(client, record).content.decode()
    cited = text.split('class="cite">')[1].split("</p>")[0]
    for part in ("LIMMS", record.title, "(IRL 2820)", f"http://testserver{record.get_absolute_url()}", str(YEAR)):
        assert part in cited
    assert "The record was last confirmed on 12 March 2026." in text


def test_codes_old_and_new_are_listed_with_their_dates(client):
    record = builders.structure(code="IRL 2820")
    umi = builders.instrument("UMI")
    StructureCode.objects.create(
        structure=record, instrument=umi, code="UMI 2820", end=date(2018, 12, 31), precision="year", is_verified=False
    )
    text = page(client, record).content.decode()
    assert "until 2018 · not verified" in " ".join(text.split())


def test_the_cost_does_not_depend_on_other_successions_and_contracts(client):
    partner = builders.partner()
    record = builders.structure(partners=(partner,))
    builders.succession(builders.structure(), record)
    builders.contract(partners=(partner, builders.partner()))
    connection.check_constraints()

    def statements():
        page(client, record)
        with CaptureQueriesContext(connection) as captured:
            page(client, record)
        return len(captured)

    before = statements()
    chain = [record, *(builders.structure() for _ in range(6))]
    for earlier, later in pairwise(chain):
        builders.succession(earlier, later)
    for _ in range(20):
        builders.contract(partners=(partner, builders.partner()))
        builders.succession(builders.structure(), builders.structure())
    connection.check_constraints()
    assert statements() == before


@pytest.mark.django_db(transaction=True)
def test_an_edit_of_a_rule_shows_on_the_next_request(client):
    record = builders.structure(terms=((date(2020, 1, 1), date(2090, 12, 31)),))
    InstrumentRule.objects.create(instrument=record.instrument, term_years=5, renewals=2)
    assert "2 renewals" in page(client, record).content.decode()
    InstrumentRule.objects.update(renewals=3)
    assert "3 renewals" in page(client, record).content.decode()


@pytest.mark.parametrize("page", ["structure", "extension", "extensions"])
def test_a_host_is_named_to_those_who_see_it(client, admin_client, page):
    host = builders.partner("Centre Oscar Lambret")
    site = builders.extension(builders.structure("LIMMS"), host=host)
    address = {
        "structure": site.structure.get_absolute_url(),
        "extension": site.get_absolute_url(),
        "extensions": "/en/extensions/",
    }[page]
    link = f'<a href="{host.get_absolute_url()}">Centre Oscar Lambret</a>'
    assert link in client.get(address).content.decode()
    host.publication = "draft"
    host.save()
    assert "Centre Oscar Lambret" not in client.get(address).content.decode()
    assert link in admin_client.get(address).content.decode()


def test_the_number_of_queries_is_known(client, django_assert_num_queries):
    record = builders.structure("LIMMS", partners=(builders.partner(),), institutes=("INSIS",))
    builders.extension(record, host=builders.partner())
    client.get(record.get_absolute_url())
    # In a transaction nothing is remembered: the catalogue, its state, the rules and the offices are read too.
    with django_assert_num_queries(16):
        client.get(record.get_absolute_url())
