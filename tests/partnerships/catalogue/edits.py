"""Random edits of every kind, as forms, services, scripts and SQL make them, on whatever the register holds."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

import psycopg
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from cnrs_intl.catalogue.choices import Publication
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

WORDS = ("Océan", "climat", "Énergie", "matter", "Quantum", "l'œuvre", "forêts", "Robots", "health", "mémoire", "B₂C")
FIRST, LAST = date(1995, 1, 1), date(2032, 12, 31)
# Columns that the catalogue is made of, with what may be written there.
COLUMNS: dict[type[models.Model], tuple[str, ...]] = {
    Collaboration: ("title_en", "title_fr", "summary_en", "summary_fr", "acronym", "publication", "country"),
    Structure: ("instrument", "discipline_en", "discipline_fr"),
    EUContract: (
        "grant_number", "programme", "scheme", "topic", "topic_title", "start", "end", "total_cost",
        "ec_contribution", "keywords",
    ),
    Participation: ("collaboration", "partner"),
    Term: ("structure", "start", "end"),
    StructureCode: ("structure", "instrument", "code", "start", "end"),
    Site: ("structure", "role", "name", "city_en", "city_fr", "country", "start", "end"),
    Partner: ("name", "country", "parent", "publication", "is_home"),
    PartnerName: ("partner", "text"),
    Instrument: ("code", "family"),
    Institute: ("acronym",),
    FundingScheme: ("code",),
    Programme: ("code", "parent"),
    SocietalChallenge: ("number",),
    Region: ("code",),
    Country: ("region",),
    Office: ("slug", "publication"),
    Coverage: ("office", "country", "start", "end"),
}  # fmt: skip
LINKS = (
    (Collaboration, "institutes"), (Collaboration, "challenges"), (Collaboration, "other_countries"),
    (SocietalChallenge, "programmes"),
)  # fmt: skip
BELONGINGS = (Participation, Term, StructureCode, Site, PartnerName, Coverage)
STATEMENTS = """
UPDATE partnerships_collaboration SET title_en = upper(title_en), summary_fr = summary_en WHERE id % 17 = {n}

UPDATE partnerships_partner SET name = name || ' {word}' WHERE id % 23 = {n}

UPDATE partnerships_partner SET publication = CASE publication WHEN 'published' THEN 'draft' ELSE 'published' END
WHERE country_id IS NOT NULL AND id % 19 = {n}

DELETE FROM partnerships_participation WHERE id % 31 = {n}

DELETE FROM partnerships_term USING partnerships_structure AS s
WHERE structure_id = s.collaboration_ptr_id AND partnerships_term.id % 29 = {n}

INSERT INTO partnerships_collaboration_challenges (collaboration_id, societalchallenge_id)
SELECT r.id, c.id FROM partnerships_collaboration AS r, partnerships_societalchallenge AS c
WHERE (r.id + c.id) % 37 = {n} ON CONFLICT DO NOTHING

UPDATE partnerships_term SET "end" = "end" - 1 WHERE id % 11 = {n}

UPDATE partnerships_structurecode SET instrument_id = s.instrument_id FROM partnerships_structure AS s
WHERE structure_id = s.collaboration_ptr_id AND id % 13 = {n}

MERGE INTO partnerships_participation AS p USING (SELECT id FROM partnerships_collaboration WHERE id % 41 = {n}) AS r
ON p.collaboration_id = r.id
WHEN MATCHED AND p.id % 2 = 0 THEN DELETE WHEN MATCHED THEN UPDATE SET position = 7

WITH moved AS (UPDATE partnerships_collaboration SET acronym = '{word}' || id WHERE id % 43 = {n} RETURNING id)
UPDATE partnerships_eucontract SET keywords = 'moved {word}' FROM moved WHERE collaboration_ptr_id = moved.id

UPDATE partnerships_site AS s SET city_en = o.city_en, city_fr = o.city_fr, name = o.name FROM partnerships_site AS o
WHERE s.structure_id = o.structure_id AND s.id <> o.id

TRUNCATE partnerships_collaboration_challenges

TRUNCATE partnerships_partnername
""".strip().split("\n\n")
TRUNCATIONS = 2
RARE = 0.05


class Editor:
    """Edits in transactions of a few edits each; a refused edit is undone alone, as a form would be."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311
        self.done: Counter[str] = Counter()
        self.number = 0
        self.kinds: list[Callable[[], object]] = [
            self.save, self.save, self.update, self.update, self.update_many, self.link, self.add, self.add_many,
            self.remove, self.statement, self.statement, self.remove_record, self.new_structure, self.new_contract,
            self.copy, self.publish,
        ]  # fmt: skip

    def batch(self, most: int = 20) -> None:
        """A transaction of up to `most` edits: committed, or, now and then, given up as a whole."""
        done = self.done.copy()
        try:
            with transaction.atomic():
                for _ in range(self.random.randrange(1, most + 1)):
                    self.edit()
                if self.random.random() < RARE:
                    transaction.set_rollback(True)
                    self.done = done
        except DatabaseError:
            self.done = done  # a rule across rows refused them all when the transaction ended

    def edit(self) -> None:
        kind = self.random.choice(self.kinds)
        try:
            with transaction.atomic():
                kind()
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS partnerships_site_extension_main_abroad IMMEDIATE")
                    cursor.execute("SET CONSTRAINTS partnerships_site_extension_main_abroad DEFERRED")
        except (DatabaseError, psycopg.Error, ValidationError, models.ProtectedError):
            self.done["refused"] += 1
        else:
            self.done[kind.__name__] += 1

    @property
    def count(self) -> int:
        return self.done.total() - self.done["refused"]

    def save(self) -> None:
        """As a form does: checked, then saved."""
        record, name = self.one(model := self.model()), self.random.choice(COLUMNS[model])
        setattr(record, name, self.value(model, name))
        record.full_clean()
        record.save()

    def update(self) -> None:
        model = self.model()
        name = self.random.choice(COLUMNS[model])
        model._base_manager.filter(pk=self.one(model).pk).update(**{name: self.value(model, name)})

    def update_many(self) -> None:
        model = self.random.choice([Collaboration, EUContract, Structure, Partner, Site, StructureCode])
        name = self.random.choice([name for name in COLUMNS[model] if name not in {"grant_number", "code"}])
        model._base_manager.filter(pk__in=self.some(model)).update(**{name: self.value(model, name)})

    def link(self) -> None:
        model, name = self.random.choice(LINKS)
        links = getattr(self.one(model), name)
        change = self.random.choice([links.set, links.add, links.remove])
        others = self.some(links.model, 3)
        change(others) if change == links.set else change(*others)

    def add(self) -> None:
        self._belonging(self.random.choice(BELONGINGS)).save()

    def add_many(self) -> None:
        model = self.random.choice([Participation, PartnerName, StructureCode])
        model._base_manager.bulk_create([self._belonging(model) for _ in range(5)], ignore_conflicts=True)

    def remove(self) -> None:
        model = self.random.choice(BELONGINGS)
        rows = model._base_manager.filter(pk__in=self.some(model, 4))
        rows.delete() if self.random.random() < 0.5 else rows._raw_delete(rows.db)

    def remove_record(self) -> None:
        dice = self.random.random()
        if dice < RARE:
            self.only_structure()
        elif dice < 0.3:
            Collaboration.objects.filter(pk__in=self.some(Collaboration, 2)).delete()
        else:
            self.one(self.random.choice([Partner, Office, Institute, FundingScheme, Instrument, Programme])).delete()

    def only_structure(self) -> None:
        """The row of the structure goes, that of the collaboration stays."""
        self.one(Structure).delete(keep_parents=True)

    def new_structure(self) -> None:
        record = Structure.objects.create(instrument=self.one(Instrument), **self._common())
        Term.objects.create(structure=record, **self._days())
        Site.objects.create(structure=record, role="main", country=self.one(Country), city_en=self.words())
        record.institutes.set(self.some(Institute, 2))

    def new_contract(self) -> None:
        programme = self.one(Programme)
        EUContract.objects.create(
            grant_number=self.words(), framework=programme, programme=programme, scheme=self.one(FundingScheme),
            total_cost=self.random.randrange(10**7), **self._days(), **self._common(),
        )  # fmt: skip

    def copy(self) -> None:
        partners, records = self.some(Partner, 4), self.some(Collaboration, 4)
        columns = "collaboration_id, partner_id, role, occurrence, left_early, imported, precision, source, is_demo"
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY partnerships_participation ({columns}) FROM STDIN") as rows,
        ):
            for record, partner in zip(records, partners, strict=False):
                rows.write_row((record, partner, "associated", 1, False, "{}", "day", "", True))

    def publish(self) -> None:
        model = self.random.choice([Collaboration, Partner, Office])
        state = self.random.choice([Publication.PUBLISHED, Publication.ARCHIVED, Publication.IN_REVIEW])
        model._base_manager.filter(pk__in=self.some(model)).update(publication=state, updated_at=timezone.now())

    def statement(self) -> None:
        among = STATEMENTS if self.random.random() < RARE * 4 else STATEMENTS[:-TRUNCATIONS]
        text = self.random.choice(among)
        with connection.cursor() as cursor:
            cursor.execute(text.format(n=self.random.randrange(11), word=self.random.choice(WORDS[:5])))

    def model(self) -> type[models.Model]:
        return self.random.choice(list(COLUMNS))

    def one(self, model: type[models.Model]) -> Any:
        keys = self._keys(model)
        if not keys:
            message = "There is none left."
            raise ValidationError(message)
        return model._base_manager.get(pk=self.random.choice(keys))

    def some(self, model: type[models.Model], most: int = 8) -> list[Any]:
        keys = self._keys(model)
        return self.random.sample(keys, min(len(keys), self.random.randrange(1, most + 1)))

    def _keys(self, model: type[models.Model]) -> list[Any]:
        return list(model._base_manager.order_by("pk").values_list("pk", flat=True))

    def value(self, model: type[models.Model], name: str) -> Any:
        """Something that may stand in this column; now and then nothing."""
        field = model._meta.get_field(name)
        if field.null and self.random.random() < 0.2:
            return None
        if isinstance(field, models.ForeignKey):
            return self.one(field.related_model)
        if field.choices:
            return self.random.choice([value for value, _label in field.choices])
        if isinstance(field, models.DateField):
            return self.day()
        if isinstance(field, models.BooleanField):
            return self.random.random() < RARE
        if isinstance(field, models.IntegerField | models.DecimalField):
            return self.random.randrange(1, 10_000)
        return self.words()[: field.max_length]

    def _belonging(self, model: type[models.Model]) -> models.Model:
        values = {name: self.value(model, name) for name in COLUMNS[model]}
        return model(**values | (self._days() if "start" in values else {}))

    def _common(self) -> dict[str, Any]:
        return {
            "slug": f"edited-{self.words().split()[-1]}",
            "acronym": self.words(),
            "title_en": self.words(),
            "title_fr": self.words(),
            "country": self.one(Country),
            "publication": self.random.choice(["published", "published", "draft"]),
        }

    def _days(self) -> dict[str, Any]:
        start, end = sorted((self.day(), self.day()))
        return {"start": start, "end": self.random.choice([end, end, None])}

    def day(self) -> date:
        return FIRST + timedelta(self.random.randrange((LAST - FIRST).days))

    def words(self) -> str:
        self.number += 1
        return f"{self.random.choice(WORDS)} {self.random.choice(WORDS)} {self.number}"
