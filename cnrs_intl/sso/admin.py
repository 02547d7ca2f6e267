"""Which account is whose at the identity provider: read, and undone; made by signing in alone."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.http import HttpRequest

from cnrs_intl.catalogue.admin_selection import SelectionAdmin

# The provider is named by the environment, addresses are those of the accounts, and no token is kept.
for unused in (EmailAddress, SocialAccount, SocialApp, SocialToken):
    admin.site.unregister(unused)


@admin.register(SocialAccount)
class SocialAccountAdmin(SelectionAdmin):
    list_display = ("user", "uid", "provider", "date_joined", "last_login")
    list_select_related = ("user",)
    search_fields = ("user__username", "user__email", "uid")
    ordering = ("user__username", "pk")
    fields = ("user", "uid", "provider", "date_joined", "last_login")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
