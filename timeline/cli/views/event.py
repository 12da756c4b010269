"""The face of `timeline show`: one event with everything that is known of it, and its proof."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from timeline import dates
from timeline.cli.shell.terminal import Terminal, line
from timeline.cli.views import quotes, sources
from timeline.cli.views.marks import mark_of
from timeline.formats.answers import sources as source_words
from timeline.quotes.prove import (
    Found,
    Proof,
    StoredText,
    Unavailable,
    is_linked,
    prove,
    selector,
)
from timeline.records.labels import label
from timeline.records.model import Cite, Collection, Event, Words
from timeline.records.vocabulary import word
from timeline.wording import event_facts, voices
from timeline.wording.event_facts import EventFact

_LABEL = 14


@dataclass(frozen=True, slots=True)
class EventContext:
    """What one page needs: who reads it, the event, its collection, the texts it rests on."""

    terminal: Terminal
    collection: Collection
    event: Event
    texts: Mapping[str, StoredText | Unavailable]

    def said(self, words: Words | None) -> str:
        """Return a text of the collection's in the reader's language, safe for one line."""
        return line(words.say(self.terminal.language)) if words else ""

    def word(self, value: StrEnum) -> str:
        """Return what people read for a value of a closed list."""
        return word(value).say(self.terminal.language)

    def linked(self, cite: Cite) -> bool:
        """Return whether a citation of this event has nothing here to be proved."""
        return is_linked(cite, self.collection.source[cite.source])

    def proof(self, cite: Cite) -> Proof:
        """Prove a quote of this event."""
        return prove(selector(cite), self.texts[cite.source])


def view(sheet: EventContext) -> RenderableType:
    """Return the page."""
    parts = [_heading(sheet), Text(), _facts(sheet), *_sections(sheet), Text()]
    parts.append(sources.cited(sheet.terminal, sheet.collection, [sheet.event]))
    return Group(*parts)


def _heading(sheet: EventContext) -> Text:
    sign, terminal = mark_of(sheet.event), sheet.terminal
    symbol = terminal.symbol(sign.sign, sign.stand_in)
    title = (sheet.said(sheet.event.title), "bold")
    return Text.assemble((symbol, sign.style), " ", title, "\n", (f"  {sheet.event.id}", "dim"))


def _facts(sheet: EventContext) -> Table:
    language = sheet.terminal.language
    return _grid(
        (Text(fact.label.say(language), style="dim"), Text(line(fact.say(language))))
        for fact in _told(sheet)
    )


def _grid(rows: Iterable[tuple[Text, RenderableType]]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=_LABEL, no_wrap=False)
    grid.add_column(overflow="fold")
    for row in rows:
        grid.add_row(*row)
    return grid


def _told(sheet: EventContext) -> Iterator[EventFact]:
    """Yield the facts that do not stand in the heading, and the events that lead to this one."""
    collection, event = sheet.collection, sheet.event
    yield from event_facts.facts(collection, event, sheet.terminal.day, without=("id",))
    yield from event_facts.links_back(lambda link: collection.leading(link, event.id))


def _sections(sheet: EventContext) -> Iterator[RenderableType]:
    say = sheet.terminal.say
    for title, body in (
        (say("Citations"), [_citation(sheet, cite) for cite in sheet.event.cites]),
        (say("Where sources differ"), list(_claims(sheet))),
        (say("Earlier states"), list(_history(sheet))),
        (say("Commitments"), list(_commitments(sheet))),
        (say("Corrections"), list(_corrections(sheet))),
    ):
        if body:
            yield Text(f"\n{title.upper()}", style="bold")
            yield from body


def _citation(sheet: EventContext, cite: Cite) -> RenderableType:
    number = sheet.collection.number[cite.source]
    place, style = _place(sheet, cite)
    lines: list[RenderableType] = [quotes.words(sheet.terminal, cite)]
    whose = quotes.whose(sheet.terminal, sheet.collection, cite)
    voice = Text.assemble((whose, "bold"), ("  ·  ", "dim"), (place, style))
    lines.append(voice.append(_supports(sheet, cite), style="dim"))
    lines += [Text(text, style="dim") for text in _remarks(sheet, cite)]
    return Padding(_grid([(Text(f"[{number}]", style="dim"), Group(*lines))]), (0, 0))


def _place(sheet: EventContext, cite: Cite) -> tuple[str, str]:
    """Where a quote stands in its stored text, or why that is not known; and the colour of it."""
    proof = sheet.proof(cite) if cite.quote else None
    linked = sheet.linked(cite)
    style = "dim" if linked else "green" if isinstance(proof, Found) else "bold red"
    return voices.place(proof, linked=linked).say(sheet.terminal.language), style


def _supports(sheet: EventContext, cite: Cite) -> str:
    fields = ", ".join(sheet.word(field) for field in cite.supports)
    return "  ·  " + sheet.terminal.say("supports: {fields}", fields=fields) if fields else ""


def _remarks(sheet: EventContext, cite: Cite) -> Iterator[str]:
    say = sheet.terminal.say
    if cite.date_words:
        published = source_words.published(sheet.terminal, sheet.collection.source[cite.source])
        words = line(cite.date_words)
        yield say(
            "date in the source's words: “{words}”, text of {day}", words=words, day=published
        )
    if cite.translation and getattr(cite.translation, sheet.terminal.language):
        yield say("our translation: {text}", text=sheet.said(cite.translation))
    if cite.note:
        yield say("note: {text}", text=sheet.said(cite.note))


def _claims(sheet: EventContext) -> Iterator[RenderableType]:
    for claim in sheet.event.claims:
        who = ", ".join(claim.sources)
        text = Text.assemble(
            sheet.said(claim.value), (f"  ·  {who}  ·  {sheet.word(claim.rank)}", "dim")
        )
        if claim.reason:
            text.append(f"\n{sheet.said(claim.reason)}", style="dim")
        yield _grid([(Text(sheet.word(claim.field), style="dim"), text)])


def _history(sheet: EventContext) -> Iterator[RenderableType]:
    for state in sheet.event.history:
        when = dates.words(state.date, sheet.terminal.language)
        text = Text(f"{when}  {sheet.said(state.note)}".rstrip())
        yield _grid([(Text(sheet.word(state.status), style="dim"), text)])
        yield from (_citation(sheet, cite) for cite in state.cites)


def _commitments(sheet: EventContext) -> Iterator[RenderableType]:
    say, sides = sheet.terminal.say, sheet.collection.collection.sides
    for promise in sheet.event.commitments:
        by = ", ".join(sheet.said(sides[side]) for side in promise.by)
        bits = [by, sheet.word(promise.status)]
        if promise.due:
            bits.insert(1, say("due {date}", date=promise.due))
        text = Text.assemble(sheet.said(promise.text), (f"\n{'  ·  '.join(bits)}", "dim"))
        yield _grid([(Text(label("commitments").say(sheet.terminal.language), style="dim"), text)])
        yield from (_citation(sheet, cite) for cite in promise.cites)


def _corrections(sheet: EventContext) -> Iterator[RenderableType]:
    for correction in sheet.event.corrections:
        when = dates.words(correction.on, sheet.terminal.language)
        was, now = sheet.said(correction.was), sheet.said(correction.now)
        change = f"{sheet.word(correction.field)}: {was} → {now}"
        text = Text.assemble(change, (f"\n{sheet.said(correction.reason)}", "dim"))
        yield _grid([(Text(when, style="dim"), text)])
