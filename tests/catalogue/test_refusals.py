from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cnrs_intl.catalogue.refusals import constraint_name, explain
from partnerships.models import Instrument, Partner, Structure, Succession, Term


def refused(save):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        save()
    return caught.value


def test_a_constraint_is_told_in_its_own_message(db):
    instrument = Instrument.objects.create(code="UMI", family="joint_unit")
    structure = Structure.objects.create(slug="s", instrument=instrument)
    Term.objects.create(structure=structure, start=date(2000, 1, 1))
    error = refused(lambda: Term.objects.create(structure=structure, start=date(2001, 1, 1)))
    assert constraint_name(error) == "partnerships_term_one_at_a_time"
    assert "Terms follow one another" in explain(error, {})


def test_a_message_given_for_a_rule_comes_before_its_own(db):
    instrument = Instrument.objects.create(code="UMI", family="joint_unit")
    structure = Structure.objects.create(slug="s", instrument=instrument)
    error = refused(lambda: Succession.objects.create(predecessor=structure, successor=structure))
    assert explain(error, {constraint_name(error): "No way back."}) == "No way back."


def test_another_refusal_says_what_to_do(db):
    Partner.objects.create(slug="keio", name="Keio")
    error = refused(lambda: Partner.objects.create(slug="keio", name="Keio"))
    assert "Check the fields and save again" in explain(error, {})


def test_an_error_without_a_name_is_told_too():
    assert "save again" in explain(IntegrityError(), {})
