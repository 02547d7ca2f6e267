"""Files that were sent with a form and could not be saved yet: they wait for the next page, for a day at most.

They lie beside those of the documents, where no address leads. The page carries a token for each, which is signed for
one person and one address: it brings the file back as if it had been sent again, and so through the same checks.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core import signing
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils import timezone

SUFFIX = ":waiting"
"""Of the name of an input: what comes before it is the input of the file."""
KEPT = timedelta(days=1)


class WaitingFile(UploadedFile):
    """A file that was sent with an earlier page."""

    def __init__(self, key: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.key = key


@dataclass(frozen=True)
class Kept:
    """A file that waits, as the next page names it; `errors` say why it cannot, and then there is no token."""

    field: str
    name: str
    token: str = ""
    errors: tuple[str, ...] = ()

    @property
    def input_name(self) -> str:
        return f"{self.field}{SUFFIX}"


def keep(request: HttpRequest, forms: Iterable[Any] = ()) -> list[Kept]:
    """What was sent waits where the form it was sent with accepts it; what waits already goes on waiting."""
    kept = [
        Kept(field, str(file.name), _sign(request, file.key, file))
        for field, file in request.FILES.items()
        if isinstance(file, WaitingFile)
    ]
    forget_old()
    for form in forms:
        for name in form.fields:
            field = form.add_prefix(name)
            file = request.FILES.get(field)
            if file is None or isinstance(file, WaitingFile):
                continue
            if errors := form.errors.get(name):
                kept.append(Kept(field, str(file.name), errors=tuple(map(str, errors))))
                continue
            file.seek(0)
            kept.append(Kept(field, str(file.name), _sign(request, _storage().save(uuid4().hex, file), file)))
    return kept


def bring_back(request: HttpRequest) -> list[str]:
    """Put the files that the page has tokens for among those that were sent. Returns the names of those that are gone.

    A file that was chosen anew goes before the one that waits. Another person's token is none.
    """
    gone = []
    for field, file in list(request.FILES.items()):
        if isinstance(file, WaitingFile):
            request.FILES.pop(field)
            file.close()
    for field, token in _tokens(request):
        if field in request.FILES:
            continue
        try:
            told = signing.loads(token, salt=_salt(request))
        except signing.BadSignature:
            continue
        try:
            content = _storage().open(told["key"])
        except FileNotFoundError:
            gone.append(told["name"])
            continue
        request.FILES[field] = WaitingFile(told["key"], content.file, told["name"], told["type"], content.size)
    return gone


def forget(request: HttpRequest) -> None:
    """Remove the files that waited for what was sent: they are saved now."""
    for file in request.FILES.values():
        if isinstance(file, WaitingFile):
            _storage().delete(file.key)


def forget_old() -> int:
    """Remove what nobody came back for; returns how many files."""
    oldest = (timezone.now() - KEPT).timestamp()
    old = [path for path in Path(_storage().location).glob("*") if path.stat().st_mtime < oldest]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _storage() -> FileSystemStorage:
    folder = Path(settings.DOCUMENTS_ROOT).resolve() / "waiting"
    return FileSystemStorage(folder, file_permissions_mode=0o600, directory_permissions_mode=0o700)


def _tokens(request: HttpRequest) -> Iterator[tuple[str, str]]:
    for name, token in request.POST.items():
        if name.endswith(SUFFIX):
            yield name.removesuffix(SUFFIX), str(token)


def _salt(request: HttpRequest) -> str:
    return f"waiting-file {request.user.pk} {request.path}"


def _sign(request: HttpRequest, key: str, file: UploadedFile) -> str:
    return signing.dumps({"key": key, "name": file.name, "type": file.content_type}, salt=_salt(request))
