"""Pictures of the main pages, to be looked at: `make screenshots` puts them into `var/screenshots`.

Not among the tests, which are named `test_…`: a picture says nothing until somebody looks at it.
"""

import pytest

from cnrs_intl.env import VAR
from tests import pages

# One worker takes all the journeys: the data are loaded once.
pytestmark = pytest.mark.django_db

FOLDER = VAR / "screenshots"
MAIN = ("home", "collaborations", "structure", "country", "office", "partner", "contract", "extension", "accessibility")
WIDTHS = (320, 768, 1440)
THEMES = ("light", "dark")


@pytest.mark.parametrize("name", MAIN)
@pytest.mark.parametrize("language", pages.LANGUAGES)
def test_picture(page, name, language):
    FOLDER.mkdir(parents=True, exist_ok=True)
    kind = pages.kind_of(name)
    assert page.goto(pages.address(name, language, kind and pages.key_of(kind))).status == 200
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            page.screenshot(path=FOLDER / f"{name}-{language}-{width}-{theme}.png", full_page=True)
