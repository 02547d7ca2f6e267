"""Renewing, succeeding and closing a structure: a page for each, below the structure's form."""

from datetime import date, timedelta
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cnrs_intl.catalogue.admin_pages import RecordPages
from cnrs_intl.catalogue.conflict_pages import VERSION_FIELD
from cnrs_intl.catalogue.days import in_words
from cnrs_intl.catalogue.history_reading import RecordHistory, Version
from cnrs_intl.catalogue.querysets import holds_on
from partnerships.admin.lasting import lasting_rows
from partnerships.admin.term_forms import NEW_RECORD, NEW_TERM, SAME_TERM, CloseForm, RenewForm, SucceedForm
from partnerships.models import Instrument, Structure, StructureCode
from partnerships.models.periods import term_end
from partnerships.services.closing import Dependents, close_structure, dependents_after
from partnerships.services.successions import Successor, recode_structure, succeed_structure
from partnerships.services.term_rules import RenewalOutlook, RuleBook, outlook_of
from partnerships.services.terms import Proposal, Signing, propose_renewal, renew_structure

UNSEEN = Version(0, 0)
"""Of a request that does not say what was shown: no record with events is at it."""
TERM_ACTIONS = ("renew_selected", "succeed_selected", "close_selected")


class TermPages(RecordPages):
    record_pages = ("renew", "succeed", "close")

    @admin.action(description=gettext_lazy("Renew the selected record"), permissions=["change"])
    def renew_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        return self._open(request, queryset, "renew")

    @admin.action(description=gettext_lazy("Let another follow the selected record"), permissions=["change"])
    def succeed_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        return self._open(request, queryset, "succeed")

    @admin.action(description=gettext_lazy("Close the selected record"), permissions=["change"])
    def close_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        return self._open(request, queryset, "close")

    def _open(self, request: HttpRequest, queryset: QuerySet[Any], page: str) -> HttpResponse | None:
        chosen = list(queryset[:2])
        if len(chosen) == 1:
            return HttpResponseRedirect(self.page_address(page, chosen[0]))
        self.message_user(request, _("Select one record: each is decided by itself."), messages.ERROR)
        return None

    # Renew.

    def renew_page(self, request: HttpRequest, record: Structure) -> HttpResponse:
        outlook = outlook_of(record, localdate())
        proposal = propose_renewal(structure=record, outlook=outlook, book=RuleBook.read()) if outlook else None
        form = RenewForm(request.POST or None, initial=_proposed(outlook, proposal))
        if form.is_valid():
            given = form.cleaned_data
            signing = _signing(given)
            added = self.attempt(
                form,
                lambda: renew_structure(
                    structure=record, after=given["after"], signing=signing, day=localdate(), user=request.user
                ),
            )
            if added:
                told = {"start": in_words(signing.start), "end": in_words(signing.end)}
                message = _("Renewed: the next term is from %(start)s to %(end)s.") % told
                return self.finish_page(request, record, message, self.page_address("change", record))
        return self.show_page(
            request,
            record,
            "admin/partnerships/structure/renew.html",
            title=_("Renew %(record)s") % {"record": record},
            form=form,
            outlook=outlook,
            proposal=proposal,
        )

    # Succeed.

    def succeed_page(self, request: HttpRequest, record: Structure) -> HttpResponse:
        outlook, book = outlook_of(record, localdate()), RuleBook.read()
        form = SucceedForm(request.POST or None, structure=record, user=request.user)
        form.initial = self._following(record, form, outlook, book)
        if not self.has_add_permission(request):
            ways: Any = form.fields["way"]
            ways.choices = [choice for choice in ways.choices if choice[0] != NEW_RECORD]
        if form.is_valid():
            made = self.attempt(form, lambda: _succeed(record, form.cleaned_data, request.user))
            if made:
                message = _goes_on(record, made)
                if isinstance(made, Structure):
                    self.log_addition(request, made, message)
                goes_on = made if isinstance(made, Structure) else record
                return self.finish_page(request, record, message, self.page_address("change", goes_on))
        return self.show_page(
            request,
            record,
            "admin/partnerships/structure/succeed.html",
            title=_("What follows %(record)s") % {"record": record},
            form=form,
            outlook=outlook,
            instruments=_available(book, _start_of_next(outlook)),
            start=_start_of_next(outlook),
        )

    def _following(
        self, record: Structure, form: SucceedForm, outlook: RenewalOutlook | None, book: RuleBook
    ) -> dict[str, Any]:
        """Filled in: the instrument that replaced this one, from the day after the last term, by its rule."""
        start = _start_of_next(outlook)
        instrument = book.successor_on(record.instrument, start)
        rule = book.rule_on(instrument, start) if instrument else None
        offered: Any = form.fields
        holding = holds_on(start - timedelta(days=1))
        return {
            "after": outlook.last.term.pk if outlook else None,
            "way": NEW_TERM if instrument else NEW_RECORD,
            "instrument": instrument,
            "start": start,
            "end": term_end(start, rule.term_years) if rule and rule.term_years else None,
            "acronym": record.acronym,
            "participations": list(offered["participations"].queryset.filter(holding)),
            "sites": list(offered["sites"].queryset.filter(holding)),
        }

    # Close.

    def close_page(self, request: HttpRequest, record: Structure) -> HttpResponse:
        day, latest = _closing_days(record)
        form = CloseForm(request.POST or None, initial={"day": day}, latest=latest)
        shown = form.cleaned_data["day"] if form.is_valid() else day
        if form.is_valid() and _was_shown(form, request):
            seen = Version.read(request.POST.get(VERSION_FIELD, "")) or UNSEEN
            ended = self.attempt(
                form, lambda: close_structure(structure=record, day=shown, user=request.user, seen=seen)
            )
            if ended:
                return self.finish_page(request, record, _closed(ended, shown), self.page_address("change", record))
        found = dependents_after(record, shown, request.user)
        return self.show_page(
            request,
            record,
            "admin/partnerships/structure/close.html",
            title=_("Close %(record)s") % {"record": record},
            form=form,
            shown=shown,
            version=RecordHistory(Structure, record.pk).version(),
            lasting=lasting_rows(found, request.user),
            staying=lasting_rows(found.staying, request.user),
        )


def _was_shown(form: CloseForm, request: HttpRequest) -> bool:
    """Whether the page listed what ends by the day that was chosen; if not, the form says to look again."""
    last = form.cleaned_data["day"]
    if request.POST.get("shown_day", last.isoformat()) == last.isoformat():
        return True
    form.add_error("day", _("The page now lists what would end by this day. If that is right, close again."))
    return False


def _proposed(outlook: RenewalOutlook | None, proposal: Proposal | None) -> dict[str, Any]:
    return {
        "after": outlook.last.term.pk if outlook else None,
        "start": proposal.start if proposal else None,
        "end": proposal.end if proposal else None,
    }


def _signing(given: dict[str, Any]) -> Signing:
    return Signing(start=given["start"], end=given["end"], signed_on=given["signed_on"], reason=given["reason"])


def _succeed(record: Structure, given: dict[str, Any], user: Any) -> Any:
    """The new structure, or the new code of the same one."""
    decided = {"structure": record, "after": given["after"], "day": localdate(), "user": user}
    if given["way"] == NEW_RECORD:
        successor = Successor(
            instrument=given["instrument"],
            acronym=given["acronym"],
            code=given["code"],
            participations=given["participations"],
            sites=given["sites"],
        )
        return succeed_structure(
            **decided, successor=successor, signing=_signing(given), ends_former=given["ends_former"]
        )
    return recode_structure(
        **decided,
        instrument=given["instrument"],
        code=given["code"],
        start=given["start"],
        signing=None if given["way"] == SAME_TERM else _signing(given),
        reason=given["reason"],
    )


def _goes_on(record: Structure, made: Structure | StructureCode) -> str:
    """What follows the record; a successor is named with its instrument, for its acronym is often the same."""
    if isinstance(made, StructureCode):
        return _("%(record)s goes on as %(made)s.") % {"record": record, "made": made}
    told = {"record": record, "code": made.instrument.code, "made": made}
    return (
        _("%(record)s is followed by %(code)s %(made)s, a draft: read it, then publish it or send it to review.") % told
    )


def _closed(ended: Dependents, day: date) -> str:
    told = {"day": in_words(day), "count": len(ended.staying)}
    if not ended.staying:
        return _("Closed: nothing of it lasts beyond %(day)s.") % told
    return (
        ngettext(
            "Closed on %(day)s. %(count)d access to an infrastructure stays as it is: you may not change it.",
            "Closed on %(day)s. %(count)d accesses to infrastructures stay as they are: you may not change them.",
            len(ended.staying),
        )
        % told
    )


def _start_of_next(outlook: RenewalOutlook | None) -> date:
    """The day after the last term; today where it has no last day."""
    return (outlook.next_start if outlook else None) or localdate()


def _available(book: RuleBook, day: date) -> list[Instrument]:
    """The instruments under which one can create on the day."""
    return sorted((each for each in book.instruments.values() if each.contains(day)), key=lambda each: each.code)


def _closing_days(record: Structure) -> tuple[date, date | None]:
    """The day that is proposed (the last one of its terms if that is over, else today) and the latest; None: any."""
    today, ends = localdate(), list(record.terms.values_list("end", flat=True))
    if not ends or None in ends:
        return today, None
    last = max(end for end in ends if end)
    return min(last, today), max(last, today)
