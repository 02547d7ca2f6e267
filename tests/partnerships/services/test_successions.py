from datetime import date

import pytest
from django.core.exceptions import ValidationError

from partnerships.choices import Role
from partnerships.models import (
    Infrastructure,
    InfrastructureAccess,
    InstrumentRule,
    Laboratory,
    Participation,
    Structure,
)
from partnerships.services.staff import set_up_groups
from partnerships.services.successions import Successor, recode_structure, succeed_structure
from partnerships.services.term_rules import outlook_of
from partnerships.services.terms import Signing
from tests import builders
from tests.everywhere.world import make_reader
from tests.rules import check_now

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
START = date(2027, 1, 1)
SIGNED = Signing(start=START, end=date(2031, 12, 31))


@pytest.fixture
def irl():
    made = builders.instrument("IRL")
    InstrumentRule.objects.create(instrument=made, term_years=5, renewals=1, start=date(2019, 1, 1))
    return made


@pytest.fixture
def lia():
    """A laboratory of two partners, whose term runs to the end of 2028."""
    takers = builders.partner("Keio University"), builders.partner("Tohoku University")
    return builders.structure(
        "LIATEST", kind="LIA", terms=((date(2023, 1, 1), date(2028, 12, 31)),), partners=takers, institutes=("INP",)
    )


def last_of(record):
    last = record.terms.order_by("start").last()
    return last.pk if last else None


def succeed(record, irl, *, signing=SIGNED, code="IRL 2999", **changes):
    successor = Successor(
        instrument=irl,
        acronym="NEXT",
        code=code,
        participations=changes.pop("participations", list(record.participations.all())),
        sites=changes.pop("sites", list(record.sites.all())),
    )
    values = {"structure": record, "after": last_of(record), "successor": successor, "signing": signing, "day": TODAY}
    return succeed_structure(**({"user": builders.superuser()} | values | changes))


def test_a_laboratory_becomes_a_unit_and_the_pathway_is_kept(lia, irl):
    made = succeed(lia, irl)
    check_now()
    assert (made.publication, made.instrument, str(made), made.title_en) == ("draft", irl, "NEXT", lia.title_en)
    assert [(term.start, term.end) for term in made.terms.all()] == [(START, SIGNED.end)]
    assert [code.code for code in made.codes.all()] == ["IRL 2999"]
    assert set(made.partners.all()) == set(lia.partners.all())
    assert [str(institute) for institute in made.institutes.all()] == ["INP"]
    assert [site.city_en for site in made.sites.all()] == ["City"]
    link = lia.successions.get()
    assert (link.successor, link.happened_on) == (made, START)


def test_the_former_one_ends_on_the_day_before(lia, irl):
    succeed(lia, irl)
    before = date(2026, 12, 31)
    rows = (*lia.terms.all(), *lia.codes.all(), *lia.sites.all(), *lia.participations.all())
    assert {row.end for row in rows} == {before}


def test_the_former_one_may_go_on_beside_it(lia, irl):
    succeed(lia, irl, ends_former=False)
    assert lia.terms.get().end == date(2028, 12, 31)


def test_only_what_was_asked_for_is_carried_along(lia, irl):
    chosen = [lia.participations.order_by("pk").first()]
    Participation.objects.filter(pk=chosen[0].pk).update(role=Role.HOST)
    chosen[0].refresh_from_db()
    made = succeed(lia, irl, participations=chosen, sites=[], code="")
    assert [(each.partner, each.role) for each in made.participations.all()] == [(chosen[0].partner, "host")]
    assert not made.sites.exists()
    assert not made.codes.exists()


def test_an_extension_is_not_carried_without_its_main_site(irl):
    record = builders.extension().structure
    with pytest.raises(ValidationError, match="whose main site is abroad"):
        succeed(record, irl, sites=list(record.sites.filter(role="extension")))
    assert Structure.objects.count() == 1


def test_a_second_click_makes_no_second_structure(lia, irl):
    after = last_of(lia)
    succeed(lia, irl)
    with pytest.raises(ValidationError, match="NEXT follows it from that day already"):
        succeed(lia, irl, after=after, code="")
    assert Structure.objects.count() == 2


@pytest.fixture
def contributor():
    """Of the office of Tokyo."""
    set_up_groups()
    user = make_reader("contributor")
    user.scope.offices.set([builders.office(covers=("JP",))])
    return user


def test_a_structure_that_its_maker_would_not_see_is_not_made(irl, contributor):
    lia = builders.structure(kind="LIA", iso2="DE", partners=(builders.partner(),), publication="draft")
    with pytest.raises(ValidationError, match="tick a partner from a country of your offices") as refused:
        succeed(lia, irl, user=contributor, participations=[], sites=[])
    assert list(refused.value.message_dict) == ["participations"]
    assert Structure.objects.count() == 1
    assert succeed(lia, irl, user=contributor, sites=[]).participations.count() == 1


def test_a_second_click_names_no_structure_that_its_maker_does_not_see(lia, irl, contributor):
    Structure.objects.filter(pk=lia.pk).update(publication="draft")
    hidden = builders.structure("GEHEIM", kind="IRL", iso2="DE", publication="draft")
    builders.succession(lia, hidden, happened_on=START)
    with pytest.raises(ValidationError, match="A record that you do not see follows it"):
        succeed(lia, irl, user=contributor)


def test_an_access_that_one_may_not_change_outlives_the_former_one(lia, irl, contributor):
    laboratory = Laboratory.objects.create(slug="umr-1", acronym="ONE")
    lia.laboratories.set([laboratory])
    Structure.objects.filter(pk=lia.pk).update(publication="draft")
    opened = Infrastructure.objects.create(slug="t", name_fr="T", laboratory=laboratory, publication="published")
    access = InfrastructureAccess.objects.create(infrastructure=opened, partner=lia.partners.all()[0])
    succeed(lia, irl, user=contributor)
    access.refresh_from_db()
    assert access.end is None


def test_an_instrument_of_another_time_needs_a_reason_which_its_first_term_keeps(lia, irl):
    irl.start = date(2030, 1, 1)
    irl.save()
    with pytest.raises(ValidationError, match="No IRL can be created on 1 January 2027"):
        succeed(lia, irl)
    made = succeed(lia, irl, signing=Signing(start=START, end=SIGNED.end, reason="A trial."))
    assert made.terms.get().override_reason == "A trial."


def test_a_code_that_another_structure_carries_is_refused_and_nothing_is_made(lia, irl):
    builders.structure(kind="IRL", code="IRL 2999")
    with pytest.raises(ValidationError, match="another structure carries it at that time"):
        succeed(lia, irl)
    assert not Structure.objects.filter(acronym="NEXT").exists()
    assert lia.terms.get().end == date(2028, 12, 31)


def test_an_address_that_is_taken_gets_a_number(lia, irl):
    builders.structure("OTHER", slug="next-irl")
    assert succeed(lia, irl).slug == "next-irl-2"


@pytest.fixture
def umi():
    return builders.structure(kind="UMI", code="UMI 7", terms=((date(2016, 1, 1), date(2027, 12, 31)),))


def recode(record, irl, **changes):
    values = {"structure": record, "after": last_of(record), "instrument": irl, "code": "IRL 7", "start": START}
    return recode_structure(**(values | {"day": TODAY, "user": builders.superuser()} | changes))


def codes_of(record):
    return [(code.code, code.start, code.end) for code in record.codes.order_by("pk")]


def test_a_unit_goes_on_under_a_new_code_while_its_term_runs(umi, irl):
    recode(umi, irl)
    umi.refresh_from_db()
    assert codes_of(umi) == [("UMI 7", None, date(2026, 12, 31)), ("IRL 7", START, None)]
    assert umi.instrument == irl
    assert umi.terms.get().end == date(2027, 12, 31)


def test_a_unit_goes_on_under_a_new_code_and_a_new_term_and_counts_anew(umi, irl):
    recode(umi, irl, signing=SIGNED)
    assert [term.end for term in umi.terms.order_by("start")] == [date(2026, 12, 31), SIGNED.end]
    umi.refresh_from_db()
    found = outlook_of(umi, TODAY)
    assert (found.last.instrument, found.ordinal, found.renewals_left) == (irl, 0, 1)


def test_a_second_click_gives_no_second_code(umi, irl):
    recode(umi, irl)
    with pytest.raises(ValidationError, match="It is IRL from that day already"):
        recode(umi, irl, code="IRL 8")
    assert len(codes_of(umi)) == 2


def test_a_code_from_before_the_last_term_takes_no_new_term(umi, irl):
    early = Signing(start=date(2015, 1, 1), end=date(2019, 12, 31))
    with pytest.raises(ValidationError, match="begins after 31 December 2014"):
        recode(umi, irl, start=early.start, signing=early)
    assert len(codes_of(umi)) == 1


def test_a_code_alone_needs_a_term_that_runs(umi, irl):
    with pytest.raises(ValidationError, match="No term runs on 1 January 2030"):
        recode(umi, irl, start=date(2030, 1, 1))


def test_a_reason_for_a_code_alone_stands_at_the_term_that_runs_on(umi, irl):
    irl.start = date(2030, 1, 1)
    irl.save()
    with pytest.raises(ValidationError, match="No IRL can be created"):
        recode(umi, irl)
    recode(umi, irl, reason="Decided by the board.")
    assert umi.terms.get().override_reason == "Decided by the board."
