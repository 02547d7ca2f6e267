"""What is wrong with a page: with its grammar, and with what a reader who does not see it is told."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
REFERENCES = ("for", "list", "form", "aria-labelledby", "aria-describedby", "aria-controls", "headers")
PHRASING = {"p", "span", "strong", "em", "abbr", "code", "label", "button", "dt", *HEADINGS}
BLOCKS = {"div", "p", "ul", "ol", "dl", "table", "section", "form", "figure", "details", "aside", "nav", *HEADINGS}
CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"div", "dt", "dd"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot"},
    "tr": {"td", "th"},
    "select": {"option", "optgroup"},
    "datalist": {"option"},
}
NEVER_EMPTY = {"h1", "h2", "h3", "h4", "h5", "h6", "caption", "legend", "label", "summary", "th", "option"}
LABELS = {"aria-label", "aria-labelledby"}
SCOPES = {"col", "row", "colgroup", "rowgroup"}
FIELDS = {"input", "select", "textarea"}
OUTDATED = {"center", "font", "big", "tt", "marquee", "blink", "b", "i", "u", "s"}
LANGUAGES = {"en", "fr", "de", "es", "it", "ja", "zh", "pt", "nl", "ru", "la"}
VAGUE = {"here", "click here", "more", "read more", "ici", "cliquez ici", "plus", "lire la suite"}


class Page:
    """A page as a tree, read without mercy."""

    def __init__(self, text: str) -> None:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        self.root: Element = parser.parse(text)
        self.errors = [f"line {line}: {code} {values}" for (line, _column), code, values in parser.errors]
        self.elements = list(self.root.iter())

    @cached_property
    def parents(self) -> dict[Element, Element]:
        return {child: parent for parent in self.elements for child in parent}

    @cached_property
    def ids(self) -> Counter[str]:
        return Counter(element.get("id", "") for element in self.elements if "id" in element.attrib)

    def all(self, *names: str) -> list[Element]:
        return [element for element in self.elements if local(element) in names]

    def above(self, element: Element) -> Iterator[Element]:
        while (element := self.parents.get(element)) is not None:
            yield element

    def is_hidden(self, element: Element) -> bool:
        """From those who do not see the page."""
        return any(each.get("aria-hidden") == "true" for each in (element, *self.above(element)))

    def name(self, element: Element) -> str:
        """What a screen reader calls it: its label, else its text, the hidden parts left out."""
        if label := element.get("aria-label", "").strip():
            return label
        named = [each for each in self.elements if each.get("id") in element.get("aria-labelledby", "").split()]
        return " ".join("".join(said(each) for each in named or [element]).split())


def local(element: Element) -> str:
    """The name of an element, of SVG too; comments have none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def said(element: Element) -> str:
    """The text of an element for those who do not see it."""
    if element.get("aria-hidden") == "true":
        return ""
    inside = element.get("alt", "") + (element.text or "") if local(element) else ""
    return inside + "".join(said(child) + (child.tail or "") for child in element)


def shown(element: Element) -> str:
    """An element in a complaint."""
    given = " ".join(f'{name}="{value}"' for name, value in list(element.attrib.items())[:4])
    return f"<{local(element)} {given}>".replace(" >", ">")


def grammar(page: Page) -> Iterator[str]:
    yield from page.errors
    for element in page.elements:
        allowed = CHILDREN.get(local(element), set())
        yield from (
            f"{shown(child)} in {shown(element)}" for child in element if allowed and local(child) not in allowed
        )
        if local(element) in PHRASING:
            yield from (
                f"{shown(each)} in {shown(element)}"
                for each in element.iter()
                if each is not element and local(each) in BLOCKS
            )
    yield from (f"{shown(each)} is of the past" for each in page.all(*OUTDATED))
    yield from (f"{shown(each)} has a style" for each in page.elements if "style" in each.attrib)
    yield from (
        f"{shown(each)} has a script" for each in page.elements if any(key.startswith("on") for key in each.attrib)
    )
    for name in ("ul", "ol", "dl", "tbody", "tr"):
        yield from (f"{shown(each)} is empty" for each in page.all(name) if not len(each))


def references(page: Page) -> Iterator[str]:
    yield from (f"id {name} is there {count} times" for name, count in page.ids.items() if count > 1)
    yield from (f"id “{name}” is not one word" for name in page.ids if name.split() != [name])
    for element in page.elements:
        for attribute in REFERENCES:
            for target in element.get(attribute, "").split():
                if target not in page.ids:
                    yield f"{shown(element)}: {attribute} leads nowhere"
    keys = Counter(element.get("accesskey") for element in page.elements if "accesskey" in element.attrib)
    yield from (f"accesskey {key} is there {count} times" for key, count in keys.items() if count > 1)


def head(page: Page) -> Iterator[str]:
    html = page.all("html")[0]
    if html.get("lang") not in ("en", "fr"):
        yield "the page has no language"
    if len([each for each in page.all("title") if local(page.parents[each]) == "head"]) != 1:
        yield "the page has not one title"
    viewport = [each.get("content", "") for each in page.all("meta") if each.get("name") == "viewport"]
    if len(viewport) != 1 or "scal" in viewport[0].replace("initial-scale=1", ""):
        yield "the page cannot be enlarged on a telephone"
    for element in page.elements:
        if element.get("lang", "en").partition("-")[0] not in LANGUAGES:
            yield f"{shown(element)}: no such language"


def structure(page: Page) -> Iterator[str]:
    levels = [HEADINGS.index(local(each)) + 1 for each in page.all(*HEADINGS)]
    if levels.count(1) != 1 or levels[0] != 1:
        yield f"headings begin with {levels[:3]}, with {levels.count(1)} of the first level"
    yield from (f"a heading of level {b} follows one of level {a}" for a, b in pairwise(levels) if b > a + 1)
    if len(page.all("main")) != 1:
        yield "the page has not one main part"
    for name in ("nav", "aside", "section", "form"):
        names = Counter(
            page.name(each)
            for each in page.all(name)
            if "aria-label" in each.attrib or "aria-labelledby" in each.attrib
        )
        yield from (f"{count} {name}s are called “{text}”" for text, count in names.items() if count > 1)
    yield from (
        f"{shown(each)} has no text"
        for each in page.all(*NEVER_EMPTY)
        if not page.name(each) and not page.is_hidden(each)
    )
    yield from (
        f"{shown(each)} changes the order of Tab"
        for each in page.elements
        if each.get("tabindex", "0") not in ("0", "-1")
    )


def tables(page: Page) -> Iterator[str]:
    for table in page.all("table"):
        rows = [row for row in table.iter() if local(row) == "tr"]
        captions = [each for each in table if local(each) == "caption"]
        if not captions:
            yield f"{shown(table)} has no caption"
        headers = [each for each in table.iter() if local(each) == "th"]
        if not headers:
            yield f"{shown(table)} has no header"
        yield from (f"{shown(each)} says not whose header it is" for each in headers if each.get("scope") not in SCOPES)
        widths = {sum(int(cell.get("colspan", "1")) for cell in row) for row in rows}
        if len(widths) > 1:
            yield f"{shown(table)} has rows of {sorted(widths)} cells"
        if "list" in table.get("class", "").split():
            cells = [each for each in table.iter() if local(each) == "td" and "colspan" not in each.attrib]
            unlabelled = (each for each in cells if said(each).strip() and not each.get("data-label"))
            yield from (f"{shown(each)} has no label for a small screen" for each in unlabelled)


def names(page: Page) -> Iterator[str]:
    for image in page.all("img"):
        if "alt" not in image.attrib:
            yield f"{shown(image)} has no alternative"
    for drawing in page.all("svg"):
        has_name = bool(LABELS & set(drawing.attrib))
        if not (drawing.get("role") in ("img", "group") and has_name) and not page.is_hidden(drawing):
            yield f"{shown(drawing)} has neither name nor aria-hidden"
    for link in page.all("a"):
        text = page.name(link)
        if not text and not page.is_hidden(link):
            yield f"{shown(link)} has no name"
        if text.casefold() in VAGUE:
            yield f"{shown(link)}: “{text}” does not say where it leads"
        if link.get("target"):
            yield f"{shown(link)} opens a window"


def fields(page: Page) -> Iterator[str]:
    labelled = {each.get("for") for each in page.all("label")}
    for field in page.all(*FIELDS):
        if field.get("type") == "hidden":
            continue
        is_inside = any(local(each) == "label" for each in page.above(field))
        if not (is_inside or field.get("id") in labelled or LABELS & set(field.attrib)):
            yield f"{shown(field)} has no label"
        if not field.get("name") and any(local(each) == "form" for each in page.above(field)):
            yield f"{shown(field)} has no name to be sent under"


def controls(page: Page) -> Iterator[str]:
    for button in page.all("button"):
        if not page.name(button):
            yield f"{shown(button)} has no name"
        is_of_a_form = "form" in button.attrib or any(local(each) == "form" for each in page.above(button))
        if button.get("type") != "button" and not is_of_a_form:
            yield f"{shown(button)} is in no form"
    for group in page.all("fieldset"):
        if not [each for each in group if local(each) == "legend"]:
            yield f"{shown(group)} has no legend"
    for element in page.all("div", "span", "p"):
        if LABELS & set(element.attrib) and "role" not in element.attrib:
            yield f"{shown(element)} has a label that is not read, for want of a role"


CHECKS: tuple[Callable[[Page], Iterator[str]], ...] = (
    grammar,
    references,
    head,
    structure,
    tables,
    names,
    fields,
    controls,
)


def complaints(text: str) -> list[str]:
    """All that is wrong with a page; nothing, it is hoped."""
    page = Page(text)
    return [complaint for check in CHECKS for complaint in check(page)]
