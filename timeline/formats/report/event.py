"""An event in a report: its facts, what its sources say of it, and where they differ."""

from collections.abc import Iterable, Iterator
from typing import Any

from timeline.formats import wording
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
from timeline.formats.report.page import LONGEST_TITLE, ReportContext, capital, status
from timeline.i18n import Sentence, mark, sentence
from timeline.query.filter import Row
from timeline.records.model import Cite, Event
from timeline.text import shorten


def body(page: ReportContext, row: Row) -> Iterator[Block]:
    """Yield everything of an event but its heading."""
    event = row.event
    if event.summary:
        yield Paragraph(page.told(event.summary))
    yield from (Fact(page.told(name), value) for name, value in _facts(page, row) if value)
    if event.note:
        yield Paragraph(page.told(event.note))
    for n, cite in enumerate(event.cites):
        yield from _cited(page, event, cite, ("cites", n))
    yield from _claims(page, event)
    yield from _history(page, event)
    yield from _commitments(page, event)
    yield from _corrections(page, event)


def _facts(page: ReportContext, row: Row) -> Iterator[tuple[Sentence, Prose]]:
    event = row.event
    yield sentence("kind"), page.told(wording.kind(event))
    yield sentence("status"), status(page, event)
    yield sentence("date"), _doubt(page, row)
    yield sentence("why this date"), page.told(event.date_note)
    yield sentence("who"), _who(page, event)
    yield sentence("asked for by"), (_actor(page, event.asked_by),) if event.asked_by else ""
    yield sentence("where"), page.told(event.place)
    yield sentence("topics"), _topics(page, event.topics)
    for name, other in (
        (sentence("a readout of"), event.about),
        (sentence("announced by"), event.announced_by),
        (sentence("follows"), event.follows),
    ):
        yield name, (_event(page, other),) if other else ""
    yield sentence("id"), event.id


def _doubt(page: ReportContext, row: Row) -> str:
    """Say a date that is not one certain day as it is written; nothing of one that is."""
    date = row.event.date
    if date.certain and row.certain and not row.event.date_note:
        return ""
    said = sentence("{words}; EDTF {text}", words=date, text=date.text)
    outside = "" if row.certain else page.told(sentence("perhaps outside those days"))
    return "; ".join(filter(None, (page.told(said), outside)))


def _who(page: ReportContext, event: Event) -> Prose:
    pieces: list[Inline] = []
    for part in event.actors:
        side = page.export.collection.actor[part.actor].side
        names = page.export.collection.collection.sides
        about = ", ".join(
            filter(None, (page.told(names[side]) if side else "", page.told(part.role)))
        )
        pieces += ["; " if pieces else "", _actor(page, part.actor), f" ({about})"]
    return tuple(pieces)


def _actor(page: ReportContext, actor: str) -> Link:
    return Link(page.told(page.export.collection.actor[actor].name), f"actor-{actor}")


def _event(page: ReportContext, event: str) -> Link:
    title = page.told(page.export.collection.event[event].title)
    return Link(f"{shorten(title, LONGEST_TITLE)} ({event})", f"event-{event}")


def _topics(page: ReportContext, slugs: Iterable[str]) -> str:
    names = page.export.collection.collection.topics
    return ", ".join(page.told(names.get(slug)) or slug for slug in slugs)


def _cited(page: ReportContext, event: Event, cite: Cite, path: tuple[Any, ...]) -> Iterator[Block]:
    number = NoteMark(page.number[event.id, *path])
    voice = page.told(wording.voice(page.export.collection, cite))
    proved = page.told(wording.verdict(page.export.proof(cite), linked=page.export.linked(cite)))
    remarks = (f"— {voice} · {proved}", *_remarks(page, cite))
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
        for claim in claims:
            yield ListItem(wording.claim(page.export.collection, claim, page.export.language))


def _history(page: ReportContext, event: Event) -> Iterator[Block]:
    for i, state in enumerate(event.history):
        was = f"{page.told(state.status)}: {page.date(state.date)}"
        said = page.told(sentence("earlier state: {state}", state=was))
        yield Paragraph(" · ".join(filter(None, (capital(said), page.told(state.note)))))
        for j, cite in enumerate(state.cites):
            yield from _cited(page, event, cite, ("history", i, "cites", j))


def _commitments(page: ReportContext, event: Event) -> Iterator[Block]:
    for i, commitment in enumerate(event.commitments):
        said = page.told(sentence("commitment: {text}", text=commitment.text))
        about = wording.promise(page.export.collection, commitment, page.export.language)
        yield Paragraph(f"{capital(said)} – {about}")
        for j, cite in enumerate(commitment.cites):
            yield from _cited(page, event, cite, ("commitments", i, "cites", j))


def _corrections(page: ReportContext, event: Event) -> Iterator[Block]:
    if event.corrections:
        yield Paragraph(page.told(sentence("Corrections")))
    for correction in event.corrections:
        yield ListItem(wording.correction(correction, page.export.language))
