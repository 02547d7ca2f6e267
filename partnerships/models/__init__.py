from partnerships.models import history
from partnerships.models.catalogue import CatalogueChange, CatalogueVersion, FacetBitmap, SearchDocument
from partnerships.models.clusters import Cluster
from partnerships.models.collaborations import Collaboration, Participation
from partnerships.models.contracts import EUContract
from partnerships.models.distinct_partners import DistinctPartners
from partnerships.models.documents import Document
from partnerships.models.infrastructures import Infrastructure, InfrastructureAccess
from partnerships.models.laboratories import Laboratory, LaboratoryLabel
from partnerships.models.partners import Partner, PartnerName
from partnerships.models.programmes import Call, FundingScheme, Programme, SocietalChallenge
from partnerships.models.reminders import Reminder, ReminderMessage
from partnerships.models.sites import Exchange, FrenchExtension, Site
from partnerships.models.staff import Scope
from partnerships.models.structures import Structure, StructureCode, Term
from partnerships.models.successions import Succession
from partnerships.models.taxonomy import Institute, Instrument, InstrumentRule

__all__ = [
    "Call",
    "CatalogueChange",
    "CatalogueVersion",
    "Cluster",
    "Collaboration",
    "DistinctPartners",
    "Document",
    "EUContract",
    "Exchange",
    "FacetBitmap",
    "FrenchExtension",
    "FundingScheme",
    "Infrastructure",
    "InfrastructureAccess",
    "Institute",
    "Instrument",
    "InstrumentRule",
    "Laboratory",
    "LaboratoryLabel",
    "Participation",
    "Partner",
    "PartnerName",
    "Programme",
    "Reminder",
    "ReminderMessage",
    "Scope",
    "SearchDocument",
    "Site",
    "SocietalChallenge",
    "Structure",
    "StructureCode",
    "Succession",
    "Term",
    "history",
]
