from offices.models import history
from offices.models.countries import Country
from offices.models.embassies import EmbassyService
from offices.models.offices import Coverage, Office
from offices.models.regions import Region

__all__ = ["Country", "Coverage", "EmbassyService", "Office", "Region", "history"]
