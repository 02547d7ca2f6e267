"""The tables of this app that have a history: all that are written by hand or imported, not those derived from them.

A reminder is a line of a log: nothing in it is changed, but that it was sent. It is its own history.
"""

from cnrs_intl.catalogue.history import remember, remember_links
from partnerships.models.clusters import Cluster
from partnerships.models.collaborations import Collaboration, Participation
from partnerships.models.contracts import EUContract
from partnerships.models.distinct_partners import DistinctPartners
from partnerships.models.documents import Document
from partnerships.models.infrastructures import Infrastructure, InfrastructureAccess
from partnerships.models.laboratories import Laboratory, LaboratoryLabel
from partnerships.models.partners import Partner, PartnerName
from partnerships.models.programmes import Call, FundingScheme, Programme, SocietalChallenge
from partnerships.models.sites import Exchange, Site
from partnerships.models.staff import Scope
from partnerships.models.structures import Structure, StructureCode, Term
from partnerships.models.successions import Succession
from partnerships.models.taxonomy import Institute, Instrument, InstrumentRule

for record in (
    Call, Cluster, Collaboration, EUContract, FundingScheme, Infrastructure, Institute, Instrument, Laboratory, Partner,
    Programme, SocietalChallenge, Structure,
):  # fmt: skip
    remember(record)
    remember_links(record)

remember(Participation, owners=("collaboration",))
remember(Term, owners=("structure",))
remember(Document, owners=("term",))
remember(StructureCode, owners=("structure",))
remember(Succession, owners=("predecessor", "successor"))
remember(Site, owners=("structure",))
remember(Exchange, owners=("site",))
remember(PartnerName, owners=("partner",))
remember(DistinctPartners, owners=("first", "second"))
remember(LaboratoryLabel, owners=("laboratory",))
remember(InfrastructureAccess, owners=("infrastructure",))
remember(InstrumentRule, owners=("instrument",))
remember(Scope, owners=("user",))
remember_links(Scope)
