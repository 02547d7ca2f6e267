from datetime import date
from itertools import pairwise

import pytest
from django.utils import translation

from partnerships.choices import StaffRole
from partnerships.models import Term
from partnerships.needs import REASONS, groups
from partnerships.services.closing import close_structure
from tests import builders

START = date(2020, 1, 1)
STRUCTURES = "/admin/partnerships/structure/"


def ending(name, *ends, **fields):
    terms = [(START, ends[0])]
    for before, end in pairwise(ends):
        terms.append((date.fromordinal(before.toordinal() + 1), end))
    return builders.structure(name, terms=tuple(terms), **fields)


@pytest.mark.parametrize(
    ("end", "key"),
    [
        (date(2026, 3, 14), "ended"),
        (date(2026, 3, 15), "ends-within-3"),
        (date(2026, 6, 15), "ends-within-3"),
        (date(2026, 6, 16), "ends-within-6"),
        (date(2026, 9, 15), "ends-within-6"),
        (date(2026, 9, 16), "ends-within-12"),
        (date(2027, 3, 15), "ends-within-12"),
        (date(2027, 3, 16), None),
        (date(2023, 3, 15), "ended"),
        (date(2023, 3, 14), None),
        (None, None),
    ],
)
def test_a_structure_is_in_the_one_group_of_its_end(reader_of, end, key):
    ending("OCEAN", end)
    reasons = [reason for name, reason in REASONS.items() if name.startswith("end")]
    assert [group.reason.key for group in groups(reasons, reader_of())] == ([key] if key else [])


def test_the_last_term_counts(found):
    ending("RENEWED", date(2026, 5, 1), date(2030, 5, 1))
    ending("OPEN", date(2026, 5, 1), None)
    ending("SOON", date(2024, 5, 1), date(2026, 5, 2))
    assert found("ends-within-3") == ["SOON"]


def test_the_soonest_comes_first_and_of_the_ended_the_latest(found):
    for name, month in (("B", 5), ("A", 4), ("C", 6)):
        ending(name, date(2026, month, 1))
        ending(f"{name}{name}", date(2025, month, 1))
    assert found("ends-within-3") == ["A", "B", "C"]
    assert found("ended") == ["CC", "BB", "AA"]


def test_what_another_structure_follows_is_decided(found):
    for end in (date(2025, 5, 1), date(2026, 5, 1)):
        builders.succession(ending("", end), builders.structure(terms=((date(2026, 6, 1), None),)))
    assert found("ended") == found("ends-within-3") == []


def succeed_on(day):
    def act(record):
        builders.succession(record, builders.structure(terms=((date(2026, 6, 1), None),)), happened_on=day)

    return act


def close_on(day):
    return lambda record: close_structure(structure=record, day=day, user=builders.superuser())


def renew_until(end):
    return lambda record: Term.objects.create(structure=record, start=date(2025, 5, 2), end=end)


@pytest.mark.parametrize(
    ("acts", "is_asked"),
    [
        ([], True),
        ([renew_until(date(2030, 1, 1))], False),
        ([renew_until(date(2026, 3, 14))], True),
        ([succeed_on(date(2025, 5, 2))], False),
        ([succeed_on(None), renew_until(date(2026, 3, 14))], False),
        ([succeed_on(date(2025, 5, 1)), renew_until(date(2026, 3, 14))], True),
        ([renew_until(date(2026, 3, 14)), succeed_on(date(2026, 3, 15))], False),
        ([close_on(date(2025, 5, 1))], False),
        ([close_on(date(2026, 3, 1))], False),
        ([close_on(date(2025, 5, 1)), renew_until(date(2026, 3, 14))], True),
        ([renew_until(date(2026, 3, 14)), close_on(date(2026, 1, 1))], False),
    ],
)
def test_what_has_ended_is_asked_about_until_somebody_decides(found, acts, is_asked):
    record = ending("OCEAN", date(2025, 5, 1))
    for act in acts:
        act(record)
    assert found("ended") == (["OCEAN"] if is_asked else [])


def test_all_rows_ending_with_the_last_term_is_no_decision_until_it_is_closed(found):
    end = date(2026, 5, 1)
    record = ending("OCEAN", end, main_site=False)
    record.codes.update(end=end)
    assert found("ends-within-3") == ["OCEAN"]
    close_structure(structure=record, day=end, user=builders.superuser())
    assert found("ends-within-3") == []


def test_archived_ones_and_those_of_other_offices_need_nobody_here(found):
    ending("ARCHIVED", date(2026, 5, 1), publication="archived")
    ending("ELSEWHERE", date(2026, 5, 1), iso2="DE")
    ending("DRAFT", date(2026, 5, 1), publication="draft")
    assert found("ends-within-3") == ["DRAFT"]


@pytest.mark.parametrize(("role", "names"), [(StaffRole.READER, []), (StaffRole.CONTRIBUTOR, ["OCEAN"])])
def test_those_who_only_read_are_not_asked(found, role, names):
    ending("OCEAN", date(2026, 5, 1))
    assert found("ends-within-3", role) == names


@pytest.fixture
def lines(reader_of):
    """The lines of those that end soon and of those that have ended, for a role."""

    def of(role):
        reasons = [REASONS[key] for key in ("ends-within-3", "ends-within-6", "ends-within-12", "ended")]
        return [line for group in groups(reasons, reader_of(role)) for line in group.lines]

    return of


def test_a_line_says_why_and_leads_to_the_page_that_renews(lines):
    days = (date(2026, 5, 1), date(2026, 8, 1), date(2026, 12, 1), date(2025, 5, 1))
    records = [ending("", day) for day in days]
    found = lines(StaffRole.REVIEWER)
    assert [line.url for line in found] == [f"{STRUCTURES}{record.pk}/renew/" for record in records]
    assert "ends on 1 May 2026" in found[0].why
    assert "ended on 1 May 2025" in found[3].why


@pytest.mark.parametrize(("state", "page"), [("draft", "renew"), ("in_review", "change"), ("published", "change")])
def test_who_may_not_renew_it_is_led_to_the_form(lines, state, page):
    record = ending("", date(2026, 5, 1), publication=state)
    assert [line.url for line in lines(StaffRole.CONTRIBUTOR)] == [f"{STRUCTURES}{record.pk}/{page}/"]


@pytest.mark.parametrize(("language", "title"), [("en", "Ends within 3 months"), ("fr", "Se terminant d’ici 3 mois")])
def test_the_title_is_in_the_language_of_the_reader(language, title):
    with translation.override(language):
        assert str(REASONS["ends-within-3"].title) == title
