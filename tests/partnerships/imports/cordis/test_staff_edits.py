"""What the staff wrote stays, by whatever way it was written."""

import pytest
from django.db import connection

from cnrs_intl.catalogue import importing
from cnrs_intl.catalogue.importing import RefusedError
from partnerships.imports.cordis import import_cordis, new_report, participations
from partnerships.models import Collaboration, EUContract, Participation, Partner, PartnerName

LATER = {"contentUpdateDate": "2020-01-01 00:00:00"}
PIC = "999976105"


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


def test_a_row_whose_role_the_staff_gave_to_another_is_left_out(imported, current):
    imported(current())
    Participation.objects.filter(role="participant").update(role="third_party")
    report = imported(current(organisations=[{}, {"role": "thirdParty", "order": "5"}], name="b"))
    assert report.counts["participations"].skipped == 1
    assert Participation.objects.count() == 2


def test_a_name_that_the_staff_removed_or_corrected_does_not_come_back(imported, current):
    folder = current(organisations=[{}, {"order": "3", "name": "LIEGE UNIVERSITY"}])
    imported(folder)
    PartnerName.objects.filter(kind="variant").delete()
    Partner.objects.filter(pic=PIC).update(name="Université de Liège")
    PartnerName.objects.filter(text="ULIEGE").update(text="ULiège")
    assert imported(folder).counts["names"].created == 0
    assert Partner.objects.get(pic=PIC).name == "Université de Liège"


def test_a_partner_without_pic_takes_that_of_its_namesake_in_its_country(imported, current, countries):
    curated = Partner.objects.create(
        slug="liege", name="Liège", kind="university", country=countries["BE"], city="Liège", publication="draft"
    )
    PartnerName.objects.create(partner=curated, text="Université de Liège", kind="official")
    Partner.objects.create(slug="elsewhere", name="Université de Liège", country=countries["FR"])
    imported(current())
    curated.refresh_from_db()
    assert (curated.pic, curated.name, curated.city, curated.publication) == (PIC, "Liège", "Liège", "draft")
    assert curated.website == "http://www.ulg.ac.be"
    assert str(curated.latitude) == "50.64000"
    assert Participation.objects.filter(partner=curated).count() == 1


def test_a_doubtful_namesake_takes_no_pic(imported, current, countries):
    for slug in ("one", "two"):
        Partner.objects.create(slug=slug, name="Université de Liège", country=countries["BE"])
    imported(current())
    assert set(Partner.objects.filter(slug__in=["one", "two"]).values_list("pic", flat=True)) == {None}
    assert Partner.objects.get(pic=PIC).slug == "universite-de-liege"


def test_two_organisations_of_one_name_do_not_share_a_namesake(imported, current, countries):
    partner = Partner.objects.create(slug="one", name="Université de Liège", country=countries["BE"])
    imported(current(organisations=[{}, {"organisationID": "111111111", "order": "3"}]))
    partner.refresh_from_db()
    assert partner.pic is None


def test_this_organisation_is_recognised_whatever_its_name(imported, current, countries):
    ours = Partner.objects.create(slug="cnrs", name="CNRS", country=countries["FR"], is_home=True)
    imported(current())
    ours.refresh_from_db()
    assert (ours.pic, ours.name) == ("999997930", "CNRS")
    assert Partner.objects.filter(is_home=True).count() == 1


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


def test_a_part_found_later_replaces_the_framework_and_nothing_else(imported, current):
    imported(current([{"legalBasis": ""}]))
    assert EUContract.objects.get().programme.code == "FP7"
    imported(current(name="b"))
    assert EUContract.objects.get().programme.code == "FP7-PEOPLE"


def test_records_that_do_not_change_keep_their_date(imported, current, everything):
    imported(current([{}, {"id": "102"}]))
    before = dict(EUContract.objects.values_list("grant_number", "updated_at"))
    Collaboration.objects.update(updated_at="2020-01-01T00:00:00Z")
    imported(current([{}, LATER | {"id": "102", "title": "New title"}], name="b"))
    after = dict(EUContract.objects.values_list("grant_number", "updated_at"))
    assert after["101"].year == 2020
    assert after["102"] >= before["102"]


def test_an_import_that_is_killed_leaves_nothing(current, countries, monkeypatch):
    def killed(report):
        raise SystemExit

    monkeypatch.setattr(participations, "merge", killed)
    with pytest.raises(SystemExit):
        import_cordis([current()], new_report())
    assert not Collaboration.objects.exists()
    assert not Partner.objects.exists()


def test_a_second_import_at_the_same_time_is_refused(current, countries):
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [importing.LOCK])
        with pytest.raises(RefusedError, match="Another import is running"):
            import_cordis([current()], new_report())
    finally:
        other.close()
