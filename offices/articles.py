"""Countries within a sentence: “from the United States” is “des États-Unis”, “in Japan” is “au Japon”.

English keeps its preposition in the sentence and needs the article only; in French, preposition, article and gender
are one. So the value of a sentence holds the article in English, and preposition and article in French.
"""

from collections.abc import Callable

from django.utils.translation import get_language

Form = Callable[[str, str], str]
"""(ISO code, name in the reader's language) → the name as it stands in the sentence."""


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


ENGLISH_THE = _codes(
    """
    AE AX BS CC CD CF CG CK CN CZ DO FK FO GB GM IM IO IR KM KY LA MH MP MV NL PH PS RU SB SC SY TC TF TZ UM US VA
    VG VI
    """
)
MASCULINE = _codes(
    """
    BD BF BI BJ BN BR BT BW BZ CA CL CM CR CV DK EC EH GA GB GH GL GT GY HN IQ IR JP KE KG KH KW KZ LA LB LI LK LR
    LS LU MA ME ML MM MW MX MZ NE NG NI NP PA PE PK PT PY QA RW SD SJ SN SR SS SZ TD TG TJ TL TM VA VE VN VU WS XK
    YE ZW
    """
)
PLURAL = _codes(
    """
    AE AS BM BS CC CK FJ FK FO HM KI KM KY MH MP MV NL PH PN PW SB SC TC TF TO TV UM US VG VI
    """
)
WITHOUT = _codes(
    """
    AG AI AW AX BH BL BQ CU CW CY DJ GG GI GU HK HT IL JE KN LC MC MF MG MO MS MT MU NR NU OM PM PR SG SH SM ST SV
    SX TK TT TW VC WF YT
    """
)
"""All others are feminine, or begin with a vowel, before which the gender does not show."""

FEMININE_ISLANDS = _codes("BB DM GD RE")
ISLANDS = _codes("BV CX IM NF")
"""Named “l'Île …”."""
STATES_WITHOUT = _codes("HT IL SV")
"""States without an article that one is “en”, not “à”."""
SILENT_H = _codes("HT")
VOWELS = frozenset("AEIOUÀÂÄÅÉÈÊËÎÏÔÖÙÛÜ")


def with_article(iso2: str, name: str) -> str:
    """“Japan”, “the United States”; “le Japon”, “l'Allemagne”, “Malte”."""
    if not _french():
        return _english(iso2, name)
    return _definite(iso2, name)


def origin(iso2: str, name: str) -> str:
    """After “from” or “of”: “Japan”; “du Japon”, “de Chine”, “d'Allemagne”, “des États-Unis”."""
    if not _french():
        return _english(iso2, name)
    if iso2 in PLURAL:
        return f"des {name}"
    if _elides(iso2, name):
        return f"de l’{name}" if iso2 in ISLANDS else f"d’{name}"
    if iso2 in MASCULINE:
        return f"du {name}"
    return f"de la {name}" if iso2 in FEMININE_ISLANDS or name.startswith("République") else f"de {name}"


def place(iso2: str, name: str) -> str:
    """After “in”: “Japan”; “au Japon”, “en Chine”, “aux États-Unis”, “à Malte”."""
    if not _french():
        return _english(iso2, name)
    if iso2 in PLURAL:
        return f"aux {name}"
    if iso2 in FEMININE_ISLANDS or iso2 in ISLANDS:
        return f"à {_definite(iso2, name)}"
    if iso2 in WITHOUT:
        return f"en {name}" if iso2 in STATES_WITHOUT else f"à {name}"
    return f"au {name}" if iso2 in MASCULINE and not _elides(iso2, name) else f"en {name}"


def _french() -> bool:
    return (get_language() or "en").startswith("fr")


def _english(iso2: str, name: str) -> str:
    if name.startswith("The "):
        return f"the {name.removeprefix('The ')}"
    return f"the {name}" if iso2 in ENGLISH_THE else name


def _definite(iso2: str, name: str) -> str:
    if iso2 in WITHOUT:
        return name
    if iso2 in PLURAL:
        return f"les {name}"
    if _elides(iso2, name):
        return f"l’{name}"
    return f"le {name}" if iso2 in MASCULINE else f"la {name}"


def _elides(iso2: str, name: str) -> bool:
    return iso2 in SILENT_H or name[:1].upper() in VOWELS
