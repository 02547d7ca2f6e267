import pytest

from cnrs_intl.catalogue import states
from cnrs_intl.catalogue.states import OfState

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ask():
    """What is found under a key in a state; each reading gives a new number."""
    numbers, found = iter(range(100)), OfState(2)

    def ask(state, key):
        with states.keep(state):
            return found(key, lambda: next(numbers))

    return ask


def test_what_was_read_is_kept_while_the_state_is_the_same(ask):
    assert [ask("1", "a"), ask("1", "a"), ask("1", "b"), ask("1", "a")] == [0, 0, 1, 0]
    assert [ask("2", "a"), ask("1", "a")] == [2, 3]


def test_nothing_is_kept_where_the_state_is_not_known(ask):
    assert [ask("", "a"), ask("", "a")] == [0, 1]


def test_no_more_is_kept_than_said(ask):
    assert [ask("1", key) for key in ("a", "b", "b", "c", "a")] == [0, 1, 1, 2, 3]
