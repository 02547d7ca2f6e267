"""Forms of the administration as those who enter and review send them, and what they are told."""

from django.contrib.messages import get_messages
from django.urls import reverse

from tests.partnerships.admin.conftest import Filled


def form(record, page="change"):
    model = record._meta
    return reverse(f"admin:{model.app_label}_{model.model_name}_{page}", args=[record.pk])


def filled(client, address, **changes):
    return filled_from(client.get(address).content.decode()) | changes


def filled_from(source):
    """What a browser would send for the page: the values of its form."""
    page = Filled()
    page.feed(source)
    return {name: value for name, value in page.values.items() if name and "__prefix__" not in name}


def told(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def save(client, record, **changes):
    return client.post(form(record), filled(client, form(record), **changes))


def errors(response):
    assert response.status_code == 200, response.get("Location")
    return str(response.context["errors"])
