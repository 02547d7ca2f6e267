from typing import Any

from cnrs_intl.catalogue.faceting import FacetFilter
from offices.articles import Form


class CountryFacetFilter(FacetFilter):
    """A facet of countries; the sentence says them in the form that its words ask for."""

    def __init__(self, facet: str, *, form: Form, **extra: Any) -> None:
        super().__init__(facet, **extra)
        self.form_of_country = form

    def texts(self, value: Any) -> list[str]:
        return [self.form_of_country(iso2, name) for iso2, name in self.chips(value)]
