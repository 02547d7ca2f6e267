"""What waits for a reviewer, and what a reviewer asked back."""

from typing import Any

from django.db.models import BigIntegerField, Model, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cnrs_intl.catalogue.choices import Publication
from cnrs_intl.catalogue.models import ProposedEdit, ReviewComment
from cnrs_intl.catalogue.rights import Level
from partnerships.needs.reader import Reader
from partnerships.needs.reasons import Reason


def keys_of(rows: Any, model: type[Model]) -> Any:
    """The keys of the records of `model` that the rows are about."""
    options = model._meta
    kind = {"content_type__app_label": options.app_label, "content_type__model": options.model_name}
    about = rows.filter(**kind).order_by()
    return about.values_list(Cast("object_id", BigIntegerField()))


class ToReview(Reason):
    action = gettext_lazy("Review")
    page = "review"

    def __init__(self, model: type[Model]) -> None:
        super().__init__(f"{model._meta.model_name}-to-review")
        self.model = model

    @property
    def title(self) -> str:
        return _("In review: %(kind)s") % {"kind": self.model._meta.verbose_name_plural}

    def records(self, reader: Reader) -> QuerySet[Any]:
        waiting = ProposedEdit.objects.filter(state=ProposedEdit.State.WAITING)
        own = reader.own(self.model, Level.REVIEWER)
        found: QuerySet[Any] = own.filter(Q(publication=Publication.IN_REVIEW) | Q(pk__in=keys_of(waiting, self.model)))
        return found.order_by("updated_at", "pk")

    def why(self, record: Any, reader: Reader) -> str:
        if record.publication == Publication.IN_REVIEW:
            return _("It was sent to review: publish it, or return it with a comment.")
        return _("An edit of it waits: accept or refuse it.")


class AskedBack(Reason):
    page = "review"
    action = gettext_lazy("Answer")

    def __init__(self, model: type[Model]) -> None:
        super().__init__(f"{model._meta.model_name}-asked-back")
        self.model = model

    @property
    def title(self) -> str:
        return _("Changes asked for: %(kind)s") % {"kind": self.model._meta.verbose_name_plural}

    def records(self, reader: Reader) -> QuerySet[Any]:
        """Drafts that somebody else has commented on, for those who write drafts and do not review them."""
        by_others = ReviewComment.objects.exclude(author=reader.user)
        drafts = reader.own(self.model, Level.CONTRIBUTOR).filter(publication=Publication.DRAFT)
        found: QuerySet[Any] = drafts.filter(pk__in=keys_of(by_others, self.model))
        return found.order_by("updated_at", "pk")

    def why(self, record: Any, reader: Reader) -> str:
        return _("It is a draft that somebody commented on: answer, or change it and send it to review.")
