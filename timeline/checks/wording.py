"""What the date words of citations may mean: the ground of the rules that hold them to the dates.

Nothing here judges.
"""

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
    """A citation with date words, and the dates that they may be of: the first is the record's."""

    path: FieldPath
    event: Event
    words: str
    dates: tuple[Edtf, ...]
    published: Edtf | None

    @property
    def stamped_ahead(self) -> bool:
        """Whether a full date in a text of the day itself is the next day, as post stamps may be.

        They are in UTC, in which an evening farther west is already tomorrow.
        """
        written = self.published.latest if self.published else None
        told_that_day = self.event.status in TOOK_PLACE and self.path[2] == "cites"
        if not (written and told_that_day and self.dates[0].possibly(Span.day(written))):
            return False
        return written < date.max and _full_date(self.words) == Span.day(written + _ONE_DAY)

    @property
    def other_week(self) -> bool:
        """Whether a weekday is that of a day which the source claims: it says of which week."""
        named = phrases.weekday_in(self.words)
        return named is not None and any(day.weekday == named for day in self.dates[1:])


def _full_date(words: str) -> Span | None:
    try:
        return phrases.find(words, _NO_ANCHOR)
    except NotUnderstood:
        return None


def date_wordings(case: Case) -> Iterator[DateWording]:
    """Every citation with date words, those of earlier states and dated commitments included."""
    for i, event in enumerate(case.collection.events):
        for path, cite in event.all_cites():
            told = _possible_dates(event, path, cite)
            if cite.date_words and told:
                where = ("events", i, *path, "date_words")
                published = case.collection.source[cite.source].published
                yield DateWording(where, event, cite.date_words, told, published)


def _possible_dates(event: Event, path: FieldPath, cite: Cite) -> tuple[Edtf, ...]:
    """Return the date of what a citation tells of, and those that its source claims instead."""
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
