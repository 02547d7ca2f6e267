"""The reference rows that records of partnerships need."""

import pytest

from offices.models import Country, Region

# ISO codes of two and three letters, and the code that EU files use where it is another.
COUNTRIES = """
AT:AUT AU:AUS BD:BGD BE:BEL BG:BGR BR:BRA CA:CAN CH:CHE CL:CHL CN:CHN CO:COL CY:CYP CZ:CZE DE:DEU DK:DNK
EE:EST EG:EGY GR:GRC:EL ES:ESP ET:ETH FI:FIN FR:FRA GH:GHA GL:GRL HK:HKG HR:HRV HU:HUN IE:IRL IL:ISR IS:ISL
IT:ITA LB:LBN LT:LTU LU:LUX LV:LVA LY:LBY MA:MAR MT:MLT MX:MEX NL:NLD NO:NOR PL:POL PS:PSE PT:PRT RO:ROU
RS:SRB RU:RUS SA:SAU SE:SWE SI:SVN SK:SVK TN:TUN TR:TUR UA:UKR GB:GBR:UK US:USA XK:XKK ZA:ZAF
"""


@pytest.fixture
def countries(db):
    """The countries of the CORDIS samples, by ISO code."""
    region = Region.objects.create(code="world", name_en="World", name_fr="Monde")
    made = {}
    for codes in COUNTRIES.split():
        iso2, iso3, *other = codes.split(":")
        made[iso2] = Country(
            iso2=iso2, iso3=iso3, cordis_code=other[0] if other else iso2, name_en=iso2, name_fr=iso2, region=region
        )
    Country.objects.bulk_create(made.values())
    return made
