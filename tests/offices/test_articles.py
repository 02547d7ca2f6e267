"""Countries within French and English sentences: known cases, and what holds of all of them."""

import csv

import pytest
from django.utils import translation

from cnrs_intl.env import ROOT
from offices.articles import origin, place, with_article

with (ROOT / "fixtures/facts/countries.csv").open(encoding="utf-8", newline="") as file:
    COUNTRIES = [(row["iso2"], row["name_en"], row["name_fr"]) for row in csv.DictReader(file, delimiter=";")]

FRENCH = """
JP Japon | le Japon | du Japon | au Japon
CN Chine | la Chine | de Chine | en Chine
US États-Unis | les États-Unis | des États-Unis | aux États-Unis
MT Malte | Malte | de Malte | à Malte
DE Allemagne | l’Allemagne | d’Allemagne | en Allemagne
IN Inde | l’Inde | d’Inde | en Inde
IR Iran | l’Iran | d’Iran | en Iran
EC Équateur | l’Équateur | d’Équateur | en Équateur
UY Uruguay | l’Uruguay | d’Uruguay | en Uruguay
IL Israël | Israël | d’Israël | en Israël
HT Haïti | Haïti | d’Haïti | en Haïti
HU Hongrie | la Hongrie | de Hongrie | en Hongrie
HN Honduras | le Honduras | du Honduras | au Honduras
HK Hong Kong | Hong Kong | de Hong Kong | à Hong Kong
SG Singapour | Singapour | de Singapour | à Singapour
CU Cuba | Cuba | de Cuba | à Cuba
TW Taïwan | Taïwan | de Taïwan | à Taïwan
MX Mexique | le Mexique | du Mexique | au Mexique
KH Cambodge | le Cambodge | du Cambodge | au Cambodge
NL Pays-Bas | les Pays-Bas | des Pays-Bas | aux Pays-Bas
PH Philippines | les Philippines | des Philippines | aux Philippines
CZ République Tchèque | la République Tchèque | de la République Tchèque | en République Tchèque
BB Barbade | la Barbade | de la Barbade | à la Barbade
IM Île de Man | l’Île de Man | de l’Île de Man | à l’Île de Man
OM Oman | Oman | d’Oman | à Oman
YE Yémen | le Yémen | du Yémen | au Yémen
"""
CASES = [(line[:2], *(part.strip() for part in line[2:].split("|"))) for line in FRENCH.strip().splitlines()]


@pytest.mark.parametrize(("iso2", "name", "article", "of", "where"), CASES, ids=[case[0] for case in CASES])
def test_french(iso2, name, article, of, where):
    with translation.override("fr"):
        assert [form(iso2, name) for form in (with_article, origin, place)] == [article, of, where]


@pytest.mark.parametrize(
    ("iso2", "name", "said"),
    [
        ("JP", "Japan", "Japan"),
        ("US", "United States", "the United States"),
        ("GB", "United Kingdom", "the United Kingdom"),
        ("MK", "The Republic of North Macedonia", "the Republic of North Macedonia"),
    ],
)
def test_english_has_its_article_and_no_preposition(iso2, name, said):
    with translation.override("en"):
        assert {form(iso2, name) for form in (with_article, origin, place)} == {said}


@pytest.mark.parametrize(("iso2", "english", "french"), COUNTRIES, ids=[country[0] for country in COUNTRIES])
def test_every_country_keeps_its_name_and_french_its_rules(iso2, english, french):
    with translation.override("fr"):
        said = {form: form(iso2, french) for form in (with_article, origin, place)}
    assert all(text.endswith(french) for text in said.values())
    before = {form: text.removesuffix(french) for form, text in said.items()}
    assert before[with_article] in ("", "le ", "la ", "les ", "l’")
    assert before[origin] in ("du ", "de ", "de la ", "de l’", "des ", "d’")
    assert before[place] in ("au ", "aux ", "en ", "à ", "à la ", "à l’")
    if french[0] in "AEIOUÀÂÄÅÉÈÊÎÏÔ" and before[with_article] != "les ":
        assert before[with_article] in ("", "l’")
        assert before[origin][-1] == "’"
        assert before[place] != "au "
    assert (before[with_article] == "les ") == (before[origin] == "des ") == (before[place] == "aux ")
    with translation.override("en"):
        assert with_article(iso2, english).casefold().removeprefix("the ") == english.casefold().removeprefix("the ")
