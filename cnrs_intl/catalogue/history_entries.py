"""The entries of a history in words: who changed what, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.days import in_words
from cnrs_intl.catalogue.history_differences import Block, differences
from cnrs_intl.catalogue.history_names import Names
from cnrs_intl.catalogue.history_reading import Entry, RecordHistory


@dataclass(frozen=True)
class Shown:
    """An entry as the page tells it."""

    id: int
    at: datetime
    who: str
    why: str
    blocks: list[Block]
    is_last: bool


def shown(entries: Iterable[Entry], history: RecordHistory, reader: Any, *, is_first_page: bool = True) -> list[Shown]:
    """Entries in words, with a constant number of queries. Of what the reader does not see, only that it was."""
    entries = list(entries)
    names = Names((change for entry in entries for change in entry.changes), reader)
    keys = {entry.facts[role] for entry in entries for role in ("user", "author") if entry.facts.get(role)}
    people = get_user_model()._default_manager.in_bulk(keys)
    told = []
    for number, entry in enumerate(entries):
        seen = [change for change in entry.changes if not names.hides(change)]
        told.append(
            Shown(
                id=entry.id,
                at=entry.at,
                who=_who(entry.facts, people),
                why=_why(entry.facts) if seen or not entry.changes else "",
                blocks=differences(seen, names, history.own),
                is_last=is_first_page and number == 0,
            )
        )
    return told


def _why(facts: dict[str, Any]) -> str:
    """What was said with the change, or with the edit that was accepted; of a restoration also which it was."""
    said = str(facts.get("message") or facts.get("reason") or "")
    if not (restored := facts.get("restored")):
        return said
    at = timezone.localtime(datetime.fromisoformat(restored))
    told = _("Restored: the version of %(day)s, %(time)s.") % {"day": in_words(at), "time": f"{at:%H:%M}"}
    return f"{told} {said}".strip()


def _who(facts: dict[str, Any], people: dict[Any, Any]) -> str:
    if command := facts.get("command"):
        return _("the command “%(command)s”") % {"command": command}
    if not (key := facts.get("user")):
        return _("somebody with access to the database")
    who = _name(people.get(key))
    if not (author := facts.get("author")):
        return who
    return _("%(author)s, accepted by %(who)s") % {"author": _name(people.get(author)), "who": who}


def _name(user: Any) -> str:
    return (user.get_full_name() or user.get_username()) if user else _("a former member of the staff")
