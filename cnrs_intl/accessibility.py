"""The accessibility statement. Its figures are counted in the audit grid, so that both say the same."""

import csv
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cnrs_intl.env import ROOT

GRID = ROOT / "docs/accessibility/rgaa-4.1.csv"
REVIEWED_ON = date(2026, 11, 22)
HALF = 50


class Verdict(StrEnum):
    """As the reference frame words them."""

    MET = "conforme"
    NOT_MET = "non conforme"
    NOT_APPLICABLE = "non applicable"


WORDS = {
    Verdict.MET: _("met"),
    Verdict.NOT_MET: _("not met"),
    Verdict.NOT_APPLICABLE: _("does not apply"),
}


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One criterion of RGAA 4.1, and what the review found."""

    number: str
    title_en: str
    title_fr: str
    verdict: Verdict
    means: str
    """How it was checked: `automatic`, `browser` or `review`."""
    evidence: str
    evidence_fr: str
    """Given where the criterion is not met: the statement says it in both languages."""

    @property
    def title(self) -> str:
        return self.title_fr if get_language() == "fr" else self.title_en

    @property
    def failing(self) -> str:
        """Why it is not met, in the reader's language."""
        return self.evidence_fr if get_language() == "fr" else self.evidence

    @property
    def words(self) -> str:
        return str(WORDS[self.verdict])


@dataclass(frozen=True)
class Grid:
    criteria: tuple[Criterion, ...]

    def having(self, verdict: Verdict) -> list[Criterion]:
        return [each for each in self.criteria if each.verdict == verdict]

    @property
    def met(self) -> int:
        return len(self.having(Verdict.MET))

    @property
    def not_applicable(self) -> int:
        return len(self.having(Verdict.NOT_APPLICABLE))

    @property
    def not_met(self) -> list[Criterion]:
        return self.having(Verdict.NOT_MET)

    @property
    def applicable(self) -> int:
        return len(self.criteria) - self.not_applicable

    @property
    def rate(self) -> int:
        """Criteria met in a hundred that apply, rounded down: 100 is said of nothing less."""
        return 100 * self.met // self.applicable

    @property
    def state(self) -> str:
        """What the law calls it: wholly, partially (from half of the criteria on) or not conforming."""
        if not self.not_met:
            return str(_("Conforming with RGAA 4.1"))
        if self.rate >= HALF:
            return str(_("Partially conforming with RGAA 4.1"))
        return str(_("Not conforming with RGAA 4.1"))


@cache
def read_grid() -> Grid:
    """The grid that is kept with the documentation. Raises ValueError for a verdict that does not exist."""
    with GRID.open(encoding="utf-8", newline="") as file:
        rows = [row | {"verdict": Verdict(row["verdict"])} for row in csv.DictReader(file)]
    return Grid(tuple(Criterion(**row) for row in rows))  # type: ignore[arg-type]


def accessibility(request: HttpRequest) -> HttpResponse:
    context = {"grid": read_grid(), "reviewed_on": REVIEWED_ON, "contact": settings.ACCESSIBILITY_CONTACT}
    return render(request, "accessibility.html", context)
