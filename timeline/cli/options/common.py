"""Options that every command takes, and how a group of options becomes a command's own."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from typing import Annotated, Any, get_args

import typer

from timeline.cli.options import completion
from timeline.cli.shell.terminal import COLOURS, Terminal
from timeline.i18n import mark

EVERYWHERE = mark("Everywhere")

_KEYWORD = inspect.Parameter.KEYWORD_ONLY


def option(panel: str, *names: str, **more: Any) -> Any:
    """Make an option that help lists in a panel: a title to be said in the reader's language."""
    return typer.Option(*names, rich_help_panel=panel, **more)


class OptionGroup:
    """The options of a plain value, one for each of its fields: ``Annotated[Value, group]``."""

    def __init__(self, **options: Any) -> None:
        self.options = options


EventArgument = Annotated[
    str, typer.Argument(metavar=mark("EVENT"), autocompletion=completion.events)
]
"""The event that a command is about: a part of its id is enough."""


@dataclass(frozen=True, slots=True)
class Common:
    """What every command takes, and the program itself: read ahead, by `terminal.terminal`."""

    data: Annotated[
        str | None,
        option(
            EVERYWHERE,
            "--data",
            metavar=mark("FILE"),
            help=mark(
                "The collection: a file, a folder of files, the folder that contains data/, "
                "or - for stdin"
            ),
        ),
    ] = None
    as_of: Annotated[
        str | None,
        option(
            EVERYWHERE,
            "--as-of",
            metavar=mark("DATE"),
            help=mark("Only what sources published by that day say"),
        ),
    ] = None
    lang: Annotated[
        str | None,
        option(
            EVERYWHERE,
            "--lang",
            metavar="en|es",
            help=mark("Language of what people read"),
            autocompletion=completion.languages,
        ),
    ] = None
    color: Annotated[
        str | None,
        option(
            EVERYWHERE,
            "--color",
            metavar=mark("WHEN"),
            help=mark("Colour: auto, always or never"),
            autocompletion=completion.one_of(COLOURS),
        ),
    ] = None
    no_pager: Annotated[
        bool,
        option(EVERYWHERE, "--no-pager", help=mark("Never use a pager")),
    ] = False
    no_index: Annotated[
        bool,
        option(EVERYWHERE, "--no-index", help=mark("Read the files, whatever the index has")),
    ] = False
    debug: Annotated[
        bool,
        option(EVERYWHERE, "--debug", help=mark("Show where in the program an error arose")),
    ] = False


def spread(function: Callable[..., None]) -> Callable[..., None]:
    """Make every field of a group a parameter of the command's own, and add the common ones.

    A parameter that is a `Terminal` or Typer's context is handed in; the common options were
    read ahead for the terminal.
    """
    signature = inspect.signature(function)
    groups: dict[str, Any] = {
        name: group
        for name, parameter in signature.parameters.items()
        if (group := _group(parameter.annotation)) is not None
    }

    def command(context: typer.Context, **values: Any) -> None:
        for common in fields(Common):
            values.pop(common.name)
        for name, group in groups.items():
            values[name] = group(**{field.name: values.pop(field.name) for field in fields(group)})
        handed = {Terminal: context.find_root().obj, typer.Context: context}
        for name, parameter in signature.parameters.items():
            if parameter.annotation in handed:
                values[name] = handed[parameter.annotation]
        function(**values)

    own = [
        other
        for name, parameter in signature.parameters.items()
        if parameter.annotation not in (Terminal, typer.Context)
        for other in (_of_group(parameter.annotation) if name in groups else [parameter])
    ]
    context = inspect.Parameter("context", _KEYWORD, annotation=typer.Context)
    parameters = [
        context,
        *(parameter.replace(kind=_KEYWORD) for parameter in (*own, *_of_group(Common))),
    ]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    command.__name__ = function.__name__
    return command


def _group(annotation: Any) -> Any:
    """Return the class of the values that a group of options makes; None if it is no group."""
    value, *notes = get_args(annotation) or (annotation,)
    if any(isinstance(note, OptionGroup) for note in notes):
        return value
    return annotation if is_dataclass(annotation) and annotation is not Terminal else None


def _of_group(annotation: Any) -> list[inspect.Parameter]:
    """Return the parameters of a group: its fields, with their options."""
    group = _group(annotation)
    parameters = list(inspect.signature(group).parameters.values())
    if group is annotation:
        return parameters
    options: dict[str, Any] = get_args(annotation)[1].options
    return [
        parameter.replace(annotation=Annotated[parameter.annotation, options[parameter.name]])
        for parameter in parameters
    ]
