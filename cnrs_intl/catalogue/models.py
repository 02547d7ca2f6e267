"""Tables of the kit itself: saved views; comments on a review, and edits that wait for one; forms that were sent."""

from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.history import remember, remember_links
from cnrs_intl.catalogue.records import Publishable
from cnrs_intl.catalogue.sight import sight_of

LONGEST_QUERY = 2_000


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, user: Any) -> Self:
        """One's own, and those that are for all."""
        return self.filter(Q(is_public=True) | Q(owner=user.pk))


class SavedView(models.Model):
    """A question asked of a list, kept under a name; a public one has a short address that anybody may use."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("owner"), related_name="saved_views"
    )
    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("short address"), max_length=60, unique=True)
    list_name = models.CharField(_("list"), max_length=30)
    query = models.CharField(_("question"), max_length=LONGEST_QUERY, blank=True)
    is_public = models.BooleanField(_("for all"), default=False)
    created_at = models.DateTimeField(_("saved on"), auto_now_add=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ("name", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="catalogue_savedview_name",
                violation_error_message=_(
                    "Name: you have saved a view under it already. Choose another, or delete that one."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("saved-view", args=[self.slug])


class AboutRecordQuerySet(models.QuerySet[Any]):
    def of_user(self, user: Any) -> Self:
        """Those about records in the scope of `user`'s work."""
        sight = sight_of(user)
        if sight.everything:
            return self
        own = Q(pk__in=[])
        for model in apps.get_models():
            if issubclass(model, Publishable) and not model._meta.proxy:
                records: Any = model._default_manager.all()
                keys = records.of_scope(sight).annotate(key=Cast("pk", models.CharField())).values("key")
                own |= Q(content_type=ContentType.objects.get_for_model(model), object_id__in=keys)
        return self.filter(own)


class AboutRecord(models.Model):
    """A row about one record of any model; the key is kept as text."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, verbose_name=_("kind of record"), related_name="+")
    object_id = models.CharField(_("key of the record"), max_length=64)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("author"), related_name="+"
    )
    made_at = models.DateTimeField(_("time"), auto_now_add=True)

    record = GenericForeignKey()
    objects = AboutRecordQuerySet.as_manager()

    class Meta:
        abstract = True


class ReviewComment(AboutRecord):
    """Something said about a record while it is reviewed; never shown in public."""

    text = models.TextField(_("comment"))

    class Meta:
        verbose_name = _("comment on a review")
        verbose_name_plural = _("comments on reviews")
        ordering = ("made_at", "pk")
        indexes = [models.Index(fields=["content_type", "object_id"], name="catalogue_comment_of_record")]

    def __str__(self) -> str:
        return self.text


class ProposedEdit(AboutRecord):
    """An edit that waits for review; the record stays as it is until somebody accepts it.

    `base` is the form as it was before the edit and `data` as it was sent, both as the lists of values of its inputs.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    base = models.JSONField(_("form before the edit"))
    data = models.JSONField(_("form as it was sent"))
    reason = models.TextField(_("why"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("decided by"), related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    class Meta:
        verbose_name = _("proposed edit")
        verbose_name_plural = _("proposed edits")
        ordering = ("-made_at", "-pk")
        indexes = [models.Index(fields=["content_type", "object_id"], name="catalogue_edit_of_record")]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "author"],
                condition=Q(state="waiting"),
                name="catalogue_one_waiting_edit_of_an_author",
            )
        ]
        permissions = [
            ("review", _("Can review: publish, archive, decide about edits")),
            ("see_everything", _("Has the whole register as scope")),
        ]

    def __str__(self) -> str:
        return str(self.record or self.object_id)

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING


class Submission(models.Model):
    """A form of a new record that was sent: the same form, sent again, finds the record that it made."""

    key = models.UUIDField(_("key of the form"), primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("user"), related_name="+")
    address = models.CharField(_("address of the record"), max_length=500)
    sent_at = models.DateTimeField(_("sent at"), auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ("-sent_at", "key")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.key)


# What these tables hold is remembered; of accounts, what they may do, and never whose they are.
remember(SavedView)
remember(ReviewComment)
remember(ProposedEdit)
remember(
    User,
    personal=("username", "first_name", "last_name", "email", "password", "last_login"),
    kept_in="catalogue",
)
remember(Group, kept_in="catalogue")
for account in (User, Group):
    remember_links(account, kept_in="catalogue")
