from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.utils.translation import override

from cnrs_intl.catalogue import pagination
from cnrs_intl.catalogue.search import QueryError
from partnerships.catalogue import CatalogueIndex
from partnerships.catalogue.index import PAGES
from partnerships.models import SearchDocument
from tests.partnerships.catalogue.register import Register

STAFF = User(username="staff", is_staff=True, is_superuser=True)
EXPECTED = {
    "start": lambda d: (d.start or date.max, d.pk),
    "end": lambda d: (d.end or date.max, d.pk),
    "budget": lambda d: (d.budget if d.budget is not None else 10**12, d.pk),
    "title_en": lambda d: (d.title_en, d.pk),
    "title_fr": lambda d: (d.title_fr, d.pk),
    "-start": lambda d: (d.start or date.min, d.pk),
    "-end": lambda d: (d.end or date.min, d.pk),
    "-budget": lambda d: (d.budget if d.budget is not None else -1, d.pk),
    "-title_en": lambda d: (d.title_en, d.pk),
    "-title_fr": lambda d: (d.title_fr, d.pk),
}


@pytest.fixture
def result(db):
    register = Register(3)
    for _ in range(30):
        register.collaboration()
    connection.check_constraints()
    return CatalogueIndex.current(STAFF).query(chosen={"country": ["JP", "US", "DE"]})


@pytest.fixture(params=["sorted", "walked"])
def way(request, monkeypatch):
    if request.param == "walked":
        monkeypatch.setattr(pagination, "FEW", 0)
        monkeypatch.setattr("partnerships.catalogue.index.FEW", 0)
        monkeypatch.setattr(pagination, "SORTING", 10**6)
        monkeypatch.setattr(pagination, "FIRST_CHUNK", 3)
        monkeypatch.setattr(pagination, "LARGEST_CHUNK", 7)


@pytest.mark.parametrize("order", PAGES.orders)
def test_pages_by_number_and_by_keyset_are_the_list_in_order(result, way, order):
    documents = sorted(SearchDocument.objects.filter(pk__in=list(result.ids)), key=EXPECTED[order])
    expected = [document.pk for document in (documents[::-1] if order.startswith("-") else documents)]
    numbered = [result.page(order=order, number=n, size=4) for n in range(1, -(-result.total // 4) + 1)]
    assert [key for page in numbered for key in page.ids] == expected
    page, walked = numbered[0], list(numbered[0].ids)
    while page.has_next:
        page = result.page(order=order, after=page.ids[-1], size=4)
        walked += page.ids
    assert walked == expected
    while page.has_previous:
        first = page.ids[0]
        page = result.page(order=order, before=first, size=4)
        assert page.ids == expected[max(0, expected.index(first) - 4) : expected.index(first)]


def test_the_order_by_title_is_that_of_the_language(result):
    with override("fr"):
        assert result.page(order="-title").ids == result.page(order="-title_fr").ids
    with override("en"):
        assert result.page(order="title").ids == result.page(order="title_en").ids


@pytest.mark.parametrize("number", [0, -1, 10**9])
def test_a_page_that_is_not_there_is_refused(result, number):
    with pytest.raises(QueryError, match="from 1 to"):
        result.page(number=number)


def test_pages_are_numbered_to_400(result, monkeypatch):
    monkeypatch.setattr(pagination, "LAST_NUMBERED_PAGE", 2)
    with pytest.raises(QueryError, match="numbered to 2"):
        result.page(number=3, size=4)


def test_an_unknown_order_and_a_record_that_is_gone_are_refused(result):
    with pytest.raises(QueryError, match="There is no order"):
        result.page(order="colour")
    with pytest.raises(QueryError, match="is gone"):
        result.page(after=10**9)


def test_an_empty_list_has_one_empty_page(result):
    page = CatalogueIndex.current(STAFF).query(text="xyzzyx").page()
    assert (page.ids, page.total, page.number, page.has_previous, page.has_next) == ([], 0, 1, False, False)
