from collections import defaultdict
from datetime import date

import pytest

from cnrs_intl.catalogue import related
from offices.models import Country, Region

DAY = date(2013, 7, 1)


class Name(related.Panel):
    title = "Name"

    def get_content(self):
        return {"name": self.record.name_en}


class Nothing(related.Panel):
    title = "Nothing"

    def get_content(self):
        return {}


@pytest.fixture(autouse=True)
def empty_registry(monkeypatch):
    monkeypatch.setattr(related, "_panels", defaultdict(list))
    monkeypatch.setattr(related, "_figures", defaultdict(list))


def reading(record):
    return related.Reading(record, None, DAY)


def test_panels_come_in_the_order_of_registration_and_once():
    class Again(Name):
        title = "Again"

    for panel in (Again, Name, Again):
        related.register_panel(Country, panel)
    found = related.panels_for(reading(Country(name_en="Japan")))
    assert [panel.title for panel in found] == ["Again", "Name"]
    assert found[0].content == {"name": "Japan"}


def test_a_panel_with_nothing_to_show_is_left_out():
    related.register_panel(Country, Nothing)
    assert related.panels_for(reading(Country())) == []


def test_panels_are_those_of_the_model():
    related.register_panel(Country, Name)
    assert related.panels_for(reading(Region())) == []


def test_a_panel_must_say_what_it_shows():
    with pytest.raises(TypeError, match="says what it shows"):
        related.Panel(reading(Country()))


def test_panels_stand_where_they_were_registered():
    related.register_panel(Country, Name, "head")
    assert related.panels_for(reading(Country(name_en="Japan"))) == []
    assert [panel.title for panel in related.panels_for(reading(Country(name_en="Japan")), "head")] == ["Name"]


def test_what_panels_share_is_made_once_for_a_reading():
    made = []
    one, other = reading(Country()), reading(Country())
    for each in (one, one, other):
        each.once(made.append)
    assert made == [one, other]


def test_figures_of_all_that_registered_come_together():
    for name in ("structures", "contracts"):
        figure = related.Figure({"JP": 2}, lambda key: f"?country={key}")
        related.register_figures(Country, lambda user, day, name=name, figure=figure: {name: figure})
    found = related.figures_for(Country, None, DAY)
    assert list(found) == ["structures", "contracts"]
    assert found["contracts"].link("JP") == "?country=JP"
    assert related.figures_for(Region, None, DAY) == {}
