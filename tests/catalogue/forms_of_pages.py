"""What a browser would send: the fields of the form of a page, as they are filled in."""

from html.parser import HTMLParser
from urllib.parse import urlencode


class _Form(HTMLParser):
    def __init__(self):
        super().__init__()
        self.sent, self._select, self._text, self._option = [], None, None, None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name = given.get("name")
        if tag == "input" and name and given.get("type") not in ("submit", "button"):
            is_choice = given.get("type") in ("checkbox", "radio")
            if not is_choice or "checked" in given:
                self.sent.append((name, given.get("value", "on" if is_choice else "")))
        elif tag == "select":
            self._select = (name, "multiple" in given, [], [])
        elif tag == "option" and self._select:
            self._select[3].append(given.get("value", ""))
            if "selected" in given:
                self._select[2].append(given.get("value", ""))
        elif tag == "textarea":
            self._text = (name, [])

    def handle_data(self, data):
        if self._text:
            self._text[1].append(data)

    def handle_endtag(self, tag):
        if tag == "select" and self._select:
            name, is_multiple, chosen, offered = self._select
            if not chosen and not is_multiple and offered:
                chosen = offered[:1]
            self.sent += [(name, value) for value in chosen]
            self._select = None
        elif tag == "textarea" and self._text:
            self.sent.append((self._text[0], "".join(self._text[1]).removeprefix("\n")))
            self._text = None


def filled(client, address):
    """Fields and values of the form at `address`, each name with all its values."""
    return of_source(client.get(address).content.decode())


def of_source(source):
    reader = _Form()
    main = source[source.index('id="content-main"') :]
    reader.feed(main[main.index('method="post"') :])
    fields = {}
    for name, value in reader.sent:
        fields.setdefault(name, []).append(value)
    fields.pop("csrfmiddlewaretoken", None)
    return {name: values for name, values in fields.items() if "__prefix__" not in name}


def send(client, address, fields):
    body = urlencode(fields, doseq=True)
    return client.post(address, body, content_type="application/x-www-form-urlencoded")
