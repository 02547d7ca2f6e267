"""Public records that nobody looked after: not confirmed, in one language only, without a way to get in touch.

What comes by the thousand from registers of others is not asked about here: contracts and partners need not be
confirmed, and a text that an import wrote need not be translated, until somebody edits it.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import F, Model, Q, QuerySet, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cnrs_intl.catalogue.choices import Publication
from cnrs_intl.catalogue.days import in_words
from cnrs_intl.catalogue.querysets import holds_on
from cnrs_intl.catalogue.records import Dated, Publishable
from cnrs_intl.catalogue.text import Bilingual
from partnerships.models import Collaboration, Structure
from partnerships.models.periods import months_after
from partnerships.needs.reader import Reader
from partnerships.needs.reasons import Reason


def published_models() -> list[type[Publishable]]:
    """Those whose records have a state of publication, collaborations first. Of records in two tables, the whole."""
    found = [model for model in apps.get_models() if issubclass(model, Publishable) and not model._meta.proxy]
    whole = [model for model in found if not any(issubclass(each, model) and each is not model for each in found)]
    return sorted(whole, key=lambda model: not issubclass(model, Collaboration))


def bilingual_names(model: type[Model]) -> list[str]:
    """Its texts in both languages: “title” for `title_en` and `title_fr`."""
    names = (field.name.removesuffix("_en") for field in model._meta.fields if field.name.endswith("_en"))
    return [name for name in names if isinstance(getattr(model, name, None), Bilingual)]


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
        if hasattr(own, "active_on"):
            return own.active_on(reader.day)
        return own.filter(holds_on(reader.day)) if issubclass(self.model, Dated) else own


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

    def __init__(self, model: type[Model]) -> None:
        super().__init__(model)
        self.names = bilingual_names(model)
        self.is_imported = any(field.name == "imported" for field in model._meta.fields)

    def records(self, reader: Reader) -> QuerySet[Any]:
        """Those with a text in one language only; texts that are missing in both are no translation."""
        found: QuerySet[Any] = self.running(reader).filter(Q(*self._missing(), _connector=Q.OR))
        return found.order_by("-updated_at", "pk")

    def _missing(self) -> Iterator[Q]:
        for lacking, text in self._pairs():
            is_own = ~Q(**{text: ""})
            if self.is_imported:
                is_own &= ~Q(**{text: Coalesce(KeyTextTransform(text, "imported"), Value(""))})
            yield Q(**{lacking: ""}) & is_own

    def _pairs(self) -> list[tuple[str, str]]:
        """Each field, with that of the same text in the other language."""
        return [
            (f"{name}_{language}", f"{name}_{other}")
            for name in self.names
            for language, other in (("en", "fr"), ("fr", "en"))
        ]

    def why(self, record: Any, reader: Reader) -> str:
        imported = record.imported if self.is_imported else {}
        lacking = [
            str(record._meta.get_field(lacking).verbose_name)
            for lacking, text in self._pairs()
            if getattr(record, text) not in ("", imported.get(text)) and not getattr(record, lacking)
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
