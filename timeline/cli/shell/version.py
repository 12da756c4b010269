"""`timeline --version`: which program and which collection, without reading the latter whole."""

from collections.abc import Sequence
from datetime import date

from timeline import __version__, dates
from timeline.cli.shell.terminal import Terminal, line
from timeline.errors import TimelineError, Unreadable
from timeline.store.disk import files, locate
from timeline.store.yaml.margins import MarginCount, count_margins, header


def show_version(terminal: Terminal) -> None:
    """Say the program's version; and the collection's name, events and newest source."""
    lines = [f"timeline {__version__}"]
    try:
        path = locate.find_from_here(terminal.data, terminal.environ)
        found = [
            files.read_bytes(member).decode("utf-8", "replace") for member in locate.members(path)
        ]
    except TimelineError as error:
        lines.append(error.say(terminal.language))
    else:
        lines += [*_collection(terminal, found), line(str(path))]
    print(*lines, sep="\n")


def _collection(terminal: Terminal, texts: Sequence[str]) -> list[str]:
    titles = next(filter(None, map(_titles, texts)), {})
    title = titles.get(terminal.language) or next(iter(titles.values()), "")
    lines = [line(title)] if title else []
    found = [count_margins(text) for text in texts]
    newest = _newest(found)
    counts = [count.events for count in found if count.events is not None]
    if len(counts) == len(found):
        count = terminal.count("{n} event", "{n} events", sum(counts))
        day = newest and dates.words(dates.of_day(newest), terminal.language)
        lines.append(
            terminal.say("{count}, newest source {day}", count=count, day=day) if day else count
        )
    return lines


def _titles(text: str) -> dict[str, str]:
    """Return the collection's title by language; {} where none is found."""
    head = header(text)
    if "collection" not in head:
        return {}
    from timeline.store.yaml.tree import sections

    try:
        about = next((tree for key, _, tree in sections(head, "") if key == "collection"), None)
    except Unreadable:
        return {}
    title = about.get("title") if isinstance(about, dict) else None
    return {k: v for k, v in title.items() if isinstance(v, str)} if isinstance(title, dict) else {}


def _newest(found: Sequence[MarginCount]) -> date | None:
    days = []
    for text in {text for count in found for text in count.published}:
        try:
            days.append(dates.parse(text).latest)
        except TimelineError:
            continue
    return max(filter(None, days), default=None)
