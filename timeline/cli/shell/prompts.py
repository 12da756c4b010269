"""Asking the person who called: questions go to stderr, answers are read from the terminal.

Nothing is asked where there is no terminal at both ends, and nothing is kept of an answer.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TypeVar

from timeline.cli.shell.terminal import Terminal, fitting
from timeline.errors import NoAnswer, TimelineError, WrongCall
from timeline.i18n import Sentence, sentence
from timeline.text import fold, safe

T = TypeVar("T")


def possible(terminal: Terminal, *, no_input: bool = False) -> bool:
    """Whether there is someone to ask: stdin and stderr are terminals, and asking is allowed."""
    ends = (sys.stdin, sys.stderr)
    return not no_input and all(stream and terminal.is_terminal(stream) for stream in ends)


@dataclass(frozen=True)
class Asker:
    """Asks one person, in their language."""

    terminal: Terminal

    def text(self, question: Sentence, default: str = "", choices: Iterable[str] = ()) -> str:
        """Ask once; Enter alone takes the default, which is shown. Choices complete with Tab."""
        offered = f" [{default}]" if default else ""
        asked = f"{question.say(self.terminal.language)}{offered}: "
        with _completing(sorted(choices)):
            return _answer(asked).strip() or default

    def until(
        self,
        question: Sentence,
        read: Callable[[str], T],
        default: str = "",
        choices: Iterable[str] = (),
    ) -> T:
        """Ask until an answer can be read; what cannot is said, with what is nearest."""
        choices = tuple(choices)
        while True:
            try:
                return read(self.text(question, default, choices))
            except NoAnswer:
                raise
            except TimelineError as error:
                self.terminal.note(error.sentence)

    def lines(self, question: Sentence) -> str:
        """Ask for a text that may be pasted in several lines; an empty line ends it."""
        text = self.text(question)
        while text and (line := _answer("  ").strip()):
            text += f"\n{line}"
        return text

    def number(self, question: Sentence, most: int) -> int | None:
        """Ask for a number from 1 on; None if there is no answer."""

        def read(text: str) -> int | None:
            if not text:
                return None
            if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= most):
                raise WrongCall(sentence("write a number from 1 to {most}", most=most))
            return int(text)

        return self.until(question, read)

    def agreed(self, question: Sentence) -> bool:
        """Ask for yes or no; Enter alone is yes."""

        def read(text: str) -> bool:
            answer = fold(text)
            if answer not in ("y", "yes", "s", "si", "n", "no"):
                raise WrongCall(sentence("write y or n"))
            return answer[0] != "n"

        return self.until(question, read, default=self.terminal.say("y"))


def _answer(asked: str) -> str:
    """Read a line. The question goes to stderr, where a redirected stdout does not swallow it."""
    asked = fitting(safe(asked), sys.stderr.encoding or "utf-8")
    sys.stderr.flush()
    try:
        with _stdout_is_stderr():
            return input(asked)
    except KeyboardInterrupt:
        print(file=sys.stderr)
        raise
    except EOFError:
        print(file=sys.stderr)
        raise NoAnswer(sentence("no answer: nothing was written")) from None
    except UnicodeDecodeError:
        raise WrongCall(sentence("this answer is not UTF-8")) from None


@contextmanager
def _stdout_is_stderr() -> Iterator[None]:
    """Let what edits lines, which writes to file 1 and to no other, write to the terminal."""
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


@contextmanager
def _completing(choices: Sequence[str]) -> Iterator[None]:
    """Complete words with Tab, where the machine has what edits lines."""
    try:
        import readline
    except ImportError:
        yield
        return

    def complete(typed: str, n: int) -> str | None:
        fitting_ = [choice for choice in choices if fold(choice).startswith(fold(typed))]
        return fitting_[n] if n < len(fitting_) else None

    readline.set_completer_delims(",:")
    readline.set_completer(complete)
    readline.parse_and_bind("tab: complete" if choices else "tab: tab-insert")
    readline.set_auto_history(False)
    try:
        yield
    finally:
        with suppress(ValueError):
            readline.set_completer(None)
