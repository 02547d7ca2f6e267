"""What is made once for a key is made again only after all was forgotten."""

from itertools import count

from cnrs_intl.catalogue.kept import Kept


def test_each_key_is_made_once():
    numbers, kept = count(1), Kept(2)
    assert [kept.get(key, lambda: next(numbers)) for key in "abab"] == [1, 2, 1, 2]


def test_there_are_never_more_than_the_most():
    numbers, kept = count(1), Kept(2)
    assert [kept.get(key, lambda: next(numbers)) for key in "abcca"] == [1, 2, 3, 3, 4]
