"""`timeline --version`: which program and which collection, without reading the latter whole."""

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
        found = outline(files.read_bytes(path).decode("utf-8", "replace"))
    except TimelineError as error:
        lines.append(error.say(terminal.language))
    else:
        lines += [*_collection(terminal, found), line(str(path))]
    print(*lines, sep="\n")


def _collection(terminal: Terminal, found: Outline) -> list[str]:
    title = found.title.get(terminal.language) or next(iter(found.title.values()), "")
    lines = [line(title)] if title else []
    newest = _newest(found)
    if found.exact:
        count = terminal.count("{n} event", "{n} events", len(found.ids["events"]))
        day = newest and dates.words(dates.of_day(newest), terminal.language)
        lines.append(
            terminal.say("{count}, newest source {day}", count=count, day=day) if day else count
        )
    return lines


def _newest(found: Outline) -> date | None:
    days = []
    for text in found.published:
        try:
            days.append(dates.parse(text).latest)
        except TimelineError:
            continue
    return max(filter(None, days), default=None)
