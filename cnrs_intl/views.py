"""Pages that show several concepts together."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

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
