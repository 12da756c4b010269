"""What Typer finds wrong with a call, in our own words."""

from collections.abc import Iterator
from typing import Any

from timeline.i18n import Sentence, sentence
from timeline.text import suggest


def said(error: Any) -> Sentence:
    """Put an error of Typer's into a sentence of ours.

    Typer names its errors by class and offers only the common base for import.
    """
    name = type(error).__name__
    if name == "NoSuchOption":
        return _no_such_option(error)
    if name == "BadOptionUsage":
        if "requires" in error.message:
            return sentence("{option} needs a value", option=error.option_name)
        return sentence("{option} takes no value", option=error.option_name)
    if name == "MissingParameter":
        return sentence("{name} is missing", name=sentence(error.param.human_readable_name))
    return sentence("this call is not understood: {message}", message=error.message)


def _no_such_option(error: Any) -> Sentence:
    near = suggest(error.option_name, _options(error.ctx))
    if near:
        return sentence(
            "there is no option {option}; did you mean {near}?",
            option=error.option_name,
            near=", ".join(near),
        )
    return sentence("there is no option {option}", option=error.option_name)


def _options(context: Any) -> Iterator[str]:
    for parameter in context.command.get_params(context) if context else ():
        yield from (opt for opt in parameter.opts if opt.startswith("--"))
