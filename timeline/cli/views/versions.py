"""The face of `timeline compare --versions EVENT`: a text's versions, sentence against sentence."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from timeline.analysis.versions import Parallel, SentenceDiff, Versions
from timeline.cli.shell.terminal import line
from timeline.cli.views import compare, sources
from timeline.cli.views.compare_sheet import CompareSheet
from timeline.formats.answers import compare_text
from timeline.records.vocabulary import Speech, word


def view(sheet: CompareSheet, found: Versions) -> RenderableType:
    """Return the page: the versions, their sentences, the claims, the sources."""
    terminal = sheet.terminal
    parts: list[RenderableType] = [compare.heading(sheet, found.event), Text()]
    parts += [Text(_counts(sheet, found)), Text(_legend(sheet), style="dim")]
    for i, parallel in enumerate(found.parallels, 1):
        parts += _parallel(sheet, found, i, parallel)
    if found.claims:
        parts += [compare.title(terminal.say("Where sources differ")), *_claims(sheet, found)]
    parts += [Text(), sources.cited(terminal, sheet.collection, [found.event])]
    return Group(*parts)


def _styled(sheet: CompareSheet) -> bool:
    return sheet.terminal.colours(sheet.terminal.stdout)


def _counts(sheet: CompareSheet, found: Versions) -> str:
    several = sheet.count("{n} version", "{n} versions", len(found.sources))
    return (
        f"{several}: {', '.join(f'{sheet.numbers([source])} {source}' for source in found.sources)}"
    )


def _legend(sheet: CompareSheet) -> str:
    say = sheet.say
    if _styled(sheet):
        return say("bold and underlined: what the other versions do not have")
    return say("[-…-] not in every other quoted version; {{+…+}} not in the first one here")


def _parallel(
    sheet: CompareSheet, found: Versions, i: int, parallel: Parallel
) -> Iterator[RenderableType]:
    topics = ", ".join(map(sheet.topic, parallel.topics)) or sheet.topic(None)
    only = compare_text.alone(sheet, parallel)
    name = Text.assemble(f"\n{i}  ", (topics, "bold cyan"))
    yield name.append(f" · {only}" if only else "", style="dim")
    several = len(parallel.readings)
    cells = [_reading(sheet, reading, first=i == 0) for i, reading in enumerate(parallel.readings)]
    if several > 1 and compare.fits(sheet, len(found.sources)):
        yield compare.side_by_side(sheet, cells)
    else:
        yield from (Padding(cell, (0, 0, 0, 3)) for cell in cells)


def _reading(sheet: CompareSheet, reading: SentenceDiff, *, first: bool) -> Text:
    text = Text(f"{sheet.numbers([reading.wording.source])} ", style="bold")
    if _styled(sheet):
        for piece in reading.pieces:
            style = "bold underline" if piece.differs else "not bold"
            text.append(_spaced(piece.text), style=style)
    else:
        text.append(line(compare_text.marked(reading, first=first)), style="not bold")
    retold = word(Speech.REPORTED).say(sheet.language)
    return text.append(f" ({retold})" if reading.wording.retold else "", style="dim not bold")


def _spaced(text: str) -> str:
    """Make a stretch of a text safe for one line, with the spaces at its ends."""
    inner = line(text)
    before = " " if text[:1].isspace() else ""
    return before + inner + (" " if inner and text[-1:].isspace() else "")


def _claims(sheet: CompareSheet, found: Versions) -> Iterator[RenderableType]:
    for claim in found.claims:
        field = word(claim.field).say(sheet.language)
        carried = compare_text.claimed(sheet, claim)
        text = Text.assemble((f"{field}: ", "dim"), sheet.said(claim.value))
        yield text
        yield Padding(Text(carried, style="dim"), (0, 0, 0, 2))
