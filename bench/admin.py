"""The administration with a large register and a long history, beside Django's stock change list of the same model."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import path, reverse

from bench import database
from bench.goals import Result, ms
from bench.timing import by_turns
from cnrs_intl import urls
from partnerships.catalogue.generation import PARTNERS, generate
from partnerships.models import Structure
from tests.admin_pages import of_model

DATABASE = "admin"
ROWS, PARTNER_ROWS, EVENTS = 7_150, 20_000, 200_000
"""Seven in ten made-up collaborations are structures."""
GOALS = {
    "A1": "every page of the administration: fewer than 20 queries",
    "A2": "every page of a model: at most 3 times Django's stock change list of the same model",
    "A3": "What needs me, and the front page with its counts: at most 5 times the stock change list of structures",
}
MOST_QUERIES, TIMES_STOCK, TIMES_STRUCTURES = 20, 3, 5
GOOD = 200
FURTHER = ("admin:index", "needs")

stock = admin.AdminSite(name="stock")
for model in admin.site._registry:
    stock.register(model)
urlpatterns = [path("stock/", stock.urls), *urls.urlpatterns]
"""The site, and beside it an administration in which nothing is said of any model."""


@dataclass(frozen=True)
class Time:
    page: float
    """Milliseconds, as all."""
    stock: float
    queries: int


def fill(seed: int, *, rows: int = ROWS, partners: int = PARTNER_ROWS, events: int = EVENTS) -> None:
    """The demonstration, made-up structures and partners, and a history of so many events."""
    database.demonstration()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(PARTNERS, {"partners": partners})
    generate(rows, seed)
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        for number in range(events // partners):
            cursor.execute(
                "UPDATE partnerships_partner SET city = 'City ' || %s || id WHERE slug LIKE 'made-up-%%'", [number]
            )
        cursor.execute("VACUUM ANALYZE")
    get_user_model().objects.create_superuser("bench")


def measure() -> Iterator[Result]:
    """All pages that need no more than a record, as an administrator reads them."""
    user = get_user_model().objects.get(username="bench")
    client, request = Client(), RequestFactory().get("/")
    client.force_login(user)
    request.user = user
    with override_settings(ROOT_URLCONF=__name__):
        for model, model_admin in admin.site._registry.items():
            for address in of_model(model_admin, request):
                yield from _results(address, _time(client, address, model), TIMES_STOCK, "A2")
        for name in FURTHER:
            yield from _results(reverse(name), _time(client, reverse(name), Structure), TIMES_STRUCTURES, "A3")


def _time(client: Client, address: str, model: type[Any]) -> Time:
    def get(address: str) -> None:
        response = client.get(address, follow=True)
        if response.status_code != GOOD:
            raise RuntimeError(f"{address} answers {response.status_code}.")

    reference = reverse(f"stock:{model._meta.app_label}_{model._meta.model_name}_changelist")
    get(address)
    with CaptureQueriesContext(connection) as queries:
        get(address)
        number = len(queries)
    page, stock = by_turns(lambda: get(address), lambda: get(reference))
    return Time(page=page, stock=stock, queries=number)


def _results(address: str, time: Time, times: int, goal: str) -> Iterator[Result]:
    yield Result(goal="A1", case=address, reference=f"{MOST_QUERIES} queries", figure=f"{time.queries} queries",
                 ratio="–", met=time.queries < MOST_QUERIES)  # fmt: skip
    yield Result(goal=goal, case=address, reference=f"stock list {ms(time.stock)}", figure=ms(time.page),
                 ratio=f"{time.page / time.stock:.1f} times the reference",
                 met=time.page <= times * time.stock)  # fmt: skip
