"""Handing over an export, to stdout or to a file."""

from collections.abc import Container, Iterable, Sequence
from pathlib import Path
from typing import Any

from timeline import __version__
from timeline.cli.shell.format_choice import STDOUT
from timeline.cli.shell.terminal import Terminal
from timeline.errors import WrongCall
from timeline.formats import FORMATS, PLAIN_CSV, CsvStyle, Export, Format
from timeline.formats.export import WrittenCount
from timeline.i18n import counted, sentence
from timeline.query.filter import Row
from timeline.store.disk.files import names_in, texts_in, write_atomically, write_folder
from timeline.store.opened import Opened

_PARTS = "*=*/*.parquet"  # the parts of a table as Hive names them
_FEW = 3  # names that are enough to know the others by


def export_of(terminal: Terminal, opened: Opened, rows: Sequence[Row], **more: Any) -> Export:
    """Return what a format is given: the rows of an answer, and what they belong to."""
    return Export(
        collection=opened.collection,
        rows=rows,
        language=terminal.language,
        day=terminal.day,
        as_of=terminal.as_of,
        version=opened.sha256,
        program=f"timeline {__version__}",
        read=lambda: opened.texts,
        **more,
    )


def deliver(
    terminal: Terminal,
    opened: Opened,
    rows: Sequence[Row],
    name: str,
    output: str | None,
    *,
    force: bool,
    style: CsvStyle = PLAIN_CSV,
    asked: str = "",
    table: str | None = None,
) -> None:
    """Write an export to stdout, or to a file and say so."""
    format_ = FORMATS[name]
    found = rows if format_.streams else tuple(rows)
    export = export_of(terminal, opened, found, csv=style, asked=asked, table=table)
    if format_.folder:
        _to_folder(terminal, opened, export, format_, output, force=force)
    elif output in (None, STDOUT):
        _to_stdout(terminal, format_, export)
    else:
        _to_file(opened, format_.pieces(export), output, force=force)
        _say_written(terminal, format_.written(export), output)
    if left := format_.left_out(export):
        terminal.note(left.said)


def _to_stdout(terminal: Terminal, format_: Format, export: Export) -> None:
    """Write text as it is made, and bytes to a pipe, never to a screen."""
    if not format_.binary:
        terminal.write(format_.render(export))
    elif terminal.is_terminal():
        raise _not_for_a_screen(format_)
    else:
        terminal.write_bytes(format_.pieces(export))


def _to_file(opened: Opened, pieces: Iterable[bytes], output: str | None, *, force: bool) -> None:
    """Write a file as it is made; never over the collection."""
    write_atomically(Path(output or ""), pieces, force=force, never=opened.parts)


def _to_folder(
    terminal: Terminal,
    opened: Opened,
    export: Export,
    format_: Format,
    output: str | None,
    *,
    force: bool,
) -> None:
    """Write the files of a folder, say so, and say which of an earlier export remain."""
    if output in (None, STDOUT):
        raise _not_for_a_screen(format_)
    folder, files = Path(output or ""), dict(format_.files(export))
    if format_.binary:
        _refuse_others(folder, files)
    write_folder(folder, files.items(), force=force, never=opened.parts)
    _say_written(terminal, format_.written(export), output)
    beside = texts_in(folder, format_.folders, ".md")
    stale = [name for name, text in beside if name not in files and format_.wrote(export, text)]
    _say_stale(terminal, folder, stale)


def _refuse_others(folder: Path, files: Container[str]) -> None:
    """Refuse to put parts of a table beside others: who reads the folder would read them too."""
    for name in names_in(folder, _PARTS):
        if name not in files:
            raise WrongCall(
                sentence(
                    "{folder} has {name}, which is not of this answer and would be read with it: "
                    "name another folder, or take it away",
                    folder=str(folder),
                    name=name,
                )
            )


def _not_for_a_screen(format_: Format) -> WrongCall:
    return WrongCall(
        sentence("{name} is not for a screen: name where it goes with -o", name=format_.name)
    )


def _say_stale(terminal: Terminal, folder: Path, names: Sequence[str]) -> None:
    """Say which notes of an earlier export remain: they may have been written in since."""
    if names:
        more = ", …" if len(names) > _FEW else ""
        said = counted(
            "{n} note of an earlier export, not of this answer, is left in {folder}, for it may "
            "have been edited: {names}",
            "{n} notes of an earlier export, not of this answer, are left in {folder}, for they "
            "may have been edited: {names}",
            len(names),
            folder=str(folder),
            names=", ".join(names[:_FEW]) + more,
        )
        terminal.note(said)


def hand_over(
    terminal: Terminal,
    opened: Opened,
    pieces: Iterable[str],
    events: int,
    output: str | None,
    *,
    force: bool,
) -> None:
    """Write text to stdout as UTF-8, or to a file and say so; never over the collection."""
    if output in (None, STDOUT):
        terminal.write(pieces)
        return
    _to_file(opened, (piece.encode("utf-8") for piece in pieces), output, force=force)
    _say_written(terminal, WrittenCount(events, "events"), output)


def _say_written(terminal: Terminal, written: WrittenCount, file: str | None) -> None:
    n = written.n
    events = counted("{n} event written to {file}", "{n} events written to {file}", n, file=file)
    rows = counted("{n} row written to {file}", "{n} rows written to {file}", n, file=file)
    sources = counted("{n} source written to {file}", "{n} sources written to {file}", n, file=file)
    terminal.note({"events": events, "rows": rows, "sources": sources}[written.what])
