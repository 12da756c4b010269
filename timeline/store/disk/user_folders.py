"""The user's own folders, where the XDG Base Directory Specification puts them.

By the specification a relative path in one of its variables is invalid, and is ignored: it would
mean another folder wherever the program is called.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

_NAME = "timeline"


def cache(environ: Mapping[str, str]) -> Path:
    """Return the folder for what can be made again at any time."""
    from platformdirs import user_cache_path

    return _folder(environ.get("XDG_CACHE_HOME"), user_cache_path, ".cache")


def state(environ: Mapping[str, str]) -> Path:
    """Return the folder for what the program keeps and is no part of a collection."""
    from platformdirs import user_state_path

    return _folder(environ.get("XDG_STATE_HOME"), user_state_path, ".local/state")


def _folder(asked: str | None, usual: Callable[..., Path], below_home: str) -> Path:
    if asked and Path(asked).is_absolute():
        return Path(asked) / _NAME
    found = usual(_NAME, appauthor=False)
    # Older versions of platformdirs take a relative path from the environment as it is.
    return found if found.is_absolute() else Path.home() / below_home / _NAME
