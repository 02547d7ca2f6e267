"""What is near to a text that finds nothing: each offer finds something."""

from difflib import get_close_matches

from cnrs_intl.catalogue.text import fold
from cnrs_intl.search.question import Question
from offices.models import Country

MOST_NEAR = 2
NEAR = 0.75


def near(question: Question) -> list[str]:
    """Names of countries, then texts of the catalogue."""
    texts = question.index.query(text=question.text, day=question.day).suggestions()
    return list(dict.fromkeys((*_countries(question.folded), *texts)))


def _countries(asked: str) -> list[str]:
    """In the reader's language, by a name in either of them, or by as much of it as was written."""
    if not asked:
        return []
    begun: dict[str, str] = {}
    for country in Country.objects.order_by("iso2"):
        for name in (country.name_en, country.name_fr):
            begun.setdefault(fold(name)[: len(asked) + 1], str(country))
    return [begun[each] for each in get_close_matches(asked, begun, n=MOST_NEAR, cutoff=NEAR)]
