"""Contracts follow the files, and what the staff wrote stays, by whatever way it was written."""

from django.db import connection

from partnerships.models import Collaboration, EUContract, Participation, Partner

LATER = {"contentUpdateDate": "2020-01-01 00:00:00"}
PIC = "999976105"


def test_a_project_without_coordinator_has_the_first_participants_country(imported, current):
    rows = [{"order": "3"}, {"organisationID": "999997930", "country": "FR", "order": "2", "name": "CNRS"}]
    imported(current(organisations=rows, with_home=False))
    assert EUContract.objects.get().country_id == "FR"


def test_a_project_row_without_participations_is_a_draft(imported, current):
    report = imported(current([{}], [{"projectID": "999"}], with_home=False), everything=True)
    assert EUContract.objects.get().publication == "draft"
    assert [note[:9] for note in report.notes] == ["1 partici", "1 project"]


def test_both_layouts_of_one_project_meet(imported, current, old, everything):
    imported(old())
    assert imported(current()).counts["participations"].created == 0
    before = everything()
    imported(old())
    assert everything() == before


def test_what_the_layout_does_not_have_is_not_blanked_and_an_older_layout_does_not_correct_a_newer(
    imported, current, old
):
    imported(current())
    imported(old([{"endDate": "2015-12-31", "totalCost": ""}]))
    contract = EUContract.objects.get()
    assert (str(contract.end), str(contract.total_cost), str(contract.signed_on)) == (
        "2016-12-31",
        "1000.50",
        "2013-12-01",
    )
    assert Participation.objects.get(partner__pic="999976105").position == 2


def test_news_in_the_same_layout_is_taken(imported, current):
    imported(current())
    report = imported(current([{"endDate": "2018-12-31", "contentUpdateDate": "2019-01-01 00:00:00"}], name="later"))
    assert report.counts["contracts"].changed == 1
    assert str(EUContract.objects.get().end) == "2018-12-31"


def test_a_file_with_older_news_changes_nothing(imported, current, everything):
    imported(current())
    before = everything()
    imported(current([{"endDate": "2015-12-31", "contentUpdateDate": "2015-01-01 00:00:00"}], name="earlier"))
    assert everything() == before


def test_an_edit_by_the_orm_survives_the_same_file_and_a_newer_one(imported, current):
    imported(current())
    contract = EUContract.objects.get()
    contract.title_en, contract.end, contract.summary_en = "Better title", None, ""
    contract.save()
    imported(current())
    imported(
        current([LATER | {"title": "New title", "endDate": "2019-01-01", "objective": "New.", "rcn": "8"}], name="b")
    )
    contract.refresh_from_db()
    assert (contract.title_en, contract.end, contract.summary_en, contract.rcn) == ("Better title", None, "", "8")


def test_an_edit_by_sql_survives(imported, current):
    imported(current())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE partnerships_eucontract SET ec_contribution = 5")
        cursor.execute("UPDATE partnerships_participation SET ec_contribution = 6, left_early = true")
        cursor.execute("UPDATE partnerships_partner SET kind = 'agency', city = '' WHERE pic = %s", [PIC])
    imported(
        current([LATER | {"ecMaxContribution": "7"}], [LATER | {"ecContribution": "7", "city": "Seraing"}], name="b")
    )
    participation = Participation.objects.get(partner__pic=PIC)
    assert EUContract.objects.get().ec_contribution == 5
    assert (participation.ec_contribution, participation.left_early) == (6, True)
    assert (participation.partner.kind, participation.partner.city) == ("agency", "")


def test_a_value_that_the_staff_set_back_follows_the_files_again(imported, current):
    imported(current())
    EUContract.objects.update(topic="edited")
    imported(current([LATER | {"topics": "T-2"}], name="b"))
    assert EUContract.objects.get().topic == "edited"
    EUContract.objects.update(topic="T-2")
    imported(current([{"contentUpdateDate": "2021-01-01 00:00:00", "topics": "T-3"}], name="c"))
    assert EUContract.objects.get().topic == "T-3"


def test_publication_is_the_staffs(imported, current):
    imported(current())
    Collaboration.objects.update(publication="archived")
    Partner.objects.update(publication="in_review")
    imported(current([LATER | {"title": "New title"}], [LATER | {"city": "Seraing"}], name="b"))
    assert EUContract.objects.get().publication == "archived"
    assert set(Partner.objects.values_list("publication", flat=True)) == {"in_review"}


def test_keys_that_the_staff_corrected_make_no_second_record(imported, current):
    imported(current())
    EUContract.objects.update(grant_number="999")
    Partner.objects.filter(pic=PIC).update(pic="111111111")
    Participation.objects.filter(role="participant").update(role="associated")
    report = imported(current())
    assert all((counts.created, counts.changed) == (0, 0) for counts in report.counts.values())
    assert EUContract.objects.get().grant_number == "999"
    assert Participation.objects.filter(role="associated").count() == 1


def test_a_contract_that_the_staff_entered_is_completed_and_not_overwritten(imported, current, countries):
    imported(current())
    EUContract.objects.update(imported={}, title_en="By hand", acronym="", total_cost=None)
    Participation.objects.update(imported={}, total_cost=None)
    report = imported(current())
    contract = EUContract.objects.get()
    assert report.counts["contracts"].changed == 1
    assert (contract.title_en, contract.acronym, str(contract.total_cost)) == ("By hand", "ALPHA", "1000.50")
    assert Participation.objects.count() == 2
    assert str(Participation.objects.get(partner__pic=PIC).total_cost) == "960619.95"


def test_records_that_do_not_change_keep_their_date(imported, current, everything):
    imported(current([{}, {"id": "102"}]))
    before = dict(EUContract.objects.values_list("grant_number", "updated_at"))
    Collaboration.objects.update(updated_at="2020-01-01T00:00:00Z")
    imported(current([{}, LATER | {"id": "102", "title": "New title"}], name="b"))
    after = dict(EUContract.objects.values_list("grant_number", "updated_at"))
    assert after["101"].year == 2020
    assert after["102"] >= before["102"]
