from datetime import date

import pytest
from django.core.exceptions import ValidationError

from partnerships.models import EUContract, Participation, Structure
from tests import builders


@pytest.mark.django_db
def test_a_partner_country_is_known_by_partner_by_record_or_as_a_further_one():
    by_partner = builders.structure(iso2="US", partners=(builders.partner(iso2="CL"),))
    by_record = builders.structure(iso2="CL")
    further = builders.structure(iso2="US")
    further.other_countries.add(builders.country("CL"))
    builders.structure(iso2="US")
    assert set(Structure.objects.with_partner_from("CL")) == {by_partner, by_record, further}


@pytest.mark.django_db
def test_the_organisation_is_not_its_own_partner():
    home = builders.partner("CNRS", iso2="FR", is_home=True)
    made = builders.contract(partners=(home, builders.partner(iso2="DE")))
    assert made not in EUContract.objects.with_partner_from("FR")
    assert made in EUContract.objects.with_partner_from("DE")


@pytest.mark.django_db
def test_two_partners_from_one_country_do_not_double_a_row():
    made = builders.structure(partners=(builders.partner(), builders.partner()))
    assert list(Structure.objects.with_partner_from("JP")) == [made]
    assert list(Structure.objects.in_region("asia-oceania")) == [made]


@pytest.mark.django_db
def test_an_office_has_the_collaborations_of_its_countries_on_the_day():
    office = builders.office("Tokyo", covers=("JP",))
    made = builders.structure(iso2="JP")
    assert made in Structure.objects.of_office("tokyo", day=date(2014, 1, 1))
    office.coverages.update(end=date(2013, 12, 31))
    assert made not in Structure.objects.of_office("tokyo", day=date(2014, 1, 1))


@pytest.mark.django_db
def test_a_partner_brings_what_its_parts_do():
    university = builders.partner("The University of Tokyo")
    institute = builders.partner("Institute of Industrial Science", parent=university)
    made = builders.structure(partners=(institute,))
    assert made in Structure.objects.with_partner(university.slug)
    assert made in Structure.objects.with_partner(institute.slug)


@pytest.mark.django_db
def test_a_pair_may_occur_twice_when_it_says_so():
    one = builders.partner()
    made = builders.contract(partners=(one,))
    with pytest.raises(ValidationError, match="occurrence of 2"):
        Participation(collaboration=made, partner=one, role="participant").full_clean()
    Participation(collaboration=made, partner=one, role="participant", occurrence=2).full_clean()
    Participation(collaboration=made, partner=one, role="third_party").full_clean()


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["ec_contribution", "net_ec_contribution", "total_cost"])
def test_amounts_are_not_negative(field):
    participation = Participation(collaboration=builders.contract(), partner=builders.partner(), role="partner")
    setattr(participation, field, -1)
    with pytest.raises(ValidationError, match="not less than 0"):
        participation.full_clean()


@pytest.mark.django_db
def test_names_past_and_present_find_a_collaboration_without_accents():
    one = builders.partner("Université Côte d'Azur", iso2="FR")
    one.names.create(text="Université de Nice", kind="former")
    made = builders.structure(partners=(one,))
    for text in ("cote d'azur", "UNIVERSITE DE NICE", "nice"):
        assert made in Structure.objects.matching(text), text
