"""Why somebody who comes from the identity provider is not let in, and the page that says so."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True)
class Refusal:
    reason: Any
    advice: Any
    status: int = 403


UNKNOWN = Refusal(
    reason=_("No account here has your mail address."),
    advice=_("Ask an administrator for an account with the address that your organisation has for you."),
)
UNVERIFIED = Refusal(
    reason=_("Your organisation's identity provider gave no mail address of yours that it has verified."),
    advice=_("Have your address verified there, then log in again."),
)
SEVERAL = Refusal(
    reason=_("Several accounts here have your mail address, so yours is not known."),
    advice=_("Ask an administrator to leave the address on your account only."),
)
SOMEBODY_ELSE = Refusal(
    reason=_("The account with your mail address is already connected to another person at the identity provider."),
    advice=_(
        "Ask an administrator. If the account is yours, its connection is removed under “Social accounts” in the "
        "administration; then log in again."
    ),
)
DISABLED = Refusal(
    reason=_("Your account is disabled."), advice=_("If you still need it, ask an administrator to enable it.")
)
WITHOUT_RIGHTS = Refusal(
    reason=_("Your account has no right to the administration."),
    advice=_("If you need to work there, ask an administrator for the right. The public pages need no account."),
)
FAILED = Refusal(
    reason=_("The identity provider did not confirm who you are, or its answer was too old or not for this site."),
    advice=_("Log in again. If it happens again, tell an administrator at what time you tried."),
)
CANCELLED = Refusal(
    reason=_("Signing in was cancelled at the identity provider."),
    advice=_("Log in again, or with your password if you have one."),
)
UNREACHABLE = Refusal(
    reason=_("The identity provider does not answer as it should."),
    advice=_("Try again in a few minutes, or log in with your password if you have one."),
    status=503,
)


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    context = admin.site.each_context(request) | {"refusal": refusal}
    return render(request, "admin/sso_refused.html", context, status=refusal.status)
