import logging
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from partnerships.models import Document
from partnerships.models.documents import MEDIA_TYPES

logger = logging.getLogger(__name__)


@require_safe
def document(request: HttpRequest, key: UUID) -> FileResponse:
    """The file of a document that the reader may see, to be saved; else 404, whether it exists or not."""
    found = get_object_or_404(Document.objects.visible_to(request.user), key=key)
    try:
        content = found.file.open("rb")
    except FileNotFoundError as error:
        logger.error("the file of the document %s is missing", found.key)
        raise Http404 from error
    response = FileResponse(
        content, as_attachment=True, filename=found.file_name, content_type=MEDIA_TYPES[found.suffix]
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    if request.user.is_authenticated:
        patch_cache_control(response, private=True, no_store=True)
    return response
