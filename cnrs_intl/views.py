"""Pages that show several concepts together."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from cnrs_intl.headlines import Headlines
from offices.models import Office


def home(request: HttpRequest) -> HttpResponse:
    """What the register holds, counted today; the world; what is new; the offices."""
    today = localdate()
    headlines = Headlines(request.user, today)
    started, confirmed = headlines.news()
    context = {
        "today": today,
        "headlines": headlines,
        "started": started,
        "confirmed": confirmed,
        "offices": Office.objects.visible_to(request.user).select_related("country"),
    }
    return render(request, "home.html", context)
