"""What `timeline list` says on a pipe: one event a line."""

from collections.abc import Iterable, Iterator

from timeline.i18n import Language
from timeline.query.filter import Row
from timeline.records.model import Collection


def records(
    language: Language, collection: Collection, rows: Iterable[Row]
) -> Iterator[tuple[str, ...]]:
    """Yield the fields of one event a line."""
    for row in rows:
        event = row.event
        yield (
            event.date.text,
            event.kind,
            event.status,
            " ".join(collection.sides_of(event)),
            event.title.say(language),
            " ".join(collection.sources_of(event)),
            event.id,
            row.match,
        )
