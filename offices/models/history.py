"""The tables of this app that have a history."""

from cnrs_intl.catalogue.history import remember
from offices.models.countries import Country
from offices.models.embassies import EmbassyService
from offices.models.offices import Coverage, Office
from offices.models.regions import Region

remember(Region)
remember(Country)
remember(Office)
remember(Coverage, owners=("office",))
remember(EmbassyService)
