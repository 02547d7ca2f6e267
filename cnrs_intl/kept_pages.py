"""Pages that were made, kept in the worker under their tag: the same page is not made twice."""

from collections import OrderedDict
from threading import Lock

from django.http import HttpResponse

MOST_BYTES, LARGEST_PAGE = 32 << 20, 1 << 20


class KeptPages:
    """The pages asked for last, up to a number of bytes. A tag names a page in one state: none that is kept is old."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most, self._size = most_bytes, 0
        self._pages: OrderedDict[str, tuple[bytes, dict[str, str]]] = OrderedDict()
        self._lock = Lock()

    def get(self, tag: str) -> HttpResponse | None:
        with self._lock:
            if tag not in self._pages:
                return None
            self._pages.move_to_end(tag)
            content, headers = self._pages[tag]
        return HttpResponse(content, headers=headers)

    def keep(self, tag: str, page: HttpResponse) -> None:
        with self._lock:
            if tag in self._pages or len(page.content) > min(LARGEST_PAGE, self._most):
                return
            self._pages[tag] = page.content, dict(page.headers)
            self._size += len(page.content)
            while self._size > self._most:
                _tag, (content, _headers) = self._pages.popitem(last=False)
                self._size -= len(content)

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self._size = 0


pages = KeptPages()
