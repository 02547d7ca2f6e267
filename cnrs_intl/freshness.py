"""Pages that have not changed are not made again: a reader who has the page gets 304, another one the same page.

The tag of a page is known before the page is made. It names the state of all that pages show, which every
transaction that writes to one of their tables changes (`cnrs_intl.catalogue.states`), the day, the
address and the release of the site.
"""

from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags
from django.utils.timezone import localdate
from django.utils.translation import get_language_from_path

from cnrs_intl.availability import unavailable
from cnrs_intl.catalogue import states
from cnrs_intl.env import ROOT, environment
from cnrs_intl.kept_pages import pages

FOLDERS = ("cnrs_intl", "offices", "partnerships", "templates", "static", "locale", "fixtures/geo", "requirements")
SUFFIXES = {".py", ".html", ".css", ".js", ".svg", ".mo", ".json", ".txt"}
OK = 200


class FreshnessMiddleware:
    """Tags of the public pages for readers without an account; to others, pages are their own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD") or not get_language_from_path(request.path_info):
            return self.get_response(request)
        try:
            return self._of_account(request) if request.user.is_authenticated else self._tagged(request)
        except OperationalError as error:
            return unavailable(request, error)

    def _of_account(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        patch_cache_control(response, private=True, no_cache=True)
        return response

    def _tagged(self, request: HttpRequest) -> HttpResponseBase:
        # With DEBUG, code and templates change while the server runs.
        state = "" if settings.DEBUG else states.read()
        tag = tag_of(request, state) if state else ""
        known = parse_etags(request.headers.get("If-None-Match", ""))
        response: HttpResponseBase = HttpResponseNotModified()
        if not tag or tag not in known:
            if kept := pages.get(tag) if _is_kept(request) else None:
                return kept
            with states.keep(state):
                response = self.get_response(request)
            if response.status_code != OK or response.cookies or "CSRF_COOKIE_NEEDS_UPDATE" in request.META:
                return response
        if tag:
            response.headers["ETag"] = tag
        patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
        if tag and _is_kept(request) and isinstance(response, HttpResponse) and response.status_code == OK:
            pages.keep(tag, response)
        return response


def _is_kept(request: HttpRequest) -> bool:
    """A transaction sees its own writes too, of which the state says nothing until they are committed."""
    return request.method == "GET" and not connection.in_atomic_block


def tag_of(request: HttpRequest, state: str) -> str:
    """The tag of the page as it would be made now. Weak: the same page may be sent compressed."""
    parts = (release(), state, localdate().isoformat(), request.build_absolute_uri())
    return f'W/"{blake2b(" ".join(parts).encode(), digest_size=12).hexdigest()}"'


@cache
def release() -> str:
    """Of the site's own files, pinned libraries and settings, which make its pages; the same on every machine."""
    digest = blake2b(repr(environment).encode(), digest_size=12)
    for path in sorted(path for folder in FOLDERS for path in _files(ROOT / folder)):
        digest.update(f"{path.relative_to(ROOT)} {path.stat().st_size} ".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.suffix in SUFFIXES and path.is_file()]
