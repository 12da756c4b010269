"""The index of the collection that a call means: made, looked through, thrown away."""

import os

from timeline.cli.shell.terminal import Terminal
from timeline.errors import IndexDamaged, WrongCall
from timeline.i18n import Sentence, counted, mark, sentence
from timeline.store.disk import locate
from timeline.store.index import build as making
from timeline.store.index import cache
from timeline.store.index.cache import IndexPlace
from timeline.store.index.search import Index
from timeline.store.opening import STDIN, open_path
from timeline.store.streaming import NotIndexable


def drop(terminal: Terminal) -> bool:
    """Throw the index of the collection away; False if there was none."""
    return cache.drop(place(terminal))


def place(terminal: Terminal) -> IndexPlace:
    """Return where the index of the collection is, and of which files it is to be."""
    if terminal.data == STDIN:
        raise WrongCall(sentence("what comes from a pipe has no index: name a file"))
    return cache.place(locate.find_from_here(terminal.data, terminal.environ), terminal.environ)


def build(terminal: Terminal, at: IndexPlace) -> None:
    """Make the index; where the collection cannot be read, say what is wrong with it."""
    try:
        making.make(at, terminal.progress, making.PATIENCE)
    except NotIndexable:
        open_path(at.collection)
        said = sentence("{path} cannot be kept in an index: it is read", path=str(at.collection))
        raise WrongCall(said) from None


def told(terminal: Terminal, at: IndexPlace) -> list[tuple[str, str]]:
    """Return what there is to say of an index, each with its name."""
    index = _looked_through(terminal, at)
    said = [(mark("index"), str(at.file))]
    if index is None:
        return [*said, (mark("state"), _unused(at).say(terminal.language))]
    size = at.file.stat().st_size
    holds = (
        counted("{n} event", "{n} events", index.count("events")),
        counted("{n} source", "{n} sources", index.count("sources")),
        counted("{n} file", "{n} files", len(at.members)),
    )
    return [
        *said,
        (mark("state"), sentence("of these files as they are").say(terminal.language)),
        (mark("holds"), ", ".join(phrase.say(terminal.language) for phrase in holds)),
        (mark("size"), _megabytes(size).say(terminal.language)),
    ]


def _unused(at: IndexPlace) -> Sentence:
    """Say why an index does not answer."""
    if not os.path.lexists(at.file):
        return sentence("none")
    if not cache.exists(at):
        return sentence("not used: it is no file that you alone may write")
    return sentence("of other files, or of these as they were")


def _looked_through(terminal: Terminal, at: IndexPlace) -> Index | None:
    """Open the index and read it whole; what is damaged is thrown away."""
    try:
        if index := cache.open_index(at):
            cache.verify(at)
    except IndexDamaged:
        cache.drop(at)
        terminal.note(sentence("the index was damaged: it is thrown away"))
        return None
    return index


def _megabytes(size: int) -> Sentence:
    return sentence("{size} MB", size=f"{size / 1_000_000:.1f}")
