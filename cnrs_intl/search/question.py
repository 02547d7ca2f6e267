"""What is asked of the search page: one text, refused with a message where it cannot be asked."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.filters import BadQueryError, without_empty
from cnrs_intl.catalogue.search import QueryError, parse_text
from cnrs_intl.catalogue.text import fold
from partnerships.catalogue import CatalogueIndex
from partnerships.catalogue.vocabulary import Vocabulary

PARAMETER = "q"


@dataclass(frozen=True)
class Question:
    """A text that can be searched for (empty: nothing is asked), by whom and as of which day."""

    text: str
    user: Any
    day: date

    @classmethod
    def of(cls, request: HttpRequest) -> "Question":
        """Raises BadQueryError."""
        return cls(read_text(without_empty(request.GET)), request.user, localdate())

    @cached_property
    def index(self) -> CatalogueIndex:
        return CatalogueIndex.current(self.user)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary(self.index.version, self.index.sight)

    @cached_property
    def wanted(self) -> str:
        """What must be found, without what is left out."""
        return parse_text(self.text).wanted

    @cached_property
    def folded(self) -> str:
        return fold(self.wanted)

    def is_whole(self, *names: str) -> bool:
        """The text is one of these names, whatever its accents and capitals."""
        return bool(self.folded) and any(" ".join(words_of(name)) == self.folded for name in names)

    def is_in(self, *names: str) -> bool:
        """All the words of the text begin words of one of the names."""
        words = self.folded.split()
        return bool(words) and any(
            all(any(part.startswith(word) for part in words_of(name)) for word in words) for name in names
        )


@lru_cache(4_096)
def words_of(name: str) -> tuple[str, ...]:
    """Its words, folded; remembered, since those of all countries are read for each question."""
    return tuple(fold(name).split())


def read_text(query: QueryDict) -> str:
    """The text asked for. Raises BadQueryError, as lists do."""
    errors = {name: [_("this page has no such parameter.")] for name in query if name != PARAMETER}
    if len(query.getlist(PARAMETER)) > 1:
        errors[PARAMETER] = [_("given more than once; it takes one value.")]
    if errors:
        raise BadQueryError(errors)
    text = query.get(PARAMETER, "").strip()
    try:
        parse_text(text)
    except QueryError as error:
        raise BadQueryError({PARAMETER: [str(error)]}) from error
    return text
