"""A structure whose history was written request by request, and how to ask for its pages."""

import re
from datetime import date
from html import unescape

from django.urls import reverse

from cnrs_intl.catalogue.history_context import told
from cnrs_intl.catalogue.history_reading import RecordHistory
from partnerships.models import Structure, Term
from tests import builders


def long_lived_structure(user=None):
    """Entered; renewed with a new title; then a change by an import. The three entries, the last first."""
    who = {"user": user.pk} if user else {}
    with told(**who, message="first entry"):
        structure = builders.structure("LIMMS", institutes=("INSIS",), partners=(builders.partner("Todai"),))
    with told(**who, message="renewal"):
        Term.objects.filter(structure=structure).update(end=date(2011, 12, 31))
        Term.objects.create(structure=structure, start=date(2012, 1, 1), end=date(2015, 12, 31))
        Structure.objects.filter(pk=structure.pk).update(title_en="Micro-Mechatronics")
        structure.institutes.set([builders.institute("INC")])
    with told(command="import_cordis"):
        structure.participations.all().delete()
    return structure


def entries(structure):
    return RecordHistory(Structure, structure.pk).entries()[0]


def history_page(structure, page="history", *further):
    return reverse(f"admin:partnerships_structure_{page}", args=[structure.pk, *further])


def read(client, address):
    """The source of a page."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def words(source):
    """What a page, or a part of one, says."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", source)).split())


def items(source):
    """The entries of a history page, each as its source."""
    return source.partition("</ol>")[0].split('<li id="entry-')[1:]


def restore_address(item):
    return re.search(r'<p><a href="([^"]+)"', item)[1]


def hidden(source, name):
    return re.search(rf'name="{name}" value="([^"]*)"', source)[1]
