"""The groups of the staff and their permissions. A role says what one may do; the scope of an account says where."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Group, Permission, User
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.utils import timezone

from cnrs_intl.catalogue.models import ProposedEdit, ReviewComment, SavedView
from cnrs_intl.catalogue.querysets import VisibleQuerySet
from cnrs_intl.catalogue.rights import REVIEW
from cnrs_intl.catalogue.sight import SEE_EVERYTHING
from partnerships.choices import StaffRole
from partnerships.models import (
    CatalogueChange,
    CatalogueVersion,
    FacetBitmap,
    Laboratory,
    LaboratoryLabel,
    Scope,
    SearchDocument,
)

DERIVED = {CatalogueChange, CatalogueVersion, FacetBitmap, SearchDocument}
LABORATORIES = {Laboratory, LaboratoryLabel}
READ, WRITE = ("view",), ("view", "add", "change", "delete")


@transaction.atomic
def set_up_groups() -> dict[str, int]:
    """Make the groups of the four roles, each with exactly its permissions; role -> how many. Safe to run again.

    Readers read the register; contributors write what is reviewed before it is public; reviewers also publish, and
    keep the laboratories; administrators write everything everywhere, keep accounts and scopes,
    unlock accounts that were guessed at, and keep saved views of others.
    """
    granted = {}
    for role, names in _permissions_of_roles().items():
        group, _created = Group.objects.get_or_create(name=role.value)
        group.permissions.set(_permissions(names))
        granted[role.value] = len(names)
    return granted


def _permissions_of_roles() -> dict[StaffRole, set[str]]:
    register = [*_models("offices"), *_models("partnerships")]
    reviewed = [model for model in _models("partnerships") if _is_reviewed(model)]
    reader = _names([model for model in (*register, ProposedEdit, ReviewComment) if model is not Scope], READ)
    contributor = reader | _names(reviewed, WRITE)
    reviewer = contributor | _names(LABORATORIES, WRITE) | {REVIEW}
    accounts = {"auth.view_user", "auth.add_user", "auth.change_user", "auth.view_group"}
    doors = {"axes.view_accessattempt", "axes.delete_accessattempt"}
    views = _names([SavedView], WRITE) - {"catalogue.add_savedview"}
    administrator = views | reviewer | _names(register, WRITE) | {SEE_EVERYTHING} | accounts | doors
    return {
        StaffRole.READER: reader,
        StaffRole.CONTRIBUTOR: contributor,
        StaffRole.REVIEWER: reviewer,
        StaffRole.ADMINISTRATOR: administrator,
    }


def _models(label: str) -> list[type[models.Model]]:
    """Those that people fill: what has no permissions is written by the machinery, as events of the history are."""
    models_of_app = apps.get_app_config(label).get_models()
    return [model for model in models_of_app if model not in DERIVED and model._meta.default_permissions]


def _is_reviewed(model: Any) -> bool:
    """Whether its rows have a state of publication, their own or that of their record."""
    records = model._default_manager.all()
    return isinstance(records, VisibleQuerySet) and bool(records.publications)


def _names(found: Iterable[type[models.Model]], actions: Iterable[str]) -> set[str]:
    return {f"{model._meta.app_label}.{action}_{model._meta.model_name}" for model in found for action in actions}


def _permissions(names: set[str]) -> list[Permission]:
    """The permissions of these names; a proxy has its own."""
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    return [known[name] for name in sorted(names)]


def end_sessions(account: User) -> None:
    """Sign the account out everywhere. A session that was kept would go on once the account is enabled again."""
    for session in Session.objects.filter(expire_date__gte=timezone.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(account.pk):
            session.delete()
