"""Public records that nobody looked after: not confirmed, in one language only, without a way to get in touch.

Contracts and partners, which come by the thousand from registers of others, are not asked about here.
"""

from typing import Any

from django.db.models import F, Model, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cnrs_intl.catalogue.choices import Publication
from cnrs_intl.catalogue.days import in_words
from partnerships.models import Structure
from partnerships.models.periods import months_after
from partnerships.needs.reader import Reader
from partnerships.needs.reasons import Reason


class OfModel(Reason):
    """A reason that records of several models can have."""

    suffix: str
    words: Any
    """Its title, with the place of the kind of record: `%(kind)s`."""

    def __init__(self, model: type[Model]) -> None:
        super().__init__(f"{model._meta.model_name}-{self.suffix}")
        self.model = model

    @property
    def title(self) -> str:
        return str(self.words) % {"kind": self.model._meta.verbose_name_plural}

    def running(self, reader: Reader) -> Any:
        """Those that are there on the day; what is over stays as it is."""
        own = reader.own(self.model)
        return own.active_on(reader.day) if self.model is Structure else own.open_on(reader.day)


class NotConfirmed(OfModel):
    suffix = "not-confirmed"
    words = gettext_lazy("Not confirmed for a year: %(kind)s")
    action = gettext_lazy("Check and confirm")

    def records(self, reader: Reader) -> QuerySet[Any]:
        """Public ones; one confirmed on this day a year ago is asked about from tomorrow."""
        before = Q(confirmed_on__lt=months_after(reader.day, -12)) | Q(confirmed_on__isnull=True)
        found: QuerySet[Any] = self.running(reader).filter(before, publication=Publication.PUBLISHED)
        return found.order_by(F("confirmed_on").asc(nulls_first=True), "pk")

    def why(self, record: Any, reader: Reader) -> str:
        if record.confirmed_on is None:
            return _("Nobody has confirmed it yet: check it as a whole and enter the day.")
        return _("It was last confirmed on %(day)s: check it as a whole and enter the day.") % {
            "day": in_words(record.confirmed_on)
        }


class Untranslated(OfModel):
    suffix = "untranslated"
    words = gettext_lazy("Missing translation: %(kind)s")
    action = gettext_lazy("Translate")

    def __init__(self, model: type[Model], *names: str) -> None:
        super().__init__(model)
        self.names = names

    def records(self, reader: Reader) -> QuerySet[Any]:
        """Those with a text in one language only; texts that are missing in both are no translation."""
        missing = (
            (Q(**{f"{name}_{has}": ""}) & ~Q(**{f"{name}_{other}": ""}))
            for name in self.names
            for has, other in (("en", "fr"), ("fr", "en"))
        )
        found: QuerySet[Any] = self.running(reader).filter(Q(*missing, _connector=Q.OR))
        return found.order_by("-updated_at", "pk")

    def why(self, record: Any, reader: Reader) -> str:
        lacking = [
            str(record._meta.get_field(f"{name}_{language}").verbose_name)
            for name in self.names
            for language, other in (("en", "fr"), ("fr", "en"))
            if getattr(record, f"{name}_{other}") and not getattr(record, f"{name}_{language}")
        ]
        return _("Missing: %(fields)s.") % {"fields": ", ".join(lacking)}


class WithoutWebsite(Reason):
    """The register keeps no persons to contact: the way to a structure is its web site."""

    model = Structure
    title = gettext_lazy("No contact: structures without a web site")
    action = gettext_lazy("Enter it")

    def records(self, reader: Reader) -> QuerySet[Any]:
        own = reader.own(Structure).active_on(reader.day)
        found: QuerySet[Any] = own.filter(website="", publication=Publication.PUBLISHED)
        return found.order_by("-updated_at", "pk")

    def why(self, record: Any, reader: Reader) -> str:
        return _("Its page names no web site, so a reader finds no way to get in touch.")
