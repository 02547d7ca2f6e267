from typing import Any

from django.contrib import admin
from django.forms import FileInput
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.admin import RecordAdmin, RowInline
from cnrs_intl.catalogue.rows import RowForm
from partnerships.models import Document
from partnerships.services.documents import check_upload


class DocumentForm(RowForm):
    """A new document: its file is read and checked before anything is stored."""

    class Meta:
        widgets = {"file": FileInput}

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" in self.changed_data:
            upload = check_upload(file)
            self.instance.sha256, self.instance.size = upload.sha256, upload.size
        return file


class Downloaded:
    @admin.display(description=_("file"))
    def download(self, document: Document) -> str:
        """A link to the file, said with its kind and size."""
        text = f"{document.suffix.upper()}, {filesizeformat(document.size)}"
        link = '<a href="{}">{}<span class="visually-hidden"> {}</span></a>'
        return format_html(link, document.get_absolute_url(), text, document.title)


class AttachedInline(Downloaded, RowInline):
    """The documents of a term: they are read here, changed and removed on their own page."""

    model = Document
    fields = readonly_fields = ("kind", "title", "is_public", "download", "uploaded_at")
    verbose_name_plural = _("Documents attached")
    show_change_link = True
    can_delete = False
    max_num = 0


class AttachInline(RowInline):
    model = Document
    form = DocumentForm
    fields = ("kind", "title", "file", "is_public")
    verbose_name_plural = _("Attach documents")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).none()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Document)
class DocumentAdmin(Downloaded, RecordAdmin):
    """Documents are attached on the page of their term."""

    list_display = ("title", "kind", "structure", "term", "is_public", "download", "uploaded_at")
    list_filter = ("kind", "is_public", "term__structure__instrument__family")
    date_hierarchy = "uploaded_at"
    search_fields = ("title__unaccent", "term__structure__acronym__unaccent", "term__structure__codes__code")
    also_related = ("term__structure",)
    fields = ("structure", "term", "kind", "title", "is_public", "download", "sha256", "uploaded_at")
    readonly_fields = ("structure", "term", "download", "sha256", "uploaded_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description=_("structure"), ordering="term__structure")
    def structure(self, document: Document) -> str:
        return str(document.term.structure)
