"""Merging two collections: compared, decided, and written whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from timeline.cli.dialogue import change
from timeline.cli.shell import open_collection as reading
from timeline.cli.shell.prompts import Asker, possible
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views import merge as mergeview
from timeline.curate.merge.compare import Conflict
from timeline.curate.merge.plan import Choice, Choices, Merge, by_record
from timeline.errors import Undecided, WrongCall
from timeline.formats.answers.diff_text import Reader
from timeline.i18n import counted, sentence
from timeline.store.disk import locate, texts
from timeline.store.opened import Opened
from timeline.store.opening import STDIN, open_collection
from timeline.text import fold


@dataclass(frozen=True, slots=True)
class MergeOptions:
    """How a merge was asked for."""

    prefer: str | None
    renumber: bool
    dry_run: bool
    no_input: bool


def merge(terminal: Terminal, other: str, how: MergeOptions) -> None:
    """Add what another collection has; the ids of the new records go to stdout."""
    path, _ = change.target(terminal)
    theirs = _theirs(terminal, other, path)
    ours = reading.opened(terminal)
    asker = Asker(terminal) if possible(terminal, no_input=how.no_input) else None
    found = Merge(ours, theirs, partial(texts.is_free, ours.root), renumber=how.renumber)
    if found.sources.twofold:
        found = _renumbered(terminal, asker, found)
    choices = _decided(terminal, asker, found, how.prefer)
    plan = found.plan(choices)
    if not plan.changes:
        said = sentence("nothing is new: what {file} has is here", file=theirs.name)
        terminal.note(said if not found.conflicts else sentence("nothing was written"))
        return
    change.make(terminal, lambda _: plan, dry_run=how.dry_run, version=ours.sha256)


def _theirs(terminal: Terminal, other: str, ours: Path) -> Opened:
    if other == STDIN or not other:
        raise WrongCall(sentence("name the file or the folder of the other collection"))
    theirs = open_collection(other, terminal.environ)
    own = {path.resolve() for path in locate.members(ours)}
    if any(file.path.resolve() in own for file in theirs.files):
        raise WrongCall(sentence("{path} is this collection: name another", path=other))
    return theirs


def _renumbered(terminal: Terminal, asker: Asker | None, found: Merge) -> Merge:
    """Let sources have other ids than theirs, if someone says so."""
    for name in found.sources.twofold:
        terminal.note(
            sentence("{id} is one source here, and another in {file}", id=name, **_file(found))
        )
    question = sentence("give those of {file} other ids? (y/n)", **_file(found))
    if asker and asker.agreed(question):
        return Merge(found.ours, found.theirs, found.sources.is_free, renumber=True)
    raise Undecided(
        sentence("nothing was written: --renumber gives those of {file} other ids", **_file(found))
    )


def _file(found: Merge) -> dict[str, str]:
    return {"file": found.theirs.name}


def _decided(terminal: Terminal, asker: Asker | None, found: Merge, prefer: str | None) -> Choices:
    """Return whose field is kept, conflict by conflict; raises `Undecided` if nobody says."""
    if prefer:
        return {conflict.path: Choice(prefer) for conflict in found.conflicts}
    choices: Choices = {}
    reader = Reader(terminal.language, found.ours.collection, found.renamed)
    for name, conflicts in by_record(found.conflicts):
        terminal.note(sentence("{id} differs:", id=name))
        _of_record(terminal, asker, reader, conflicts, choices)
    if found.conflicts and not asker:
        raise Undecided(
            counted(
                "nothing was written: {n} field differs; --prefer mine or --prefer theirs decides",
                "nothing was written: {n} fields differ; --prefer mine or --prefer theirs decides",
                len(found.conflicts),
            )
        )
    return choices


def _of_record(
    terminal: Terminal,
    asker: Asker | None,
    reader: Reader,
    conflicts: Sequence[Conflict],
    choices: Choices,
) -> None:
    """Show the fields of a record, and ask about each, until the record is skipped."""
    for conflict in conflicts:
        for line in mergeview.lines(reader, conflict):
            terminal.complain(line)
        choice = _asked(asker) if asker else Choice.MINE
        if choice is Choice.SKIP:
            choices.update({other.path: Choice.SKIP for other in conflicts})
            return
        choices[conflict.path] = choice


def _asked(asker: Asker) -> Choice:
    known = {"m": Choice.MINE, "t": Choice.THEIRS, "s": Choice.SKIP}
    question = sentence("m mine, t theirs, s skip this record")

    def read(text: str) -> Choice:
        if fold(text)[:1] not in known:
            letters = " ".join(known)
            raise WrongCall(sentence("write one of these letters: {letters}", letters=letters))
        return known[fold(text)[:1]]

    return asker.until(question, read, default="m")
