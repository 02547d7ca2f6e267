"""Pages that show several concepts together."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from cnrs_intl.catalogue.querysets import VisibleQuerySet
from offices.models import Country, Office
from partnerships.models import EUContract, FrenchExtension, Partner, Structure
from partnerships.models.periods import YOUNGEST_FIRST


def home(request: HttpRequest) -> HttpResponse:
    """What the register holds, counted today, and what was confirmed or changed last."""
    today, user = localdate(), request.user
    structures = Structure.objects.visible_to(user)
    contracts = EUContract.objects.visible_to(user)
    context = {
        "today": today,
        "structure_count": structures.count(),
        "active_structure_count": structures.active_on(today).count(),
        "contract_count": contracts.count(),
        "partner_count": Partner.objects.visible_to(user).filter(is_home=False).count(),
        "country_count": Country.objects.having(partners__in=Partner.objects.visible_to(user)).count(),
        "extension_count": FrenchExtension.objects.visible_to(user).count(),
        "offices": Office.objects.visible_to(user).select_related("country"),
        "latest": structures.select_related("instrument", "country").as_of(today).order_by(*YOUNGEST_FIRST)[:8],
    }
    return render(request, "home.html", context)


def on_site(request: HttpRequest, content_type_id: int, object_id: str) -> HttpResponse:
    """From the administration to the page of a record; of one that is not seen, as of one that is not there."""
    model: Any = get_object_or_404(ContentType, pk=content_type_id).model_class()
    records = model._default_manager.all() if model and hasattr(model, "get_absolute_url") else None
    if not isinstance(records, VisibleQuerySet) or not object_id.isalnum():
        raise Http404
    key = model._meta.pk.to_python(object_id)
    return redirect(get_object_or_404(records.visible_to(request.user), pk=key))
