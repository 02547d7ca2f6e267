import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnrs_intl.catalogue.validators import ror_is_valid


@pytest.mark.parametrize("ror_id", ["02feahw73", "03yrm5c26"])
def test_real_ror_ids_are_valid(ror_id):
    assert ror_is_valid(ror_id)


@pytest.mark.parametrize("ror_id", ["02feahw74", "12feahw73", "02feahw7", "02FEAHW73", "https://ror.org/02feahw73", ""])
def test_wrong_ror_ids_are_refused(ror_id):
    assert not ror_is_valid(ror_id)


@given(st.text("0123456789abcdefghjkmnpqrstvwxyz", min_size=6, max_size=6))
def test_exactly_one_pair_of_check_digits_closes_a_ror_id(body):
    assert sum(ror_is_valid(f"0{body}{digits:02}") for digits in range(100)) == 1
