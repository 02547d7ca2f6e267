"""One of every record for each place: published, in the scope of one office, in that of another."""

from datetime import date
from typing import Any

from django.contrib.auth.models import Group, User
from django.db import connection, models

from offices.models import Coverage, EmbassyService, Office
from partnerships.choices import StaffRole
from partnerships.models import (
    Cluster,
    Collaboration,
    DistinctPartners,
    Document,
    EUContract,
    Exchange,
    FrenchExtension,
    Infrastructure,
    InfrastructureAccess,
    Participation,
    Partner,
    PartnerName,
    Scope,
    Site,
    Structure,
    StructureCode,
    Succession,
    Term,
)
from partnerships.services.staff import set_up_groups
from tests import builders

OPEN, OURS, THEIRS = "zqopen", "zqours", "zqtheirs"
PLACES = {OPEN: ("US", "published"), OURS: ("JP", "draft"), THEIRS: ("DE", "draft")}
Made = dict[type[models.Model], Any]

READERS: dict[str, tuple[StaffRole | None, str, set[str]]] = {
    "anybody": (None, "", {OPEN}),
    "unscoped": (StaffRole.REVIEWER, "", {OPEN}),
    "reader": (StaffRole.READER, OURS, {OPEN, OURS}),
    "contributor": (StaffRole.CONTRIBUTOR, OURS, {OPEN, OURS}),
    "reviewer": (StaffRole.REVIEWER, OURS, {OPEN, OURS}),
    "elsewhere": (StaffRole.CONTRIBUTOR, THEIRS, {OPEN, THEIRS}),
    "administrator": (StaffRole.ADMINISTRATOR, "", {OPEN, OURS, THEIRS}),
}
"""Each kind of reader: role, place of the office in the scope, and the places of what is seen."""


def make_place(token: str) -> Made:
    """A record of every model that is published, each with the name of its place somewhere."""
    iso2, state = PLACES[token]
    country = builders.country(iso2)
    office = builders.office(token, covers=(iso2,), publication=state)
    partner = builders.partner(f"{token} University", iso2, publication=state, slug=f"{token}-p", city=token)
    earlier, lab = (
        builders.structure(f"{token}{name}", partners=(partner,), iso2=iso2, publication=state, title_en=token)
        for name in ("pics", "lab")
    )
    extension = builders.extension(lab, city_en=token, city_fr=token, host=partner)
    exchange = builders.exchange(extension, 2015, home=partner, source=token)
    other = builders.partner(f"{token} Institute", iso2, publication=state, slug=f"{token}-i", city=token)
    contract = builders.contract(f"{token}proj", partners=(partner,), country=country, publication=state)
    infrastructure = Infrastructure.objects.create(
        slug=token, name_fr=token, name_en=token, country=country, publication=state
    )
    return {
        Office: office,
        Coverage: office.coverages.get(),
        Partner: partner,
        DistinctPartners: DistinctPartners.objects.create(first=partner, second=other),
        PartnerName: PartnerName.objects.create(partner=partner, text=f"{token} name", kind="former"),
        Structure: lab,
        Collaboration: Collaboration.objects.get(pk=lab.pk),
        Term: lab.terms.get(),
        Document: builders.document(lab, title=token),
        StructureCode: lab.codes.get(),
        Site: lab.sites.get(role="main"),
        FrenchExtension: extension,
        Exchange: exchange,
        Succession: builders.succession(earlier, lab),
        EUContract: contract,
        Participation: contract.participations.get(),
        Cluster: builders.cluster(f"{token} cluster", structures=(lab,), country=country, publication=state),
        Infrastructure: infrastructure,
        InfrastructureAccess: InfrastructureAccess.objects.create(
            infrastructure=infrastructure, partner=partner, start=date(2020, 1, 1)
        ),
    }


def make_world() -> dict[str, Made]:
    set_up_groups()
    made = {token: make_place(token) for token in PLACES}
    EmbassyService.objects.create(country=builders.country("JP"), name_en="Service", name_fr="Service")
    connection.check_constraints()
    return made


def make_reader(name: str) -> User | None:
    role, place, _seen = READERS[name]
    if role is None:
        return None
    user = User.objects.create_user(name, is_staff=True)
    user.groups.set(Group.objects.filter(name=role))
    Scope.objects.create(user=user).offices.set(Office.objects.filter(slug=place))
    return user
