"""G17 and G18: every public page, beside a bare list page of Django, in the demonstration and at this size."""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from operator import itemgetter
from statistics import median
from typing import IO, Any, NamedTuple, cast

from django.db import connection
from django.db.models import Count
from django.http import HttpResponse
from django.template import engines
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import path, reverse
from django.views.generic import ListView

from bench.cases import ANYBODY
from bench.goals import UNEXPLAINED, Result, ms
from bench.timing import by_turns, timed
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
ROUNDS, SHORT_RUNS = 3, 25
"""A page that is kept takes a millisecond: more of them, or chance decides."""
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
    """Milliseconds of one page, and of the bare list by turns with it."""

    served: float
    """A worker sends again the page that it made in the same state."""
    anew: float
    """That page is thrown away first."""
    queries: int
    """To make it anew."""
    bare: float
    size: int
    """Bytes of the page."""


def _time(client: Client, address: str) -> Time:
    def get(address: str = address) -> int:
        response = client.get(address)
        if response.status_code != GOOD:
            raise RuntimeError(f"{address} answers {response.status_code}.")
        return len(response.content)

    size = get()
    kept_pages.clear()
    with CaptureQueriesContext(connection) as queries:
        get()
        number = len(queries)
    anew, bare = by_turns(get, partial(get, reverse("bare")), before=kept_pages.clear)
    return Time(served=timed(get, runs=SHORT_RUNS), anew=anew, queries=number, bare=bare, size=size)


def answers(names: Iterable[str]) -> Iterator[str]:
    """Lines of JSON: the names of the pages, then the times of each page that is asked for by its name."""
    client, found = Client(), addresses()
    yield json.dumps(sorted(found))
    with override_settings(DEBUG=False, ROOT_URLCONF=__name__):
        for name in names:
            yield json.dumps(_time(client, found[name.strip()]))


def _told(stream: IO[str]) -> Any:
    """The next line of JSON; what else a process prints is passed over."""
    return json.loads(next(line for line in stream if line.startswith("[")))


def _by_turns(seed: int) -> Iterator[tuple[str, Time, Time]]:
    """Each page and its times in the demonstration and here, measured by turns.

    The demonstration has a process of its own: a process has one database and one catalogue.
    """
    program = [sys.executable, "-m", "bench", "--seed", str(seed), "--site"]
    client, here = Client(), addresses()
    with (
        subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as there,
        override_settings(DEBUG=False, ROOT_URLCONF=__name__),
    ):
        asked, told = cast(IO[str], there.stdin), cast(IO[str], there.stdout)
        for name in sorted(here.keys() & set(_told(told))):
            few, many = [], []
            for _ in range(ROUNDS):
                asked.write(f"{name}\n")
                asked.flush()
                few.append(_told(told))
                many.append(_time(client, here[name]))
            yield name, *(Time(*map(median, zip(*times, strict=True))) for times in (few, many))
        asked.close()


def measure(seed: int) -> Iterator[Result]:
    for name, few, many in _by_turns(seed):
        met = few.anew <= TIMES_BARE * few.bare
        yield Result(goal="G17", case=name, reference=f"{BARE} {ms(few.bare)}",
                     figure=f"{ms(few.anew)}; as kept {ms(few.served)}",
                     ratio=f"{few.anew / few.bare:.1f} times the reference; as kept {few.served / few.bare:.1f}",
                     met=met, note="" if met else UNEXPLAINED)  # fmt: skip
        met = many.served <= TIMES_SMALL * few.served
        yield Result(goal="G18", case=name,
                     reference=f"demonstration {ms(few.served)}; anew {ms(few.anew)}, {few.queries} queries",
                     figure=f"{ms(many.served)}; anew {ms(many.anew)}, {many.queries} queries",
                     ratio=f"{many.served / few.served:.1f} times the reference; anew {many.anew / few.anew:.1f}",
                     met=met, note=_why_anew(few, many) if met else UNEXPLAINED)  # fmt: skip


def _why_anew(few: Time, many: Time) -> str:
    """Why a page takes longer to make than in the demonstration."""
    if many.anew <= TIMES_SMALL * few.anew:
        return ""
    return f"Anew: the page of this catalogue is {many.size / few.size:.1f} times as long."
