"""The lists of the administration: what their search finds, and what their columns name, is what the reader sees."""

from typing import Any

from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from cnrs_intl.catalogue.out_of_sight import hide_links, stays_in_sight
from cnrs_intl.catalogue.sight import sight_of


class SeenChangeList(ChangeList):
    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        if not sight_of(request.user).everything:
            self.result_list: Any = list(self.result_list)
            hide_links(self.result_list, request.user)


class Listed(BaseModelAdmin):
    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return SeenChangeList

    def get_search_fields(self, request: HttpRequest) -> Any:
        """A name of a record out of sight finds nothing, for what it finds would tell the name."""
        fields = super().get_search_fields(request)
        if sight_of(request.user).everything:
            return fields
        model: Any = self.model
        return [field for field in fields if stays_in_sight(model, field.lstrip("=^@"))]

    def find_further(self, request: HttpRequest, text: str) -> QuerySet[Any] | None:
        """Keys of the records that `text` finds by something else than the words of `search_fields`."""
        return None

    def offered_as(self, record: Any) -> str:
        """The name of a record among those of which one is chosen."""
        return str(record)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        found, duplicates = super().get_search_results(request, queryset, search_term)
        further = self.find_further(request, search_term.strip()) if search_term.strip() else None
        if further is None:
            return found, duplicates
        keys = found.order_by().values("pk")
        return queryset.filter(Q(pk__in=keys) | Q(pk__in=further)), False
