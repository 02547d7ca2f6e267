from pathlib import Path
from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.deconstruct import deconstructible
from django.utils.text import get_valid_filename
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.choices import Publication
from cnrs_intl.catalogue.querysets import VisibleQuerySet
from cnrs_intl.catalogue.sight import Sight
from partnerships.choices import DocumentKind
from partnerships.models.structures import Structure, Term

MEDIA_TYPES = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg"}
"""What may be attached, by the suffix of the stored file."""


def suffix_of(name: str) -> str:
    """“pdf” of “Agreement.PDF”; “jpeg” is “jpg”."""
    suffix = Path(name).suffix.lower().removeprefix(".")
    return "jpg" if suffix == "jpeg" else suffix


def place_of(document: Any, name: str) -> str:
    """Where a new file is stored: nothing of the name that it came with but the kind of its suffix."""
    if suffix_of(name) not in MEDIA_TYPES:
        raise SuspiciousFileOperation(f"a file of the kind “{suffix_of(name)}” is not stored")
    key = uuid4().hex
    return f"{key[:2]}/{key}.{suffix_of(name)}"


@deconstructible(path="partnerships.models.documents.PrivateStorage")
class PrivateStorage(FileSystemStorage):
    """Files that no address leads to: a view gives them to those who may read them. Readable by this user alone."""

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self) -> str:
        return str(Path(settings.DOCUMENTS_ROOT).resolve())

    @property
    def location(self) -> str:
        return self.base_location

    def url(self, name: str | None) -> str:
        raise ValueError("a document has no address of its own; link to its record")


class DocumentQuerySet(VisibleQuerySet["Document"]):
    publications = ("term__structure__publication",)

    def in_sight(self, sight: Sight) -> Self:
        """The public documents of published structures, and all those of the structures in the scope of one's work."""
        if sight.everything:
            return self
        shown = Q(is_public=True, term__structure__publication=Publication.PUBLISHED)
        if sight.is_public:
            return self.filter(shown)
        own = Structure.objects.of_scope(sight).order_by().values("pk")
        return self.filter(shown | Q(term__structure__in=own))

    def published(self) -> Self:
        return super().published().filter(is_public=True)


class Document(models.Model):
    """A signed agreement, annex or letter of a term. Its file never changes: another version is another document."""

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    term = models.ForeignKey(Term, models.PROTECT, verbose_name=_("term"), related_name="documents")
    kind = models.CharField(_("kind"), max_length=10, choices=DocumentKind, default=DocumentKind.AGREEMENT)
    title = models.CharField(_("title"), max_length=200)
    file = models.FileField(
        _("file"),
        upload_to=place_of,
        storage=PrivateStorage(),
        max_length=100,
        help_text=_("PDF, PNG or JPEG. It cannot be replaced: attach another version as another document."),
    )
    is_public = models.BooleanField(
        _("public"), default=False, help_text=_("Everybody may download it once the structure is published.")
    )
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), editable=False)
    uploaded_at = models.DateTimeField(_("attached at"), auto_now_add=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ("term", "kind", "uploaded_at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("term", "sha256"),
                name="partnerships_document_attached_once",
                violation_error_message=_("File: the same file is attached to this term already."),
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$", size__gt=0),
                name="partnerships_document_was_read",
                violation_error_message=_("File: it was not read. Attach it again."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("document", args=[self.key])

    @property
    def suffix(self) -> str:
        return suffix_of(str(self.file.name))

    @property
    def file_name(self) -> str:
        """The name that a reader saves it under."""
        return get_valid_filename(f"{self.title.strip('. ') or self.key}.{self.suffix}")
