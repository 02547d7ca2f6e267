from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnerships.choices import Status
from partnerships.models import EUContract, Programme, SocietalChallenge
from partnerships.models.periods import a_year_after
from tests import builders


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.dates(date(2010, 1, 1), date(2020, 1, 1)), length=st.integers(0, 2000), offset=st.integers(-500, 2500))
def test_status_follows_the_dates_on_any_day(start, length, offset):
    end, day = start + timedelta(days=length), start + timedelta(days=offset)
    if day < start:
        expected = Status.UPCOMING
    elif day > end:
        expected = Status.ENDED
    else:
        expected = Status.ENDING_SOON if end <= a_year_after(day) else Status.ACTIVE
    made = builders.contract(start=start, end=end)
    assert EUContract.objects.with_status(day).get(pk=made.pk).status == expected
    made.delete()


@pytest.mark.django_db
def test_a_contract_without_dates_is_unknown_and_never_active():
    made = builders.contract(start=None, end=None)
    assert EUContract.objects.with_status(date(2014, 1, 1)).get(pk=made.pk).status == Status.UNKNOWN
    assert made not in EUContract.objects.active_on(date(2014, 1, 1))


@pytest.mark.django_db
def test_a_programme_brings_its_parts_at_any_depth():
    root = builders.programme("H2020")
    part = builders.programme("H2020-EU.1.", root)
    deep = builders.programme("H2020-EU.1.1.", part)
    other = builders.programme("H2020-EU.2.", root)
    contracts = {each: builders.contract(framework=root, programme=each) for each in (root, part, deep, other)}
    assert set(EUContract.objects.under("H2020-EU.1.")) == {contracts[part], contracts[deep]}
    assert set(EUContract.objects.under("H2020")) == set(contracts.values())
    assert not EUContract.objects.under("NONE").exists()


@pytest.mark.django_db
def test_a_loop_of_programmes_ends():
    one, two = builders.programme("A"), builders.programme("B")
    Programme.objects.filter(pk=one.pk).update(parent=two)
    Programme.objects.filter(pk=two.pk).update(parent=one)
    assert Programme.objects.within("A").count() == 2


@pytest.mark.django_db
def test_a_challenge_is_answered_by_record_or_by_programme_part():
    root = builders.programme("H2020")
    part = builders.programme("H2020-EU.3.3.", root)
    challenge = SocietalChallenge.objects.create(number=2, name_en="Energy", name_fr="Énergie")
    challenge.programmes.add(part)
    by_part = builders.contract(framework=root, programme=part)
    by_record = builders.contract(framework=root, programme=root)
    by_record.challenges.add(challenge)
    builders.contract(framework=root, programme=root)
    assert set(EUContract.objects.answering(2)) == {by_part, by_record}


@pytest.mark.django_db
def test_a_grant_number_is_unique_in_its_framework_only():
    made = builders.contract(grant_number="123456")
    with pytest.raises(ValidationError, match="Grant number"):
        EUContract(slug="x", grant_number="123456", framework=made.framework, programme=made.framework).full_clean()
    other = builders.programme("H2020")
    EUContract(slug="x", grant_number="123456", framework=other, programme=other).full_clean()


@pytest.mark.django_db
def test_found_by_grant_number_and_title():
    made = builders.contract("MIReS", grant_number="287711", title_en="Roadmap for Music Information ReSearch")
    builders.contract()
    for text in ("287711", "mires", "music information"):
        assert EUContract.objects.matching(text).get() == made
