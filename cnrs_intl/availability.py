"""What the site answers while its database does not: 503 with Retry-After, and health checks."""

import logging
from collections.abc import Callable

from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

logger = logging.getLogger(__name__)

RETRY_AFTER_SECONDS = "10"


class AvailabilityMiddleware:
    """Turns a database that is down, locked or too slow into 503, in the language of the page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OperationalError):
            return None
        return unavailable(request, exception)


def unavailable(request: HttpRequest, error: OperationalError) -> HttpResponse:
    logger.error("the database did not answer %s: %s", request.path, error)
    response = render(request, "503.html", status=503)
    response.headers["Retry-After"] = RETRY_AFTER_SECONDS
    return response


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers and its schema is that of the code."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError:
        return _not_ready("database\n")
    return _not_ready("migrations\n") if missing else HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


def _not_ready(reason: str) -> HttpResponse:
    headers = {"Retry-After": RETRY_AFTER_SECONDS}
    return HttpResponse(reason, status=503, content_type="text/plain; charset=utf-8", headers=headers)
