from types import SimpleNamespace

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cnrs_intl.catalogue.text import Bilingual, fold, foreign_language, localized, slug


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Université d'Ottawa", "universite d ottawa"),
        ("  Łódź –  ŒUVRE ", "lodz oeuvre"),
        ("STRASSE Straße", "strasse strasse"),
        ("<MSE>2", "mse 2"),
        ("東京", ""),
    ],
)
def test_folding(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


def test_a_slug_is_made_of_the_first_text_that_leaves_something():
    assert slug("東京", "Tokyo Daigaku") == "tokyo-daigaku"
    assert slug("東京") == ""
    assert len(slug("word " * 40)) <= 60


class Record:
    title = Bilingual("title")

    def __init__(self, en: str, fr: str) -> None:
        self.title_en, self.title_fr = en, fr


@pytest.mark.parametrize(
    ("language", "en", "fr", "shown"),
    [("en", "Sea", "Mer", "Sea"), ("fr", "Sea", "Mer", "Mer"), ("fr", "Sea", "", "Sea"), ("en", "", "Mer", "Mer")],
)
def test_a_text_is_in_the_language_of_the_reader_or_in_the_other(language, en, fr, shown):
    with translation.override(language):
        assert Record(en, fr).title == shown
        assert localized("title") == f"title_{language}"


@pytest.mark.parametrize(
    ("english", "french", "on_english", "on_french"),
    [("word", "mot", "", ""), ("word", "", "", "en"), ("", "mot", "fr", ""), ("", "", "", "")],
)
def test_a_missing_translation_names_the_language_that_is_shown(english, french, on_english, on_french):
    record = SimpleNamespace(title_en=english, title_fr=french)
    for language, expected in (("en", on_english), ("fr", on_french)):
        with translation.override(language):
            assert foreign_language(record, "title") == expected
