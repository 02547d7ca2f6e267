import pytest
from django.contrib.auth.models import AnonymousUser, User

from cnrs_intl.catalogue.search import QueryError
from partnerships.catalogue.completion import complete
from tests.catalogue.test_search import records  # noqa: F401

STAFF = User(username="staff", is_staff=True)


def offered(text, reader=None, most=8):
    return [(offer.kind, offer.text) for offer in complete(text, reader or AnonymousUser(), most)]


@pytest.mark.usefixtures("records")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("umi 29", [("code", "UMI 2958")]),
        ("irl2958", [("code", "IRL 2958")]),
        ("taku", [("acronym", "TAKUVIK")]),
        ("laval univ", [("partner", "Université Laval")]),
        ("UNIVERSITÉ", [("partner", "Université Laval")]),
        ("u", []),
        ("zymurgy", []),
        ("%", []),
        ("__", []),
    ],
)
def test_what_is_offered(text, expected):
    assert offered(text) == expected


@pytest.mark.usefixtures("records")
def test_the_staff_is_offered_what_is_not_published():
    assert offered("zymurgy", STAFF) == [("partner", "Zymurgy Institute")]


@pytest.mark.usefixtures("records")
def test_no_more_are_offered_than_asked():
    assert len(offered("j", STAFF, 1)) <= 1
    assert len(offered("pr", most=1)) == 1


@pytest.mark.usefixtures("records")
def test_bad_text_is_refused():
    with pytest.raises(QueryError):
        offered("a\x00b")
