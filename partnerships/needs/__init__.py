"""What needs a member of the staff: the reasons, each with its records, why they are there, and the link to act.

What is asked of every kind of record is asked of each model that is published: a new one is among them by itself.
"""

from partnerships.models import EUContract, Partner
from partnerships.needs.countries import WithoutOffice
from partnerships.needs.duplicates import LikelyDuplicates
from partnerships.needs.found import Group, Line, count, groups, lines_of
from partnerships.needs.reader import Reader
from partnerships.needs.reasons import Reason
from partnerships.needs.records import NotConfirmed, Untranslated, WithoutWebsite, bilingual_names, published_models
from partnerships.needs.reviews import AskedBack, ToReview
from partnerships.needs.terms import EndedUndecided, EndsWithin

PUBLISHED = published_models()
OF_REGISTERS = (EUContract, Partner)
"""Which come by the thousand from registers of others."""

REASONS: dict[str, Reason] = {
    reason.key: reason
    for reason in (
        EndsWithin("ends-within-3", after=0, months=3),
        EndsWithin("ends-within-6", after=3, months=6),
        EndsWithin("ends-within-12", after=6, months=12),
        EndedUndecided("ended"),
        *(ToReview(model) for model in PUBLISHED),
        *(AskedBack(model) for model in PUBLISHED),
        *(NotConfirmed(model) for model in PUBLISHED if model not in OF_REGISTERS),
        *(Untranslated(model) for model in PUBLISHED if bilingual_names(model)),
        WithoutWebsite("no-contact"),
        LikelyDuplicates(LikelyDuplicates.name),
        WithoutOffice("uncovered"),
    )
}
"""By key, in the order in which they are shown: what has a date comes first."""

__all__ = ["REASONS", "Group", "Line", "Reader", "Reason", "count", "groups", "lines_of"]
