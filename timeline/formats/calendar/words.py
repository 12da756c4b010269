"""What an event says in a calendar: a title that confesses doubt, and a description in lines."""

from collections.abc import Iterator
from enum import StrEnum

from timeline.dates import Edtf
from timeline.formats.bibliography.citing import called
from timeline.formats.export import Export
from timeline.i18n import Sentence, sentence
from timeline.query.filter import Row
from timeline.records.model import Cite, Claim, Event, State, Words
from timeline.records.vocabulary import CALLED_OFF, LINKS, Status, word
from timeline.wording import event_facts
from timeline.wording.event_facts import OUTSIDE
from timeline.wording.parts import claim
from timeline.wording.typography import capital, plain, quoted
from timeline.wording.voices import place, voice

# A calendar has properties of its own for most of these.
_ELSEWHERE = ("kind", "sides", "place", "topics", "summary", *LINKS, "id")
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
    part = date.known[0]
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
    event, language = row.event, export.language
    for fact in event_facts.facts(export.collection, event, export.day, _ELSEWHERE):
        doubts = _doubts(row) if fact.key == "date" else ()
        bits = (plain(fact.say(language)), *(phrase.say(language) for phrase in doubts))
        yield _fact(export, fact.label, "; ".join(bits))
    if event.history:
        states = "; ".join(_state(export, state) for state in event.history)
        yield _fact(export, sentence("Earlier states"), states)
    for differing in event.claims:
        yield _fact(export, sentence("Where sources differ"), _claim(export, differing))


def _fact(export: Export, label: Sentence, value: str) -> str:
    return f"{capital(label.say(export.language))}: {value}"


def _doubts(row: Row) -> Iterator[Sentence]:
    date = row.event.date
    if date.time and not date.offset:
        yield sentence("{time}, time zone not stated by the sources", time=date.time[:5])
    if not row.certain:
        yield OUTSIDE


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
