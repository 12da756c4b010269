"""The style of CSV that the options of an export ask for."""

from timeline.cli.options.export import ExportOptions
from timeline.cli.shell.terminal import Terminal
from timeline.errors import WrongCall
from timeline.formats import FORMATS, PLAIN_CSV, CsvStyle
from timeline.i18n import sentence

# Where a comma is the decimal sign Excel separates cells by semicolons. These are the countries
# where Spanish is spoken, or English, and a point is the decimal sign.
_DECIMAL_POINT = (
    *("AU", "BZ", "CA", "DO", "GB", "GT", "HN", "IE", "IN", "MX", "MY", "NG", "NI", "NZ"),
    *("PA", "PE", "PH", "PK", "PR", "SG", "SV", "US", "ZW"),
)


def csv_style(terminal: Terminal, name: str, how: ExportOptions) -> CsvStyle:
    """Return the style of CSV that is asked for; raises `WrongCall` where a format has no use."""
    _refuse_idle(name, how)
    separator = how.separator
    if separator is not None and (len(separator) != 1 or separator in '"\r\n'):
        raise WrongCall(
            sentence("a separator is one character, such as ; or ,: '{text}'", text=separator)
        )
    plain = _separator(terminal) if how.excel else PLAIN_CSV.separator
    return CsvStyle(separator or plain, disarm=not how.raw, bom=how.excel)


def _separator(terminal: Terminal) -> str:
    names = (terminal.environ.get(name) for name in ("LC_ALL", "LC_NUMERIC", "LANG"))
    locale = next(filter(None, names), "")
    country = locale.partition(".")[0].partition("_")[2][:2].upper()
    return "," if not country or country in _DECIMAL_POINT else ";"


def _refuse_idle(name: str, how: ExportOptions) -> None:
    """Refuse options that mean nothing to a format, naming the formats to which they do."""
    given = {
        "--table": how.table,
        "--raw": how.raw,
        "--excel": how.excel,
        "--separator": how.separator is not None,
    }
    for option in (option for option, value in given.items() if value):
        takers = [other.name for other in FORMATS.values() if option in other.takes]
        if name not in takers:
            raise WrongCall(
                sentence(
                    "{option} means nothing to {name}: it is for {formats}",
                    option=option,
                    name=name,
                    formats=", ".join(takers),
                )
            )
