"""Filters of the lists of the administration: choices in sight, and their counts together."""

from collections import Counter
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import lookup_spawns_duplicates
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from cnrs_intl.catalogue.sight import sight_of


class Counted:
    """Counts the records by value of `field_path`, for all filters of a page that are not in use in one query.

    Django's own has the database ask of every record, for each filter, about each of its choices.
    """

    field_path: str
    used_parameters: dict[str, Any]
    request: HttpRequest
    expected_parameters: Any

    def counts(self, changelist: Any) -> dict[Any, int]:
        if self.stands_alone(changelist):
            others = changelist.get_queryset(self.request, exclude_parameters=self.expected_parameters())
            return _counts(others, [self.field_path])[self.field_path]
        if not hasattr(changelist, "counts"):
            filters = [each for each in changelist.filter_specs if isinstance(each, Counted)]
            paths = [each.field_path for each in filters if not each.stands_alone(changelist)]
            changelist.counts = _counts(changelist.get_queryset(self.request, exclude_parameters=[]), paths)
        return changelist.counts[self.field_path]

    def stands_alone(self, changelist: Any) -> bool:
        """Whether it counts other records than the page shows, or one more than once."""
        return bool(self.used_parameters) or lookup_spawns_duplicates(changelist.opts, self.field_path)


def _counts(records: QuerySet[Any], paths: list[str]) -> dict[str, Counter[Any]]:
    found: dict[str, Counter[Any]] = {path: Counter() for path in paths}
    for *values, count in records.order_by().values_list(*paths).annotate(Count("pk")):
        for path, value in zip(paths, values, strict=True):
            found[path][value] += count
    return found


class RelatedFilter(Counted, admin.RelatedFieldListFilter):
    """Reads its choices once for a page: Django builds every filter anew for the counts of each."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        known = request.__dict__.setdefault("filter_choices", {})
        if self.field_path not in known:
            known[self.field_path] = self._visible_choices(field, request, model_admin)
        return known[self.field_path]

    def _visible_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        records = field.related_model._default_manager.all()
        if not getattr(records, "publications", ()) or sight_of(request.user).everything:
            return super().field_choices(field, request, model_admin)
        seen = {"pk__in": records.visible_to(request.user).values("pk")}
        return field.get_choices(
            include_blank=False, ordering=self.field_admin_ordering(field, request, model_admin), limit_choices_to=seen
        )

    def get_facet_queryset(self, changelist: Any) -> dict[str, int]:
        counts = self.counts(changelist)
        return {"__c": counts.get(None, 0)} | {f"{key}__c": counts.get(key, 0) for key, _name in self.lookup_choices}


class ChoicesFilter(Counted, admin.ChoicesFieldListFilter):
    def get_facet_queryset(self, changelist: Any) -> dict[str, int]:
        counts = self.counts(changelist)
        return {f"{index}__c": counts.get(value, 0) for index, (value, _name) in enumerate(self.field.flatchoices)}


class BooleanFilter(Counted, admin.BooleanFieldListFilter):
    def get_facet_queryset(self, changelist: Any) -> dict[str, int]:
        counts = self.counts(changelist)
        names = (("true", True), ("false", False), ("null", None))
        return {f"{name}__c": counts.get(value, 0) for name, value in names}


def register() -> None:
    """Instead of Django's, for fields of these sorts."""
    for filter_class, applies in (
        (BooleanFilter, lambda field: field.get_internal_type() == "BooleanField"),
        (ChoicesFilter, lambda field: bool(field.choices)),
        (RelatedFilter, lambda field: bool(field.remote_field)),
    ):
        admin.FieldListFilter.register(applies, filter_class, take_priority=True)
