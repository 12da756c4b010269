"""The face of `timeline compare EVENT`: the accounts of one event, side by side where they fit."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from timeline import dates
from timeline.analysis.compare import Comparison, Passage, TopicRow
from timeline.cli.shell.terminal import line
from timeline.cli.views import sources
from timeline.cli.views.compare_sheet import CompareSheet
from timeline.cli.views.marks import mark_of
from timeline.formats.answers import compare_text
from timeline.records.model import Event
from timeline.records.vocabulary import JOINT, OUTLET

_COLUMN = 40
_GAP = 2
_AROUND = 5


@dataclass(frozen=True, slots=True)
class _CompareContext:
    """What every part of the page needs; ``shown`` are the quotes that stand above in full."""

    sheet: CompareSheet
    told: Comparison
    voices: tuple[str, ...]
    shown: set[tuple[str, tuple[str | int, ...]]] = field(default_factory=set)


def view(sheet: CompareSheet, told: Comparison) -> RenderableType:
    """The page: who raises what, the accounts, the topics, the outlet's words, the sources."""
    page = _CompareContext(sheet, told, _columns(sheet, told))
    cited = [told.event, *(account.event for account in told.accounts)]
    return Group(
        heading(sheet, told.event),
        Text(),
        facts(sheet, compare_text.summary(sheet, told.topics)),
        *_accounts(page),
        *_topics(page),
        *_outlet(page),
        Text(),
        sources.cited(sheet.terminal, sheet.collection, cited),
    )


def facts(sheet: CompareSheet, pairs: Iterable[tuple[str, str]]) -> Table:
    """Return facts, each after its name."""
    rows = tuple(pairs)
    widest = max((len(name) for name, _ in rows), default=0)
    grid = Table.grid(padding=(0, _GAP, 0, 0))
    grid.add_column(width=min(widest, sheet.terminal.width // 3), style="dim")
    grid.add_column(overflow="fold")
    for name, text in rows:
        grid.add_row(name, text)
    return grid


def title(text: str) -> Text:
    """Return the heading of a part of a page."""
    return Text(f"\n{text.upper()}", style="bold")


def side_by_side(sheet: CompareSheet, cells: Sequence[RenderableType]) -> Table:
    """Return cells in columns of the same width."""
    width = (sheet.terminal.width - _GAP * (len(cells) - 1)) // len(cells)
    grid = Table.grid(padding=(0, _GAP, 0, 0), pad_edge=False)
    for _ in cells:
        grid.add_column(width=width, overflow="fold")
    grid.add_row(*cells)
    return grid


def fits(sheet: CompareSheet, columns: int) -> bool:
    """Return whether so many columns of text can stand side by side."""
    return sheet.terminal.width >= _COLUMN * columns


def heading(sheet: CompareSheet, event: Event) -> Text:
    """Return an event's title, and below it its date and id."""
    terminal, sign = sheet.terminal, mark_of(event)
    when = dates.words(event.date, terminal.language, weekday=True)
    return Text.assemble(
        (terminal.symbol(sign.sign, sign.stand_in), sign.style),
        " ",
        (sheet.said(event.title), "bold"),
        (f"\n  {when} · {event.id}", "dim"),
    )


def _columns(sheet: CompareSheet, told: Comparison) -> tuple[str, ...]:
    """The voices that have a column: every side, and joint texts if there are any."""
    joint = any(row.cells[JOINT] for row in told.rows)
    return (*sheet.collection.collection.sides, *([JOINT] if joint else []))


def _accounts(page: _CompareContext) -> Iterator[RenderableType]:
    yield title(page.sheet.say("accounts"))
    for account in page.told.accounts:
        name = Text(page.sheet.said(account.event.title), style="bold")
        yield name.append(f"  {account.event.id}", style="dim not bold")
        pairs = compare_text.facts(page.sheet, page.told, account)
        yield Padding(facts(page.sheet, pairs), (0, 0, 0, _GAP))


def _topics(page: _CompareContext) -> Iterator[RenderableType]:
    rows = [row for row in page.told.rows if row.differing or any(map(row.cells.get, page.voices))]
    if rows and fits(page.sheet, len(page.voices)):
        names = [
            Text(page.sheet.voice(voice).upper(), style="bold underline") for voice in page.voices
        ]
        yield Text()
        yield side_by_side(page.sheet, names)
    for row in rows:
        yield from _row(page, row)


def _row(page: _CompareContext, row: TopicRow) -> Iterator[RenderableType]:
    name = Text.assemble("\n", (page.sheet.topic(row.topic), "bold cyan"))
    if row.topic is not None:
        name.append(f" · {compare_text.verdict(page.sheet, row)}", style="dim")
    yield name
    cells = [_cell(page, row, voice) for voice in page.voices]
    if fits(page.sheet, len(cells)):
        yield side_by_side(page.sheet, cells)
    else:
        for voice, cell in zip(page.voices, cells, strict=True):
            yield Text(page.sheet.voice(voice), style="bold")
            yield Padding(cell, (0, 0, 0, _GAP))
    words = compare_text.words_used(page.sheet, row)
    claims = [compare_text.differing(page.sheet, claim) for claim in row.differing]
    yield from (Text(text, style="italic") for text in (words, *claims) if text)


def _cell(page: _CompareContext, row: TopicRow, voice: str) -> RenderableType:
    if not row.cells[voice]:
        return Text(page.sheet.silence(row), style="dim italic")
    return Group(*(_passage(page, row.topic, passage) for passage in row.cells[voice]))


def _passage(page: _CompareContext, topic: str | None, passage: Passage) -> Text:
    """Return the words of a passage, its citation and its speaker.

    Where it stands in full above, only what is around the words that name the topic.
    """
    key = (passage.event.id, passage.path)
    terms = passage.cite.terms.get(topic or "", "")
    text = _quoted(page, passage, terms, whole=key not in page.shown)
    page.shown.add(key)
    text.append(f" {page.sheet.numbers([passage.cite.source])}", style="dim")
    whose = page.sheet.whose(passage)
    return text.append(f" {whose}" if whose else "", style="dim")


def _quoted(page: _CompareContext, passage: Passage, terms: str, *, whole: bool) -> Text:
    if passage.cite.quote is None:
        return Text(page.sheet.said(passage.cite.says), style="italic")
    quote, terms = line(passage.cite.quote), line(terms)
    shown = Text(page.sheet.quotation(quote if whole else excerpt(quote, terms)))
    terms = page.sheet.within(terms)
    start = shown.plain.find(terms)
    if terms and start >= 0:
        shown.stylize("bold", start, start + len(terms))
    return shown


def excerpt(quote: str, words: str) -> str:
    """Return some words of a quote with a few around them; the whole where they are not in it."""
    before, found, after = quote.partition(words) if words else (quote, "", "")
    if not found:
        return quote
    left, right = before.split(" "), after.split(" ")
    if len(left) > _AROUND + 1:
        before = " ".join(["[…]", *left[-_AROUND - 1 :]])
    if len(right) > _AROUND + 1:
        after = " ".join([*right[: _AROUND + 1], "[…]"])
    return before + found + after


def _outlet(page: _CompareContext) -> Iterator[RenderableType]:
    """Yield the outlet's own words; topics that the same passages raise stand together."""
    together: dict[tuple[object, ...], list[TopicRow]] = {}
    for row in page.told.rows:
        key = tuple((cell.event.id, cell.path) for cell in row.cells[OUTLET])
        together.setdefault(key, []).append(row)
    together.pop((), None)
    if together:
        yield title(page.sheet.say("in the outlet's own words"))
    for rows in together.values():
        names = ", ".join(page.sheet.topic(row.topic) for row in rows)
        yield Text(names, style="bold cyan")
        for passage in rows[0].cells[OUTLET]:
            topic = rows[0].topic if len(rows) == 1 else None
            yield Padding(_passage(page, topic, passage), (0, 0, 0, _GAP))
