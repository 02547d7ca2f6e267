"""Organisations become partners, and those that the staff knows are recognised."""

from partnerships.models import Participation, Partner, PartnerName

LATER = {"contentUpdateDate": "2020-01-01 00:00:00"}
PIC = "999976105"


def test_two_names_of_one_pic_are_one_partner_with_a_further_name(imported, current):
    second = {"id": "102"}
    rows = [
        {},
        {"projectID": "102"},
        {"projectID": "102", "order": "3", "name": "LIEGE UNIVERSITY", "shortName": "ULg"},
    ]
    imported(current([{}, second], rows))
    partner = Partner.objects.get(pic="999976105")
    assert partner.name == "UNIVERSITE DE LIEGE"
    names = PartnerName.objects.filter(partner=partner).values_list("kind", "text", "source")
    assert sorted(names) == [
        ("acronym", "ULIEGE", "CORDIS"),
        ("acronym", "ULg", "CORDIS"),
        ("variant", "LIEGE UNIVERSITY", "CORDIS"),
    ]


def test_pics_of_one_name_are_partners_with_their_own_addresses(imported, current):
    rows = [{"organisationID": 3 * digits, "country": "DE"} for digits in ("111", "222", "333")]
    imported(current(organisations=rows))
    slugs = Partner.objects.filter(name="UNIVERSITE DE LIEGE").order_by("pic").values_list("slug", flat=True)
    assert list(slugs) == ["universite-de-liege", "universite-de-liege-de", "universite-de-liege-333333333"]


def test_another_place_in_another_row_does_not_move_a_partner(imported, current):
    imported(current())
    imported(current(organisations=[{"geolocation": "39.59,21.29"}], name="later"))
    assert str(Partner.objects.get(pic="999976105").latitude) == "50.64000"


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
