"""The page of one record: found among what the reader may see, else 404, whether it exists or not."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.views import View

from cnrs_intl.catalogue.related import panels_for


class DetailPage(View):
    registry: ClassVar[dict[str, type["DetailPage"]]] = {}

    name: ClassVar[str] = ""
    """The name of its URL."""
    prefix: ClassVar[str] = ""
    """The part of the address before the key: that of its list."""
    converter: ClassVar[str] = "slug"
    queryset: ClassVar[QuerySet[Any]]
    lookup: ClassVar[str] = "slug"
    template_name: ClassVar[str]

    http_method_names = ["get", "head", "options"]

    def __init_subclass__(cls, **extra: Any) -> None:
        super().__init_subclass__(**extra)
        if cls.name:
            DetailPage.registry[cls.name] = cls

    @classmethod
    def urls(cls) -> list[URLPattern]:
        return [path(f"{cls.prefix}/<{cls.converter}:key>/", cls.as_view(), name=cls.name)]

    def get(self, request: HttpRequest, key: Any) -> HttpResponse:
        record = self.get_record(key)
        context = {"record": record, "panels": panels_for(record, request), "edit_url": self.edit_url(record)}
        return render(request, self.template_name, context | self.extra_context(record))

    def get_queryset(self) -> Any:
        """What the reader may see."""
        return self.queryset.all().visible_to(self.request.user)  # type: ignore[attr-defined]

    def get_record(self, key: Any) -> Any:
        return get_object_or_404(self.get_queryset(), **{self.lookup: key})

    def extra_context(self, record: Any) -> dict[str, Any]:
        return {}

    def edit_url(self, record: Any) -> str:
        """The record's form in the administration, for those who may change it."""
        options = record._meta
        if not self.request.user.has_perm(f"{options.app_label}.change_{options.model_name}"):
            return ""
        return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[record.pk])
