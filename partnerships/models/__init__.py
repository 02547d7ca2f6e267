from partnerships.models.clusters import Cluster
from partnerships.models.collaborations import Collaboration, Participation
from partnerships.models.contracts import EUContract
from partnerships.models.infrastructures import Infrastructure, InfrastructureAccess
from partnerships.models.laboratories import Laboratory, LaboratoryLabel
from partnerships.models.partners import Partner, PartnerName
from partnerships.models.programmes import Call, FundingScheme, Programme, SocietalChallenge
from partnerships.models.sites import Exchange, FrenchExtension, Site
from partnerships.models.structures import Structure, StructureCode, Term
from partnerships.models.successions import Succession
from partnerships.models.taxonomy import Institute, Instrument, InstrumentRule

__all__ = [
    "Call",
    "Cluster",
    "Collaboration",
    "EUContract",
    "Exchange",
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
    "Site",
    "SocietalChallenge",
    "Structure",
    "StructureCode",
    "Succession",
    "Term",
]
