"""The options of an import."""

from typing import Annotated, Any

from timeline.cli.options.common import OptionGroup, option
from timeline.curate.typed import TypedImport
from timeline.i18n import mark

IMPORT = mark("Import")


def _option(*names: str, metavar: str, says: str, **more: Any) -> Any:
    return option(IMPORT, *names, metavar=metavar, help=says, **more)


ImportOptions = Annotated[
    TypedImport,
    OptionGroup(
        map=_option(
            "--map",
            metavar=mark("FIELD=COLUMN"),
            says=mark("The column that a field is in: date=Fecha, title.es=Asunto"),
        ),
        set=_option(
            "--set",
            metavar=mark("FIELD=TEXT"),
            says=mark("What every event gets where no cell says it: kind=call"),
        ),
        sheet=_option("--sheet", metavar=mark("NAME"), says=mark("The sheet of the workbook")),
        both=option(
            IMPORT,
            "--both",
            help=mark("A text that is there in one language stands for both, to be translated"),
        ),
        skip_doubtful=option(
            IMPORT, "--skip-doubtful", help=mark("Import the rest, and say what was left out")
        ),
    ),
]
"""How the files of an import are to be understood, as options."""
