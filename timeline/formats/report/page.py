"""What the parts of a report share: the page they stand on, and how it says dates and states."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from timeline import dates
from timeline.dates import Edtf
from timeline.formats.export import Export
from timeline.formats.report.blocks import When
from timeline.i18n import Sentence, sentence
from timeline.query.filter import Row, threads
from timeline.records.model import Cite, Event, Source, Words
from timeline.records.vocabulary import word
from timeline.wording.typography import capital

LONGEST_TITLE = 240  # where a title stands in a line with others
_YEAR = 5  # UCDP's date_prec of what covers more than a month
_FOR_HTML = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}(T[0-9:]{5,8}(Z|[+-][0-9]{2}:[0-9]{2})?)?")


@dataclass(frozen=True)
class ReportContext:
    """What the parts of a page need: the export, and the number of each citation's note."""

    export: Export

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows in the order of the page: readouts under what they tell of."""
        return tuple(
            row for thread in threads(self.export.rows) for row in (thread.row, *thread.readouts)
        )

    @cached_property
    def cited(self) -> tuple[Cite, ...]:
        """The citations in the order of their notes."""
        return tuple(cite for row in self.rows for _, cite in row.event.all_cites())

    @cached_property
    def number(self) -> dict[tuple[Any, ...], int]:
        """The number of the note of each citation, by the event's id and the path within it."""
        paths = ((row.event.id, *path) for row in self.rows for path, _ in row.event.all_cites())
        return {path: n for n, path in enumerate(paths, 1)}

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources that the page rests on, in the order of the collection's file."""
        cited = {cite.source for cite in self.cited}
        cited.update(
            source for row in self.rows for claim in row.event.claims for source in claim.sources
        )
        return tuple(source for source in self.export.collection.sources if source.id in cited)

    def told(self, what: Sentence | Words | StrEnum | None) -> str:
        """A sentence, a text of the collection's or a word of ours in the page's language."""
        if isinstance(what, StrEnum):
            what = word(what)
        return what.say(self.export.language) if what else ""

    def date(self, date: Edtf) -> str:
        """Return a date in words, with its weekday where it is one day."""
        return dates.words(date, self.export.language, weekday=True)


def when(date: Edtf, said: str) -> When:
    """Return a date with its words, and as HTML has it where it is one day, month or year."""
    exact = date.form == "date" and _FOR_HTML.fullmatch(date.text)
    return When(said, date.text if exact else "")


def status(page: ReportContext, event: Event) -> str:
    """Say what became of an event, and if its day has passed without anyone saying."""
    said = page.told(event.status)
    if event.lacks_outcome(page.export.day):
        return f"{said} · {page.told(sentence('no outcome recorded'))}"
    return said


def month_of(date: Edtf) -> tuple[int, int]:
    """Return the month under which a date stands: that of its first day, or of its last if open."""
    day = date.earliest or date.latest
    whole_year = date.precision == _YEAR and date.earliest and date.latest
    return (day.year, 0 if whole_year else day.month) if day else (0, 0)


def month_heading(page: ReportContext, month: tuple[int, int]) -> str:
    """Name a month, or a year (month 0)."""
    year, number = month
    return capital(dates.month_heading(year, number, page.export.language)) if number else str(year)
