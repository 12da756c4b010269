"""Creating the files of a new collection: all of them or none, and never over existing ones."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from timeline.errors import WrongCall
from timeline.i18n import sentence
from timeline.store.disk.files import system_error, write_atomically


def refuse_existing(folder: Path, names: Sequence[str]) -> None:
    """Raise `WrongCall` if one of these names exists in a folder, or the folder is a file."""
    for above in (folder, *folder.parents):
        if os.path.lexists(above):
            if not above.is_dir():
                said = sentence("{path} is a file: name a folder", path=str(above))
                raise WrongCall(said)
            break
    for name in names:
        if os.path.lexists(folder / name):
            said = sentence("{path} exists: nothing was made", path=str(folder / name))
            raise WrongCall(said)


def create(folder: Path, files: Mapping[str, str], folders: Sequence[str] = ()) -> None:
    """Write files into a folder, and create folders in it; if one fails, none remains.

    Files are written in their order: the one that makes it a collection comes last. Raises
    `WrongCall` if one of them exists, and `MachineFailed`.
    """
    refuse_existing(folder, (*files, *folders))
    made: list[Path] = []
    try:
        for name in folders:
            _make_folder(folder / name, made)
        for name, text in files.items():
            _make_folder((folder / name).parent, made)
            write_atomically(folder / name, text.encode("utf-8"))
            made.append(folder / name)
    except BaseException:
        _remove(made)
        raise


def _make_folder(folder: Path, made: list[Path]) -> None:
    for path in (*_missing(folder),):
        try:
            path.mkdir(exist_ok=True)
        except OSError as error:
            raise system_error(path, error) from error
        made.append(path)


def _missing(folder: Path) -> Iterator[Path]:
    """Yield the folders that do not exist yet, the outermost first."""
    yield from reversed([path for path in (folder, *folder.parents) if not path.is_dir()])


def _remove(made: Sequence[Path]) -> None:
    for path in reversed(made):
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()
