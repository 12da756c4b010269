"""`timeline index`: what is kept so that a large collection answers quickly."""

from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import Sentence, counted, mark, sentence

if TYPE_CHECKING:
    from timeline.store.index.cache import IndexPlace
    from timeline.store.index.search import Index

HELP = mark(
    "What is kept of a large collection so that it answers without being read whole: show, build "
    "or drop it.\n\n"
    "It is made by itself when a collection of more than a quarter of a megabyte is asked "
    "something, and again for the files that changed since. It lies in your cache folder and can "
    "be thrown away at any time; --no-index does without it."
)
EXAMPLES: Examples = (
    ("timeline index", mark("whether there is one, and of what")),
    ("timeline index build", mark("make it now, or anew for what changed")),
    ("timeline index drop", mark("throw it away")),
)

ACTIONS = ("show", "build", "drop")


def command(
    terminal: Terminal,
    action: Annotated[
        str,
        typer.Argument(
            metavar=mark("ACTION"),
            help=mark("show, build or drop"),
            autocompletion=lambda incomplete: [
                action for action in ACTIONS if action.startswith(incomplete)
            ],
        ),
    ] = "show",
) -> None:
    """Show, build or drop the index."""
    from timeline.cli.shell.choices import one_of

    one_of(sentence("action"), action, ACTIONS)
    at = _place(terminal)
    if action == "drop":
        gone = drop(terminal)
        terminal.note(sentence("the index is gone") if gone else sentence("there is no index"))
        return
    if action == "build":
        _build(terminal, at)
    terminal.rows((terminal.say(name), value) for name, value in _told(terminal, at))


def drop(terminal: Terminal) -> bool:
    """Throw the index of the collection away; False if there was none."""
    from timeline.store.index import cache

    return cache.drop(_place(terminal))


def _place(terminal: Terminal) -> "IndexPlace":
    from timeline.errors import WrongCall
    from timeline.store.disk import locate
    from timeline.store.index import cache
    from timeline.store.opening import STDIN

    if terminal.data == STDIN:
        raise WrongCall(sentence("what comes from a pipe has no index: name a file"))
    return cache.place(locate.find_from_here(terminal.data, terminal.environ), terminal.environ)


def _build(terminal: Terminal, at: "IndexPlace") -> None:
    """Make the index; where the collection cannot be read, say what is wrong with it."""
    from timeline.errors import WrongCall
    from timeline.store.index import build
    from timeline.store.opening import open_path
    from timeline.store.streaming import NotIndexable

    try:
        build.make(at, terminal.progress)
    except NotIndexable:
        open_path(at.collection)
        said = sentence("{path} cannot be kept in an index: it is read", path=str(at.collection))
        raise WrongCall(said) from None


def _told(terminal: Terminal, at: "IndexPlace") -> list[tuple[str, str]]:
    index = _looked_through(terminal, at)
    told = [(mark("index"), str(at.file))]
    if index is None:
        there = at.file.exists()
        state = sentence("of other files, or of these as they were") if there else sentence("none")
        return [*told, (mark("state"), state.say(terminal.language))]
    size = at.file.stat().st_size
    holds = (
        counted("{n} event", "{n} events", index.count("events")),
        counted("{n} source", "{n} sources", index.count("sources")),
        counted("{n} file", "{n} files", len(at.members)),
    )
    return [
        *told,
        (mark("state"), sentence("of these files as they are").say(terminal.language)),
        (mark("holds"), ", ".join(phrase.say(terminal.language) for phrase in holds)),
        (mark("size"), _megabytes(size).say(terminal.language)),
    ]


def _looked_through(terminal: Terminal, at: "IndexPlace") -> "Index | None":
    """Open the index and read it whole; what is damaged is thrown away."""
    from timeline.errors import IndexDamaged
    from timeline.store.index import cache

    try:
        if index := cache.opened(at):
            cache.look_through(at)
    except IndexDamaged:
        cache.drop(at)
        terminal.note(sentence("the index was damaged: it is thrown away"))
        return None
    return index


def _megabytes(size: int) -> Sentence:
    return sentence("{size} MB", size=f"{size / 1_000_000:.1f}")
