"""Faults as people read them, and how many there are."""

from collections.abc import Sequence

from timeline.checks import Case
from timeline.cli.shell.terminal import Terminal
from timeline.errors import Fault, Level
from timeline.formats.answers import faults
from timeline.quotes.prove import standing, tally


def show(terminal: Terminal, found: Sequence[Fault], format_: str, checked: str) -> int:
    """Show faults, and how many there are in what was checked; return the exit code.

    They are lines on stderr, or JSON or GitHub annotations on stdout.
    """
    bad = sum(fault.level is Level.ERROR for fault in found)
    if format_ == "json":
        terminal.write(faults.objects(found, terminal.language))
    elif format_ == "github":
        terminal.write(faults.annotations(found, terminal.language))
    else:
        for fault in found:
            terminal.complain(_line(terminal, fault))
        terminal.complain(_counted(terminal, bad, len(found) - bad, checked))
    return 1 if bad else 0


def proved(terminal: Terminal, case: Case) -> str:
    """Say how many quotes there are or, where not every citation is proved, how many are."""
    proofs = {path: proof for path, _, proof in case.proofs}
    known = case.collection.source
    found = tally(
        standing(cite, known[cite.source], proofs.get(path)) for path, _, cite in case.cites()
    )
    if found.proved == found.all:
        return terminal.count("{n} quote", "{n} quotes", found.proved)
    return found.summary.say(terminal.language)


def _counted(terminal: Terminal, bad: int, notices: int, checked: str) -> str:
    """Return the last line: how many faults and notices, and in how much."""
    found = [terminal.count("{n} fault", "{n} faults", bad)] if bad else [terminal.say("no fault")]
    found += [terminal.count("{n} notice", "{n} notices", notices)] if notices else []
    return f"{', '.join(found)} ({checked})" if checked else ", ".join(found)


def _line(terminal: Terminal, fault: Fault) -> str:
    said = fault.say(terminal.language)
    if fault.level is Level.NOTICE:
        return terminal.say("{fault} (notice)", fault=said)
    return said
