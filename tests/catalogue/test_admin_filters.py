"""The counts beside the filters of a list are those that Django would count one by one."""

import re
from datetime import date

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cnrs_intl.catalogue.admin_filters import BooleanFilter, ChoicesFilter, RelatedFilter
from partnerships.models import Structure
from tests import builders

pytestmark = pytest.mark.django_db
LIST = "/admin/partnerships/structure/"
DJANGOS = {
    BooleanFilter: admin.BooleanFieldListFilter,
    ChoicesFilter: admin.ChoicesFieldListFilter,
    RelatedFilter: admin.RelatedFieldListFilter,
}


@pytest.fixture
def structures(db):
    made = [builders.structure(publication=state) for state in ("draft", "draft", "published")]
    made[0].institutes.add(builders.institute("INSIS"), builders.institute("INC"))
    made[1].institutes.add(builders.institute("INC"))
    Structure.objects.filter(pk=made[2].pk).update(instrument=builders.instrument("LIA"))
    return made


def changelist(rf, user, question):
    request = rf.get(LIST, question)
    request.user = user
    return admin.site.get_model_admin(Structure).get_changelist_instance(request)


@pytest.mark.parametrize("question", [{}, {"publication__exact": "draft"}, {"q": "zz"}, {"status": "unknown"}])
def test_counts_are_those_of_django(rf, admin_user, structures, question):
    page = changelist(rf, admin_user, question)
    compared = 0
    for each in page.filter_specs:
        djangos = DJANGOS.get(type(each))
        if djangos is not None:
            expected = djangos.get_facet_queryset(each, page)
            found = each.get_facet_queryset(page)
            assert {key: found[key] for key in expected} == expected, each.title
            compared += 1
    assert compared >= 5


def test_a_filter_in_use_says_what_its_other_choices_would_find(admin_client, structures):
    page = admin_client.get(LIST, {"publication__exact": "draft"}).content.decode()
    counts = re.findall(r"publication__exact=(\w+)[^>]*>[^<(]*\((\d+)\)", page)
    assert dict(counts) == {"draft": "2", "published": "1", "in_review": "0", "archived": "0"}


def test_filters_that_are_not_in_use_are_counted_in_one_query(admin_client, structures):
    with CaptureQueriesContext(connection) as queries:
        admin_client.get(LIST)
    counting = [query["sql"] for query in queries if "pk__count" in query["sql"]]
    assert len(counting) == 2  # the second: of institutes, of which a structure has several
    assert str(date.today().year) in counting[0]
