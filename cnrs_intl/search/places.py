"""Countries, offices, embassies' science services and clusters: few rows, read whole and compared word by word."""

from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlencode

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.addresses import address, address_of
from cnrs_intl.catalogue.numbers import grouped
from cnrs_intl.catalogue.states import Memory
from cnrs_intl.search.question import Question
from cnrs_intl.search.results import MOST_HITS, Group, Hit, exact_first
from offices.models import Country, Coverage, EmbassyService, Office
from partnerships.models import Cluster

MOST_COUNTRIES = 3
"""More countries than that are not what somebody asks the offices about."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """All the rows that a reader may see on a day."""

    countries: list[Country]
    coverages: list[Coverage]
    offices: list[Office]
    services: list[EmbassyService]
    clusters: list[Cluster]

    @classmethod
    def read(cls, question: Question) -> Self:
        user = question.user
        return cls(
            countries=list(Country.objects.order_by("sort_en")),
            coverages=list(Coverage.objects.on(question.day).select_related("country")),
            offices=list(Office.objects.visible_to(user).select_related("country")),
            services=list(EmbassyService.objects.select_related("country")),
            clusters=list(Cluster.objects.visible_to(user).select_related("country", "region")),
        )


_KNOWN: Memory[Known] = Memory()


class Places:
    """The countries found, and what stands in or for them."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self._known = _KNOWN.of((question.index.sight, question.day), lambda: Known.read(question))
        self.countries = {country.iso2: country for country in self._known.countries if self._finds_country(country)}
        self._few = set(self.countries) if len(self.countries) <= MOST_COUNTRIES else set()

    def groups(self) -> list[Group]:
        return [self._countries(), self._offices(), self._services(), self._clusters()]

    def _finds_country(self, country: Country) -> bool:
        asked, names = self.question, (country.name_en, country.name_fr)
        return asked.is_in(*names) or asked.is_whole(*_country_codes(country))

    def _countries(self) -> Group:
        counts = self.question.index.query(day=self.question.day).counts["country"]
        hits = [self._country(country, counts.get(iso2, 0)) for iso2, country in self.countries.items()]
        return Group(
            name="countries",
            title=gettext_lazy("Countries"),
            hits=exact_first(hits)[:MOST_HITS],
            url=f"{address('countries')}?{urlencode({'q': self.question.wanted})}" if len(hits) > MOST_HITS else "",
        )

    def _country(self, country: Country, count: int) -> Hit:
        done = ngettext("%(count)s collaboration", "%(count)s collaborations", count) % {"count": grouped(count)}
        other = country.name_en if _is_french() else country.name_fr
        return Hit(
            name=str(country),
            url=address_of("country", country.iso2.lower()),
            more=(done, f"{address('collaborations')}?country={country.iso2}"),
            reason="" if self.question.is_in(str(country)) or not self.question.is_in(other) else other,
            is_exact=self.question.is_whole(country.name_en, country.name_fr, *_country_codes(country)),
        )

    def _offices(self) -> Group:
        """Offices found by city, name or territory, and those in charge of the countries found."""
        asked = self.question
        in_charge = {
            coverage.office_id: coverage.country
            for coverage in self._known.coverages
            if coverage.country_id in self._few
        }
        hits = []
        for office in self._known.offices:
            texts = (office.city_en, office.city_fr, office.name_en, office.name_fr)
            by_name = asked.is_in(*texts, office.territory_en, office.territory_fr)
            if by_name or office.pk in in_charge:
                country = in_charge.get(office.pk)
                reason = "" if by_name or country is None else _("in charge of %(country)s") % {"country": country}
                detail = " · ".join(text for text in (str(office.name or ""), str(office.country or "")) if text)
                hits.append(
                    Hit(name=str(office), url=office.get_absolute_url(), detail=detail, reason=reason,
                        is_exact=asked.is_whole(*texts))
                )  # fmt: skip
        return Group(name="offices", title=gettext_lazy("Offices"), hits=exact_first(hits)[:MOST_HITS])

    def _services(self) -> Group:
        """They have no page of their own: the office that they house, if it is seen, or their country tells of them."""
        offices: dict[int | None, Office] = {office.pk: office for office in self._known.offices}
        hits = [
            Hit(
                name=f"{service.name}",
                url=(offices.get(service.office_id) or service.country).get_absolute_url(),
                detail=f"{service.city} · {service.country}",
            )
            for service in self._known.services
            if self._is_at(service.country_id, service.name_en, service.name_fr, service.city_en, service.city_fr)
        ]
        return Group(
            name="services", title=gettext_lazy("Science services of the French embassies"), hits=hits[:MOST_HITS]
        )

    def _clusters(self) -> Group:
        hits = [
            Hit(
                name=str(cluster),
                url=cluster.get_absolute_url(),
                detail=str(cluster.country or cluster.region or ""),
                is_exact=self.question.is_whole(cluster.name_en, cluster.name_fr),
            )
            for cluster in self._known.clusters
            if self._is_at(cluster.country_id, cluster.name_en, cluster.name_fr)
        ]
        return Group(name="clusters", title=gettext_lazy("Clusters"), hits=exact_first(hits)[:MOST_HITS])

    def _is_at(self, iso2: str | None, *names: str) -> bool:
        """Of a country that was found, or found itself."""
        return iso2 in self._few or self.question.is_in(*names)


def _country_codes(country: Any) -> tuple[str, ...]:
    """ISO's codes and the one of EU files: JP, JPN; GB, GBR, UK."""
    return country.iso2, country.iso3, country.cordis_code


def _is_french() -> bool:
    return (get_language() or "en").startswith("fr")
