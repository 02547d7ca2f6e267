"""The tables of this app that have a history: all that are written by hand or imported, not those derived from them."""

from typing import Any

from cnrs_intl.catalogue.history import remember
from partnerships.models.clusters import Cluster
from partnerships.models.collaborations import Collaboration, Participation
from partnerships.models.contracts import EUContract
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
    Programme, Scope, SocietalChallenge, Structure,
):  # fmt: skip
    remember(record)
    for link in record._meta.local_many_to_many:
        through: Any = link.remote_field.through
        if through._meta.auto_created:
            remember(through, owners=(link.m2m_field_name(),))

remember(Participation, owners=("collaboration",))
remember(Term, owners=("structure",))
remember(StructureCode, owners=("structure",))
remember(Succession, owners=("predecessor", "successor"))
remember(Site, owners=("structure",))
remember(Exchange, owners=("site",))
remember(PartnerName, owners=("partner",))
remember(LaboratoryLabel, owners=("laboratory",))
remember(InfrastructureAccess, owners=("infrastructure",))
remember(InstrumentRule, owners=("instrument",))
