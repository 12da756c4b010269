"""What an event says in a calendar: a title that confesses doubt, and a description in lines."""

from collections.abc import Iterator
from enum import StrEnum

from timeline import dates
from timeline.dates import Edtf, of_day
from timeline.formats.bibliography.citing import called, plain, quoted
from timeline.formats.export import Export
from timeline.formats.wording import claim, place, voice
from timeline.i18n import Sentence, sentence
from timeline.query.filter import Row
from timeline.records.model import Cite, Claim, Event, State, Words
from timeline.records.vocabulary import CALLED_OFF, Status, word

_SAID_IN_THE_TITLE = (*CALLED_OFF, Status.POSTPONED)


def titled(export: Export, event: Event) -> str:
    """Return the title; before it in brackets that it is planned, or a date that is no certain day.

    What went wrong stands there too: a calendar may show nothing but the title.
    """
    said = _plan(event) if event.status is Status.SCHEDULED else _span(event.date)
    doubts = (said, _trouble(export, event))
    bracket = "; ".join(phrase.say(export.language) for phrase in doubts if phrase)
    title = plain(event.title.say(export.language))
    return f"[{bracket}] {title}" if bracket else title


def _plan(event: Event) -> Sentence:
    if event.date.certain:
        return word(event.status)
    return sentence("scheduled for {date}", date=event.date)


def _span(date: Edtf) -> Sentence | Edtf | None:
    """Return a date in words unless it is one certain day."""
    if date.certain:
        return None
    part = date.known_parts[0]
    if date.form == "date" and not (part.day or part.qualifier) and part.month.isdigit():
        return sentence("in {month}", month=date)
    return date


def _trouble(export: Export, event: Event) -> Sentence | None:
    if event.lacks_outcome(export.day):
        return sentence("no outcome recorded")
    return word(event.status) if event.status in _SAID_IN_THE_TITLE else None


def described(export: Export, row: Row) -> str:
    """Return everything else in lines: what is known, where sources differ, and each citation."""
    parts = (_summary(export, row.event), _facts(export, row), _sources(export, row.event))
    return "\n\n".join(filter(None, ("\n".join(lines) for lines in (*parts, _origin(export)))))


def _summary(export: Export, event: Event) -> Iterator[str]:
    if event.summary:
        yield _said(export, event.summary)


def _facts(export: Export, row: Row) -> Iterator[str]:
    event = row.event
    for label, value in (
        (sentence("date"), _date(export, row)),
        (sentence("why this date"), _said(export, event.date_note)),
        (sentence("status"), _status(export, event)),
        (sentence("who"), _actors(export, event)),
        (sentence("note"), _said(export, event.note)),
        (sentence("Earlier states"), "; ".join(_state(export, state) for state in event.history)),
        *(
            (sentence("Where sources differ"), _claim(export, differing))
            for differing in event.claims
        ),
    ):
        if value:
            yield _fact(export, label, value)


def _fact(export: Export, label: Sentence, value: str) -> str:
    name = label.say(export.language)
    return f"{name[0].upper()}{name[1:]}: {value}"


def _date(export: Export, row: Row) -> str:
    date = row.event.date
    bits = [f"{dates.words(date, export.language, weekday=True)} ({date.text})"]
    if date.time and not date.offset:
        told = sentence("{time}, time zone not stated by the sources", time=date.time[:5])
        bits.append(told.say(export.language))
    if not row.certain:
        bits.append(sentence("it may lie outside the days asked for").say(export.language))
    return "; ".join(bits)


def _status(export: Export, event: Event) -> str:
    if not event.lacks_outcome(export.day):
        return _word(export, event.status)
    return sentence(
        "{status}, no outcome recorded as of {day}",
        status=word(event.status),
        day=of_day(export.day),
    ).say(export.language)


def _actors(export: Export, event: Event) -> str:
    actors = export.collection.actor
    return "; ".join(
        f"{_said(export, actors[part.actor].name)} ({_word(export, part.role)})"
        for part in event.actors
    )


def _state(export: Export, state: State) -> str:
    bits = (_word(export, state.status), state.date.say(export.language), _said(export, state.note))
    return ", ".join(filter(None, bits))


def _claim(export: Export, other: Claim) -> str:
    claimed = plain(claim(export.collection, other, export.language))
    return f"{_word(export, other.field)}: {claimed}"


def _sources(export: Export, event: Event) -> Iterator[str]:
    """Yield each source of an event by its number, and below it every citation of it."""
    for id_ in export.collection.sources_of(event):
        number = export.collection.number[id_]
        source = export.collection.source[id_]
        stored = "" if source.file else f"; {sentence('only a link').say(export.language)}"
        yield f"[{number}] {called(source, export.language)}{stored}"
        yield from (_cited(export, cite) for _, cite in event.all_cites() if cite.source == id_)


def _cited(export: Export, cite: Cite) -> str:
    whose = plain(voice(export.collection, cite).say(export.language))
    proof = plain(place(export.proof(cite), linked=export.linked(cite)).say(export.language))
    return f"{_quote(export, cite)} – {whose}; {proof}"


def _quote(export: Export, cite: Cite) -> str:
    """Return words of a source between quotation marks, and those of ours without."""
    return quoted(cite.quote, export.language) if cite.quote else _said(export, cite.says)


def _origin(export: Export) -> Iterator[str]:
    yield from (phrase.say(export.language) for phrase in export.told())


def _said(export: Export, words: Words | None) -> str:
    return plain(words.say(export.language)) if words else ""


def _word(export: Export, value: StrEnum) -> str:
    return word(value).say(export.language)
