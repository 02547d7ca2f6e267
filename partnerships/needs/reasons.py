from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.needs.reader import Reader


@dataclass(frozen=True)
class Answer:
    """What can be said about a record with one click: the button, and what it sends."""

    label: str
    url: str
    fields: dict[str, Any]


class Reason(ABC):
    """Why records need somebody. Each says which ones, most pressing first; why, in a sentence; and where to act."""

    model: type[Model]
    title: Any
    action: Any = _("Edit")
    """What the link to act says."""
    page = "change"
    """Of the administration of the record, where one acts."""
    is_made_once = True
    """Whether the query for its records depends only on who reads, at which level and with which scope, and the day."""

    def __init__(self, key: str) -> None:
        self.key = key

    @abstractmethod
    def records(self, reader: Reader) -> QuerySet[Any]:
        """All records of the reader's that need them for this reason, in a total order."""

    def with_facts(self, records: QuerySet[Any], reader: Reader) -> QuerySet[Any]:
        """The few records that are shown, with what `why` needs of them."""
        return records

    def prepared(self, records: list[Any], reader: Reader) -> list[Any]:
        """The same, with what `why` needs and a query of the records cannot have."""
        return records

    @abstractmethod
    def why(self, record: Any, reader: Reader) -> str: ...

    def link(self, record: Any, reader: Reader) -> str:
        return self.address(self.page, record)

    def answer(self, record: Any, reader: Reader) -> Answer | None:
        """None: there is only the link."""
        return None

    def address(self, page: str, record: Any) -> str:
        """Of a page of the record's in the administration."""
        options = self.model._meta
        return reverse(f"admin:{options.app_label}_{options.model_name}_{page}", args=[record.pk])
