import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cnrs_intl.catalogue.search import QueryError
from partnerships.catalogue import CatalogueIndex
from partnerships.catalogue.completion import complete
from tests.builders import country
from tests.catalogue.test_search import records  # noqa: F401

STAFF = User(username="staff", is_staff=True, is_superuser=True)


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


@pytest.fixture
def many(db):
    """As many partners and documents as a register of years has, each with a name of its own."""
    country("JP")
    name = "(ARRAY['Institut', 'Universität', 'Academy', 'College'])[1 + n % 4] || ' ' || md5(n::text)"
    with connection.cursor() as cursor:
        cursor.execute(f"""
            INSERT INTO partnerships_partner (slug, name, kind, country_id, city, website, is_home, imported,
                publication, source, is_demo, updated_at)
            SELECT 'p' || n, {name}, '', 'JP', '', '', false, '{{}}', 'published', '', false, now()
            FROM generate_series(1, 20000) AS n;
            INSERT INTO partnerships_searchdocument (collaboration_id, visible, title_en, title_fr, facets, periods,
                names, document, cells, kinds, kind_days, term_days)
            SELECT n, true, '', '', '{{}}', '{{}}', lower({name}), '', '{{}}', '{{}}', '{{}}', '{{}}'
            FROM generate_series(1, 20000) AS n;
            ANALYZE partnerships_partner, partnerships_searchdocument;
            -- What waits to be indexed counts as the cost of an index, and how much does depends on the tests before.
            SELECT gin_clean_pending_list(indexrelid) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
            JOIN pg_am ON pg_am.oid = relam AND amname = 'gin'
            WHERE indrelid IN ('partnerships_partner'::regclass, 'partnerships_searchdocument'::regclass)""")


def plan(ask, mark):
    """How PostgreSQL would do the query with this mark in it, out of those asked."""
    with CaptureQueriesContext(connection) as queries:
        ask()
    (statement,) = {query["sql"] for query in queries if mark in query["sql"]}
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {statement}")
        return "\n".join(line for (line,) in cursor.fetchall())


def test_names_are_completed_by_an_index(many):
    assert "partnerships_partner_names" in plan(lambda: offered("c4ca4238"), "sort_name")
    assert offered("c4ca4238")[0][0] == "partner"


def test_near_names_are_found_by_an_index(many):
    index = CatalogueIndex.current(AnonymousUser())
    assert "partnerships_document_names" in plan(lambda: index.query(text="c4ca4239").suggestions(), "<%")
