"""Which collection is meant. Nothing is read here: only names are looked up."""

import os
from collections.abc import Mapping
from pathlib import Path

from timeline.errors import WrongCall
from timeline.language import sentence

VARIABLE = "TIMELINE_DATA"

_NAME = Path("data", "events.yaml")
_PACKAGE = Path(__file__).parents[1]


def find(asked: str | None, env: Mapping[str, str], cwd: Path | None, installed: Path) -> Path:
    """Give the collection's file: the one asked for, or the nearest one, or the installed one.

    ``asked`` is a file or a folder that holds one; then come ``TIMELINE_DATA``, and
    ``data/events.yaml`` in ``cwd`` or the nearest folder above it. ``cwd`` is None when it is
    gone. Raises `WrongCall` for a folder without a collection.
    """
    if asked == "":
        raise WrongCall(sentence("--data is empty: name a file or a folder"))
    named = asked or env.get(VARIABLE)
    if named:
        return _in_folder((cwd or Path()) / named)
    return _nearest(cwd) or installed


def here() -> Path | None:
    """Give the folder we are in; None when it is gone."""
    try:
        return Path(os.getcwd())  # noqa: PTH109 - Path.cwd is the same, and says less
    except OSError:
        return None


def find_from_here(asked: str | None, env: Mapping[str, str]) -> Path:
    """Give the collection's file as seen from the folder we are in: see `find`."""
    return find(asked, env, here(), installed())


def installed(package: Path = _PACKAGE) -> Path:
    """Give the collection that came with the program: the wheel's, or the checkout's."""
    shipped = package / "shipped" / _NAME
    return shipped if shipped.is_file() else package.parent / _NAME


def is_installed(path: Path) -> bool:
    """Whether a file is the collection that travels inside an installed program."""
    return path == _PACKAGE / "shipped" / _NAME


def root(path: Path) -> Path:
    """Give the folder that source files are relative to: the one that holds ``data/``.

    A file that is in no folder called ``data`` has its own folder as root.
    """
    folder = Path(os.path.normpath(path.absolute())).parent
    return folder.parent if folder.name == "data" else folder


def shown(path: Path, cwd: Path | None) -> str:
    """Give the path as messages show it: from ``cwd`` on when it is below it, else whole."""
    return str(path.relative_to(cwd) if cwd and path.is_relative_to(cwd) else path)


def _in_folder(path: Path) -> Path:
    if not os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where permission is refused
        return path
    for name in (_NAME, Path(_NAME.name)):
        if os.path.lexists(path / name):
            return path / name
    raise WrongCall(sentence("the folder {path} holds no data/events.yaml", path=str(path)))


def _nearest(cwd: Path | None) -> Path | None:
    # Whatever stands there is meant, even when it cannot be read: no other is taken silently.
    above = (cwd, *cwd.parents) if cwd else ()
    return next((folder / _NAME for folder in above if os.path.lexists(folder / _NAME)), None)
