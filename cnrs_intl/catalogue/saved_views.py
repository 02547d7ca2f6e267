"""Saving the question of a list under a name, and going back to it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.crypto import get_random_string
from django.utils.text import get_text_list, slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cnrs_intl.catalogue.addresses import address
from cnrs_intl.catalogue.filters import PAGE_PARAMETERS, BadQueryError
from cnrs_intl.catalogue.listing import ListPage
from cnrs_intl.catalogue.models import SavedView

LETTERS_OF_ADDRESS, LONGEST_WORDS = "23456789abcdefghjkmnpqrstuvwxyz", 40


class SavedViewForm(forms.ModelForm):
    """What the page of a list sends: its name and question, and how the view is to be called."""

    class Meta:
        model = SavedView
        fields = ("name", "list_name", "query", "is_public")

    def __init__(self, data: QueryDict, *, request: HttpRequest) -> None:
        super().__init__(data, instance=SavedView(owner=request.user))
        self.request = request

    def clean_query(self) -> str:
        query = QueryDict(self.cleaned_data["query"], mutable=True)
        for name in PAGE_PARAMETERS:
            query.pop(name, None)
        return str(query.urlencode())

    def clean(self) -> dict[str, Any]:
        """A view asks what its list understands: else its address would lead to a refusal."""
        cleaned = super().clean() or {}
        page = ListPage.registry.get(cleaned.get("list_name", ""))
        if page is None:
            raise ValidationError(_("There is no such list. Save the view from the page of a list."))
        query = cleaned.get("query", "")
        if errors := _errors(page, query, self.request):
            raise ValidationError([message for found in errors.values() for message in found])
        if cleaned.get("is_public"):
            check_for_all(page.name, query)
        self.instance.slug = _short_address(cleaned.get("name", ""))
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        """The owner is not asked for, but the rule on names concerns it."""
        return super()._get_validation_exclusions() - {"owner"}


def _short_address(name: str) -> str:
    """Readable, and not to be guessed from the name: a private view is nobody else's business."""
    return f"{slugify(name)[:LONGEST_WORDS]}-{get_random_string(6, LETTERS_OF_ADDRESS)}".strip("-")


def _errors(page: type[ListPage], query: str, request: HttpRequest) -> dict[str, list[str]]:
    """Why the list would refuse the question of this reader: parameter → messages; nothing: it answers."""
    try:
        page.filterset_class(QueryDict(query), page.queryset.all(), request=request)
    except BadQueryError as error:
        return error.errors
    return {}


def errors_for_all(list_name: str, query: str) -> dict[str, list[str]]:
    """The same for the public, whose address of the list would name what only the staff sees."""
    everybody = HttpRequest()
    everybody.user = AnonymousUser()
    return _errors(ListPage.registry[list_name], query, everybody)


def check_for_all(list_name: str, query: str) -> None:
    """ValidationError: not everybody may ask this of the list."""
    filters = ListPage.registry[list_name].filterset_class.base_filters
    if names := [str(filters[name].label) if name in filters else name for name in errors_for_all(list_name, query)]:
        message = _(
            "The view cannot be for all: not everybody sees what is asked for under “%(filters)s”. Change that in the"
            " list and save the view anew, or keep it for yourself."
        )
        raise ValidationError({"is_public": message % {"filters": get_text_list(names, _("and"))}})


def saved_views(request: HttpRequest) -> HttpResponse:
    """The views that are for all, and one's own. Staff save one by sending the form of a list."""
    if request.method == "POST":
        return _save(request)
    views = SavedView.objects.visible_to(request.user).filter(list_name__in=ListPage.registry)
    titles = {name: page.title for name, page in ListPage.registry.items()}
    rows = [(view, titles[view.list_name], view.owner_id == request.user.pk) for view in views]
    return render(request, "catalogue/saved_views.html", {"rows": rows})


def _save(request: HttpRequest) -> HttpResponse:
    if not (request.user.is_active and request.user.is_staff):
        raise PermissionDenied
    form = SavedViewForm(request.POST, request=request)
    if not form.is_valid():
        return render(request, "catalogue/saved_view_refused.html", {"form": form}, status=400)
    view = form.save()
    messages.success(request, _("The view “%(name)s” is saved.") % {"name": view.name})
    return redirect("saved-views")


@require_safe
def saved_view(request: HttpRequest, slug: str) -> HttpResponse:
    """The short address: leads to the list with its question, in the reader's language.

    What was for all and names something that is not public any more is there for its owner only.
    """
    view = get_object_or_404(SavedView.objects.visible_to(request.user), slug=slug, list_name__in=ListPage.registry)
    if view.owner_id != request.user.pk and errors_for_all(view.list_name, view.query):
        raise Http404
    return redirect(f"{address(view.list_name)}?{view.query}" if view.query else address(view.list_name))


@require_POST
@login_required
def delete_saved_view(request: HttpRequest, slug: str) -> HttpResponse:
    get_object_or_404(SavedView, slug=slug, owner=request.user).delete()
    return redirect("saved-views")


pages: list[URLPattern] = [
    path("views/", saved_views, name="saved-views"),
    path("views/<slug:slug>/delete", delete_saved_view, name="saved-view-delete"),
]
short: list[URLPattern] = [path("v/<slug:slug>/", saved_view, name="saved-view")]
"""Outside the languages: the address is the same for every reader."""
