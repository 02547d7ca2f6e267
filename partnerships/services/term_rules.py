"""Which term a structure is in, and how often it can still be renewed, by the dated rules of its instrument."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cnrs_intl.catalogue.choices import Precision
from cnrs_intl.catalogue.days import known_day
from cnrs_intl.catalogue.states import Memory
from partnerships.models import Instrument, InstrumentRule, Structure
from partnerships.models.periods import term_end
from partnerships.services.term_numbers import NumberedTerm, first_day, numbered


@dataclass(frozen=True)
class Period:
    start: date
    end: date


@dataclass(frozen=True, kw_only=True)
class RuleBook:
    """All instruments and their rules: a dozen rows of each."""

    instruments: dict[int, Instrument]
    rules: Sequence[InstrumentRule]

    @classmethod
    def read(cls) -> Self:
        """Two queries, or none in a state of the database in which they were read."""
        return _books.of(
            "", lambda: cls(instruments=Instrument.objects.in_bulk(), rules=[*InstrumentRule.objects.all()])
        )

    def rule_on(self, instrument: Instrument, day: date) -> InstrumentRule | None:
        return next((rule for rule in self.of(instrument) if rule.contains(day)), None)

    def last_day(self, instrument: Instrument) -> date | None:
        """The day after which no rule lets a term of the instrument be signed; None: there is none such."""
        ends = [rule.end for rule in self.of(instrument)]
        return None if not ends or None in ends else max(end for end in ends if end)

    def of(self, instrument: Instrument) -> list[InstrumentRule]:
        return [rule for rule in self.rules if rule.instrument_id == instrument.pk]

    def successor_on(self, instrument: Instrument, day: date) -> Instrument | None:
        """The instrument that replaced this one, or the one that replaced that, in which one can create on `day`."""
        seen = {instrument.pk}
        following = instrument.successor_id
        while following is not None and following not in seen:
            seen.add(following)
            candidate = self.instruments[following]
            if candidate.contains(day):
                return candidate
            following = candidate.successor_id
        return None

    def renewals(self, instrument: Instrument, ordinal: int, end: date) -> Iterator[Period]:
        """The terms that could still follow the one numbered `ordinal` that ends on `end`, each by the rule of its day.

        It stops where a rule sets no number of renewals or no length.
        """
        while end < date.max:
            start = end + timedelta(days=1)
            rule = self.rule_on(instrument, start)
            if rule is None or rule.term_years is None or ordinal >= (rule.renewals or 0):
                return
            end, ordinal = term_end(start, rule.term_years), ordinal + 1
            yield Period(start, end)


_books: Memory[Any] = Memory()


@dataclass(frozen=True, kw_only=True)
class RenewalOutlook:
    """What the rules let come after the last term recorded."""

    last: NumberedTerm
    day: date
    """From which it is looked at."""
    next_start: date | None
    """The day after the last term; None: it has no end."""
    rule: InstrumentRule | None
    """Of a term that would begin on that day, or of the last term where none could."""
    is_open: bool
    """A rule of the instrument holds on the first day of the next term."""
    renewals_left: int | None
    """How many more terms; None: no rule sets a number, or nothing is to be renewed."""
    possible: tuple[Period, ...] = field(default=())
    """The terms that could still follow."""
    closed_on: date | None = None
    """The last day on which a term of the instrument could be signed, where that is over before the next one."""
    successor: Instrument | None = None
    """The instrument under which it could go on from that day, or from `day` when that is later."""

    @property
    def ordinal(self) -> int:
        return self.last.ordinal

    @property
    def renewals_allowed(self) -> int | None:
        return self.rule.renewals if self.rule else None

    @property
    def term_years(self) -> int | None:
        return self.rule.term_years if self.rule else None

    @property
    def latest_end(self) -> date | None:
        """The last day that the rules allow; None: they set none."""
        if self.renewals_left is None or (self.renewals_left and not self.possible):
            return None
        return self.possible[-1].end if self.possible else self.last.end

    @property
    def has_ended(self) -> bool:
        return self.last.end is not None and self.last.end < self.day

    @property
    def can_be_renewed(self) -> bool:
        """By the rules alone; also when the last term is over."""
        return self.next_start is not None and self.is_open and self.renewals_left != 0

    @property
    def reasons(self) -> list[str]:
        """Whole sentences in the reader's language."""
        sentences = [self._position(), self._future()]
        if self.successor and self.next_start and not self.can_be_renewed and not self.has_ended:
            said = {"code": self.successor.code, "name": self.successor.name}
            sentences.append(_("The next possible instrument is %(code)s, %(name)s.") % said)
        return [sentence for sentence in sentences if sentence]

    def _position(self) -> str:
        allowed = self.renewals_allowed
        said = {"position": self.last.words, "code": self.last.instrument.code, "allowed": allowed}
        if allowed is None or (self.ordinal == 0 and allowed > 0):
            return _("%(position)s as %(code)s.") % said
        if self.ordinal == 0:
            return _("%(position)s as %(code)s, which is not renewable.") % said
        if self.ordinal > allowed:
            return _("%(position)s as %(code)s, although the rules allow %(allowed)d.") % said
        return (
            ngettext(
                "%(position)s as %(code)s, the only one allowed.",
                "%(position)s as %(code)s, of %(allowed)d allowed.",
                allowed,
            )
            % said
        )

    def _future(self) -> str:
        if self.last.end is None:
            return _("This term has no last day.")
        end = self._known(self.last.end)
        if self.has_ended:
            full = self.last.term.precision == Precision.DAY
            return (_("It ended on %(day)s.") if full else _("It ended in %(day)s.")) % {"day": end}
        if not self.is_open:
            return self._closed(end)
        if self.renewals_left is None:
            return _("No rule limits its renewals.")
        if self.renewals_left == 0:
            return _("It cannot be renewed after %(day)s.") % {"day": end}
        return self._renewable()

    def _closed(self, end: str) -> str:
        said = {"code": self.last.instrument.code, "day": end}
        if self.closed_on is None:
            return _("No rule of %(code)s is recorded for a term after %(day)s.") % said
        said["closed"] = str(self.closed_on.year)
        return _("It cannot be renewed after %(day)s: the rules of %(code)s ended in %(closed)s.") % said

    def _renewable(self) -> str:
        left = self.renewals_left or 0
        if self.latest_end is None:
            return ngettext("It can be renewed once more.", "It can be renewed %(left)d more times.", left) % {
                "left": left
            }
        return ngettext(
            "It can be renewed once more, until %(day)s at the latest.",
            "It can be renewed %(left)d more times, until %(day)s at the latest.",
            left,
        ) % {"left": left, "day": self._known(self.latest_end)}

    def _known(self, day: date) -> str:
        return known_day(day, self.last.term.precision)


def outlook_of(structure: Structure, day: date) -> RenewalOutlook | None:
    """What can come after the last term recorded of the structure. At most six queries."""
    codes = structure.codes.select_related("instrument")
    return renewal_outlook(numbered(structure.instrument, structure.terms.all(), codes), RuleBook.read(), day)


def renewal_outlook(terms: Sequence[NumberedTerm], book: RuleBook, day: date) -> RenewalOutlook | None:
    """What can come after the last of the terms, looked at on `day`; None without terms."""
    if not terms:
        return None
    last = terms[-1]
    signed = book.rule_on(last.instrument, last.term.signed_on or first_day(last.term))
    if last.end is None or last.end == date.max:
        return RenewalOutlook(
            last=last, day=day, next_start=None, rule=signed, is_open=signed is not None, renewals_left=None
        )
    start = last.end + timedelta(days=1)
    rule = book.rule_on(last.instrument, start)
    allowed = rule.renewals if rule else 0
    return RenewalOutlook(
        last=last,
        day=day,
        next_start=start,
        rule=rule or signed,
        is_open=rule is not None,
        renewals_left=None if allowed is None else max(allowed - last.ordinal, 0),
        possible=tuple(book.renewals(last.instrument, last.ordinal, last.end)),
        closed_on=None if rule else _past(book.last_day(last.instrument), start),
        successor=book.successor_on(last.instrument, max(start, day)),
    )


def _past(day: date | None, start: date) -> date | None:
    return day if day and day < start else None
