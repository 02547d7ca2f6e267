import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnrs_intl.catalogue.search import LONGEST_TEXT, QueryError, TextQuery, parse_text


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", TextQuery()),
        ("  climate  change ", TextQuery(words=("climate",), prefix="change")),
        ('"climate change"', TextQuery(phrases=("climate change",))),
        ("« climat océan » forêt", TextQuery(prefix="forêt", phrases=("climat océan",))),
        ("climate -change", TextQuery(words=("climate",), without_words=("change",))),
        ('climate -"sea level"', TextQuery(words=("climate",), without_phrases=("sea level",))),
        ("Franco-Chinese", TextQuery(words=("Franco",), prefix="Chinese")),
        ("UMI-2958", TextQuery(words=("UMI",), prefix="2958")),
        ("l'océan", TextQuery(words=("l",), prefix="océan")),
        ('climate "open', TextQuery(words=("climate",), prefix="open")),
        ("a", TextQuery(words=("a",))),
        ("- \\ % ( ) & | ! :*", TextQuery()),
    ],
)
def test_words_phrases_and_exclusions(text, query):
    assert parse_text(text) == query


@pytest.mark.parametrize("text", ["a\x00b", "a\x1b[0m", "a\x7f", "\ud800"])
def test_control_characters_are_refused(text):
    with pytest.raises(QueryError, match="control characters"):
        parse_text(text)


@pytest.mark.parametrize(("text", "message"), [("x" * (LONGEST_TEXT + 1), "at most 200"), ("a " * 17, "at most 16")])
def test_what_is_too_long_is_refused(text, message):
    with pytest.raises(QueryError, match=message):
        parse_text(text)


@given(st.text(max_size=LONGEST_TEXT))
def test_any_text_is_read_or_refused(text):
    try:
        query = parse_text(text)
    except QueryError:
        return
    assert all(part and not set(part) & set("%\\&|!():*<>'\"") for part in query.wanted.split())
