from collections import defaultdict

import pytest

from cnrs_intl.catalogue import related
from offices.models import Country, Region


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


def test_panels_come_in_the_order_of_registration_and_once():
    class Again(Name):
        title = "Again"

    for panel in (Again, Name, Again):
        related.register_panel(Country, panel)
    found = related.panels_for(Country(name_en="Japan"), None)
    assert [panel.title for panel in found] == ["Again", "Name"]
    assert found[0].content == {"name": "Japan"}


def test_a_panel_with_nothing_to_show_is_left_out():
    related.register_panel(Country, Nothing)
    assert related.panels_for(Country(), None) == []


def test_panels_are_those_of_the_model():
    related.register_panel(Country, Name)
    assert related.panels_for(Region(), None) == []


def test_a_panel_must_say_what_it_shows():
    with pytest.raises(TypeError, match="says what it shows"):
        related.Panel(Country(), None)
