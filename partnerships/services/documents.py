"""Files of documents: what is accepted, and the removal of those that no record names any more."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.models import Document
from partnerships.models.documents import suffix_of

BEGINS = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff"}
ENDS = {"pdf": b"%%EOF", "png": b"IEND\xaeB`\x82", "jpg": b"\xff\xd9"}
TAIL = 2048
"""So many last bytes hold the end of a complete file; some programs add a little after it."""
GRACE = timedelta(days=1)
"""A file is there before the transaction that records it ends."""
STORED = re.compile(r"([0-9a-f]{2})/\1[0-9a-f]{30}\.(pdf|png|jpg)", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Upload:
    """What a document remembers of its file; `size` in bytes."""

    sha256: str
    size: int


def check_upload(file: File) -> Upload:
    """ValidationError: its suffix, its content or its size is not that of a file that may be attached."""
    suffix, size = suffix_of(file.name or ""), file.size
    if suffix not in BEGINS:
        raise ValidationError(_("This kind of file cannot be attached. Make it a PDF file; scans may be PNG or JPEG."))
    if size > settings.DOCUMENT_MAX_BYTES:
        given, most = filesizeformat(size), filesizeformat(settings.DOCUMENT_MAX_BYTES)
        message = _("The file is too large: %(given)s. At most %(most)s can be attached; make it smaller or split it.")
        raise ValidationError(message % {"given": given, "most": most})
    file.seek(0)
    start = file.read(len(BEGINS[suffix]))
    file.seek(max(0, size - TAIL))
    tail = file.read()
    if start != BEGINS[suffix]:
        message = _("The file is named “.%(suffix)s”, but its content is something else. Save it again as a PDF file.")
        raise ValidationError(message % {"suffix": suffix})
    if ENDS[suffix] not in tail:
        raise ValidationError(_("The end of the file is missing. Check that it opens, then attach it again."))
    return Upload(sha256=_digest(file), size=size)


def _digest(file: File) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def unattached_files() -> list[Path]:
    """Stored files that no document names, older than a day. What we did not store ourselves is none of them."""
    # In this order: a document recorded between the two is among those that are known.
    found = list(_stored_files())
    known = set(Document.objects.values_list("file", flat=True))
    return [path for name, path in found if name not in known]


def _stored_files() -> Iterator[tuple[str, Path]]:
    root = Path(settings.DOCUMENTS_ROOT).resolve()
    oldest = (timezone.now() - GRACE).timestamp()
    for path in sorted(root.glob("??/*")):
        name = path.relative_to(root).as_posix()
        is_ours = STORED.fullmatch(name) and path.is_file() and not path.is_symlink() and not path.parent.is_symlink()
        if is_ours and path.stat().st_mtime < oldest:
            yield name, path


def missing_files() -> list[Any]:
    """Documents whose file is not there."""
    return [each for each in Document.objects.order_by("pk") if not each.file.storage.exists(str(each.file.name))]
