"""Who takes part, how often and in which role."""

from partnerships.models import Participation

LATER = {"contentUpdateDate": "2020-01-01 00:00:00"}
PIC = "999976105"


def test_the_same_pair_in_two_roles_and_twice_in_one(imported, current):
    imported(current(organisations=[{}, {"order": "9"}, {"order": "4", "role": "thirdParty"}]))
    rows = Participation.objects.filter(partner__pic="999976105").order_by("role", "occurrence")
    assert list(rows.values_list("role", "occurrence", "position")) == [
        ("participant", 1, 2),
        ("participant", 2, 9),
        ("third_party", 1, 4),
    ]


def test_participations_that_vanished_are_left_and_counted(imported, current):
    imported(current(organisations=[{}, {"organisationID": "111111111", "order": "3"}]))
    report = imported(current(name="later"))
    assert Participation.objects.count() == 3
    assert any("1 participation of these contracts is not in the files any more" in note for note in report.notes)


def test_a_row_whose_role_the_staff_gave_to_another_is_left_out(imported, current):
    imported(current())
    Participation.objects.filter(role="participant").update(role="third_party")
    report = imported(current(organisations=[{}, {"role": "thirdParty", "order": "5"}], name="b"))
    assert report.counts["participations"].skipped == 1
    assert Participation.objects.count() == 2
