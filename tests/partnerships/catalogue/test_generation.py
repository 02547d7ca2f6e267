from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Count

from partnerships.catalogue.check import differences
from partnerships.models import CatalogueChange, Collaboration, EUContract, Participation, Partner


@pytest.mark.django_db(transaction=True)
def test_a_made_up_catalogue_is_right_marked_and_skewed(monkeypatch):
    monkeypatch.setattr("partnerships.catalogue.generation.CHUNK", 120)
    call_command("generate_catalogue", "--rows", "300", "--seed", "5", verbosity=0)
    titles = list(Collaboration.objects.order_by("pk").values_list("title_fr", flat=True))
    assert len(titles) == 300
    assert not Collaboration.objects.filter(is_demo=False).exists()
    assert Partner.objects.count() == 30
    assert 2.5 < Participation.objects.count() / 300 <= 3
    assert 50 < EUContract.objects.count() < 130
    sizes = [row["n"] for row in Collaboration.objects.values("country").annotate(n=Count("pk")).order_by("-n")]
    assert sizes[0] > 5 * sizes[len(sizes) // 2]
    assert not CatalogueChange.objects.exists()
    assert list(differences(date(2015, 2, 3))) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'partnerships_searchdocument'::regclass")
        assert cursor.fetchone() == (300,)
    call_command("generate_catalogue", "--rows", "10", verbosity=0)
    assert Collaboration.objects.count() == 310


@pytest.mark.django_db
def test_no_rows_are_refused():
    with pytest.raises(CommandError, match="1 or more"):
        call_command("generate_catalogue", "--rows", "0")
