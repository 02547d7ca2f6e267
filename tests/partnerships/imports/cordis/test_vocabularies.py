"""Codes of programmes, schemes, calls and topics."""

from partnerships.models import EUContract, Programme


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


def test_a_part_found_later_replaces_the_framework_and_nothing_else(imported, current):
    imported(current([{"legalBasis": ""}]))
    assert EUContract.objects.get().programme.code == "FP7"
    imported(current(name="b"))
    assert EUContract.objects.get().programme.code == "FP7-PEOPLE"
