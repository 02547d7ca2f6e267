"""What CORDIS files have in them that an import must survive, one by one."""

import pytest
from django.db import connection

from cnrs_intl.catalogue import readers
from cnrs_intl.catalogue.importing import BadRowsError, RefusedError
from cnrs_intl.catalogue.sources import UnreadableError
from partnerships.imports.cordis import import_cordis, new_report
from partnerships.models import Collaboration, EUContract, Participation, Partner, PartnerName, Programme


def bad_rows(folder, **options):
    """The bad rows of an import that is refused for them, and that leaves nothing."""
    report = new_report()
    with pytest.raises(BadRowsError):
        import_cordis([folder], report, **options)
    assert not Collaboration.objects.exists()
    assert not Partner.objects.exists()
    assert not Programme.objects.exists()
    return [(row.file, row.line, row.column, row.value) for row in report.bad_rows]


def test_both_decimal_marks_in_one_row(imported, current):
    imported(current())
    row = Participation.objects.get(partner__pic="999976105")
    assert (str(row.ec_contribution), str(row.total_cost)) == ("528340.97", "960619.95")


def test_a_net_contribution_may_exceed_the_gross_one(imported, current):
    imported(current())
    row = Participation.objects.get(partner__pic="999976105")
    assert row.net_ec_contribution > row.ec_contribution


def test_an_empty_amount_is_unknown(imported, current):
    imported(current([{"totalCost": ""}], [{"ecContribution": "", "totalCost": ""}]))
    assert EUContract.objects.get().total_cost is None
    assert Participation.objects.get(partner__pic="999976105").ec_contribution is None


def test_titles_are_trimmed_and_of_one_line_and_objectives_keep_quotes_and_separators(imported, current):
    imported(current([{"title": "  A\ntitle of e\u0301lan ", "objective": 'He said ""why""; and\n"how".'}]))
    contract = EUContract.objects.get()
    assert contract.title_en == "A title of élan"
    assert contract.summary_en == 'He said ""why""; and\n"how".'


def test_a_separator_that_is_not_quoted_makes_a_bad_row_and_shifts_nothing(countries, current):
    folder = current([{}, {"id": "102"}])
    path = folder / "project.csv"
    path.write_text(path.read_text("utf-8-sig").replace('"A title"', '"A; title";x', 1), "utf-8")
    assert [row[:2] for row in bad_rows(folder)] == [("project.csv", 2)]


def test_the_same_pair_in_two_roles_and_twice_in_one(imported, current):
    imported(current(organisations=[{}, {"order": "9"}, {"order": "4", "role": "thirdParty"}]))
    rows = Participation.objects.filter(partner__pic="999976105").order_by("role", "occurrence")
    assert list(rows.values_list("role", "occurrence", "position")) == [
        ("participant", 1, 2),
        ("participant", 2, 9),
        ("third_party", 1, 4),
    ]


def test_a_project_without_coordinator_has_the_first_participants_country(imported, current):
    rows = [{"order": "3"}, {"organisationID": "999997930", "country": "FR", "order": "2", "name": "CNRS"}]
    imported(current(organisations=rows, with_home=False))
    assert EUContract.objects.get().country_id == "FR"


def test_a_project_without_dates_and_one_signed_after_its_end_are_taken(imported, current):
    imported(current([{"startDate": "", "endDate": ""}, {"id": "102", "ecSignatureDate": "2020-01-01"}]))
    assert EUContract.objects.get(grant_number="101").start is None
    assert EUContract.objects.get(grant_number="102").signed_on.year == 2020


@pytest.mark.parametrize("start", ["2014-01-02", "2014-01-02 00:00:00", "02/01/2014"])
def test_dates_in_all_the_ways_files_write_them(imported, current, start):
    imported(current([{"startDate": start}]))
    assert str(EUContract.objects.get().start) == "2014-01-02"


@pytest.mark.parametrize(
    ("written", "state"), [("SIGNED", "signed"), ("ONG", "signed"), ("CLO", "closed"), ("CAN", "terminated"), ("", "")]
)
def test_states_of_every_generation(imported, current, written, state):
    imported(current([{"status": written}]))
    assert EUContract.objects.get().ec_status == state


@pytest.mark.parametrize("sme", ["true", "false", "", "?"])
def test_the_sme_mark_is_not_read(imported, current, sme):
    imported(current(organisations=[{"SME": sme}]))
    assert Partner.objects.count() == 2


@pytest.mark.parametrize(
    ("written", "iso2"), [("EL", "GR"), ("GR", "GR"), ("UK", "GB"), ("XK", "XK"), ("KO", "XK"), ("", None)]
)
def test_country_codes_of_the_eu(imported, current, written, iso2):
    imported(current(organisations=[{"country": written}]))
    partner = Partner.objects.get(pic="999976105")
    assert partner.country_id == iso2
    assert partner.publication == ("published" if iso2 else "draft")


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


@pytest.mark.parametrize(
    "name", ["UNIVERSITE DE LIEGE", "UNIWERSYTET WARSZAWSKI", "Tartu Ülikool", "SZEGEDI TUDOMANYEGYETEM"]
)
def test_higher_education_that_calls_itself_a_university_is_one(imported, current, name):
    imported(current(organisations=[{"name": name}]))
    assert Partner.objects.get(pic="999976105").kind == "university"


@pytest.mark.parametrize(
    ("activity", "kind"),
    [
        ("HES", "higher_education"),
        ("REC", "research"),
        ("PRC", "company"),
        ("PUB", "public_body"),
        ("OTH", "other"),
        ("", ""),
    ],
)
def test_kinds_of_organisations(imported, current, activity, kind):
    imported(current(organisations=[{"name": "ECOLE DES MINES", "activityType": activity}]))
    assert Partner.objects.get(pic="999976105").kind == kind


def test_only_projects_with_this_organisation_unless_all_are_asked_for(imported, current):
    projects = [{}, {"id": "102"}]
    folder = current(projects, [{}, {"projectID": "102"}])
    path = folder / "organization.csv"
    lines = [line for line in path.read_text("utf-8").splitlines() if not ('"102"' in line and "999997930" in line)]
    path.write_text("\n".join(lines), "utf-8")
    assert imported(folder).counts["contracts"].created == 1
    assert imported(folder, everything=True).counts["contracts"].created == 1
    assert set(EUContract.objects.values_list("grant_number", flat=True)) == {"101", "102"}


def test_a_bad_row_of_a_project_that_is_not_wanted_does_not_matter(imported, current):
    folder = current([{}], [{}, {"projectID": "102", "country": "DE;HU"}])
    assert not imported(folder).bad_rows


def test_all_bad_rows_are_listed_and_nothing_is_written(countries, current):
    projects = [
        {},
        {"id": "102", "startDate": "2015-02-30", "totalCost": "1.999.895"},
        {"id": "103", "endDate": "2013-01-01"},
        {"id": "104", "status": "LOST", "title": " ", "frameworkProgramme": "FP6"},
        {"id": "101", "title": "The same again"},
        {"id": "105", "acronym": "x" * 81},
    ]
    rows = [
        {"country": "DE;HU"},
        {"country": "QQ", "role": "spectator"},
        {"organisationID": "12345", "order": "0"},
        {"ecContribution": "-5", "activityType": "ABC", "geolocation": "here", "endOfParticipation": "maybe"},
        {"name": ""},
    ]
    folder = current(projects, rows, with_home=False)
    assert bad_rows(folder, everything=True) == [
        ("project.csv", 3, "startDate", "2015-02-30"),
        ("project.csv", 3, "totalCost", "1.999.895"),
        ("project.csv", 4, "endDate", "2013-01-01"),
        ("project.csv", 5, "title", " "),
        ("project.csv", 5, "frameworkProgramme", "FP6"),
        ("project.csv", 5, "status", "LOST"),
        ("project.csv", 7, "acronym", "x" * 81),
        ("organization.csv", 2, "country", "DE;HU"),
        ("organization.csv", 3, "country", "QQ"),
        ("organization.csv", 3, "role", "spectator"),
        ("organization.csv", 4, "organisationID", "12345"),
        ("organization.csv", 4, "order", "0"),
        ("organization.csv", 5, "activityType", "ABC"),
        ("organization.csv", 5, "geolocation", "here"),
        ("organization.csv", 5, "ecContribution", "-5"),
        ("organization.csv", 5, "endOfParticipation", "maybe"),
        ("organization.csv", 6, "name", ""),
        ("project.csv", 6, "id", "101"),
    ]


def test_good_rows_are_written_when_bad_ones_are_to_be_skipped(imported, current):
    projects = [{}, {"id": "102", "startDate": "2015-02-30"}]
    report = imported(
        current(projects, [{}, {"country": "DE;HU", "order": "3"}, {"projectID": "102"}]), skip_bad_rows=True
    )
    assert len(report.bad_rows) == 2
    assert EUContract.objects.get().grant_number == "101"
    assert Participation.objects.count() == 2
    assert (report.counts["contracts"].skipped, report.counts["participations"].skipped) == (1, 3)


def test_a_project_row_without_participations_is_a_draft(imported, current):
    report = imported(current([{}], [{"projectID": "999"}], with_home=False), everything=True)
    assert EUContract.objects.get().publication == "draft"
    assert [note[:9] for note in report.notes] == ["1 partici", "1 project"]


@pytest.mark.parametrize("layout", ["current", "old"])
def test_personal_columns_are_never_stored(imported, request, layout):
    imported(request.getfixturevalue(layout)())
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(
                f'SELECT count(*) FROM "{table}" AS t WHERE t::text ~ %s', ["Lovelace|4555667|AOUT|BE0325|/form"]
            )
            assert cursor.fetchone() == (0,), table


def test_the_older_layout_has_decimal_commas_and_joined_lists(imported, old):
    imported(old())
    contract = EUContract.objects.get()
    assert (str(contract.total_cost), contract.call.identifier) == ("1000.50", "C-1")
    assert str(Participation.objects.get(partner__pic="999976105").ec_contribution) == "528340.97"


def test_the_h2020_variant_of_the_older_layout(imported, old):
    folder = old()
    for name, before, after in [("projects", "reference", "id"), ("organizations", "projectReference", "projectID")]:
        path = folder / f"cordis-fp7{name}.csv"
        path.write_text(path.read_text("utf-8").replace(before, after, 1), "utf-8")
    assert imported(folder).counts["participations"].created == 2


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


def test_participations_that_vanished_are_left_and_counted(imported, current):
    imported(current(organisations=[{}, {"organisationID": "111111111", "order": "3"}]))
    report = imported(current(name="later"))
    assert Participation.objects.count() == 3
    assert any("1 participation of these contracts is not in the files any more" in note for note in report.notes)


def test_schemes_and_calls_are_told_whatever_their_case(imported, current):
    projects = [
        {"fundingScheme": "NoE", "subCall": "ERC-2012-ADG_1"},
        {"id": "102", "fundingScheme": "NOE", "subCall": "ERC-2012-AdG_1"},
        {"id": "103", "fundingScheme": "CP-CSA", "subCall": "", "masterCall": "M-1"},
        {"id": "104", "fundingScheme": "CPCSA", "subCall": ""},
    ]
    report = imported(current(projects))
    assert (report.counts["schemes"].created, report.counts["calls"].created) == (2, 2)
    assert EUContract.objects.get(grant_number="103").call.identifier == "M-1"


def test_programme_parts_are_made_under_their_nearest_known_ancestor(imported, current):
    root = Programme.objects.create(code="H2020", name_en="Horizon 2020")
    pillar = Programme.objects.create(code="H2020-EU.1.", name_en="Excellent Science", parent=root)
    projects = [
        {"frameworkProgramme": "H2020", "legalBasis": "H2020-EU.1.3.2."},
        {"id": "102", "frameworkProgramme": "H2020", "legalBasis": "h2020-eu.1"},
        {"id": "103", "frameworkProgramme": "HORIZON", "legalBasis": ""},
        {"id": "104", "frameworkProgramme": "HORIZON", "legalBasis": "HORIZON.1.2"},
    ]
    bases = [
        {"projectID": "103", "legalBasis": "HORIZON.1.1", "title": "Side line", "uniqueProgrammePart": ""},
        {"projectID": "103", "legalBasis": "HORIZON.1.2", "title": "MSCA", "uniqueProgrammePart": "true"},
    ]
    imported(current(projects, legalBasis=bases))
    part = {contract.grant_number: contract.programme for contract in EUContract.objects.select_related("programme")}
    assert (part["101"].code, part["101"].parent) == ("H2020-EU.1.3.2.", pillar)
    assert part["102"] == pillar
    assert (part["103"].code, part["103"].name_en, part["103"].parent.code) == ("HORIZON.1.2", "MSCA", "HORIZON")
    assert part["104"] == part["103"]
    assert part["103"].parent.name_en == "Horizon Europe"


def test_a_topic_has_the_title_of_its_file(imported, current):
    topics = [{"projectID": "101", "topic": "T-1", "title": " A topic\nin two lines"}]
    imported(current(topics=topics))
    assert EUContract.objects.get().topic_title == "A topic in two lines"


def test_unknown_columns_are_ignored(imported, current):
    imported(current([{"newColumn": "x"}], [{"another": "y"}]))
    assert EUContract.objects.count() == 1


def test_missing_columns_are_named_with_the_layouts_known(countries, current):
    folder = current()
    path = folder / "project.csv"
    path.write_text(path.read_text("utf-8").replace('"startDate"', '"begin"', 1), "utf-8")
    with pytest.raises(UnreadableError) as refusal:
        import_cordis([folder], new_report())
    assert "layout since 2021: missing “startDate”" in str(refusal.value)
    assert "layout of 2015 to 2020" in str(refusal.value)


def test_satellite_files_that_are_not_needed_are_named(imported, current):
    report = imported(current(webLink=[{"projectID": "101", "physUrl": "x"}]))
    assert any("webLink.csv" in note for note in report.notes)


def test_a_set_without_projects_or_without_organisations_is_refused(countries, current):
    folder = current()
    with pytest.raises(UnreadableError, match="no file of projects"):
        import_cordis([folder / "organization.csv"], new_report())
    with pytest.raises(UnreadableError, match="no file of organisations"):
        import_cordis([folder / "project.csv"], new_report())


def test_a_header_without_rows_is_refused(countries, current):
    folder = current()
    path = folder / "project.csv"
    path.write_text(path.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    with pytest.raises(UnreadableError, match="a header and no row"):
        import_cordis([folder], new_report())


def test_a_file_cut_in_a_row_is_refused(countries, current):
    folder = current()
    path = folder / "project.csv"
    path.write_text(path.read_text("utf-8")[:-20], "utf-8")
    with pytest.raises(UnreadableError, match="not closed"):
        import_cordis([folder], new_report())


def test_a_file_as_long_as_a_spreadsheet_is_noted(imported, current, monkeypatch):
    monkeypatch.setattr(readers, "LINES_OF_A_CUT_FILE", 3)
    assert any("was it cut?" in note for note in imported(current()).notes)


def test_what_the_database_refuses_is_said_and_leaves_nothing(imported, current):
    Partner.objects.create(slug="universite-de-liege-999976105", name="x")
    Partner.objects.create(slug="universite-de-liege", name="y")
    Partner.objects.create(slug="universite-de-liege-be", name="z")
    with pytest.raises(RefusedError, match="nothing was written"):
        imported(current())
    assert not Collaboration.objects.exists()
