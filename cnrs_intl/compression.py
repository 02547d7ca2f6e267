"""Pages are sent compressed to readers without an account."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

KINDS = ("text/html", "application/json", "application/atom+xml")


class CompressionMiddleware(GZipMiddleware):
    """Django's own, which adds a random length to each page, for what is worth it and holds nothing of one's own.

    What a page tells only to one reader could be guessed from how well it is compressed with what others wrote into it.
    Files are streamed as they are.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        user = getattr(request, "user", None)
        is_own = user is not None and user.is_authenticated
        if is_own or response.streaming or not response.headers.get("Content-Type", "").startswith(KINDS):
            return response
        return super().process_response(request, response)
