from datetime import date

import pytest
from django.utils import translation

from offices.models import Office
from partnerships.choices import StaffRole
from partnerships.models import Cluster, EUContract, Infrastructure, Partner, Structure
from partnerships.needs import OF_REGISTERS, REASONS, groups
from partnerships.needs.records import bilingual_names, published_models
from tests import builders


@pytest.mark.parametrize(
    ("day", "is_asked"),
    [(None, True), (date(2025, 3, 14), True), (date(2025, 3, 15), False), (date(2026, 1, 1), False)],
)
def test_a_structure_is_to_be_confirmed_once_a_year(found, day, is_asked):
    builders.structure("OCEAN", confirmed_on=day)
    assert found("structure-not-confirmed") == (["OCEAN"] if is_asked else [])


def test_what_is_over_or_not_public_is_not_to_be_confirmed(found):
    builders.structure("OVER", terms=((date(2010, 1, 1), date(2014, 1, 1)),))
    builders.structure("DRAFT", publication="draft")
    assert found("structure-not-confirmed") == []


def test_clusters_and_infrastructures_are_to_be_confirmed_too(found):
    builders.cluster("CLUSTER")
    builders.cluster("OVER", end=date(2024, 1, 1))
    builders.infrastructure("STATION", confirmed_on=date(2025, 3, 14))
    builders.infrastructure("SEEN", confirmed_on=date(2026, 1, 1))
    assert found("cluster-not-confirmed") == ["CLUSTER"]
    assert found("infrastructure-not-confirmed") == ["STATION"]


def test_what_nobody_ever_confirmed_comes_first(reader_of):
    builders.structure("OLD", confirmed_on=date(2020, 5, 1))
    builders.structure("NEVER")
    (group,) = groups([REASONS["structure-not-confirmed"]], reader_of())
    assert [line.name for line in group.lines] == ["NEVER", "OLD"]
    assert "Nobody has confirmed it yet" in group.lines[0].why
    assert "1 May 2020" in group.lines[1].why
    with translation.override("fr"):
        (group,) = groups([REASONS["structure-not-confirmed"]], reader_of())
        assert "1er mai 2020" in group.lines[1].why


def test_offices_are_the_matter_of_those_who_keep_them(found):
    builders.office("Santiago", covers=("CL",), name_en="Office of Santiago")
    assert found("office-not-confirmed") == found("office-untranslated") == []
    assert found("office-not-confirmed", StaffRole.ADMINISTRATOR) == ["Tokyo", "Santiago"]
    assert found("office-untranslated", StaffRole.ADMINISTRATOR) == ["Santiago"]


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({}, None),
        ({"title_fr": ""}, "title (French)"),
        ({"title_en": ""}, "title (English)"),
        ({"summary_en": "Seas."}, "summary (French)"),
        ({"discipline_fr": "mers", "title_fr": ""}, "title (French), discipline (English)"),
        ({"summary_en": "", "summary_fr": ""}, None),
    ],
)
def test_a_text_in_one_language_only_is_to_be_translated(reader_of, fields, missing):
    builders.structure("OCEAN", **fields)
    lines = [line.why for group in groups([REASONS["structure-untranslated"]], reader_of()) for line in group.lines]
    assert lines == ([f"Missing: {missing}."] if missing else [])


@pytest.mark.parametrize("model", published_models())
def test_every_kind_of_record_that_is_published_is_asked_about(model):
    name = model._meta.model_name
    assert {f"{name}-to-review", f"{name}-asked-back"} <= set(REASONS)
    pairs = {field.name.removesuffix("_en") for field in model._meta.fields if field.name.endswith("_en")}
    texts = pairs - {"sort"}
    assert (f"{name}-untranslated" in REASONS) == bool(texts)
    assert set(bilingual_names(model)) == texts
    assert (f"{name}-not-confirmed" in REASONS) == (model not in OF_REGISTERS)


def test_the_kinds_of_record_that_are_published_are_found():
    assert published_models() == [Structure, EUContract, Office, Partner, Cluster, Infrastructure]


def test_clusters_contracts_and_infrastructures_are_to_be_translated_while_they_last(found):
    japan, both = builders.country("JP"), {"name_en": "Both", "name_fr": "Les deux"}
    running, over = {"start": date(2025, 1, 1), "end": date(2027, 1, 1)}, {"end": date(2024, 1, 1)}
    builders.cluster("CLUSTER")
    builders.cluster("OVER", **over)
    builders.cluster(**both)
    builders.contract("GRANT", country=japan, **running)
    builders.contract("OLD", country=japan)
    builders.infrastructure("SEUL", name_en="")
    builders.infrastructure(**both)
    assert found("cluster-untranslated") == ["CLUSTER"]
    assert found("eucontract-untranslated") == ["GRANT"]
    assert found("infrastructure-untranslated") == ["SEUL"]


def test_a_text_that_an_import_wrote_is_to_be_translated_once_somebody_edits_it(reader_of):
    def lines():
        return [line.why for group in groups([REASONS["eucontract-untranslated"]], reader_of()) for line in group.lines]

    texts = {"title_en": "Seas", "summary_en": "Of seas."}
    running = {"start": date(2025, 1, 1), "end": date(2027, 1, 1)}
    contract = builders.contract(country=builders.country("JP"), **texts, **running, imported=texts | {"topic": "SEA"})
    assert lines() == []
    EUContract.objects.filter(pk=contract.pk).update(summary_en="Of all seas.")
    assert lines() == ["Missing: summary (French)."]


def test_a_running_public_structure_without_a_web_site_cannot_be_reached(found):
    builders.structure("MUTE")
    builders.structure("REACHED", website="https://example.org")
    builders.structure("OVER", terms=((date(2010, 1, 1), date(2014, 1, 1)),))
    builders.structure("DRAFT", publication="draft")
    assert found("no-contact") == ["MUTE"]
