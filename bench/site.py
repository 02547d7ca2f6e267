"""G17 and G18: every public page, beside a bare list page of Django, in the demonstration and at this size."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.template import engines
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import path, reverse
from django.views.generic import ListView

from bench.cases import ANYBODY
from bench.goals import Result, ms
from bench.timing import timed
from cnrs_intl import urls
from cnrs_intl.catalogue.detail import DetailPage
from cnrs_intl.catalogue.listing import ListPage
from cnrs_intl.kept_pages import pages as kept_pages
from partnerships.catalogue import CatalogueIndex
from partnerships.models import Collaboration, Partner

SITE = "site"
BARE = "a bare list page"
TIMES_BARE, TIMES_SMALL = 6, 1.5
ROWS = 25
GOOD = 200
OTHERS = {
    "home": "",
    "search": "q=laboratory",
    "programmes": "",
    "insights": "",
    "accessibility": "",
    "saved-views": "",
}
_PAGE = engines["django"].from_string(
    "<!doctype html><title>Collaborations</title><table>{% for each in object_list %}"
    "<tr><td>{{ each.acronym }}</td><td>{{ each.title_en }}</td><td>{{ each.country }}</td></tr>{% endfor %}</table>"
    "{{ page_obj.number }} / {{ page_obj.paginator.num_pages }}"
)


class BareList(ListView):
    """What Django gives by itself: 25 rows, their number, a template."""

    queryset = Collaboration.objects.select_related("country").order_by("pk")
    paginate_by = ROWS

    def render_to_response(self, context: dict[str, Any], **extra: Any) -> HttpResponse:
        return HttpResponse(_PAGE.render(context, self.request))


urlpatterns = [*urls.urlpatterns, path("bare/", BareList.as_view(), name="bare")]
"""The site with that page: both are asked for in the same way."""


def addresses() -> dict[str, str]:
    """Each public page by its name: lists, what is said once, and for each kind of record the page of a busy one."""
    found = {name: reverse(name) for name in ListPage.registry}
    found |= {name: f"{reverse(name)}?{query}".rstrip("?") for name, query in OTHERS.items()}
    busy = _busy()
    for name, page in DetailPage.registry.items():
        record = page.queryset.all().visible_to(ANYBODY)
        chosen = record.filter(**busy[name]).first() if name in busy else record.order_by("pk").first()
        if chosen is not None:
            found[name] = reverse(name, args=[busy.get(name, {}).get("iso2") or _key(chosen)])
    return found


def _key(record: Any) -> str:
    address: str = record.get_absolute_url()
    return address.rstrip("/").rpartition("/")[2]


def _busy() -> dict[str, dict[str, Any]]:
    result = CatalogueIndex.current(ANYBODY).query()
    partner = next(key for key, _count in result.top_partners(9) if Partner.objects.published().filter(pk=key).exists())
    country = max(result.counts["country"].items(), key=lambda pair: pair[1])[0]
    return {"partner": {"pk": partner}, **{name: {"iso2": country} for name in ("country", "brief")}}


def times() -> dict[str, tuple[float, float, int]]:
    """Of the bare list and of each page: milliseconds as it is served, then to make it anew, and its queries then.

    As it is served, a worker sends again the page that it made in the same state; anew, that one is thrown away first.
    """
    client, found = Client(), {}
    with override_settings(DEBUG=False, ROOT_URLCONF=__name__):
        for name, address in {BARE: reverse("bare"), **addresses()}.items():

            def get(address: str = address) -> None:
                response = client.get(address)
                if response.status_code != GOOD:
                    raise RuntimeError(f"{address} answers {response.status_code}.")

            get()
            kept_pages.clear()
            with CaptureQueriesContext(connection) as queries:
                get()
                number = len(queries)
            anew = timed(get, before=kept_pages.clear)
            found[name] = timed(get), anew, number
    return found


def measure(seed: int) -> Iterator[Result]:
    """The demonstration in a process of its own: a process has one database and one catalogue."""
    program = [sys.executable, "-m", "bench", "--seed", str(seed), "--site"]
    small = json.loads(subprocess.run(program, check=True, capture_output=True, text=True).stdout.splitlines()[-1])
    large = times()
    bare = small[BARE][0]
    for name in sorted(small.keys() & large.keys() - {BARE}):
        (served, anew, queries), (_served, large_anew, large_queries) = small[name], large[name]
        yield Result(goal="G17", case=name, reference=f"{BARE} {ms(bare)}", figure=f"{ms(served)}; anew {ms(anew)}",
                     ratio=f"{served / bare:.1f} times the reference; anew {anew / bare:.1f}",
                     met=served <= TIMES_BARE * bare)  # fmt: skip
        yield Result(goal="G18", case=name, reference=f"demonstration {ms(anew)}, {queries} queries",
                     figure=f"{ms(large_anew)}, {large_queries} queries",
                     ratio=f"{large_anew / anew:.1f} times the reference",
                     met=large_anew <= TIMES_SMALL * anew)  # fmt: skip
