"""Sums over many collaborations: one SQL aggregate each, remembered as long as the catalogue stays as it is."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import Count, Q, Sum

from cnrs_intl.catalogue.faceting import Among
from cnrs_intl.catalogue.text import localized
from partnerships.catalogue import CatalogueIndex
from partnerships.catalogue.aggregates import OfVersion
from partnerships.choices import Direction
from partnerships.models import EUContract, Exchange, Participation
from partnerships.panels.memory import remembered
from partnerships.panels.portfolio import Question


@dataclass(frozen=True, kw_only=True)
class ProgrammeSum:
    """The contracts of the most exact part of a programme that is known of them, and what the EU pays for them."""

    framework: str
    code: str
    name_en: str
    name_fr: str
    contracts: int
    contribution: Decimal

    @property
    def name(self) -> str:
        return getattr(self, localized("name")) or self.name_en


@remembered(512)
def contributions(question: Question) -> tuple[ProgrammeSum, ...]:
    """By programme part, the one with most contracts first. `question.keys`: contracts, of all their partners."""
    groups = EUContract.objects.filter(Among("pk", question.keys)).order_by()
    fields = ("framework__code", "programme__code", "programme__name_en", "programme__name_fr")
    found = groups.values_list(*fields).annotate(number=Count("pk"), amount=Sum("ec_contribution"))
    sums = [
        ProgrammeSum(
            framework=framework, code=code, name_en=english, name_fr=french, contracts=number,
            contribution=amount or Decimal(0),
        )
        for framework, code, english, french, number, amount in found
    ]  # fmt: skip
    return tuple(sorted(sums, key=lambda each: (-each.contracts, each.code)))


@remembered(512)
def received_there(question: Question) -> Decimal:
    """The part of the EU's contribution that goes to the partners in the country of the question."""
    there = Participation.objects.filter(
        Among("collaboration_id", question.keys), partner__country=question.place[1], partner__is_home=False
    ).in_sight(question.sight)
    return there.aggregate(amount=Sum("ec_contribution"))["amount"] or Decimal(0)


@dataclass(frozen=True)
class Exchanges:
    years: list[tuple[int, int, int]]
    """(year, received, sent)"""
    is_demo: bool

    @property
    def received(self) -> int:
        return sum(received for _year, received, _sent in self.years)

    @property
    def sent(self) -> int:
        return sum(sent for _year, _received, sent in self.years)


@OfVersion
def exchanges_with(index: CatalogueIndex, iso2: str, last_year: int) -> Exchanges:
    """People received from and sent to institutions of the country, or, where these are not known, its structures."""
    counted = (
        Exchange.objects.all()
        .in_sight(index.sight)
        .filter(Q(home__country=iso2) | Q(home=None, site__structure__country=iso2), year__lte=last_year)
    )
    people: dict[int, dict[str, Any]] = {}
    is_demo = False
    groups = counted.order_by("year").values_list("year", "direction")
    for year, direction, number, demo in groups.annotate(people=Sum("head_count"), demo=BoolOr("is_demo")):
        people.setdefault(year, {})[direction] = number
        is_demo |= demo
    years = [
        (year, number.get(Direction.RECEIVED, 0), number.get(Direction.SENT, 0)) for year, number in people.items()
    ]
    return Exchanges(years, is_demo)
