from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnerships.choices import Status
from partnerships.models import Structure, StructureCode, Term
from partnerships.models.periods import a_year_after, months_after
from tests import builders

DAY = date(2014, 7, 1)


def status_of(structure: Structure, day: date) -> str:
    return Structure.objects.with_status(day).get(pk=structure.pk).status


def naive_status(terms: list[tuple[date, date | None]], day: date) -> Status:
    """The rule in plain Python, written without looking at the SQL."""
    if not terms:
        return Status.UNKNOWN
    if any(start <= day and (end is None or day <= end) for start, end in terms):
        ends = [end for _start, end in terms]
        return Status.ENDING_SOON if None not in ends and max(ends) <= a_year_after(day) else Status.ACTIVE
    return Status.UPCOMING if any(start > day for start, _end in terms) else Status.ENDED


@st.composite
def chains_of_terms(draw) -> list[tuple[date, date | None]]:
    """Terms that do not overlap, with gaps or without, the last one open or not."""
    start, terms = date(2010, 1, 1) + timedelta(days=draw(st.integers(0, 900))), []
    for _ in range(draw(st.integers(0, 3))):
        end = start + timedelta(days=draw(st.integers(0, 900)))
        terms.append((start, end))
        start = end + timedelta(days=draw(st.integers(1, 500)))
    if terms and draw(st.booleans()):
        terms[-1] = (terms[-1][0], None)
    return terms


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(terms=chains_of_terms(), offset=st.integers(-400, 3000))
def test_status_dates_and_questions_agree_with_the_rule_on_any_day(terms, offset):
    day = date(2010, 1, 1) + timedelta(days=offset)
    with transaction.atomic():
        made = builders.structure(terms=tuple(terms))
        row = Structure.objects.with_status(day).get(pk=made.pk)
        expected = naive_status(terms, day)
        assert row.status == expected
        assert row.start == (min(start for start, _end in terms) if terms else None)
        ends = [end for _start, end in terms]
        assert row.end == (max(ends) if ends and None not in ends else None)
        is_active = expected in (Status.ACTIVE, Status.ENDING_SOON)
        assert Structure.objects.active_on(day).filter(pk=made.pk).exists() == is_active
        soon = Structure.objects.with_dates().ending_within(12, day=day).filter(pk=made.pk).exists()
        assert soon == (expected == Status.ENDING_SOON)
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_both_days_of_a_term_are_in_it():
    made = builders.structure(terms=((DAY, DAY),))
    assert status_of(made, DAY) == Status.ENDING_SOON
    assert status_of(made, DAY - timedelta(days=1)) == Status.UPCOMING
    assert status_of(made, DAY + timedelta(days=1)) == Status.ENDED


@pytest.mark.django_db
def test_between_two_terms_a_structure_is_upcoming():
    made = builders.structure(terms=((date(2010, 1, 1), date(2010, 12, 31)), (date(2012, 1, 1), date(2012, 12, 31))))
    assert status_of(made, date(2011, 6, 1)) == Status.UPCOMING


@pytest.mark.django_db
def test_active_includes_what_ends_soon():
    made = builders.structure(terms=((DAY, months_after(DAY, 6)),))
    found = Structure.objects.as_of(DAY)
    assert made in found.of_status("active")
    assert made in found.of_status("ending_soon")
    assert made not in found.of_status("ended")


@pytest.mark.django_db
def test_overlapping_terms_are_refused_by_the_form_and_by_the_database():
    made = builders.structure(terms=((date(2010, 1, 1), date(2013, 12, 31)),))
    second = Term(structure=made, start=date(2013, 12, 31), end=date(2017, 12, 31))
    with pytest.raises(ValidationError, match="overlaps another one"):
        second.full_clean()
    with pytest.raises(IntegrityError, match="partnerships_term_one_at_a_time"), transaction.atomic():
        second.save()
    second.start = date(2014, 1, 1)
    second.full_clean()
    second.save()


@pytest.mark.django_db
def test_a_term_that_ends_before_it_starts_or_has_no_start_is_refused():
    made = builders.structure(terms=())
    with pytest.raises(ValidationError, match="before the first day"):
        Term(structure=made, start=DAY, end=DAY - timedelta(days=1)).full_clean()
    with pytest.raises(ValidationError, match="needs its first day"):
        Term(structure=made, end=DAY).full_clean()


@pytest.mark.django_db
@pytest.mark.parametrize("written", ["UMI 3218", "umi3218", "UMI-3218", "IRL 3218", "irl 3218"])
def test_old_and_new_code_find_one_record_however_written(written):
    made = builders.structure("JRL", code="UMI 3218")
    StructureCode.objects.create(structure=made, instrument=builders.instrument("IRL"), code="IRL 3218")
    builders.structure()
    assert Structure.objects.coded(written).get() == made
    assert Structure.objects.matching(written).get() == made


@pytest.mark.django_db
def test_a_code_is_of_one_structure_at_a_time():
    builders.structure(code="UMI 3218")
    other = builders.structure()
    same = StructureCode(structure=other, instrument=builders.instrument(), code="UMI3218")
    with pytest.raises(IntegrityError, match="of_one_structure_at_a_time"), transaction.atomic():
        same.save()


@pytest.mark.django_db
def test_the_instrument_is_that_of_the_code_on_the_day():
    made = builders.structure(kind="IRL", code="IRL 3218")
    made.codes.update(start=date(2019, 1, 1))
    StructureCode.objects.create(
        structure=made, instrument=builders.instrument("UMI"), code="UMI 3218", end=date(2018, 12, 31)
    )
    assert made in Structure.objects.as_of(DAY).of_kind("UMI")
    assert made not in Structure.objects.as_of(DAY).of_kind("IRL")
    assert made in Structure.objects.as_of(date(2020, 1, 1)).of_kind("IRL")


@pytest.mark.django_db
def test_located_in_and_partner_country_are_two_questions():
    made = builders.structure(iso2="US", main_site=False)
    builders.Site.objects.create(structure=made, role="main", country=builders.country("FR"), city_en="Metz")
    assert made in Structure.objects.located_in("FR", day=DAY)
    assert made not in Structure.objects.located_in("US", day=DAY)
    assert made in Structure.objects.with_partner_from("US")
    assert made not in Structure.objects.with_partner_from("FR")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"title_en": "", "title_fr": ""}, "Title: a published record needs one"),
        ({"country": None}, "Country: a published record needs one"),
    ],
)
def test_a_published_structure_has_a_title_and_a_country(fields, message):
    made = builders.structure()
    for name, value in fields.items():
        setattr(made, name, value)
    with pytest.raises(ValidationError, match=message):
        made.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()
    made.publication = "draft"
    made.full_clean()
