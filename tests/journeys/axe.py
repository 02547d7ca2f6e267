"""What axe says of the page that is open in Chromium: nothing, if everybody can read and use it."""

from collections.abc import Iterable
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")
RULES = (*WCAG, "best-practice")
QUICKLY = {"resultTypes": ["violations"], "preload": False}
ALL_RULES = {"runOnly": {"type": "tag", "values": RULES}} | QUICKLY
WCAG_RULES = {"runOnly": {"type": "tag", "values": WCAG}} | QUICKLY
CONTRAST = {"runOnly": ["color-contrast"]} | QUICKLY
READ = "([context, options]) => axe.run(context, options).then((found) => found.violations)"


def load(page: Page) -> None:
    """Once for a page, before `violations`."""
    page.evaluate(f"{Axe().axe_script}\n;null")


def violations(page: Page, theme: str, options: dict[str, Any], alike: Iterable[str] = ()) -> list[str]:
    """Each fault that axe finds in a theme; parts that are made as others before them need not be read again."""
    page.emulate_media(color_scheme=theme)
    found = page.evaluate(READ, [{"exclude": [[each] for each in alike]}, options])
    return [f"{theme}: {each['id']}: {node['html'][:200]}" for each in found for node in each["nodes"]]
