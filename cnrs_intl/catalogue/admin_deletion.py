"""What goes along with records that are to be deleted, in a number of queries that does not grow with it."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.utils import NestedObjects, quote
from django.db import models, router
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from cnrs_intl.catalogue.admin_rights import learn_changeable


class DeletedTree(NestedObjects):
    """The records that go along, read with what their names need. Rows that only link two records are none of them."""

    def can_fast_delete(self, objs: Any, from_field: Any = None) -> bool:
        model: Any = getattr(objs, "model", objs)
        return hasattr(model, "_meta") and bool(model._meta.auto_created)

    def related_objects(self, related_model: Any, related_fields: Any, objs: Any) -> models.QuerySet[Any]:
        foreign = [field.name for field in related_model._meta.fields if field.is_relation]
        return super().related_objects(related_model, related_fields, objs).select_related(*foreign)


def deleted_objects(
    records: Sequence[Any], request: HttpRequest, site: AdminSite
) -> tuple[list[Any], dict[Any, int], set[Any], list[Any]]:
    """As `ModelAdmin.get_deleted_objects`: what goes along, as a tree and counted; what may not; what is in the way."""
    if not records:
        return [], {}, set(), []
    tree = DeletedTree(using=router.db_for_write(type(records[0])), origin=records)
    tree.collect(records)
    gathered: dict[Any, Any] = tree.model_objs
    counts = {str(model._meta.verbose_name_plural): len(found) for model, found in gathered.items()}
    by_model: dict[type[Any], list[Any]] = defaultdict(list)
    for record in (*(record for found in gathered.values() for record in found), *tree.protected):
        by_model[type(record)].append(record)
    learn_changeable(request, {model: found for model, found in by_model.items() if site.is_registered(model)})
    lacking = {model._meta.verbose_name for model, found in by_model.items() if not _may_delete(request, site, found)}

    def line(record: Any) -> str:
        return _line(record, site)

    return tree.nested(line), counts, lacking, [line(record) for record in tree.protected]


def _may_delete(request: HttpRequest, site: AdminSite, records: list[Any]) -> bool:
    """Whether the reader may delete all of these records of one model. Rows without pages go with their record."""
    model = type(records[0])
    if not site.is_registered(model):
        return True
    model_admin = site.get_model_admin(model)
    return all(model_admin.has_delete_permission(request, record) for record in records)


def _line(record: Any, site: AdminSite) -> str:
    options = record._meta
    kind = capfirst(options.verbose_name)
    if not site.is_registered(type(record)):
        return f"{kind}: {record}"
    address = reverse(f"{site.name}:{options.app_label}_{options.model_name}_change", args=[quote(record.pk)])
    return format_html('{}: <a href="{}">{}</a>', kind, address, record)
