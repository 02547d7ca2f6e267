"""A text in the other language is marked for the eye and for a screen reader; one in the reader's is not."""

from types import SimpleNamespace

import pytest
from django.utils import translation

from cnrs_intl.catalogue.bilingual import marked, spoken, told
from cnrs_intl.catalogue.text import Bilingual


class Record(SimpleNamespace):
    title = Bilingual("title")


@pytest.mark.parametrize(
    ("language", "record", "html"),
    [
        ("en", Record(title_en="A & B", title_fr="A et B"), "A &amp; B"),
        ("fr", Record(title_en="A & B", title_fr="A et B"), "A et B"),
        ("fr", Record(title_en="A & B", title_fr=""), '<span lang="en">A &amp; B</span>'),
        ("en", Record(title_en="", title_fr="A et B"), '<span lang="fr">A et B</span>'),
        ("fr", Record(title_en="", title_fr=""), ""),
    ],
)
def test_the_language_is_said_where_it_is_not_the_reader_s(language, record, html):
    with translation.override(language):
        assert spoken(record, "title") == html
        assert told(record, "title").startswith(html)
        assert ('class="foreign"' in told(record, "title")) == ("lang=" in html)


def test_the_mark_is_read_out_in_words():
    with translation.override("fr"):
        assert '<span aria-hidden="true">EN</span><span class="unseen">(en anglais)</span>' in marked("A", "en")
        assert marked("<b>", "") == "&lt;b&gt;"
