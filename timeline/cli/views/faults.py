"""Faults as people, editors and continuous integration read them."""

import json
from collections.abc import Iterable

from timeline.cli.shell.terminal import Terminal, line
from timeline.errors import Fault, Level


def show(terminal: Terminal, faults: Iterable[Fault], format_: str) -> None:
    """Show faults: as lines on stderr, or as JSON or GitHub annotations on stdout."""
    if format_ == "json":
        objects = [_object(terminal, fault) for fault in faults]
        terminal.write([json.dumps(objects, ensure_ascii=False, indent=2), "\n"])
    elif format_ == "github":
        terminal.write(_annotation(terminal, fault) + "\n" for fault in faults)
    else:
        for fault in faults:
            terminal.complain(_line(terminal, fault))


def counted_line(terminal: Terminal, faults: int, notices: int, checked: str) -> str:
    """Return the last line: how many faults and notices, and in how much."""
    found = (
        [terminal.count("{n} fault", "{n} faults", faults)]
        if faults
        else [terminal.say("no fault")]
    )
    found += [terminal.count("{n} notice", "{n} notices", notices)] if notices else []
    return f"{', '.join(found)} ({checked})" if checked else ", ".join(found)


def _line(terminal: Terminal, fault: Fault) -> str:
    said = fault.say(terminal.language)
    if fault.level is Level.NOTICE:
        return terminal.say("{fault} (notice)", fault=said)
    return said


def _object(terminal: Terminal, fault: Fault) -> dict[str, str | int]:
    return {
        "file": fault.file,
        "line": fault.line,
        "column": fault.column,
        "field": fault.field,
        "code": fault.code,
        "level": fault.level,
        "message": fault.sentence.say(terminal.language),
    }


def _annotation(terminal: Terminal, fault: Fault) -> str:
    """Return a workflow command of GitHub Actions; % , : and line ends are escaped as it asks."""
    command = "error" if fault.level is Level.ERROR else "notice"
    file = _escaped(fault.file).replace(":", "%3A").replace(",", "%2C")
    place = f"file={file},line={fault.line},col={fault.column}"
    title = f"{fault.code} " if fault.code else ""
    message = f"{title}{fault.field}: {fault.sentence.say(terminal.language)}"
    return f"::{command} {place}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return line(text).replace("%", "%25")
