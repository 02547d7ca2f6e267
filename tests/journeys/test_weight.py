"""What a first visit weighs: few requests, little to transfer, all from this site, no cookie."""

import pytest

# One worker takes all the journeys: the data are loaded once.
pytestmark = pytest.mark.django_db

MOST_BYTES, MOST_REQUESTS = 150_000, 9
STYLES = 30_000


def transferred(request):
    sizes = request.sizes()
    return sizes["responseHeadersSize"] + sizes["responseBodySize"]


@pytest.mark.parametrize("address", ["", "collaborations/", "structures/limms/"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_first_visit_is_light(page, site, language, address):
    asked = []
    page.on("requestfinished", lambda request: asked.append(request))
    page.goto(f"/{language}/{address}", wait_until="networkidle")
    assert len(asked) <= MOST_REQUESTS
    assert all(each.url.startswith(site) for each in asked)
    assert sum(map(transferred, asked)) < MOST_BYTES
    assert page.context.cookies() == []


def test_a_second_visit_transfers_no_page(page):
    """The browser asks whether the page has changed, and is told that it has not."""
    page.goto("/en/structures/limms/")
    with page.expect_request_finished(lambda request: request.url.endswith("/limms/")) as asked:
        page.goto("/en/structures/limms/")
    assert asked.value.sizes()["responseBodySize"] == 0
    assert page.get_by_role("heading", level=1).inner_text().startswith("LIMMS")


def test_the_styles_are_few(page, site):
    assert len(page.request.get(f"{site}/static/site.css").body()) < STYLES
