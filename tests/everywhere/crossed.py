"""The world in which every record that is seen is linked to records that are not."""

from datetime import date

from offices.models import EmbassyService, Office
from partnerships.models import (
    Cluster,
    EUContract,
    Exchange,
    Infrastructure,
    InfrastructureAccess,
    Participation,
    Partner,
    Site,
    Structure,
    Succession,
)
from tests.everywhere.world import OPEN, OURS, THEIRS, Made, make_world


def make_crossed_world() -> dict[str, Made]:
    world = make_world()
    hidden = world[THEIRS]
    for token in (OPEN, OURS):
        _link(world[token], hidden)
    EmbassyService.objects.update(office=hidden[Office])
    return world


def _link(seen: Made, hidden: Made) -> None:
    partner, structure = hidden[Partner], seen[Structure]
    Site.objects.filter(structure=structure).update(host=partner)
    Exchange.objects.filter(pk=seen[Exchange].pk).update(home=partner)
    Partner.objects.filter(pk=seen[Partner].pk).update(parent=partner, successor=partner)
    Participation.objects.create(collaboration=structure, partner=partner, role="partner")
    Participation.objects.create(collaboration=seen[EUContract], partner=partner, role="participant")
    Succession.objects.create(predecessor=structure, successor=hidden[Structure], happened_on=date(2100, 1, 1))
    seen[Cluster].structures.add(hidden[Structure])
    InfrastructureAccess.objects.create(infrastructure=seen[Infrastructure], partner=partner)
    InfrastructureAccess.objects.create(infrastructure=hidden[Infrastructure], partner=seen[Partner])
