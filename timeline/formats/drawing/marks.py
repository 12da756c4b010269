"""What is to be drawn of each event, apart from where: its lane, its days, its state, its words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from timeline.dates import words
from timeline.dates.span import Span
from timeline.formats.drawing.text_width import tame
from timeline.formats.export import Export
from timeline.i18n import Language, Sentence, sentence
from timeline.query.filter import Row
from timeline.records.model import Collection, Event
from timeline.records.vocabulary import CALLED_OFF, TOOK_PLACE, Status, word
from timeline.text import safe
from timeline.wording.event_facts import kind

_OFF = (*CALLED_OFF, Status.POSTPONED)
_SIDES = 6
_NOON = 0.5


@dataclass(frozen=True, slots=True)
class Lane:
    """One band of the drawing: who takes part, and the name of its colour."""

    name: str
    tone: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One event. ``stretches`` are its possible days, from and to; ``points`` where it stands.

    ``open`` says which end of its time is not known: start, end or neither.
    """

    row: Row
    lane: Lane
    stretches: tuple[tuple[float, float], ...]
    points: tuple[float, ...]
    open: str
    state: str

    @property
    def event(self) -> Event:
        """The event itself."""
        return self.row.event

    @property
    def first(self) -> int:
        """The first day known of it."""
        return int(self.stretches[0][0])

    @property
    def last(self) -> int:
        """The last day known of it."""
        return max(self.first, int(self.stretches[-1][1]) - 1)

    @property
    def doubted(self) -> bool:
        """Whether its date is qualified, one of several, or open; a month as such is not."""
        date = self.event.date
        return bool(date.qualifier or self.open) or date.form == "set"


def marks(export: Export) -> tuple[Mark, ...]:
    """Return what is to be drawn of every row, in their order."""
    named = dict(lanes(export.collection, export.language))
    return tuple(_mark(export, row, named) for row in export.rows)


def lanes(collection: Collection, language: Language) -> Iterator[tuple[str, Lane]]:
    """Yield the lanes from above; each after the side that it is for; "+" is several, "" none."""
    sides = tuple(
        (code, Lane(tame(safe(name.say(language))), f"side-{n % _SIDES}"))
        for n, (code, name) in enumerate(collection.collection.sides.items())
    )
    two = len(sides) == 2  # noqa: PLR2004 - then what they do together stands between them
    together = sentence("both sides") if two else sentence("several sides")
    joint = ("+", Lane(together.say(language), "both"))
    yield from (sides[0], joint, sides[1]) if two else (joint, *sides)
    yield ("", Lane(sentence("no side named").say(language), "none"))


def _mark(export: Export, row: Row, named: dict[str, Lane]) -> Mark:
    event = row.event
    sides = export.collection.sides_of(event)
    lane = named[sides[0] if len(sides) == 1 else "+" if sides else ""]
    spans = [part.span for part in event.date.known] if _open(event) else event.date.spans
    stretches = tuple(_stretch(span) for span in spans)
    return Mark(
        row, lane, stretches, tuple(_points(event, stretches)), _open(event), _state(export, event)
    )


def _stretch(span: Span) -> tuple[float, float]:
    known = [day.toordinal() for day in (span.earliest, span.latest) if day]
    return float(known[0]), known[-1] + 1.0


def _points(event: Event, stretches: Iterable[tuple[float, float]]) -> Iterator[float]:
    if event.date.time:
        hours, minutes = event.date.time.split(":")[:2]
        stretches = ()
        yield event.date.span.bounds[0] + int(hours) / 24 + int(minutes) / 1440
    for first, last in stretches:
        yield (first + last) / 2


def _open(event: Event) -> str:
    span = event.date.span
    return "start" if not span.earliest else "end" if not span.latest else ""


def _state(export: Export, event: Event) -> str:
    if event.status in _OFF:
        return "crossed"
    if event.lacks_outcome(export.day):
        return "passed"
    return "hollow" if event.status is Status.SCHEDULED else "solid"


def long(stretch: tuple[float, float]) -> bool:
    """Say whether days are more than one: then a bar shows them, and no shape one of them."""
    first, last = stretch
    return last - first > 1


def sort(mark: Mark) -> str:
    """Say under which of `shapes.SORTS` a mark is counted."""
    if mark.state == "solid":
        return "solid" if mark.event.date.certain else "doubted"
    return "crossed" if mark.state == "crossed" else "hollow"


def title_of(mark: Mark, language: Language) -> str:
    """Return the title, on one line."""
    return tame(safe(mark.event.title.say(language)))


def when(mark: Mark, language: Language, years: frozenset[int] = frozenset()) -> str:
    """Return what stands above the title: the date, without a year that goes without saying."""
    said = words(mark.event.date, language)
    if len(years) == 1:
        year = f"{min(years):04}"
        glue = " de " if language == "es" else " "
        said = said.replace(f"{glue}{year}", "") if said.count(year) == 1 else said
    bits = [said, kind(mark.event).say(language)]
    if told := _told(mark):
        bits.append(told.say(language))
    if not mark.row.certain:
        bits.append(sentence("perhaps outside those days").say(language))
    return " · ".join(bits)


def _told(mark: Mark) -> Sentence | None:
    if mark.state == "passed":
        return sentence("no outcome recorded")
    return None if mark.event.status in TOOK_PLACE else word(mark.event.status)


def described(export: Export, mark: Mark) -> str:
    """Return all that the drawing knows of an event, a line each."""
    event, language = mark.event, export.language
    sources = ", ".join(export.collection.sources_of(event))
    told = [
        f"{words(event.date, language, weekday=True)} ({event.date.text})",
        f"{kind(event).say(language)} · {word(event.status).say(language)}",
        event.title.say(language),
    ]
    more = [
        sentence("no outcome recorded") if mark.state == "passed" else None,
        sentence("sources: {ids}", ids=sources) if sources else None,
        None if mark.row.certain else sentence("perhaps outside those days"),
    ]
    lines = (*told, mark.lane.name, *(phrase.say(language) for phrase in more if phrase))
    return "\n".join(" ".join(safe(line).split()) for line in lines)


def years_of(drawn: Iterable[Mark]) -> frozenset[int]:
    """Return the years that the known days of these marks lie in."""
    return frozenset(
        date.fromordinal(day).year for mark in drawn for day in (mark.first, mark.last)
    )
