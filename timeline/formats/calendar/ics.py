"""iCalendar (RFC 5545, 7986 and 9253): every event as a VEVENT that invites nobody to anything.

There is no METHOD, because without one no scheduling may be assumed (RFC 5545, 3.7.2), and that of
publishing would need an ORGANIZER (RFC 5546, 3.2.1). A date that is not one certain day is a span
of whole days that says so in the first words of its title. Events of an open date, or of one that
covers a year or more, are left out.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import date as Day  # noqa: N812 - as in `model`
from uuid import UUID, uuid5

from icalendar import Calendar
from icalendar import Event as Component

from timeline.formats.bibliography.items import legal
from timeline.formats.calendar.values import RawValue, escaped, text, words
from timeline.formats.calendar.words import described, titled
from timeline.formats.export import Export, LeftOut
from timeline.i18n import counted
from timeline.query.filter import Row
from timeline.records.model import Event
from timeline.records.vocabulary import Status, word
from timeline.text import safe

_NAMESPACE = UUID("6f1c9a52-7a0b-4c53-9d54-0e3f6c2b8a17")
_A_YEAR = 365
_STATUS = {
    Status.SCHEDULED: "TENTATIVE",
    Status.POSTPONED: "TENTATIVE",
    Status.HELD: "CONFIRMED",
    Status.ISSUED: "CONFIRMED",
    Status.CANCELLED: "CANCELLED",
    Status.DENIED: "CANCELLED",
}
"""What is only reported has no status: the standard has no word for it."""


def render(export: Export) -> Iterator[str]:
    """Yield the calendar; lines end in CR LF and have at most 75 octets."""
    calendar = Calendar()
    for name, value in _heading(export):
        calendar.add(name, value)
    begun, end = calendar.to_ical(sorted=False).decode().rpartition("END:")[::2]
    yield begun
    links = _links(export)
    for place, row in enumerate(filter(_fits, export.rows)):
        component = _component(export, row, links.of(row.event, place))
        yield component.to_ical(sorted=False).decode()
    yield f"END:{end}"


def left_out(export: Export) -> LeftOut | None:
    """Return the events whose date no calendar can show."""
    n = sum(not _fits(row) for row in export.rows)
    said = counted(
        "{n} event left out: a date that is open, or covers a year or more, has no place here",
        "{n} events left out: a date that is open, or covers a year or more, has no place here",
        n,
    )
    return LeftOut(n, said) if n else None


def _fits(row: Row) -> bool:
    low, high = row.event.date.span.bounds
    return high - low + 1 < _A_YEAR


def _heading(export: Export) -> Iterator[tuple[str, RawValue]]:
    language = export.language
    title = export.collection.collection.title
    left = export.once(left_out)
    told = [phrase.say(language) for phrase in (*export.told(), *([left.said] if left else []))]
    yield "prodid", text(f"-//timeline//{export.program}//{language.upper()}")
    yield "version", text("2.0")
    yield "calscale", text("GREGORIAN")
    for name in ("name", "x-wr-calname"):
        yield name, words(title, language)
    for name in ("description", "x-wr-caldesc"):
        yield name, text("\n".join(told), language)
    for name, value in export.told_origin.items():
        yield f"x-timeline-{name}", text(value)


def _component(export: Export, row: Row, links: Iterable[tuple[str, str, str]]) -> Component:
    component = Component()
    for name, value in (
        *_identity(export, row.event),
        *_times(row.event),
        *_contents(export, row),
        *_as_recorded(row),
    ):
        component.add(name, value)
    for other, how, relation in links:
        parameters = {"RELTYPE": how, "X-TIMELINE-LINK": relation}
        component.add("related-to", RawValue(_uid(export, other), params=parameters))
    return component


def _identity(export: Export, event: Event) -> Iterator[tuple[str, object]]:
    """Yield what tells versions of an event apart; SEQUENCE grows with each recorded change."""
    yield "uid", text(_uid(export, event.id))
    yield "dtstamp", _midnight(_stamp(export))
    yield "sequence", len(event.history) + len(event.corrections)
    corrected = max(
        (correction.on.latest for correction in event.corrections if correction.on.latest),
        default=None,
    )
    if corrected:
        yield "last-modified", _midnight(corrected)


def _uid(export: Export, event: str) -> str:
    return str(uuid5(uuid5(_NAMESPACE, export.origin["collection"]), event))


def _stamp(export: Export) -> Day:
    """Return the day up to which the calendar tells what was known: no clock is asked."""
    return export.as_of or export.collection.newest_source or Day(1970, 1, 1)


def _midnight(day: Day) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _times(event: Event) -> Iterator[tuple[str, object]]:
    """Yield the time, which has no end that is known; or else whole days, the end excluded."""
    date, moment = event.date, _moment(event)
    first, last = date.earliest, date.latest
    if moment:
        yield "dtstart", moment
    elif first and last:
        yield "dtstart", first
        if last == Day.max:
            yield "duration", last - first + timedelta(days=1)
        else:
            yield "dtend", last + timedelta(days=1)


def _moment(event: Event) -> datetime | None:
    """Return a time in UTC, or without an offset as it is on any clock.

    None where there is none.
    """
    date = event.date
    if not (date.time and date.earliest):
        return None
    moment = datetime.fromisoformat(f"{date.earliest.isoformat()}T{date.time}{date.offset}")
    try:
        return moment.astimezone(UTC) if moment.tzinfo else moment
    except OverflowError:  # on the first or last day of all, in a zone where it is another
        return None


def _contents(export: Export, row: Row) -> Iterator[tuple[str, object]]:
    event, language = row.event, export.language
    yield "summary", text(titled(export, event), language)
    yield "description", text(described(export, row), language)
    if event.place:
        yield "location", words(event.place, language)
    yield "categories", _categories(export, event)
    if event.status in _STATUS:
        yield "status", text(_STATUS[event.status])
    yield "transp", text("TRANSPARENT")
    yield "class", text("PUBLIC")
    sources = (export.collection.source[source] for source in export.collection.sources_of(event))
    address = next((source.url for source in sources if source.url), None)
    if address:
        yield "url", RawValue(legal(safe(address)))


def _categories(export: Export, event: Event) -> RawValue:
    names, language = export.collection.collection.topics, export.language
    topics = (names[topic].say(language) if topic in names else topic for topic in event.topics)
    categories = (word(event.kind).say(language), *topics)
    return RawValue(",".join(map(escaped, categories)), params={"LANGUAGE": language})


def _as_recorded(row: Row) -> Iterator[tuple[str, object]]:
    event = row.event
    yield "x-timeline-id", text(event.id)
    yield "x-timeline-edtf", text(event.date.text)
    yield "x-timeline-precision", text(str(event.date.precision))
    yield "x-timeline-kind", text(event.kind)
    yield "x-timeline-status", text(event.status)
    yield "x-timeline-match", text(row.match)


@dataclass(frozen=True, slots=True)
class _Links:
    """The links between the events that the calendar holds; of other events nothing is kept.

    ``named`` are those that a readout or an announced event names; ``followers`` has, for one that
    others follow, these with their places in the answer.
    """

    named: Container[str]
    followers: Mapping[str, Sequence[tuple[int, str]]]

    def of(self, event: Event, place: int) -> Iterator[tuple[str, str, str]]:
        """Yield the ids of those it is linked with, how (RELTYPE), and by which field.

        A readout has what it is about as its parent; of two that follow on each other the first
        names the next (RFC 9253); an announcement and what it announced stand beside each other.
        A link stands where the event that names the other does: ``place`` is that of this one.
        """
        following = self.followers.get(event.id, ())
        yield from ((text, "NEXT", "follows") for at, text in following if at < place)
        for relation, how in (("about", "PARENT"), ("announced_by", "SIBLING")):
            if (other := getattr(event, relation)) in self.named:
                yield other, how, relation
        yield from ((text, "NEXT", "follows") for at, text in following if at >= place)


def _links(export: Export) -> _Links:
    named: set[str] = set()
    followers: dict[str, list[tuple[int, str]]] = {}
    for place, event in enumerate(_held(export)):
        named.update(filter(None, (event.about, event.announced_by)))
        if event.follows:
            followers.setdefault(event.follows, []).append((place, event.id))
    held = {event.id for event in _held(export) if event.id in named} if named else set()
    return _Links(held, followers)


def _held(export: Export) -> Iterator[Event]:
    return (row.event for row in export.rows if _fits(row))
