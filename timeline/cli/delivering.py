"""Handing over an export, to stdout or to a file."""

from collections.abc import Iterable
from pathlib import Path

from timeline import __version__
from timeline.cli.choosing import STDOUT
from timeline.cli.terminal import Terminal
from timeline.errors import WrongCall
from timeline.formats import FORMATS, PLAIN_CSV, CsvStyle, Export, Format
from timeline.language import counted, sentence
from timeline.query import Row
from timeline.store.files import write_atomically, write_folder
from timeline.store.opening import Opened

# Where a comma is the decimal sign Excel separates cells by semicolons. These are the countries
# where Spanish is spoken, or English, and a point is the decimal sign.
_DECIMAL_POINT = (
    *("AU", "BZ", "CA", "DO", "GB", "GT", "HN", "IE", "IN", "MX", "MY", "NG", "NI", "NZ"),
    *("PA", "PE", "PH", "PK", "PR", "SG", "SV", "US", "ZW"),
)


def csv_style(terminal: Terminal, *, raw: bool, excel: bool, separator: str | None) -> CsvStyle:
    """Give the style of CSV that is asked for."""
    if separator is not None and (len(separator) != 1 or separator in '"\r\n'):
        raise WrongCall(
            sentence("a separator is one character, such as ; or ,: '{text}'", text=separator)
        )
    plain = _separator(terminal) if excel else PLAIN_CSV.separator
    return CsvStyle(separator or plain, disarm=not raw, bom=excel)


def _separator(terminal: Terminal) -> str:
    names = (terminal.environ.get(name) for name in ("LC_ALL", "LC_NUMERIC", "LANG"))
    locale = next(filter(None, names), "")
    country = locale.partition(".")[0].partition("_")[2][:2].upper()
    return "," if not country or country in _DECIMAL_POINT else ";"


def deliver(
    terminal: Terminal,
    opened: Opened,
    rows: tuple[Row, ...],
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
    export = Export(
        collection=opened.collection,
        rows=rows,
        csv=style,
        language=terminal.language,
        day=terminal.day,
        as_of=terminal.as_of,
        asked=asked,
        version=opened.sha256,
        program=f"timeline {__version__}",
        table=table,
        read=opened.stored_texts,
    )
    if format_.binary or format_.folder:
        _to_file(terminal, opened, export, format_, output, force=force)
    else:
        hand_over(terminal, opened, format_.render(export), len(rows), output, force=force)


def _to_file(
    terminal: Terminal,
    opened: Opened,
    export: Export,
    format_: Format,
    output: str | None,
    *,
    force: bool,
) -> None:
    """Write what is no text: bytes to a file or a pipe, never to a screen; files to a folder."""
    if output in (None, STDOUT):
        if format_.folder or terminal.is_terminal():
            raise WrongCall(
                sentence(
                    "{name} is not for a screen: name where it goes with -o", name=format_.name
                )
            )
        terminal.write_bytes(format_.made(export))
        return
    target = Path(output or "")
    if format_.folder:
        write_folder(target, format_.files(export), force=force, never=opened.parts)
    else:
        write_atomically(target, format_.made(export), force=force, never=opened.parts)
    _say_written(terminal, len(export.rows), output)


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
    target = Path(output or "")
    write_atomically(target, "".join(pieces).encode("utf-8"), force=force, never=opened.parts)
    _say_written(terminal, events, output)


def _say_written(terminal: Terminal, events: int, output: str | None) -> None:
    terminal.note(
        counted("{n} event written to {file}", "{n} events written to {file}", events, file=output)
    )
