"""Storing the texts of sources in a collection's folder: unchanged, never over another text."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from timeline.errors import Unreadable, WrongCall
from timeline.i18n import Sentence, sentence
from timeline.store import hashing
from timeline.store.disk import files
from timeline.store.disk.files import MAX_SOURCE_BYTES
from timeline.store.new_text import NewText
from timeline.store.yaml.characters import too_large


def read(name: str) -> NewText:
    """Return the text of a file, or of a pipe with ``-``. Raises `WrongCall` if it is no text."""
    name, data = read_input(name)
    return NewText(name, data, _text(name, data))


def read_input(name: str) -> tuple[str, bytes]:
    """Return the name for messages and the bytes of a file, or of a pipe with ``-``.

    Raises `WrongCall` if there is nothing of that name, or more than `MAX_SOURCE_BYTES`.
    """
    if name == "-":
        return "stdin", _read_pipe()
    try:
        return name, files.read_bytes(Path(name), MAX_SOURCE_BYTES)
    except Unreadable:
        raise _refused(name, too_large(MAX_SOURCE_BYTES)) from None


def _read_pipe() -> bytes:
    if sys.stdin is None or sys.stdin.isatty():
        raise WrongCall(sentence("- reads from a pipe, and there is none"))
    try:
        data = sys.stdin.buffer.read(MAX_SOURCE_BYTES + 1)
    except ValueError:
        raise WrongCall(sentence("- reads from a pipe, and there is none")) from None
    if len(data) > MAX_SOURCE_BYTES:
        raise _refused("stdin", too_large(MAX_SOURCE_BYTES))
    return data


def _text(name: str, data: bytes) -> str:
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        byte = f"{data[error.start]:#04x}"
        said = sentence("not UTF-8: byte {byte} at {offset}", byte=byte, offset=error.start)
        raise _refused(name, said) from None
    if "\0" in text:
        said = sentence("no text: byte {byte} at {offset}", byte="0x00", offset=data.index(0))
        raise _refused(name, said)
    if not text.strip():
        raise _refused(name, sentence("the text is empty"))
    return text


def _refused(name: str, reason: Sentence) -> WrongCall:
    return WrongCall(sentence("{path}: {reason}", path=name, reason=reason))


class TextStorage:
    """Texts stored during one change, to be removed again if the change fails.

    On a ``dry_run`` they are only checked. ``texts`` has them all, by their paths.
    """

    def __init__(self, *, dry_run: bool = False) -> None:
        self.dry_run = dry_run
        self.texts: dict[str, NewText] = {}
        self.created: list[Path] = []

    def put(self, root: Path, file: str, text: NewText) -> None:
        """Store a text as ``file`` below the root; identical bytes are left alone.

        Raises `WrongCall` if there are other bytes, or if the path leads out of the root.
        """
        check(root, file, text)
        self.texts[file] = text
        path = root / file
        if self.dry_run or os.path.lexists(path):
            return
        above = [folder for folder in (path.parent, *path.parent.parents) if not folder.exists()]
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.created += reversed(above)
            files.write_atomically(path, text.data)
        except OSError as error:
            raise files.system_error(path, error) from error
        self.created.append(path)

    def remove_created(self) -> None:
        """Remove the files and empty folders that were created."""
        for path in reversed(self.created):
            with suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()


def is_free(root: Path, file: str, sha256: str | None) -> bool:
    """Return whether a path below the root is free, or has exactly the text with that SHA-256."""
    path = root / file
    if not os.path.lexists(path):
        return True
    if sha256 is None or not path.is_file():
        return False
    return hashing.sha256(files.read_source(root, file)) == sha256


def check(root: Path, file: str, text: NewText) -> None:
    """Raise `WrongCall` if a text cannot be stored as ``file``: see `Storing.put`."""
    path = root / file
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
        raise WrongCall(sentence("{file} leads out of the collection's folder", file=file))
    if os.path.lexists(path) and files.read_source(root, file) != text.data:
        raise WrongCall(
            sentence("{file} exists with other text: choose a name with --as NAME", file=file)
        )
