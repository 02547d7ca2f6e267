from offices.views.countries import CountryList, CountryPage
from offices.views.offices import OfficeList, OfficePage

urlpatterns = [*OfficeList.urls(), *OfficePage.urls(), *CountryList.urls(), *CountryPage.urls()]
