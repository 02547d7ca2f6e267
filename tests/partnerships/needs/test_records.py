from datetime import date

import pytest
from django.utils import translation

from partnerships.choices import StaffRole
from partnerships.needs import REASONS, groups
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


def test_a_running_public_structure_without_a_web_site_cannot_be_reached(found):
    builders.structure("MUTE")
    builders.structure("REACHED", website="https://example.org")
    builders.structure("OVER", terms=((date(2010, 1, 1), date(2014, 1, 1)),))
    builders.structure("DRAFT", publication="draft")
    assert found("no-contact") == ["MUTE"]
