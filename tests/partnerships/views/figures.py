"""Figures of a page, and the lists that they lead to."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

LIST = re.compile(r"/\w\w/(contracts|structures|partners)/")
NUMBER = re.compile(r"(?:\d{4}: |As a list: (?:all )?)?(\d[\d\s]*)")


class Links(HTMLParser):
    """Address and text of each link."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.found: list[list[str]] = []
        self.inside = False
        self.feed(content)

    def handle_starttag(self, tag, pairs):
        if tag == "a":
            self.inside = True
            self.found.append([dict(pairs).get("href", ""), ""])

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "a"

    def handle_data(self, data):
        if self.inside:
            self.found[-1][1] += data


def figures(content: str) -> list[tuple[str, int]]:
    """(address, number) of each link to a list that tells a number: by itself, after a year, or “As a list: all 3”."""
    return [
        (address, int(re.sub(r"\s", "", number[1])))
        for address, text in Links(content).found
        if LIST.fullmatch(urlsplit(address).path) and (number := NUMBER.match(" ".join(text.split())))
    ]


def check_figures(client, url: str) -> int:
    """Each figure of the page equals the count of its list; how many there are."""
    found = figures(client.get(url).content.decode())
    for address, number in found:
        path, _mark, query = address.partition("?")
        answer = client.get(f"{path.rstrip('/')}.json?{query.partition('#')[0]}")
        assert answer.status_code == 200, address
        assert answer.json()["count"] == number, address
    return len(found)
