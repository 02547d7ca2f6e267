from django.urls import path

from cnrs_intl.catalogue.detail import DetailPage
from cnrs_intl.catalogue.listing import ListPage
from partnerships.views.clusters import ClusterList, ClusterPage
from partnerships.views.collaborations import CollaborationList
from partnerships.views.contracts import ContractList, ContractPage
from partnerships.views.documents import document
from partnerships.views.extensions import ExtensionList, ExtensionPage
from partnerships.views.files import completions
from partnerships.views.insights import insights
from partnerships.views.partners import PartnerList, PartnerPage
from partnerships.views.programmes import programme, programmes
from partnerships.views.structures import StructureList, StructurePage

_pages: list[type[ListPage] | type[DetailPage]] = [
    CollaborationList,
    StructureList,
    StructurePage,
    ExtensionList,
    ExtensionPage,
    PartnerList,
    PartnerPage,
    ContractList,
    ContractPage,
    ClusterList,
    ClusterPage,
]
urlpatterns = [
    path("collaborations/complete", completions, name="completions"),
    path("documents/<uuid:key>", document, name="document"),
    path("insights/", insights, name="insights"),
    path("programmes/", programmes, name="programmes"),
    path("programmes/<str:code>/", programme, name="programme"),
    *(url for page in _pages for url in page.urls()),
]
