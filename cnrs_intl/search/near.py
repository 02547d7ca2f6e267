"""What is near to a text that finds nothing: each offer finds something."""

from difflib import get_close_matches

from cnrs_intl.catalogue.text import fold
from cnrs_intl.search.question import Question
from offices.models import Country

MOST_COUNTRIES = 2
NEAR = 0.75


def near(question: Question) -> list[str]:
    """Names of countries, in the language in which they were misspelt, then texts of the catalogue."""
    named = {
        fold(name): name
        for names in Country.objects.values_list("name_en", "name_fr")
        for name in names
        if question.folded
    }
    countries = [named[each] for each in get_close_matches(question.folded, named, n=MOST_COUNTRIES, cutoff=NEAR)]
    texts = question.index.query(text=question.text, day=question.day).suggestions()
    return list(dict.fromkeys((*countries, *texts)))
