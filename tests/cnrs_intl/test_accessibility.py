import re

import pytest

from cnrs_intl.accessibility import Criterion, Grid, Verdict, read_grid
from tests.architecture.tree import ROOT

CRITERIA_BY_TOPIC = (9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12)
MEANS = {"automatic", "browser", "review"}


def criterion(verdict):
    return Criterion(
        number="1.1", title_en="A", title_fr="B", verdict=verdict, means="review", evidence="C", evidence_fr="D"
    )


def grid(met, not_met, not_applicable=0):
    verdicts = [Verdict.MET] * met + [Verdict.NOT_MET] * not_met + [Verdict.NOT_APPLICABLE] * not_applicable
    return Grid(tuple(criterion(verdict) for verdict in verdicts))


def test_the_grid_has_every_criterion_of_the_reference_frame():
    wanted = [f"{topic}.{number + 1}" for topic, most in enumerate(CRITERIA_BY_TOPIC, 1) for number in range(most)]
    assert [each.number for each in read_grid().criteria] == wanted
    assert len(wanted) == 106


@pytest.mark.parametrize("each", read_grid().criteria, ids=lambda each: each.number)
def test_each_verdict_has_an_evidence(each):
    assert each.means in MEANS
    assert all(len(text) > 10 for text in (each.title_en, each.title_fr, each.evidence))
    assert bool(each.evidence_fr) == (each.verdict == Verdict.NOT_MET)
    for path in re.findall(r"tests/[\w/]+\.py", each.evidence):
        assert (ROOT / path).exists(), path
    if each.means == "automatic":
        assert "test" in each.evidence or "axe" in each.evidence or "policy" in each.evidence


@pytest.mark.parametrize(
    ("met", "not_met", "rate", "state"),
    [
        (3, 0, 100, "Conforming with"),
        (999, 1, 99, "Partially"),
        (1, 1, 50, "Partially"),
        (49, 51, 49, "Not conforming"),
        (0, 1, 0, "Not conforming"),
    ],
)
def test_the_state_is_what_the_law_calls_it(met, not_met, rate, state):
    assert grid(met, not_met, not_applicable=7).rate == rate
    assert grid(met, not_met).state.startswith(state)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_statement_says_what_the_grid_says(client, db, language):
    response = client.get(f"/{language}/accessibility/")
    shown, text = read_grid(), response.content.decode()
    cells = re.findall(r'<td class="number"[^>]*>(\d+)</td>', text)
    assert [int(cell) for cell in cells] == [shown.met, len(shown.not_met), shown.not_applicable]
    assert sum(int(cell) for cell in cells) == 106
    assert re.search(rf"\b{shown.rate}\s%", text)
    for each in shown.not_met:
        assert (each.evidence_fr if language == "fr" else each.evidence) in text
    for each in shown.criteria:
        assert f"<td>{each.number}</td>" in re.sub(r' data-label="[^"]*"', "", text)


def test_the_statement_is_linked_from_every_page(client, db):
    assert 'href="/en/accessibility/"' in client.get("/en/structures/").content.decode()


@pytest.mark.parametrize(
    ("contact", "shown"),
    [
        ("", "Write to CNRS"),
        ("access@example.org", 'href="mailto:access@example.org"'),
        ("https://example.org/contact", 'href="https://example.org/contact"'),
    ],
)
def test_the_contact_is_the_one_that_is_set(client, db, settings, contact, shown):
    settings.ACCESSIBILITY_CONTACT = contact
    assert shown in client.get("/en/accessibility/").content.decode()


def test_the_statement_asks_the_database_for_its_state_alone(client, db, django_assert_num_queries):
    client.get("/en/accessibility/")
    with django_assert_num_queries(1):
        client.get("/en/accessibility/")
