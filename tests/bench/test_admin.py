"""The pages of the administration are all timed, each beside the stock list of its model."""

import pytest
from django.contrib import admin as django_admin
from django.urls import reverse

from bench import admin
from bench.timing import once
from partnerships.models import Partner

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_list_and_what_needs_me_are_timed(monkeypatch):
    monkeypatch.setattr(admin, "by_turns", lambda *acts: [once(act) for act in acts])
    admin.fill(3, rows=20, partners=30, events=90)
    assert Partner.objects.filter(slug__startswith="made-up-").count() == 30
    results = list(admin.measure())
    timed = {result.case for result in results if result.goal in ("A2", "A3")}
    lists = {
        reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        for model in django_admin.site._registry
    }
    assert lists <= timed
    assert {reverse("needs"), reverse("admin:index")} <= timed
    assert {result.goal for result in results} == set(admin.GOALS)
    many = [result.case for result in results if result.goal == "A1" and not result.met]
    # Before it asks whether to delete a record, Django reads what hangs on it a table at a time.
    assert [address for address in many if not address.endswith("/delete/")] == []
