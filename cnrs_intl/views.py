"""Pages that show several concepts together."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from cnrs_intl.catalogue.querysets import VisibleQuerySet
from cnrs_intl.catalogue.sight import Sight, sight_of
from cnrs_intl.catalogue.statements import statement
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
        "offices": _offices(sight_of(request.user)).read(),
    }
    return render(request, "home.html", context)


@statement
def _offices(sight: Sight) -> QuerySet[Office]:
    return Office.objects.all().in_sight(sight).select_related("country")


def on_site(request: HttpRequest, content_type_id: int, object_id: str) -> HttpResponse:
    """From the administration to the page of a record; of one that is not seen, as of one that is not there."""
    model: Any = get_object_or_404(ContentType, pk=content_type_id).model_class()
    records = model._default_manager.all() if model and hasattr(model, "get_absolute_url") else None
    if not isinstance(records, VisibleQuerySet) or not object_id.isalnum():
        raise Http404
    key = model._meta.pk.to_python(object_id)
    return redirect(get_object_or_404(records.visible_to(request.user), pk=key))
