"""The face of `timeline compare` without an event: how often each voice raises each topic."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from timeline.analysis.compare import MentionCount, TopicTally
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.compare_sheet import CompareSheet

_EIGHTHS = "▏▎▍▌▋▊▉█"
_STEPS = len(_EIGHTHS)
_GAP = 2
_COUNT = 8
_LABEL = 4  # part of the width that the names of topics may take
_SHORTEST = 4
_LONGEST = 20


def view(sheet: CompareSheet, found: Sequence[TopicTally], events: int) -> RenderableType:
    """Return the table, with a bar for each number of passages; all bars are to one scale."""
    terminal = sheet.terminal
    told = (
        terminal.count("{n} topic", "{n} topics", len(found)),
        terminal.count("{n} event", "{n} events", events),
        terminal.say("each bar: passages, then (in how many events)"),
    )
    return Group(_body(sheet, found), Text(f"\n{' · '.join(told)}", style="dim"))


def _body(sheet: CompareSheet, found: Sequence[TopicTally]) -> RenderableType:
    """Return a table where every voice has room for a bar, or else one block a topic."""
    width, voices = sheet.terminal.width, list(found[0].mentions)
    most = max(heard.passages for tally in found for heard in tally.mentions.values())
    label = max(Text(sheet.topic(tally.topic)).cell_len for tally in found)
    label = min(label, width // _LABEL)
    room = (width - label - _GAP * len(voices)) // len(voices) - _COUNT
    if room >= _SHORTEST:
        return _table(sheet, found, label, min(room, _LONGEST), most)
    return Group(*(_block(sheet, tally, most) for tally in found))


def bar(terminal: Terminal, share: float, width: int) -> str:
    """Return a bar for a share (0 to 1) of a width; nothing is empty, and something never is."""
    eighths = max(round(share * width * _STEPS), 1 if share else 0)
    whole, rest = divmod(eighths, _STEPS)
    drawn = "█" * whole + (_EIGHTHS[rest - 1] if rest else "")
    return terminal.symbol(drawn, "#" * (whole + bool(rest)))


def _table(
    sheet: CompareSheet, found: Sequence[TopicTally], label: int, width: int, most: int
) -> Table:
    table = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, header_style="bold")
    table.add_column(sheet.say("topic"), width=label, overflow="fold")
    for voice in found[0].mentions:
        table.add_column(sheet.voice(voice), width=width + _COUNT, no_wrap=True)
    for tally in found:
        bars = (_bar(sheet, heard, width, most) for heard in tally.mentions.values())
        table.add_row(sheet.topic(tally.topic), *bars)
    return table


def _bar(sheet: CompareSheet, heard: MentionCount, width: int, most: int) -> Text:
    if not heard.passages:
        return Text(sheet.terminal.symbol("·", "-"), style="dim")
    drawn = bar(sheet.terminal, heard.passages / most, width)
    return Text.assemble((drawn, "cyan"), f" {heard.passages} ", (f"({heard.events})", "dim"))


def _block(sheet: CompareSheet, tally: TopicTally, most: int) -> RenderableType:
    grid = Table.grid(padding=(0, _GAP, 0, 0))
    for voice, heard in tally.mentions.items():
        grid.add_row(Text(sheet.voice(voice), style="dim"), _bar(sheet, heard, _LONGEST // 2, most))
    return Group(Text(sheet.topic(tally.topic), style="bold"), Padding(grid, (0, 0, 0, _GAP)))
