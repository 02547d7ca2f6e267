"""Partners that look alike and are two: said with one click where they are offered, taken back here."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.admin import RecordAdmin
from partnerships.models import DistinctPartners, Partner
from partnerships.needs import Reader
from partnerships.needs.duplicates import LikelyDuplicates
from partnerships.services.distinct_partners import tell_apart


class PairForm(forms.Form):
    """Two partners of the reader's work."""

    one = forms.ModelChoiceField(Partner.objects.none())
    other = forms.ModelChoiceField(Partner.objects.none())

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields
        choices["one"].queryset = choices["other"].queryset = reader.own(Partner)


@admin.register(DistinctPartners)
class DistinctPartnersAdmin(RecordAdmin):
    """A pair is not changed: it is removed, and offered again."""

    list_display = ("first", "second", "decided_by", "decided_at")
    date_hierarchy = "decided_at"
    search_fields = ("first__name__unaccent", "second__name__unaccent")
    show_facets = admin.ShowFacets.ALLOW

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[Any]:
        tell = path("tell/", self.admin_site.admin_view(self.tell), name="partnerships_distinctpartners_tell")
        return [tell, *super().get_urls()]

    def tell(self, request: HttpRequest) -> HttpResponse:
        """Remember the pair, and go back to those that are left. A pair that cannot be named is not there."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not super().has_add_permission(request):
            raise PermissionDenied
        form = PairForm(request.POST, reader=Reader(request.user, localdate()))
        if form.is_valid():
            self._tell(request, **form.cleaned_data)
        else:
            told = _("One of the two is not there any more, or not of your work. Nothing was saved.")
            self.message_user(request, told, messages.ERROR)
        return HttpResponseRedirect(reverse("needs-for-reason", args=[LikelyDuplicates.name]))

    def _tell(self, request: HttpRequest, one: Partner, other: Partner) -> None:
        try:
            pair = tell_apart(one=one, other=other, by=request.user)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
            return
        told = {"first": pair.first, "second": pair.second}
        self.message_user(request, _("%(first)s and %(second)s are two: the pair is not offered again.") % told)
