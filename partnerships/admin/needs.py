"""The page of what needs the reader, and that of one of its groups."""

from django.contrib import admin
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from partnerships.needs import REASONS, Reader, groups, lines_of

ON_A_PAGE = 100


def needs(request: HttpRequest) -> HttpResponse:
    """All groups that have something, each with its number and first lines."""
    found = groups(REASONS.values(), Reader(request.user, localdate()))
    context = {**admin.site.each_context(request), "title": _("What needs me"), "groups": found}
    return render(request, "admin/needs.html", context)


def needs_for_reason(request: HttpRequest, key: str) -> HttpResponse:
    """The whole list of one group, by pages."""
    reason = REASONS.get(key)
    if reason is None:
        raise Http404
    reader = Reader(request.user, localdate())
    keys = reason.records(reader).values_list("pk", flat=True)
    page = Paginator(keys, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        **admin.site.each_context(request),
        "title": reason.title,
        "reason": reason,
        "lines": lines_of(reason, list(page), reader),
        "page": page,
    }
    return render(request, "admin/needs_for_reason.html", context)
