"""Finding a collection and its files. Only names are looked up here.

A collection is a YAML file, or a folder of them. A folder with a single one stands for that file.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from timeline.errors import WrongCall
from timeline.i18n import sentence

VARIABLE = "TIMELINE_DATA"

_NAME = Path("data", "events.yaml")
_ENDINGS = (".yaml", ".yml")
_PACKAGE = Path(__file__).parents[2]


def find(asked: str | None, env: Mapping[str, str], cwd: Path | None, installed: Path) -> Path:
    """Return the path of the collection: the one named, or the nearest one, or the installed one.

    ``asked`` is a file, a folder of files, or a folder that contains one called ``data``; next
    comes ``TIMELINE_DATA``, then the folder of ``data/events.yaml`` in ``cwd`` or the nearest
    folder above it. ``cwd`` is None if it no longer exists. Raises `WrongCall` for a folder without
    a collection.
    """
    if asked == "":
        raise WrongCall(sentence("--data is empty: name a file or a folder"))
    named = asked or env.get(VARIABLE)
    if named:
        return _in_folder((cwd or Path()) / named)
    return _nearest(cwd) or installed


def members(path: Path) -> tuple[Path, ...]:
    """Return the files of a collection: in a folder, ``events.yaml`` first, the others by name.

    They are the YAML files directly in the folder whose names do not begin with a full stop.
    Without any, and for a file, return ``path`` itself.
    """
    return _yaml_files(path) or (path,)


def current_folder() -> Path | None:
    """Return the current folder; None if it no longer exists."""
    try:
        return Path(os.getcwd())  # noqa: PTH109 - Path.cwd is the same, and says less
    except OSError:
        return None


def find_from_here(asked: str | None, env: Mapping[str, str]) -> Path:
    """Return the collection as seen from the current folder: see `find`."""
    return find(asked, env, current_folder(), installed())


def installed(package: Path = _PACKAGE) -> Path:
    """Return the collection that is installed with the program: the wheel's, or the checkout's."""
    # The wheel has the collection inside the package; a checkout has it beside the package.
    shipped = package / "shipped" / _NAME
    return _folder_if_several(shipped if shipped.is_file() else package.parent / _NAME)


def is_installed(path: Path) -> bool:
    """Return whether a path is the collection that is part of an installed program."""
    return path.is_relative_to(_PACKAGE / "shipped")


def root(path: Path) -> Path:
    """Return the folder that source files are relative to: the one that contains ``data/``.

    A file in no folder called ``data`` has its own folder as root.
    """
    whole = Path(os.path.normpath(path.absolute()))
    folder = whole if _is_folder(whole) else whole.parent
    return folder.parent if folder.name == "data" else folder


def display_path(path: Path, cwd: Path | None) -> str:
    """Return a path as messages show it: relative to ``cwd`` if below it, else whole."""
    return str(path.relative_to(cwd) if cwd and cwd in path.parents else path)


def _in_folder(path: Path) -> Path:
    if not _is_folder(path):
        return path
    for folder in (path / _NAME.parent, path):
        if found := _yaml_files(folder):
            return folder if len(found) > 1 else found[0]
    raise WrongCall(
        sentence(
            "there is no YAML file in the folder {path}, nor in its data folder", path=str(path)
        )
    )


def _folder_if_several(path: Path) -> Path:
    """Return the folder of a file if it has other YAML files, else the file."""
    try:
        return path.parent if len(_yaml_files(path.parent)) > 1 else path
    except OSError:
        return path


def _nearest(cwd: Path | None) -> Path | None:
    # The nearest one counts even if it cannot be read: using another silently would mislead.
    above = (cwd, *cwd.parents) if cwd else ()
    near = next((folder / _NAME for folder in above if os.path.lexists(folder / _NAME)), None)
    return _folder_if_several(near) if near else None


def _yaml_files(folder: Path) -> tuple[Path, ...]:
    if not _is_folder(folder):
        return ()
    found = (path for path in folder.iterdir() if path.suffix in _ENDINGS and path.name[0] != ".")
    return tuple(sorted(found, key=lambda path: (path.name != _NAME.name, path.name)))


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises where permission is refused
