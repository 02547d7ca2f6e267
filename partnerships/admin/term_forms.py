"""Forms of the pages that renew, succeed and close a structure."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.days import in_words
from partnerships.models import Instrument, Participation, Site, StructureCode

NEW_RECORD, NEW_TERM, SAME_TERM = "record", "term", "code"


class DayField(forms.DateField):
    """A day, with the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **kwargs)


class ReasonField(forms.CharField):
    def __init__(self) -> None:
        super().__init__(
            label=_("Reason"),
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
            help_text=_("Needed only where the rules of the instrument do not allow it. It is kept with the term."),
        )


class DecisionForm(forms.Form):
    """`after` is the last term on which the page was based: a second click finds another one there."""

    after = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean(self) -> Any:
        cleaned: Any = super().clean()
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end < start:
            self.add_error("end", _("The last day is before the first day."))
        return cleaned


class RenewForm(DecisionForm):
    start = DayField(label=_("First day"))
    end = DayField(label=_("Last day"))
    signed_on = DayField(label=_("Signed on"), required=False)
    reason = ReasonField()


class SucceedForm(DecisionForm):
    """What follows `structure`; of its partners and sites, `user` is offered those that they see."""

    way = forms.ChoiceField(
        label=_("What follows"),
        widget=forms.RadioSelect,
        choices=[
            (NEW_RECORD, _("Another structure: a new record, a draft, that comes after this one")),
            (NEW_TERM, _("The same structure under a new code, with a new term")),
            (SAME_TERM, _("The same structure under a new code; its term runs on")),
        ],
    )
    instrument = forms.ModelChoiceField(Instrument.objects.none(), label=_("Instrument"))
    code = forms.CharField(
        label=_("Code"),
        required=False,
        max_length=StructureCode._meta.get_field("code").max_length,
        help_text=_("As it is written: IRL 2958. A new record can be given one later."),
    )
    start = DayField(label=_("First day"))
    end = DayField(label=_("Last day"), required=False, help_text=_("Of the new term. Not needed if the term runs on."))
    signed_on = DayField(label=_("Signed on"), required=False)
    reason = ReasonField()
    acronym = forms.CharField(label=_("Acronym of the new record"), required=False, max_length=80)
    participations = forms.ModelMultipleChoiceField(
        Participation.objects.none(),
        label=_("Partners that go on in the new record"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    sites = forms.ModelMultipleChoiceField(
        Site.objects.none(),
        label=_("Sites that go on in the new record"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    ends_former = forms.BooleanField(
        label=_("This record ends on the day before, with its codes, sites and partners"),
        label_suffix="",
        required=False,
        initial=True,
        help_text=_("So do accesses to infrastructures given for it alone, except those that you may not change."),
    )

    def __init__(self, *args: Any, structure: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields
        choices["instrument"].queryset = Instrument.objects.order_by("code")
        choices["participations"].queryset = structure.participations.visible_to(user).select_related("partner")
        choices["sites"].queryset = structure.sites.visible_to(user).select_related("country")

    def clean(self) -> Any:
        cleaned: Any = super().clean()
        way = cleaned.get("way")
        if way in (NEW_TERM, SAME_TERM) and not cleaned.get("code"):
            self.add_error("code", _("Write the new code: the same structure goes on under it."))
        if way in (NEW_RECORD, NEW_TERM) and not cleaned.get("end") and "end" not in self.errors:
            self.add_error("end", _("Give the last day of the new term."))
        if way == NEW_RECORD and not cleaned.get("acronym"):
            self.add_error("acronym", _("Name the new record. The acronym may stay the same."))
        return cleaned


class CloseForm(forms.Form):
    """`latest`: the last day on which anything of the structure may end; None: its term is open."""

    day = DayField(label=_("Last day"))

    def __init__(self, *args: Any, latest: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.latest = latest

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if self.latest and day > self.latest:
            told = {"day": in_words(self.latest)}
            raise forms.ValidationError(_("Choose %(day)s or an earlier day: nothing of it lasts longer.") % told)
        return day
