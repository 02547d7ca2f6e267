"""Documents of terms. A page lists them, so a write leaves its mark as those of the other tables do."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import partnerships.models.documents

TRIGGER = """
CREATE TRIGGER page_edited AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON partnerships_document
    FOR EACH STATEMENT EXECUTE FUNCTION catalogue_edited();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("partnerships", "0021_extension_index"),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("agreement", "agreement"),
                            ("annex", "annex"),
                            ("amendment", "amendment"),
                            ("letter", "letter"),
                        ],
                        default="agreement",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "file",
                    models.FileField(
                        help_text="PDF, PNG or JPEG. It cannot be replaced: attach another version as another document.",
                        storage=partnerships.models.documents.PrivateStorage(),
                        upload_to=partnerships.models.documents.place_of,
                        verbose_name="file",
                    ),
                ),
                (
                    "is_public",
                    models.BooleanField(
                        default=False,
                        help_text="Everybody may download it once the structure is published.",
                        verbose_name="public",
                    ),
                ),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="SHA-256 of the file")),
                ("size", models.PositiveBigIntegerField(editable=False, verbose_name="size in bytes")),
                ("uploaded_at", models.DateTimeField(auto_now_add=True, verbose_name="attached at")),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="partnerships.term",
                        verbose_name="term",
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
                "ordering": ("term", "kind", "uploaded_at", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("term", "sha256"),
                        name="partnerships_document_attached_once",
                        violation_error_message="File: the same file is attached to this term already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$"), ("size__gt", 0)),
                        name="partnerships_document_was_read",
                        violation_error_message="File: it was not read. Attach it again.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(TRIGGER, "DROP TRIGGER page_edited ON partnerships_document"),
    ]
