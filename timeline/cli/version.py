"""`timeline --version`: which program and which collection, without reading the latter whole."""

from collections.abc import Sequence
from datetime import date

from timeline import __version__, dates
from timeline.cli.terminal import Terminal, line
from timeline.errors import TimelineError
from timeline.store import files, locate
from timeline.store.outline import Outline, outline


def show_version(terminal: Terminal) -> None:
    """Say the program's version; and the collection's name, events and newest source."""
    lines = [f"timeline {__version__}"]
    try:
        path = locate.find_from_here(terminal.data, terminal.environ)
        found = [
            outline(files.read_bytes(it).decode("utf-8", "replace")) for it in locate.members(path)
        ]
    except TimelineError as error:
        lines.append(error.say(terminal.language))
    else:
        lines += [*_collection(terminal, found), line(str(path))]
    print(*lines, sep="\n")


def _collection(terminal: Terminal, found: Sequence[Outline]) -> list[str]:
    titles = next((it.title for it in found if it.title), {})
    title = titles.get(terminal.language) or next(iter(titles.values()), "")
    lines = [line(title)] if title else []
    newest = _newest(found)
    if all(it.exact for it in found):
        events = sum(len(it.ids["events"]) for it in found)
        count = terminal.count("{n} event", "{n} events", events)
        day = newest and dates.words(dates.of_day(newest), terminal.language)
        lines.append(
            terminal.say("{count}, newest source {day}", count=count, day=day) if day else count
        )
    return lines


def _newest(found: Sequence[Outline]) -> date | None:
    days = []
    for text in (text for it in found for text in it.published):
        try:
            days.append(dates.parse(text).latest)
        except TimelineError:
            continue
    return max(filter(None, days), default=None)
