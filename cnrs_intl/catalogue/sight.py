"""What a reader may see beside what is published: nothing, what lies in the scope of their work, or everything.

A scope is made of keys, each of a kind: ("country", "JP"), ("institute", 3). Which kinds there are, and which rows
lie in a scope, say the querysets (`VisibleQuerySet.scoped`); who has which, the `scope` of an account.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

SEE_EVERYTHING = "catalogue.see_everything"
"""The permission of those whose work has no limits: administrators, and whom it is given to."""


@dataclass(frozen=True, slots=True)
class Sight:
    """Two readers with the same sight see the same: it is a key of what is remembered."""

    everything: bool = False
    scope: frozenset[tuple[str, Any]] = frozenset()

    @classmethod
    def of(cls, **keys: Iterable[Any]) -> Self:
        """`Sight.of(country=["JP"], institute=[3])`."""
        return cls(scope=frozenset((kind, key) for kind, values in keys.items() for key in values))

    def keys(self, kind: str) -> list[Any]:
        """The keys of one kind in the scope."""
        return [key for each, key in self.scope if each == kind]

    @property
    def is_public(self) -> bool:
        return not self.everything and not self.scope


PUBLIC, EVERYTHING = Sight(), Sight(everything=True)


def sight_of(user: Any) -> Sight:
    """Of the public, what is published: no query. Of the staff, by their permission or the `scope` of their account.

    It is read once for an account in memory, so once for a request.
    """
    if not (user.is_active and user.is_staff):
        return PUBLIC
    if user.has_perm(SEE_EVERYTHING):
        return EVERYTHING
    scope = getattr(user, "scope", None)
    return scope.sight if scope else PUBLIC
