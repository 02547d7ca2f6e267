import pytest

from partnerships.models import PartnerName
from partnerships.needs import REASONS, groups
from partnerships.services.distinct_partners import tell_apart
from tests import builders


def named(partner, text, kind="acronym"):
    return PartnerName.objects.create(partner=partner, text=text, kind=kind)


def same_name():
    builders.partner("Université de Kyoto")
    return builders.partner("universite de kyoto")


def same_acronym():
    named(builders.partner("National Institute for Materials"), "NIMS")
    younger = builders.partner("Materials Science Institute")
    named(younger, "NIMS")
    return younger


def former_name():
    named(builders.partner("Institute of Science Tokyo"), "Tokyo Tech", "former")
    return builders.partner("Tokyo Tech")


def nearly_the_same():
    builders.partner("University of Hokkaido, Sapporo")
    return builders.partner("University of Hokkaido Sapporo", publication="draft")


@pytest.mark.parametrize("make", [same_name, same_acronym, former_name, nearly_the_same])
def test_the_younger_of_two_alike_is_to_be_compared(found, make):
    assert found("duplicates") == []
    younger = make()
    assert found("duplicates") == [younger.name]


def test_public_names_that_are_only_similar_are_two(found):
    builders.partner("University of Hokkaido, Sapporo")
    builders.partner("University of Hokkaido Sapporo")
    builders.partner("Nagoya College of Arts", publication="draft")
    assert found("duplicates") == []


def test_the_same_name_in_two_countries_is_of_two(found):
    builders.partner("National University", "JP")
    builders.partner("National University", "DE")
    assert found("duplicates") == []


@pytest.mark.parametrize("relation", ["parent", "successor"])
@pytest.mark.parametrize("is_younger", [True, False])
def test_organisations_known_to_be_related_are_not_confused(found, relation, is_younger):
    pair = [builders.partner("Riken"), builders.partner("Riken")]
    first, second = pair if is_younger else reversed(pair)
    setattr(first, relation, second)
    first.save()
    assert found("duplicates") == []


def test_archived_ones_are_left_alone(found):
    builders.partner("Riken", publication="archived")
    builders.partner("Riken")
    assert found("duplicates") == []


def test_pairs_of_other_offices_are_not_shown(found):
    builders.partner("Max", "DE")
    builders.partner("Max", "DE")
    assert found("duplicates") == []


def test_a_pair_told_apart_is_not_offered_again_and_the_next_one_is(reader_of):
    first, second, third = (builders.partner("Riken") for _ in range(3))

    def offered():
        made = groups([REASONS["duplicates"]], reader_of())
        return [tuple(line.answer.fields.values()) for group in made for line in group.lines]

    assert offered() == [(third.pk, first.pk), (second.pk, first.pk)]
    told = tell_apart(one=third, other=first, by=None)
    assert offered() == [(third.pk, second.pk), (second.pk, first.pk)]
    tell_apart(one=second, other=third, by=None)
    assert offered() == [(second.pk, first.pk)]
    told.delete()
    assert offered() == [(third.pk, first.pk), (second.pk, first.pk)]


def test_the_line_names_the_other(reader_of):
    builders.partner("Université de Kyoto")
    builders.partner("Universite de Kyoto")
    (group,) = groups([REASONS["duplicates"]], reader_of())
    assert "Université de Kyoto" in group.lines[0].why
