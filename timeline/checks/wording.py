"""The dates that the date words of citations may mean. The rules judge them, not this module."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from timeline import dates, phrases
from timeline.checks.rule import Case
from timeline.dates import Edtf, Span
from timeline.errors import FieldPath, NotUnderstood
from timeline.records.model import Cite, Event
from timeline.records.vocabulary import TOOK_PLACE, Field

_NO_ANCHOR = Span(None, None)
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DateWording:
    """A citation with date words, and the dates they may be about, the record's date first."""

    path: FieldPath
    event: Event
    words: str
    dates: tuple[Edtf, ...]
    published: Edtf | None

    @property
    def stamped_ahead(self) -> bool:
        """Whether a full date is the day after the text, which is of the event's own day.

        Stamps of posts are in UTC: an evening in the Americas is already the next day there.
        """
        written = self.published.latest if self.published else None
        told_that_day = self.event.status in TOOK_PLACE and self.path[2] == "cites"
        if not (written and told_that_day and self.dates[0].possibly(Span.day(written))):
            return False
        return written < date.max and _full_date(self.words) == Span.day(written + _ONE_DAY)

    @property
    def other_week(self) -> bool:
        """Whether the weekday fits another date that the source claims: the week is in doubt."""
        named = phrases.weekday_in(self.words)
        return named is not None and any(day.weekday == named for day in self.dates[1:])


def _full_date(words: str) -> Span | None:
    try:
        return phrases.find(words, _NO_ANCHOR)
    except NotUnderstood:
        return None


def date_wordings(case: Case) -> Iterator[DateWording]:
    """Yield every citation with date words, those of earlier states and due dates included."""
    for i, event in enumerate(case.collection.events):
        for path, cite in event.all_cites():
            told = _possible_dates(event, path, cite)
            if cite.date_words and told:
                where = ("events", i, *path, "date_words")
                published = case.collection.source[cite.source].published
                yield DateWording(where, event, cite.date_words, told, published)


def _possible_dates(event: Event, path: FieldPath, cite: Cite) -> tuple[Edtf, ...]:
    """Return the date that a citation is about, then those that its source claims instead."""
    told = event.date_at(path)
    if told is None or path[0] != "cites":
        return (told,) if told else ()
    claims = (
        claim
        for claim in event.claims
        if claim.field is Field.DATE and cite.source in claim.sources
    )
    claimed = (dates.parse(claim.value.en or "") for claim in claims)
    return (told, *(date for date in claimed if date != told))
