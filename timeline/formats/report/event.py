"""An event in a report: its facts, what its sources say of it, and where they differ."""

from collections.abc import Iterable, Iterator
from typing import Any

from timeline.formats.bibliography import citing
from timeline.formats.report.blocks import (
    Block,
    Fact,
    Inline,
    Link,
    ListItem,
    NoteMark,
    Paragraph,
    Prose,
    Quotation,
)
from timeline.formats.report.page import LONGEST_TITLE, ReportContext
from timeline.i18n import mark, sentence
from timeline.query.filter import Row
from timeline.records.model import Cite, Event
from timeline.text import shorten
from timeline.wording import event_facts
from timeline.wording.event_facts import OUTSIDE, EventFact, Mention, Piece
from timeline.wording.parts import claim, commitment, correction
from timeline.wording.typography import capital
from timeline.wording.voices import verdict, voice

_ELSEWHERE = ("summary", "note", "sides")


def body(page: ReportContext, row: Row) -> Iterator[Block]:
    """Yield everything of an event but its heading."""
    event = row.event
    if event.summary:
        yield Paragraph(page.told(event.summary))
    for fact in _facts(page, row):
        yield Fact(page.told(fact.label), _value(page, fact, row))
    if event.note:
        yield Paragraph(page.told(event.note))
    for n, cite in enumerate(event.cites):
        yield from _cited(page, event, cite, ("cites", n))
    yield from _claims(page, event)
    yield from _history(page, event)
    yield from _commitments(page, event)
    yield from _corrections(page, event)


def _facts(page: ReportContext, row: Row) -> Iterator[EventFact]:
    """Yield the facts that do not stand in the heading or in a paragraph, where they are plain."""
    event, export = row.event, page.export
    plain = event.date.certain and row.certain and not event.date_note
    without = (*_ELSEWHERE, *(("date",) if plain else ()))
    return event_facts.facts(export.collection, event, export.day, without)


def _value(page: ReportContext, fact: EventFact, row: Row) -> Prose:
    pieces: list[Inline] = []
    for piece in fact.value:
        pieces += [fact.between] if pieces else []
        pieces += _inline(page, piece)
    if fact.key == "date" and not row.certain:
        pieces.append(f"; {page.told(OUTSIDE)}")
    return tuple(pieces)


def _inline(page: ReportContext, piece: Piece) -> Iterator[Inline]:
    """Yield a piece; an actor or an event that is named is a link, an actor with its side."""
    if not isinstance(piece, Mention):
        yield event_facts.said(piece, page.export.language)
    elif piece.kind == "event":
        title = shorten(page.told(piece.name), LONGEST_TITLE)
        yield Link(f"{title} ({piece.id})", f"event-{piece.id}")
    else:
        yield Link(page.told(piece.name), f"actor-{piece.id}")
        about = (page.told(piece.side), event_facts.said(piece.aside, page.export.language))
        yield f" ({', '.join(filter(None, about))})" if all(about) else ""


def _topics(page: ReportContext, slugs: Iterable[str]) -> str:
    names = page.export.collection.collection.topics
    return ", ".join(page.told(names.get(slug)) or slug for slug in slugs)


def _cited(page: ReportContext, event: Event, cite: Cite, path: tuple[Any, ...]) -> Iterator[Block]:
    number = NoteMark(page.number[event.id, *path])
    whose = page.told(voice(page.export.collection, cite))
    proved = page.told(verdict(page.export.proof(cite), linked=page.export.linked(cite)))
    remarks = (f"— {whose} · {proved}", *_remarks(page, cite))
    if cite.quote:
        language = page.export.collection.source[cite.source].language or ""
        yield Quotation("", (cite.quote, number), remarks, language)
        return
    told = sentence("{source} says, in our words: {text}", source=cite.source, text=cite.says)
    yield Paragraph((page.told(told), number))
    yield from map(ListItem, remarks)


def _remarks(page: ReportContext, cite: Cite) -> Iterator[str]:
    source = page.export.collection.source[cite.source]
    if cite.date_words:
        day = citing.published(source, page.export.language)
        told = mark("date in the source's words: “{words}”, text of {day}")
        yield page.told(sentence(told, words=cite.date_words, day=day))
    if cite.translation and getattr(cite.translation, page.export.language):
        yield page.told(sentence("our translation: {text}", text=cite.translation))
    if cite.note:
        yield page.told(sentence("note: {text}", text=cite.note))


def _claims(page: ReportContext, event: Event) -> Iterator[Block]:
    for field, topic in dict.fromkeys((other.field, other.topic) for other in event.claims):
        claims = [other for other in event.claims if (other.field, other.topic) == (field, topic)]
        differ, alone = mark("sources differ on: {field}"), mark("one claim on: {field}")
        on = f"{page.told(field)} ({_topics(page, [topic])})" if topic else page.told(field)
        said = sentence(differ if len(claims) > 1 else alone, field=on)
        yield Paragraph(capital(page.told(said)))
        for other in claims:
            yield ListItem(claim(page.export.collection, other, page.export.language))


def _history(page: ReportContext, event: Event) -> Iterator[Block]:
    for i, state in enumerate(event.history):
        was = f"{page.told(state.status)}: {page.date(state.date)}"
        said = page.told(sentence("earlier state: {state}", state=was))
        yield Paragraph(" · ".join(filter(None, (capital(said), page.told(state.note)))))
        for j, cite in enumerate(state.cites):
            yield from _cited(page, event, cite, ("history", i, "cites", j))


def _commitments(page: ReportContext, event: Event) -> Iterator[Block]:
    for i, promise in enumerate(event.commitments):
        said = page.told(sentence("commitment: {text}", text=promise.text))
        about = commitment(page.export.collection, promise, page.export.language)
        yield Paragraph(f"{capital(said)} – {about}")
        for j, cite in enumerate(promise.cites):
            yield from _cited(page, event, cite, ("commitments", i, "cites", j))


def _corrections(page: ReportContext, event: Event) -> Iterator[Block]:
    if event.corrections:
        yield Paragraph(page.told(sentence("Corrections")))
    for other in event.corrections:
        yield ListItem(correction(other, page.export.language))
