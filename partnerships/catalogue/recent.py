from itertools import islice

from pyroaring import BitMap

from partnerships.models import Collaboration

FEW = 2_000
CHUNK = 2_000


def recently_changed(ids: BitMap, most: int) -> list[int]:
    """The keys of at most `most` of these records, last changed first: many are met by walking the index of changes."""
    order = Collaboration.objects.order_by("-updated_at", "-pk").values_list("pk", flat=True)
    if len(ids) <= FEW:
        return list(order.filter(pk__in=list(ids))[:most])
    return list(islice((key for key in order.iterator(chunk_size=CHUNK) if key in ids), most))
