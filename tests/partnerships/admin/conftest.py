"""A small register to enter things into: countries, partners, an instrument; and forms as a browser fills them."""

from html.parser import HTMLParser
from types import SimpleNamespace

import pytest

from offices.models import Country, Region
from partnerships.models import Instrument, InstrumentRule, Partner


@pytest.fixture
def world(db):
    region = Region.objects.create(code="asia", name_en="Asia", name_fr="Asie")
    countries = [
        Country(iso2=iso2, iso3=iso3, cordis_code=iso2, name_en=english, name_fr=french, region=region)
        for iso2, iso3, english, french in (("FR", "FRA", "France", "France"), ("JP", "JPN", "Japan", "Japon"))
    ]
    france, japan = Country.objects.bulk_create(countries)
    names = ("Université d'Ōsaka", "University of Tokyo", "Keio University")
    partners = [Partner.objects.create(slug=f"p{n}", name=name, country=japan) for n, name in enumerate(names)]
    umi = Instrument.objects.create(code="UMI", name_en="Joint unit", name_fr="Unité mixte", family="joint_unit")
    InstrumentRule.objects.create(instrument=umi)  # sets no limits
    return SimpleNamespace(region=region, france=france, japan=japan, partners=partners, umi=umi)


def is_on(given):
    return given.get("type") != "checkbox" or "checked" in given


class Filled(HTMLParser):
    """The values that a browser would send for a page, without those of the buttons and of the rows to copy."""

    def __init__(self):
        super().__init__()
        self.values, self.open_name = {}, ""

    def handle_starttag(self, tag, pairs):
        given = dict(pairs)
        name = given.get("name", "")
        if tag in ("select", "textarea"):
            self.open_name = name
            self.values[name] = [] if "multiple" in given else ""
        elif tag == "option" and "selected" in given:
            chosen = self.values[self.open_name]
            self.values[self.open_name] = [*chosen, given["value"]] if isinstance(chosen, list) else given["value"]
        elif tag == "input" and given.get("type") not in ("submit", "button") and is_on(given):
            self.values[name] = given.get("value", "on" if given.get("type") == "checkbox" else "")

    def handle_data(self, text):
        if self.lasttag == "textarea" and self.open_name:
            self.values[self.open_name] = text.strip()

    def handle_endtag(self, tag):
        self.open_name = "" if tag in ("select", "textarea") else self.open_name


@pytest.fixture
def filled(admin_client):
    """The values of the form at `address`, empty rows included, changed by what is given."""

    def values_of(address, **changes):
        page = Filled()
        page.feed(admin_client.get(address).content.decode())
        return {name: value for name, value in page.values.items() if name and "__prefix__" not in name} | changes

    return values_of
