"""The person's end of the program: language, streams, colour, width, and what day it is.

Everything that is said or shown goes through here. Answers go to stdout, all else to stderr; text
from the data is made safe before it gets here or in `line`.
"""

import re
import shlex
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cached_property
from io import StringIO
from typing import IO, TYPE_CHECKING, TextIO, cast

from timeline.cli.shell.choices import one_of
from timeline.errors import AnswerCut, IndexDamaged, MachineFailed, WrongCall
from timeline.i18n import LANGUAGES, Language, Sentence, Speaker, sentence
from timeline.text import safe

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

COLOURS = ("auto", "always", "never")
_PAGER = "less -FIRX"
_WIDEST = 400
_STAND_INS = {
    **dict.fromkeys("·–—−", "-"),
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("‘’", "'"),
    "→": ">",
}
_TRAILING = re.compile(r"(?:\x1b\[[0-9;]*m| )+$", re.MULTILINE)


@dataclass(frozen=True)
class Terminal(Speaker):
    """How to speak to the person who called: made once, from the call and the environment."""

    data: str | None = None
    as_of: date | None = None
    colour: str = "auto"
    pager: bool = True
    debug: bool = False
    index: bool = True
    environ: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def today(self) -> date:
        """The day it is here, or the day that ``TIMELINE_TODAY`` says."""
        fixed = self.environ.get("TIMELINE_TODAY")
        if not fixed:
            return datetime.now(UTC).astimezone().date()
        try:
            return date.fromisoformat(fixed)
        except ValueError:
            raise WrongCall(
                sentence("TIMELINE_TODAY is '{text}': write a day, such as 2026-01-20", text=fixed)
            ) from None

    @property
    def day(self) -> date:
        """The day from which states are seen: that of ``--as-of``, else today."""
        return self.as_of or self.today

    @cached_property
    def width(self) -> int:
        """How many columns a line may have."""
        return min(max(shutil.get_terminal_size().columns, 20), _WIDEST)

    @property
    def stdout(self) -> TextIO:
        """The stream that answers go to; raises `MachineFailed` if it was closed."""
        if not sys.stdout:
            raise MachineFailed(sentence("stdout is closed"))
        return sys.stdout

    def is_terminal(self, stream: IO[str] | None = None) -> bool:
        """Whether a stream (stdout unless said otherwise) is a terminal that can place text."""
        return (stream or self.stdout).isatty()

    def colours(self, stream: IO[str]) -> bool:
        """Whether a stream takes colour: call, environment and stream decide, in this order."""
        if self.colour != "auto":
            return self.colour == "always"
        if self.environ.get("NO_COLOR"):
            return False
        if self.environ.get("FORCE_COLOR"):
            return True
        return self.is_terminal(stream) and self.environ.get("TERM") != "dumb"

    def symbol(self, character: str, stand_in: str) -> str:
        """Return a symbol, or its stand-in where the terminal's encoding does not have it."""
        return character if _has(self.stdout.encoding or "ascii", character) else stand_in

    def write(self, pieces: Iterable[str]) -> None:
        """Write machine text to stdout: UTF-8, as it is."""
        self.write_bytes(piece.encode("utf-8") for piece in pieces)

    def write_bytes(self, pieces: Iterable[bytes]) -> None:
        """Write the pieces of what is no text to stdout."""
        self.stdout.flush()
        written = 0
        try:
            for piece in pieces:
                written += sys.stdout.buffer.write(piece)
        except IndexDamaged as error:
            # What is out cannot be called back: only before that may the call be run again.
            if written:
                raise AnswerCut from error
            raise
        sys.stdout.buffer.flush()

    def rows(self, rows: Iterable[Sequence[str]]) -> None:
        """Write one record a line to stdout, its fields between tabs."""
        self.write("\t".join(line(field) for field in row) + "\n" for row in rows)

    def note(self, *sentences: Sentence) -> None:
        """Say something on stderr, a line each."""
        for said in sentences:
            self.complain(said.say(self.language))

    def progress(self, read: int, whole: int) -> None:
        """Say on a terminal how much of a large collection has been read; the line goes away."""
        if sys.stderr and self.is_terminal(sys.stderr) and self.environ.get("TERM") != "dumb":
            said = self.say("making the index: {percent} %", percent=100 * read // max(whole, 1))
            with suppress(OSError):
                print(
                    f"\r{said}" if read < whole else f"\r{' ' * len(said)}\r",
                    end="",
                    file=sys.stderr,
                    flush=True,
                )

    def complain(self, text: str) -> None:
        """Write a line to stderr; if there is no stderr, or it takes nothing, to nowhere."""
        if sys.stderr:
            encoding = sys.stderr.encoding or "utf-8"
            shown = safe(text).encode(encoding, "backslashreplace").decode(encoding)
            with suppress(OSError):
                print(shown, file=sys.stderr)

    def show(self, renderable: "RenderableType") -> None:
        """Show an answer on the terminal, through a pager where it does not fit the screen."""
        text = self.rendered(renderable)
        text = fitting(text, self.stdout.encoding or "utf-8")
        if self._wants_pager(text) and self._paged(text):
            return
        sys.stdout.write(text)

    def rendered(self, renderable: "RenderableType") -> str:
        """Return what `show` writes."""
        paper = StringIO()
        self._console(paper).print(renderable)
        return _TRAILING.sub(_without_spaces, paper.getvalue())

    def _console(self, paper: StringIO) -> "Console":
        from rich.console import Console

        coloured = self.colours(self.stdout)
        return Console(
            file=paper,
            width=self.width,
            height=shutil.get_terminal_size().lines,  # without one, a dumb terminal has 80 columns
            force_terminal=coloured or self.is_terminal(),
            color_system="standard" if coloured else None,
            no_color=not coloured,
            markup=False,
            emoji=False,
            highlight=False,
            legacy_windows=False,
        )

    def _wants_pager(self, text: str) -> bool:
        if self.environ.get("TERM") == "dumb":
            return False
        both = self.is_terminal() and bool(sys.stdin) and self.is_terminal(sys.stdin)
        return self.pager and both and text.count("\n") >= shutil.get_terminal_size().lines

    def _paged(self, text: str) -> bool:
        chosen = self.environ.get("TIMELINE_PAGER") or self.environ.get("PAGER") or _PAGER
        command = shlex.split(chosen)
        if not (command and shutil.which(command[0])):
            return False
        import subprocess

        subprocess.run(command, input=text, encoding=sys.stdout.encoding, check=False)  # noqa: S603
        return True


def _without_spaces(found: re.Match[str]) -> str:
    return found[0].replace(" ", "")


def line(text: str) -> str:
    """Make a text from the data fit for one field of one line."""
    return safe(" ".join(text.split()))


def fitting(text: str, encoding: str) -> str:
    """Return a text in the characters of an encoding: signs and accented letters have stand-ins."""
    if _has(encoding, text):
        return text
    return "".join(name if _has(encoding, name) else _stand_in(name) for name in text)


def _has(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _stand_in(character: str) -> str:
    plain = unicodedata.normalize("NFKD", character)[0]
    return plain if plain.isascii() else _STAND_INS.get(character, "?")


def terminal(arguments: Sequence[str], environ: Mapping[str, str]) -> Terminal:
    """Read from the call and the environment how to speak, before anything else is read."""
    speaker = Terminal(
        language=_language(arguments, environ),
        data=_value("--data", arguments),
        colour=one_of(sentence("colour"), _value("--color", arguments) or "auto", COLOURS),
        pager="--no-pager" not in arguments,
        debug="--debug" in arguments,
        index="--no-index" not in arguments,
        environ=environ,
    )
    _ = speaker.today  # refused at once where it is no day
    asked = _value("--as-of", arguments)
    return replace(speaker, as_of=_last_day(asked, speaker)) if asked is not None else speaker


def _last_day(text: str, speaker: Terminal) -> date:
    from timeline import phrases
    from timeline.dates import of_day

    latest = phrases.read(text, speaker.today).span.latest
    if latest is None:
        raise WrongCall(sentence("--as-of needs a day, and '{text}' has no end", text=text))
    meant = of_day(latest)
    if meant.text != text.strip():
        speaker.note(
            sentence("{option} '{text}': {meant}", option="--as-of", text=text, meant=meant)
        )
    return latest


def _value(option: str, arguments: Sequence[str]) -> str | None:
    for i, argument in enumerate(arguments):
        if argument == "--":
            return None
        if argument == option and i + 1 < len(arguments):
            return arguments[i + 1]
        if argument.startswith(f"{option}="):
            return argument.partition("=")[2]
    return None


def wished(environ: Mapping[str, str]) -> Language:
    """The language that the environment asks for; English where it asks for another."""
    names = ("TIMELINE_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    asked = next(filter(None, map(environ.get, names)), "")
    return "es" if asked.lower().startswith(("es", "spanish")) else "en"


def _language(arguments: Sequence[str], environ: Mapping[str, str]) -> Language:
    asked = _value("--lang", arguments)
    if asked is None:
        return wished(environ)
    return cast("Language", one_of(sentence("language"), asked.lower(), LANGUAGES))
