from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy


class Family(TextChoices):
    PROJECT = "project", _("project")
    ASSOCIATED_LABORATORY = "associated_laboratory", _("associated laboratory")
    NETWORK = "network", _("network")
    JOINT_UNIT = "joint_unit", _("joint unit")


class Status(TextChoices):
    """Computed from dates for a day, never typed."""

    UPCOMING = "upcoming", _("upcoming")
    ACTIVE = "active", _("active")
    ENDING_SOON = "ending_soon", _("ending within a year")
    ENDED = "ended", _("ended")
    UNKNOWN = "unknown", _("dates not known")


class PartnerKind(TextChoices):
    UNIVERSITY = "university", _("university")
    HIGHER_EDUCATION = "higher_education", _("other higher-education institution")
    RESEARCH = "research", _("research organisation")
    EMBASSY = "embassy", _("embassy")
    AGENCY = "agency", _("agency or funder")
    PUBLIC_BODY = "public_body", _("public body")
    COMPANY = "company", _("company")
    OTHER = "other", _("other")


class NameKind(TextChoices):
    OFFICIAL = "official", _("official name")
    ACRONYM = "acronym", _("acronym")
    TRANSLATED = "translated", _("translated name")
    FORMER = "former", _("former name")
    VARIANT = "variant", _("spelling found in a source")


class Role(TextChoices):
    """What a partner does in a collaboration; the values of CORDIS and those of joint structures."""

    PARTNER = "partner", _("partner")
    HOST = "host", _("host")
    INDUSTRIAL = "industrial", _("industrial partner")
    FRENCH_PARTNER = "french_partner", _("French partner")
    COORDINATOR = "coordinator", _("coordinator")
    PARTICIPANT = "participant", _("participant")
    THIRD_PARTY = "third_party", _("third party")
    ASSOCIATED = "associated", _("associated partner")
    INTERNATIONAL = "international", _("international partner")


class SiteRole(TextChoices):
    MAIN = "main", _("main site")
    MIRROR = "mirror", _("mirror site")
    EXTENSION = "extension", _("French extension")


class Direction(TextChoices):
    RECEIVED = "received", _("received")
    SENT = "sent", _("sent")


class ExchangeCategory(TextChoices):
    STUDENT = "student", _("student")
    DOCTORAL = "doctoral", _("doctoral student")
    POSTDOCTORAL = "postdoctoral", _("postdoctoral researcher")
    RESEARCHER = "researcher", _("researcher")
    ENGINEER = "engineer", _("engineer")


PEOPLE_COUNTED: dict[tuple[str, str], Any] = {
    (Direction.RECEIVED, ExchangeCategory.STUDENT): ngettext_lazy(
        "%(year)s: %(people)d student received",
        "%(year)s: %(people)d students received",
        "people",
    ),
    (Direction.RECEIVED, ExchangeCategory.DOCTORAL): ngettext_lazy(
        "%(year)s: %(people)d doctoral student received",
        "%(year)s: %(people)d doctoral students received",
        "people",
    ),
    (Direction.RECEIVED, ExchangeCategory.POSTDOCTORAL): ngettext_lazy(
        "%(year)s: %(people)d postdoctoral researcher received",
        "%(year)s: %(people)d postdoctoral researchers received",
        "people",
    ),
    (Direction.RECEIVED, ExchangeCategory.RESEARCHER): ngettext_lazy(
        "%(year)s: %(people)d researcher received",
        "%(year)s: %(people)d researchers received",
        "people",
    ),
    (Direction.RECEIVED, ExchangeCategory.ENGINEER): ngettext_lazy(
        "%(year)s: %(people)d engineer received",
        "%(year)s: %(people)d engineers received",
        "people",
    ),
    (Direction.SENT, ExchangeCategory.STUDENT): ngettext_lazy(
        "%(year)s: %(people)d student sent",
        "%(year)s: %(people)d students sent",
        "people",
    ),
    (Direction.SENT, ExchangeCategory.DOCTORAL): ngettext_lazy(
        "%(year)s: %(people)d doctoral student sent",
        "%(year)s: %(people)d doctoral students sent",
        "people",
    ),
    (Direction.SENT, ExchangeCategory.POSTDOCTORAL): ngettext_lazy(
        "%(year)s: %(people)d postdoctoral researcher sent",
        "%(year)s: %(people)d postdoctoral researchers sent",
        "people",
    ),
    (Direction.SENT, ExchangeCategory.RESEARCHER): ngettext_lazy(
        "%(year)s: %(people)d researcher sent",
        "%(year)s: %(people)d researchers sent",
        "people",
    ),
    (Direction.SENT, ExchangeCategory.ENGINEER): ngettext_lazy(
        "%(year)s: %(people)d engineer sent",
        "%(year)s: %(people)d engineers sent",
        "people",
    ),
}
"""What was counted in one year, as a sentence: in French, all its words agree with the number."""


class ContractStatus(TextChoices):
    """The state of a grant as the Commission gives it."""

    SIGNED = "signed", _("signed")
    CLOSED = "closed", _("closed")
    TERMINATED = "terminated", _("terminated")


class ClusterState(TextChoices):
    PROPOSED = "proposed", _("proposed")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")


class StaffRole(TextChoices):
    """The groups of the staff; the value is the name of the group."""

    READER = "reader", _("reader of internal data")
    CONTRIBUTOR = "contributor", _("contributor")
    REVIEWER = "reviewer", _("reviewer")
    ADMINISTRATOR = "administrator", _("administrator")


class DocumentKind(TextChoices):
    AGREEMENT = "agreement", _("agreement")
    ANNEX = "annex", _("annex")
    AMENDMENT = "amendment", _("amendment")
    LETTER = "letter", _("letter")
