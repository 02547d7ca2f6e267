from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from django.db import connection

Question = TypeVar("Question")
Answer = TypeVar("Answer")
Compute = Callable[[Question], Answer]


def remembered(most: int) -> Callable[[Compute[Question, Answer]], Compute[Question, Answer]]:
    """Keep the last `most` answers. The question holds the version of the catalogue: a change asks anew.

    What is read in a transaction may still be undone: it is neither taken from what is kept, nor kept.
    """

    def decorate(compute: Compute[Question, Answer]) -> Compute[Question, Answer]:
        kept = lru_cache(most)(compute)

        @wraps(compute)
        def answer(question: Question) -> Answer:
            return compute(question) if connection.in_atomic_block else kept(question)

        return answer

    return decorate
