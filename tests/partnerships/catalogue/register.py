"""A small register with every source of the catalogue, some of it written at random."""

from datetime import date, timedelta
from random import Random

from offices.models import Country, Coverage, Office, Region
from partnerships.models import (
    Collaboration,
    EUContract,
    FundingScheme,
    Institute,
    Instrument,
    Participation,
    Partner,
    PartnerName,
    Programme,
    Site,
    SocietalChallenge,
    Structure,
    StructureCode,
    Term,
)

COUNTRIES = {"JP": "asia", "US": "americas", "CA": "americas", "DE": "europe", "FR": "europe", "IN": "africa"}
FIRST, LAST = date(2000, 1, 1), date(2030, 12, 31)
WORDS = (
    "océan", "climat", "énergie", "matière", "quantum", "language", "galaxies", "forêts", "robots", "health",
    "mémoire", "côtière",
)  # fmt: skip


class Register:
    """Reference data, and writers of random records."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311
        self.number = 0
        self._geography()
        self._taxonomy()
        self.partners = [self.partner() for _ in range(8)]

    def _geography(self) -> None:
        regions = {
            code: Region.objects.create(code=code, name_en=code, name_fr=code) for code in set(COUNTRIES.values())
        }
        self.countries = [
            Country.objects.create(
                iso2=iso2, iso3=iso2 + "X", cordis_code=iso2, name_en=iso2, name_fr=iso2, region=regions[region]
            )
            for iso2, region in COUNTRIES.items()
        ]
        self.offices = [
            Office.objects.create(slug=slug, city_en=slug, city_fr=slug, country=self.countries[0], publication=state)
            for slug, state in (("tokyo", "published"), ("ottawa", "draft"), ("delhi", "published"))
        ]
        for country in self.countries:
            middle = self.day()
            Coverage.objects.create(office=self.pick(self.offices), country=country, end=middle)
            Coverage.objects.create(office=self.pick(self.offices), country=country, start=middle + timedelta(1))

    def _taxonomy(self) -> None:
        families = {"UMI": "joint_unit", "IRL": "joint_unit", "LIA": "associated_laboratory", "PICS": "project"}
        self.instruments = [
            Instrument.objects.create(code=code, name_en=code, name_fr=code, family=family)
            for code, family in families.items()
        ]
        self.institutes = [
            Institute.objects.create(acronym=name, name_en=name, name_fr=name) for name in ("INP", "INC")
        ]
        self.schemes = [FundingScheme.objects.create(code=code) for code in ("ERC", "RIA")]
        root = Programme.objects.create(code="H2020", name_en="H2020")
        part = Programme.objects.create(code="H2020-1", name_en="Part", parent=root)
        leaf = Programme.objects.create(code="H2020-1-1", name_en="Leaf", parent=part)
        self.programmes = [root, part, leaf, Programme.objects.create(code="FP7", name_en="FP7")]
        self.challenges = [SocietalChallenge.objects.create(number=n, name_en=str(n), name_fr=str(n)) for n in (1, 2)]
        self.challenges[0].programmes.add(part)

    def partner(self) -> Partner:
        self.number += 1
        known = getattr(self, "partners", [])
        return Partner.objects.create(
            slug=f"partner-{self.number}",
            name=f"Université de {self.pick(WORDS)} {self.number}",
            country=self.pick(self.countries),
            publication=self.pick(["published", "published", "draft"]),
            parent=self.maybe(known) if known else None,
            is_home=self.number == 1,
        )

    def collaboration(self) -> Collaboration:
        return self.contract() if self.random.random() < 0.4 else self.structure()

    def structure(self) -> Structure:
        record = Structure.objects.create(instrument=self.pick(self.instruments), **self._common())
        for start, end in self.periods(3):
            Term.objects.create(structure=record, start=start or FIRST, end=end)
        for start, end in self.periods(2):
            Site.objects.create(structure=record, country=self.pick(self.countries[:4]), start=start, end=end)
        if record.sites.filter(start=None, end=None).exists() and self.random.random() < 0.6:
            start, end = self.periods(1)[0]
            Site.objects.create(structure=record, role="extension", country_id="FR", start=start, end=end)
        self.codes(record)
        self._links(record)
        return record

    def codes(self, record: Structure) -> None:
        for _ in range(self.random.randrange(3)):
            self.number += 1
            start, end = self.period()
            instrument = self.pick(self.instruments)
            StructureCode.objects.create(
                structure=record, instrument=instrument, code=f"{instrument} {self.number}", start=start, end=end
            )

    def contract(self) -> EUContract:
        start, end = self.period()
        record = EUContract.objects.create(
            grant_number=str(600000 + self.number),
            framework=self.programmes[0],
            programme=self.pick(self.programmes),
            scheme=self.maybe(self.schemes),
            start=start,
            end=end,
            total_cost=self.maybe([1000, 2500000, 10]),
            **self._common(),
        )
        self._links(record)
        return record

    def _common(self) -> dict:
        self.number += 1
        return {
            "slug": f"record-{self.number}",
            "acronym": f"ACRO{self.number}",
            "title_en": f"{self.pick(WORDS)} {self.pick(WORDS)}",
            "title_fr": self.maybe(WORDS) or "",
            "country": self.pick(self.countries),
            "publication": self.pick(["published", "published", "published", "draft"]),
        }

    def _links(self, record: Collaboration) -> None:
        for partner in self.random.sample(self.partners, self.random.randrange(4)):
            Participation.objects.create(collaboration=record, partner=partner)
        record.institutes.set(self.random.sample(self.institutes, self.random.randrange(3)))
        record.challenges.set(self.random.sample(self.challenges, self.random.randrange(2)))
        record.other_countries.set(self.random.sample(self.countries, self.random.randrange(2)))

    def edit(self) -> None:
        """Change something, anything, that the catalogue is made of."""
        self.pick([
            self.collaboration, self._delete, self._publish, self._retitle, self._move_partner, self._rename_partner,
            self._end_terms, self._recode, self._cover, self._reparent, self._answer,
        ])()  # fmt: skip

    def _delete(self) -> None:
        record = Collaboration.objects.order_by("?").first()
        if record is not None:
            record.delete()

    def _publish(self) -> None:
        state = self.pick(["draft", "published"])
        Collaboration.objects.filter(pk__in=self._some(Collaboration)).update(publication=state)

    def _retitle(self) -> None:
        Collaboration.objects.filter(pk__in=self._some(Collaboration)).update(title_fr=self.pick(WORDS))

    def _move_partner(self) -> None:
        Partner.objects.filter(pk=self.pick(self.partners).pk).update(
            country=self.pick(self.countries), publication=self.pick(["draft", "published"])
        )

    def _rename_partner(self) -> None:
        self.number += 1
        PartnerName.objects.create(partner=self.pick(self.partners), text=f"Institut {self.number}", kind="former")

    def _end_terms(self) -> None:
        Term.objects.filter(pk__in=self._some(Term), start__lt=date(2010, 1, 1), end=None).update(end=date(2015, 1, 1))

    def _recode(self) -> None:
        StructureCode.objects.filter(pk__in=self._some(StructureCode)).update(instrument=self.pick(self.instruments))

    def _cover(self) -> None:
        Coverage.objects.filter(pk__in=self._some(Coverage)).update(office=self.pick(self.offices))

    def _reparent(self) -> None:
        one, other = self.random.sample(self.partners, 2)
        Partner.objects.filter(pk=one.pk).update(parent=other)
        Programme.objects.filter(code="H2020-1-1").update(parent=self.pick(self.programmes[:2]))

    def _answer(self) -> None:
        self.challenges[1].programmes.set(self.random.sample(self.programmes, 1))

    def _some(self, model: type) -> list[int]:
        return list(model.objects.order_by("?").values_list("pk", flat=True)[: self.random.randrange(1, 5)])

    def pick(self, options):
        return self.random.choice(options)

    def maybe(self, options):
        return self.random.choice([None, *options])

    def day(self) -> date:
        return FIRST + timedelta(self.random.randrange((LAST - FIRST).days))

    def period(self) -> tuple[date | None, date | None]:
        start, end = sorted((self.day(), self.day()))
        return self.pick([start, start, None]), self.pick([end, end, None])

    def periods(self, most: int) -> list[tuple[date | None, date | None]]:
        """Periods that follow one another; the first may have no start, the last no end."""
        bounds = sorted({self.day() for _ in range(2 * self.random.randrange(1, most + 1))})
        pairs: list[list[date | None]] = [list(pair) for pair in zip(bounds[::2], bounds[1::2], strict=False)]
        if not pairs:
            return [(None, None)]
        pairs[0][0] = self.pick([pairs[0][0], None])
        pairs[-1][1] = self.pick([pairs[-1][1], None])
        return [(start, end) for start, end in pairs]
