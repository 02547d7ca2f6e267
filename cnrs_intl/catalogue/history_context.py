"""Who writes, and why: what the events of one request, or of one run of a command, have in common."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pghistory
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from pghistory import runtime
from psycopg.sql import Composable

MESSAGE_FIELD = "history_message"
MESSAGE_LENGTH = 500
READING = ("GET", "HEAD", "OPTIONS", "TRACE")


@contextmanager
def told(**facts: Any) -> Iterator[None]:
    """Everything written inside is one entry of the history, with these facts; inside another entry, part of that."""
    if hasattr(runtime._tracker, "value"):
        yield
        return
    with connection.execute_wrapper(_as_text), pghistory.context(**facts):
        yield


def say_further(**facts: Any) -> None:
    """Add these facts to the present entry of the history, if there is one."""
    pghistory.context(**facts)


def _as_text(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """The context is written before each statement, which must then be a text with parameters."""
    if isinstance(sql, Composable):
        sql = sql.as_string(context["cursor"].connection)
    if many:
        raise NotImplementedError("executemany inside an entry of the history: send one statement")
    if params is None:
        sql, params = sql.replace("%", "%%"), ()
    return execute(sql, params, many, context)


class HistoryMiddleware:
    """Says who wrote what a request writes, and the reason given. A request that reads costs nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in READING:
            return self.get_response(request)
        with told(**_facts(request)):
            return self.get_response(request)


def _facts(request: HttpRequest) -> dict[str, Any]:
    try:
        user = request.user
        if not user.is_authenticated:
            return {}
    except OperationalError:
        return {}  # the view will meet it too, where it is answered with 503
    message = "".join(letter if letter.isprintable() else " " for letter in request.POST.get(MESSAGE_FIELD, ""))
    return {"user": user.pk, "message": message.strip()[:MESSAGE_LENGTH]}
