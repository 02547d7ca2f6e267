from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from partnerships.panels.figures import at_work_by_country

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("day", [None, date(2015, 6, 1)])
def test_each_number_is_that_of_its_list(client, listed, world, day):
    connection.check_constraints()
    figures = at_work_by_country(AnonymousUser(), day or date.today())
    assert {name: dict(figure.numbers) for name, figure in figures.items()}["structures"] == (
        {"JP": 3, "CL": 3} if day else {"JP": 2, "CL": 2}
    )
    for figure in figures.values():
        for iso2, number in figure.numbers.items():
            assert len(listed(figure.link(iso2))) == number
