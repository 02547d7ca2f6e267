"""Accounts of the staff: what they may do (groups) and where (scope)."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.admin import RecordAdmin, Rows
from cnrs_intl.catalogue.conflict_pages import VERSION_FIELD, ConflictAdmin
from cnrs_intl.catalogue.history_reading import RecordHistory, Version
from cnrs_intl.catalogue.rows import OwnedFormSet, RowForm
from partnerships.models import Scope
from partnerships.services.staff import end_sessions

ABOVE_ALL = ("is_superuser", "user_permissions")
"""What only a superuser gives: nobody makes themselves more than they are."""
RIGHTS_STAY = _("Rights are given anew, on the form, and not restored.")
NOTED = ("last_login", "date_joined")
"""What the site notes by itself."""
PERSONAL = ("username", "first_name", "last_name", "email")
"""What the form of an account holds and no history keeps."""
PERSONAL_STATE = "personal_state"


@admin.register(Scope)
class ScopeAdmin(RecordAdmin):
    stays = RIGHTS_STAY
    list_display = ("user", "office_list", "institute_list")
    list_filter = ("offices", "institutes")
    search_fields = ("user__username", "user__last_name__unaccent", "offices__city_en__unaccent")
    fields = ("user", "offices", "institutes")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("offices", "institutes")

    @admin.display(description=Scope._meta.get_field("offices").verbose_name)
    def office_list(self, record: Scope) -> str:
        return ", ".join(str(office) for office in record.offices.all())

    @admin.display(description=Scope._meta.get_field("institutes").verbose_name)
    def institute_list(self, record: Scope) -> str:
        return ", ".join(str(institute) for institute in record.institutes.all())


class ScopeInline(Rows, admin.StackedInline):
    model = Scope
    form = RowForm
    formset = OwnedFormSet


class Permissions(BaseModelAdmin):
    """Offers the permissions that something asks for: those of what is kept here, and those given to somebody."""

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field: Any = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field is not None and db_field.related_model is Permission:
            kinds = ContentType.objects.get_for_models(*self.admin_site._registry, for_concrete_models=False)
            given = [
                Exists(User.user_permissions.through.objects.filter(permission=OuterRef("pk"))),
                Exists(Group.permissions.through.objects.filter(permission=OuterRef("pk"))),
            ]
            field.queryset = field.queryset.filter(Q(content_type__in=kinds.values()) | given[0] | given[1])
        return field


admin.site.unregister([User, Group])


def personal_state(account: User) -> str:
    """A text that differs when what is personal does, and does not tell it."""
    return salted_hmac("partnerships.account", repr([getattr(account, name) for name in PERSONAL])).hexdigest()


class PersonalConflicts(ConflictAdmin):
    """Two people, one account: rights are compared as those of every record are; what is personal has no history to
    be compared with, so that the second to save begins again, with the account as it is.
    """

    change_form_template = "admin/auth/account_form.html"

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        if (account := kwargs.get("obj")) is not None:
            # A form with an error holds what was typed already: what it began with is what it was sent with.
            context[PERSONAL_STATE] = request.POST.get(PERSONAL_STATE) or personal_state(account)
        return super().render_change_form(request, context, *args, **kwargs)

    def _meet(self, request: HttpRequest, record: Any, seen: Version) -> HttpResponse | None:
        RecordHistory(self.model, record.pk).lock()
        record.refresh_from_db()
        if _is_overtaken(request, record):
            message = gettext(
                "Somebody else changed the name or e-mail address of this account after you had opened it. Nothing of"
                " yours was saved: this is the account as it is now. Make your changes again."
            )
            self.message_user(request, message, messages.ERROR)
            return HttpResponseRedirect(self._address(record, "change"))
        return super()._meet(request, record, seen)


def _is_overtaken(request: HttpRequest, account: User) -> bool:
    """Whether somebody changed what is personal since the form was opened, to something else than it says."""
    sent = request.POST.get(PERSONAL_STATE, "")
    if not sent or constant_time_compare(sent, personal_state(account)):
        return False
    return any(request.POST.get(name, "").strip() != getattr(account, name) for name in PERSONAL)


@admin.register(User)
class AccountAdmin(Permissions, PersonalConflicts, UserAdmin):
    """Administrators keep accounts, those of superusers apart.

    Their history tells who might do what, and when; rights are given anew, not restored.
    """

    stays = RIGHTS_STAY
    inlines = (ScopeInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        accounts = super().get_queryset(request)
        return accounts if request.user.is_superuser else accounts.filter(is_superuser=False)

    def deleted(self, request: HttpRequest, object_id: str) -> Any:
        account: Any = super().deleted(request, object_id)
        return None if account and account.is_superuser and not request.user.is_superuser else account

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if not (obj.is_active and obj.is_staff):
            end_sessions(obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        given = super().get_readonly_fields(request, obj)
        noted = (*given, *NOTED)
        return noted if request.user.is_superuser else (*noted, *ABOVE_ALL)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Those of a saved account also where it is gone: what was entered for it is shown."""
        return self.fieldsets if VERSION_FIELD in request.POST else super().get_fieldsets(request, obj)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if VERSION_FIELD in request.POST:
            kwargs.setdefault("form", self.form)
        return super().get_form(request, obj, change=change, **kwargs)

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return super().get_inlines(request, obj) if obj else ()


@admin.register(Group)
class RoleAdmin(Permissions, ConflictAdmin, GroupAdmin):
    stays = RIGHTS_STAY

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With what each permission is about, in one reading."""
        return super().get_queryset(request).prefetch_related("permissions__content_type")
