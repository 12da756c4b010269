"""From a call to an exit code: nothing that goes wrong reaches a person as a traceback."""

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import TextIOWrapper
from typing import Any, TextIO

from timeline.cli.shell.terminal import Terminal, terminal, wished
from timeline.errors import (
    AnswerCut,
    IndexDamaged,
    MachineFailed,
    TimelineError,
    Unreadable,
    Unsound,
)
from timeline.i18n import Sentence, sentence

NAME = "timeline"
INTERRUPTED = 130
CLOSED_PIPE = 141
MACHINE_FAILED = 3


def main() -> None:
    """Run the program for this process and end it."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    # No plugin of pydantic's has a say in what is well-formed, and looking for them takes time.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # One call reads one collection and ends: the collector would visit it again and again.
    gc.disable()
    code = run(sys.argv[1:], os.environ)
    try:
        _flush(sys.stderr)
    except OSError:
        _silence(sys.stderr)
    sys.exit(code)


def run(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run one call; give its exit code."""
    speaker = Terminal(wished(environ), environ=environ)
    try:
        speaker = terminal(arguments, environ)
        code = _without_damage(arguments, speaker)
        _flush(sys.stdout)
    except TimelineError as error:
        _explain(error, speaker)
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _silence(sys.stdout)
        return CLOSED_PIPE
    except OSError as error:
        from timeline.store.disk.files import failed

        _silence(sys.stdout)
        return _failed(failed(error.filename or "stdout", error).sentence, speaker)
    except Exception as error:
        if speaker.debug:
            raise
        return _failed(_unforeseen(error), speaker)
    return code


def _without_damage(arguments: Sequence[str], speaker: Terminal) -> int:
    """Run a call; if the index turns out to be damaged, throw it away and run it again.

    Where it cannot be thrown away, it is done without. Where a part of the answer is out, the call
    is not run again: it would be said twice. The next one finds no damaged index.
    """
    try:
        return _run(arguments, speaker)
    except AnswerCut as error:
        raise MachineFailed(_cut_short(gone=_dropped(speaker))) from error
    except IndexDamaged:
        if not _dropped(speaker):
            speaker = replace(speaker, index=False)
    return _run(arguments, speaker)


def _dropped(speaker: Terminal) -> bool:
    """Throw the index away; return whether that could be done."""
    from timeline.cli.shell import index

    try:
        index.drop(speaker)
    except MachineFailed:
        return False
    return True


def _cut_short(*, gone: bool) -> Sentence:
    if gone:
        return sentence(
            "the answer is cut short: the index was damaged and is thrown away; call again"
        )
    return sentence(
        "the answer is cut short: the index is damaged and cannot be thrown away; "
        "call again with --no-index"
    )


def _run(arguments: Sequence[str], speaker: Terminal) -> int:
    if list(arguments) == ["--version"]:  # so short a question is answered without Typer
        from timeline.cli.shell.version import show_version

        show_version(speaker)
        return 0
    return _run_typer(arguments, speaker)


def _run_typer(arguments: Sequence[str], speaker: Terminal) -> int:
    import typer

    from timeline.cli.program import program
    from timeline.cli.shell import usage_errors

    try:
        result: Any = program(speaker).main(
            args=list(arguments), prog_name=NAME, standalone_mode=False
        )
    except typer.Abort:
        return INTERRUPTED
    except SystemExit as end:
        # So Typer ends when a pipe is closed; its code would be 1, which stands for faults.
        if isinstance(end.__context__, BrokenPipeError):
            raise BrokenPipeError from end
        raise
    except typer.TyperException as error:
        said = _with_hint(usage_errors.said(error), error)
        speaker.complain(f"{NAME}: {said.say(speaker.language)}")
        return 2
    return result if isinstance(result, int) else 0


def _with_hint(said: Sentence, error: Any) -> Sentence:
    path = getattr(getattr(error, "ctx", None), "command_path", NAME)
    return sentence("{what}; '{call} --help' shows what is accepted", what=said, call=path)


def _explain(error: TimelineError, speaker: Terminal) -> None:
    if speaker.debug:
        import traceback

        traceback.print_exc()
    if isinstance(error, Unreadable | Unsound):
        for fault in error.faults:
            speaker.complain(fault.say(speaker.language))
    speaker.complain(f"{NAME}: {error.say(speaker.language)}")


def _unforeseen(error: Exception) -> Sentence:
    if isinstance(error, MemoryError):
        return sentence("not enough memory")
    name = type(error).__name__
    return sentence("this should not have happened ({name}); --debug shows where", name=name)


def _failed(said: Sentence, speaker: Terminal) -> int:
    speaker.complain(f"{NAME}: {said.say(speaker.language)}")
    return MACHINE_FAILED


def _flush(stream: TextIO | None) -> None:
    if stream:
        stream.flush()


def _silence(stream: TextIO | None) -> None:
    """Keep Python from complaining, as it ends, that what is left cannot be written."""
    if stream:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
