"""Every page of the administration, found by walking its addresses: a model that is added is tested unnamed."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.test import RequestFactory
from django.urls import reverse

from partnerships.needs import REASONS

PLAIN = ("admin:index", "admin:password_change", "admin:password_change_done", "needs")
POSTED = {"tell"}
"""What a button sends goes there: nobody opens it."""
RICH = {"structure": "limms", "partner": "upmc", "country": "JP", "office": "tokyo"}
"""For a model, the slug or key of the record of the demonstration that has most to show; else its last one is taken."""


def addresses(user: User) -> list[str]:
    """Pages that `user` may open, with a record where there is one, and a list with a question."""
    request = RequestFactory().get("/")
    request.user = user
    labels = {model._meta.app_label for model in admin.site._registry}
    return [
        *(reverse(name) for name in PLAIN),
        *(reverse("admin:app_list", args=[label]) for label in sorted(labels)),
        *(reverse("needs-for-reason", args=[key]) for key in REASONS),
        *(address for model_admin in admin.site._registry.values() for address in of_model(model_admin, request)),
    ]


def of_model(model_admin: Any, request: Any) -> Iterator[str]:
    """Its pages that need no more than a record. They have names; a redirection has none.

    The pages of histories, and those that ask before a deletion, differ by nothing but their lines: those of the
    models in RICH stand for all.
    """
    record = record_of(model_admin, request)
    left_out = {
        "add": not model_admin.has_add_permission(request),
        "delete": model_admin.opts.model_name not in RICH or not model_admin.has_delete_permission(request, record),
        "history": model_admin.opts.model_name not in RICH,
    }
    for pattern in model_admin.get_urls():
        parameters, page = pattern.pattern.converters, (pattern.name or "").rpartition("_")[2]
        if not pattern.name or len(parameters) > 1 or page in POSTED or left_out.get(page):
            continue
        if not parameters:
            yield reverse(f"admin:{pattern.name}")
        elif record is not None:
            yield reverse(f"admin:{pattern.name}", args=[record.pk])


def record_of(model_admin: Any, request: Any) -> Any:
    records = model_admin.get_queryset(request)
    rich = RICH.get(model_admin.opts.model_name)
    if rich is None:
        return records.last()
    by_slug = any(field.name == "slug" for field in model_admin.opts.get_fields())
    return records.get(**{"slug" if by_slug else "pk": rich})
