"""Handing over an export, to stdout or to a file."""

from collections.abc import Iterable
from pathlib import Path

from timeline.cli.choosing import STDOUT
from timeline.cli.terminal import Terminal
from timeline.errors import WrongCall
from timeline.formats import FORMATS, PLAIN_CSV, CsvStyle, Export
from timeline.language import counted, sentence
from timeline.query import Row
from timeline.store.files import write_atomically
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
) -> None:
    """Write an export to stdout, or to a file and say so."""
    pieces = FORMATS[name].render(Export(opened.collection, rows, style))
    hand_over(terminal, opened, pieces, len(rows), output, force=force)


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
    written = counted(
        "{n} event written to {file}", "{n} events written to {file}", events, file=output
    )
    terminal.note(written)
