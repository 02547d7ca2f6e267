"""Whom the identity provider's word lets in. Loaded by django-allauth alone, where the extra `[sso]` is in use."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base.constants import AuthError
from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import HttpRequest
from requests import RequestException

from cnrs_intl.sso import refusals
from cnrs_intl.sso.refusals import Refusal, refused

logger = logging.getLogger(__name__)


class SilentAdapter(DefaultAccountAdapter):
    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """None on the page that follows: signing in by a password says nothing either."""


class KnownAccountsAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Nobody gets an account by signing in: an administrator makes it, with its rights."""
        return False

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        """Of what the provider says about the person, nothing is kept but the number."""
        sociallogin.account.extra_data = {}
        return sociallogin.user

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Raises ImmediateHttpResponse with the page that says why the person is not let in."""
        with transaction.atomic():
            refusal = _of_account(sociallogin.user) if sociallogin.is_existing else _connect(sociallogin)
        if refusal:
            raise ImmediateHttpResponse(refused(request, refusal))

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        """Raises ImmediateHttpResponse. The reason is for the log alone: it says nothing to a person."""
        if error == AuthError.CANCELLED:
            raise ImmediateHttpResponse(refused(request, refusals.CANCELLED))
        logger.warning("single sign-on failed: %s", exception.__class__.__name__ if exception else error)
        is_down = isinstance(exception, RequestException)
        raise ImmediateHttpResponse(refused(request, refusals.UNREACHABLE if is_down else refusals.FAILED))


def _connect(sociallogin: Any) -> Refusal | None:
    """Give the person's number to the one account with the verified address, once. None: done."""
    address = next((each.email for each in sociallogin.email_addresses if each.verified), "")
    if not address:
        return refusals.UNVERIFIED
    found = _accounts_with(address)
    account = found[0] if found else None
    refusal = refusals.SEVERAL if len(found) > 1 else _of_account(account)
    number = sociallogin.account
    # An address may be given to another person later; a number is one person's for good.
    if not refusal and SocialAccount.objects.filter(user=account, provider=number.provider).exists():
        refusal = refusals.SOMEBODY_ELSE
    if not refusal:
        sociallogin.user = number.user = account
        number.save()
    return refusal


def _accounts_with(address: str) -> list[Any]:
    """Those with this mail address, locked; only the enabled ones, if there are any."""
    found = get_user_model().objects.select_for_update().filter(email__iexact=address)
    same = [each for each in found if _is_same(each.email, address)]
    return [each for each in same if each.is_active] or same[:1]


def _is_same(one: str, other: str) -> bool:
    """Capitals apart, but only those of plain letters: “ı” and “ſ” have the capitals of “i” and “s”."""
    return one == other or (one.isascii() and other.isascii() and one.lower() == other.lower())


def _of_account(account: Any) -> Refusal | None:
    if account is None:
        return refusals.UNKNOWN
    if not account.is_active:
        return refusals.DISABLED
    return None if account.is_staff else refusals.WITHOUT_RIGHTS
