"""A parsed date: its text, and the days that it may mean."""

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date

from timeline.dates.span import Form, Part, Span, hull
from timeline.dates.wording import in_words
from timeline.i18n import Language


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date in the Extended Date/Time Format (ISO 8601-2:2019). Two are equal if written alike.

    ``spans`` has one span, or one for each member of a set. ``parts`` has what each was parsed
    from, None for an open end. Both are in order of time.
    """

    text: str
    # Derived from `text`, so equality and hash need `text` alone.
    form: Form = field(compare=False, repr=False)
    parts: tuple[Part | None, ...] = field(compare=False, repr=False)
    spans: tuple[Span, ...] = field(compare=False, repr=False)

    def __str__(self) -> str:
        return self.text

    def say(self, language: Language = "en") -> str:
        """Return the date in words: see `words`."""
        return words(self, language)

    @property
    def known_parts(self) -> tuple[Part, ...]:
        """The parts without the open ends: at least one."""
        return tuple(part for part in self.parts if part)

    @property
    def span(self) -> Span:
        """From the earliest possible day to the latest. Days between need not be possible."""
        return self.spans[0] if len(self.spans) == 1 else hull(self.spans)

    @property
    def earliest(self) -> date | None:
        """The first possible day, or None for an open start."""
        return self.span.earliest

    @property
    def latest(self) -> date | None:
        """The last possible day, or None for an open end."""
        return self.span.latest

    @property
    def time(self) -> str:
        """The time as written, ``09:00`` or ``09:00:30``, or ""."""
        return self.known_parts[0].time

    @property
    def offset(self) -> str:
        """The offset from UTC as written, ``Z`` or ``-06:00``, or ""."""
        return self.known_parts[0].offset

    @property
    def qualifier(self) -> str:
        """``?`` uncertain, ``~`` approximate, ``%`` both, or "".

        An interval combines those of its ends.
        """
        signs = {part.qualifier for part in self.known_parts} - {""}
        return "%" if len(signs) > 1 else "".join(signs)

    @property
    def precision(self) -> int:
        """UCDP's ``date_prec``: 1 a day, 2 up to 6 days, 3 a week, 4 up to 31 days, 5 more."""
        low, high = self.span.bounds
        return bisect_left((1, 6, 7, 31), high - low + 1) + 1

    @property
    def is_day(self) -> bool:
        """Whether exactly one day is possible."""
        return self.precision == 1

    @property
    def certain(self) -> bool:
        """Whether exactly one day is possible and nothing qualifies it."""
        return self.is_day and not self.qualifier

    @property
    def weekday(self) -> int | None:
        """The weekday, 0 for Monday; None if more than one day is possible."""
        return self.earliest.weekday() if self.earliest and self.is_day else None

    @property
    def order(self) -> tuple[int, bool, int, str]:
        """The sort key of dates: earliest day, latest day, time.

        A date with an open start sorts by its latest day, before everything else of that day (it is
        a *terminus ante quem*). A date with an open end sorts by its earliest day, after every
        closed span that starts there.
        """
        low, high = self.span.bounds
        closed = self.earliest is not None
        return (low if closed else high, closed, high, self.time)

    def possibly(self, span: Span) -> bool:
        """Return whether any possible day is in the span. Each member of a set counts alone."""
        return any(own.overlaps(span) for own in self.spans)

    def reaches(self, span: Span) -> bool:
        """Say whether any possible day is in the span without the aid of an open end.

        Of an open interval the end that is known has to be there: ``../2026-03-06`` reaches March
        2026 and not 1999.
        """
        return any(own.overlaps(span) for own in map(_closed, self.spans))

    def certainly(self, span: Span) -> bool:
        """Return whether all possible days are in the span."""
        return all(own.within(span) for own in self.spans)


def _closed(span: Span) -> Span:
    """Return a span, or of an open one the day of its known end."""
    first, last = span.earliest or span.latest, span.latest or span.earliest
    return Span(first, last)


def words(value: Edtf, language: Language, weekday: bool = False) -> str:
    """Return a date in words, a single day with its weekday if asked.

    ``Sunday 11 January 2026``, ``del 11 al 16 de enero de 2026``. Years have four digits.
    """
    return in_words(value.form, value.parts, language, weekday)
