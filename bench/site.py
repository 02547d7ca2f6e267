"""G17 and G18: every public page, beside a bare list page of Django, in the demonstration and at this size."""

import json
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count
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
MEMBERS = 3
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
    """Each public page by its name: lists, what is said once, and for each kind of record the page of a busy one.

    A made-up collaboration has MEMBERS partners: that of the demonstration has them too.
    """
    found = {name: reverse(name) for name in ListPage.registry}
    found |= {name: f"{reverse(name)}?{query}".rstrip("?") for name, query in OTHERS.items()}
    busy = _busy()
    for name, page in DetailPage.registry.items():
        record = page.queryset.all().visible_to(ANYBODY)
        if issubclass(record.model, Collaboration):
            record = record.annotate(members=Count("participations")).filter(members__gte=MEMBERS)
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
    country, office = (max(result.counts[facet].items(), key=itemgetter(1))[0] for facet in ("country", "office"))
    return {
        "partner": {"pk": partner},
        "office": {"slug": office},
        **{name: {"iso2": country} for name in ("country", "brief")},
    }


class Time(NamedTuple):
    """Milliseconds of one page, and of the bare list right beside it."""

    served: float
    """A worker sends again the page that it made in the same state."""
    anew: float
    """That page is thrown away first."""
    queries: int
    """To make it anew."""
    bare: float


def times() -> dict[str, Time]:
    """Of each page by its name."""
    client = Client()
    with override_settings(DEBUG=False, ROOT_URLCONF=__name__):
        return {name: _time(client, address) for name, address in addresses().items()}


def _time(client: Client, address: str) -> Time:
    def get(address: str = address) -> None:
        response = client.get(address)
        if response.status_code != GOOD:
            raise RuntimeError(f"{address} answers {response.status_code}.")

    get()
    kept_pages.clear()
    with CaptureQueriesContext(connection) as queries:
        get()
        number = len(queries)
    bare = partial(get, reverse("bare"))
    before = timed(bare, before=kept_pages.clear)
    anew = timed(get, before=kept_pages.clear)
    after = timed(bare, before=kept_pages.clear)
    return Time(served=timed(get), anew=anew, queries=number, bare=(before + after) / 2)


def measure(seed: int) -> Iterator[Result]:
    """The demonstration in a process of its own: a process has one database and one catalogue."""
    program = [sys.executable, "-m", "bench", "--seed", str(seed), "--site"]
    output = subprocess.run(program, check=True, capture_output=True, text=True).stdout
    small = {name: Time(*each) for name, each in json.loads(output.splitlines()[-1]).items()}
    large = times()
    for name in sorted(small.keys() & large.keys()):
        few, many = small[name], large[name]
        yield Result(goal="G17", case=name, reference=f"{BARE} {ms(few.bare)}",
                     figure=f"{ms(few.anew)}; as kept {ms(few.served)}",
                     ratio=f"{few.anew / few.bare:.1f} times the reference; as kept {few.served / few.bare:.1f}",
                     met=few.anew <= TIMES_BARE * few.bare)  # fmt: skip
        yield Result(goal="G18", case=name, reference=f"demonstration {ms(few.anew)}, {few.queries} queries",
                     figure=f"{ms(many.anew)}, {many.queries} queries",
                     ratio=f"{many.anew / few.anew:.1f} times the reference",
                     met=many.anew <= TIMES_SMALL * few.anew)  # fmt: skip
