"""Merging two collections: compared, decided, and written whole or not at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from timeline.cli.answers.diff_text import Reader
from timeline.cli.curate import change, stored_texts
from timeline.cli.curate.merge_plan import Choice, Choices, Plan
from timeline.cli.shell import open_collection as reading
from timeline.cli.shell.prompts import Asker, possible
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views import merge as mergeview
from timeline.curate.merge.compare import Conflict, MatchedPath
from timeline.errors import TimelineError, WrongCall
from timeline.i18n import Sentence, counted, sentence
from timeline.store.disk import locate
from timeline.store.opened import Opened
from timeline.store.opening import STDIN, open_collection
from timeline.store.yaml.edits import Change
from timeline.text import fold


class Undecided(TimelineError):
    """Two collections differ where nobody said which of them is right."""

    exit_code = 1


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
    plan = Plan(ours, theirs, renumber=how.renumber, dry_run=how.dry_run)
    if plan.sources.twofold:
        plan = _renumbered(terminal, asker, plan)
    choices = _decided(terminal, asker, plan, how.prefer)
    changes = [*plan.changes(choices)]
    if not changes:
        said = sentence("nothing is new: what {file} has is here", file=theirs.name)
        terminal.note(said if not plan.conflicts else sentence("nothing was written"))
        return

    def planned(opened: Opened) -> Sequence[Change]:
        plan.sources.store(opened.root, plan.stored(choices))
        return changes

    with stored_texts.kept_if_recorded(terminal, plan.sources.storing):
        change.make(
            terminal,
            planned,
            dry_run=how.dry_run,
            version=ours.sha256,
            texts=plan.sources.storing.texts,
        )
    if not how.dry_run:
        change.tell(terminal, *_said(plan, choices), then="timeline check")
        terminal.rows([text] for text in plan.ids)


def _theirs(terminal: Terminal, other: str, ours: Path) -> Opened:
    if other == STDIN or not other:
        raise WrongCall(sentence("name the file or the folder of the other collection"))
    theirs = open_collection(other, terminal.environ)
    own = {path.resolve() for path in locate.members(ours)}
    if any(file.path.resolve() in own for file in theirs.files):
        raise WrongCall(sentence("{path} is this collection: name another", path=other))
    return theirs


def _renumbered(terminal: Terminal, asker: Asker | None, plan: Plan) -> Plan:
    """Let sources have other ids than theirs, if someone says so."""
    for name in plan.sources.twofold:
        terminal.note(
            sentence("{id} is one source here, and another in {file}", id=name, **_file(plan))
        )
    question = sentence("give those of {file} other ids? (y/n)", **_file(plan))
    if asker and asker.agreed(question):
        return Plan(plan.ours, plan.theirs, renumber=True, dry_run=plan.sources.storing.dry_run)
    raise Undecided(
        sentence("nothing was written: --renumber gives those of {file} other ids", **_file(plan))
    )


def _file(plan: Plan) -> dict[str, str]:
    return {"file": plan.theirs.name}


def _decided(terminal: Terminal, asker: Asker | None, plan: Plan, prefer: str | None) -> Choices:
    """Return whose field is kept, conflict by conflict; raises `Undecided` if nobody says."""
    if prefer:
        return {conflict.path: Choice(prefer) for conflict in plan.conflicts}
    choices: Choices = {}
    reader = Reader(terminal, plan.ours.collection, plan.renamed)
    for name, conflicts in mergeview.by_record(plan.conflicts):
        terminal.note(sentence("{id} differs:", id=name))
        _of_record(asker, reader, conflicts, choices)
    if plan.conflicts and not asker:
        raise Undecided(
            counted(
                "nothing was written: {n} field differs; --prefer mine or --prefer theirs decides",
                "nothing was written: {n} fields differ; --prefer mine or --prefer theirs decides",
                len(plan.conflicts),
            )
        )
    return choices


def _of_record(
    asker: Asker | None,
    reader: Reader,
    conflicts: Sequence[Conflict],
    choices: Choices,
) -> None:
    """Show the fields of a record, and ask about each, until the record is skipped."""
    for conflict in conflicts:
        for line in mergeview.lines(reader, conflict):
            reader.terminal.complain(line)
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


def _said(plan: Plan, choices: Choices) -> Iterator[Sentence]:
    """Say what was added, and what was changed."""
    for theirs, ours in plan.sources.same.items():
        if theirs != ours:
            names = {"theirs": theirs, "ours": ours}
            yield sentence("their {theirs} is {ours} here: the same source", **names)
    for theirs, ours in plan.sources.new.items():
        yield sentence("their {theirs} is recorded as {ours}", theirs=theirs, ours=ours)
    for name, file in plan.stored(choices).items():
        yield sentence("{id}: the text is {file}", id=name, file=file)
    yield counted("{n} record is new", "{n} records are new", len(plan.ids))
    for name, found in mergeview.by_record(plan.taken(choices)):
        fields = ", ".join(dict.fromkeys(map(_field, found)))
        yield sentence("{id} is changed: {fields}", id=name, fields=fields)


def _field(found: MatchedPath) -> str:
    return str(found.path[2] if found.name else found.path[-1])
