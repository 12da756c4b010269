"""Faults as editors and continuous integration read them: JSON, or annotations of GitHub's."""

from collections.abc import Iterable, Iterator

from timeline.errors import Fault, Level
from timeline.formats.answers.serialise import json_text
from timeline.i18n import Language
from timeline.wording.typography import plain


def objects(faults: Iterable[Fault], language: Language) -> Iterator[str]:
    """Yield one JSON list, with an object for each fault."""
    yield json_text([_object(fault, language) for fault in faults])


def annotations(faults: Iterable[Fault], language: Language) -> Iterator[str]:
    """Yield a line for each fault, as a workflow of GitHub Actions takes it."""
    yield from (_annotation(fault, language) + "\n" for fault in faults)


def _object(fault: Fault, language: Language) -> dict[str, str | int]:
    return {
        "file": fault.file,
        "line": fault.line,
        "column": fault.column,
        "field": fault.field,
        "code": fault.code,
        "level": fault.level,
        "message": fault.sentence.say(language),
    }


def _annotation(fault: Fault, language: Language) -> str:
    """Return a workflow command of GitHub Actions; % , : and line ends are escaped as it asks."""
    command = "error" if fault.level is Level.ERROR else "notice"
    file = _escaped(fault.file).replace(":", "%3A").replace(",", "%2C")
    place = f"file={file},line={fault.line},col={fault.column}"
    title = f"{fault.code} " if fault.code else ""
    message = f"{title}{fault.field}: {fault.sentence.say(language)}"
    return f"::{command} {place}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return plain(text).replace("%", "%25")
