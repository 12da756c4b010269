"""The events of an invented archive as flat rows: what every peer is given."""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.invented import Archive
from benchmarks.records import Event

FIRST, LAST = "0000-01-01", "9999-12-31"


@dataclass(frozen=True, slots=True)
class Row:
    """An event without its structure; ``first`` and ``last`` are far off where a date is open."""

    id: str
    date: str
    first: str
    last: str
    kind: str
    status: str
    title: str
    title_es: str
    summary: str
    actors: tuple[str, ...]
    topics: tuple[str, ...]
    quotes: tuple[str, ...]

    @property
    def day(self) -> str:
        """One day for programs that know nothing else: the first, or the last that is known."""
        return self.last if self.first == FIRST else self.first

    def flat(self) -> tuple[str, ...]:
        """Give it as cells, in the order of `COLUMNS`."""
        one_each = (self.id, self.date, self.first, self.last, self.kind, self.status)
        texts = (self.title, self.title_es, self.summary)
        return (
            *one_each,
            *texts,
            " ".join(self.actors),
            " ".join(self.topics),
            " | ".join(self.quotes),
        )


COLUMNS = tuple(Row.__dataclass_fields__)


def rows(events: int, seed: int) -> Iterator[Row]:
    """Give the rows of the collection of that size and seed."""
    for month in Archive(events, seed).months():
        yield from map(_row, month.events)


def _row(event: Event) -> Row:
    cites = [*event.cites, *(it for it in (event.plan, event.promise) if it)]
    return Row(
        id=event.id,
        date=event.when.text,
        first=str(event.when.low or FIRST),
        last=str(event.when.high or LAST),
        kind=event.kind,
        status=event.status,
        title=event.title[0],
        title_es=event.title[1],
        summary=" ".join(event.summary[0]),
        actors=tuple(actor.id for actor, _ in event.actors),
        topics=event.topics,
        quotes=tuple(" ".join(it.quote) for it in cites if it.quote),
    )
