"""Changing a collection's file: under a lock, read, changed, read again, put in place.

Whatever goes wrong, the file has its old bytes or the new ones.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from timeline.errors import Unreadable, WrongCall
from timeline.language import sentence
from timeline.store import edits, files, opening, undoing
from timeline.store.characters import BOM
from timeline.store.edits import Change
from timeline.store.locking import locked
from timeline.store.opening import Opened

Judge = Callable[["Written"], None]
"""Looks at a change before it is written; may refuse."""

Plan = Callable[[Opened], Sequence[Change]]
"""What is to be changed in a collection as it stands at that moment; may refuse."""


@dataclass(frozen=True)
class Written:
    """A change that was made, or with ``dry_run`` would be: the collection before and after it.

    ``kept`` is False if what was before could not be kept, so that it cannot be taken back.
    """

    before: Opened
    after: Opened
    kept: bool = True


def change(
    path: Path,
    name: str,
    plan: Plan,
    environ: Mapping[str, str],
    *,
    judge: Judge | None = None,
    dry_run: bool = False,
    version: str | None = None,
) -> Written:
    """Make the changes that a plan asks for in a collection's file.

    With ``version``, the `Opened.sha256` that the plan was made for, a file that has another
    is not changed. Raises `WrongCall` for that and for changes that would leave a collection that
    cannot be read, `Unreadable` if it cannot be read before, and `MachineFailed`.
    """
    with locked(path):
        data = files.read_bytes(path, shown=name)
        before = opening.read(path, name, data)
        if version not in (None, before.sha256):
            raise WrongCall(sentence("{path} was changed since it was read", path=name))
        mark = BOM if data.startswith(BOM) else b""
        new = mark + edits.changed(before.text, plan(before)).encode()
        written = Written(before, _read_again(path, name, new))
        if judge:
            judge(written)
        if dry_run or new == data:
            return written
        kept = undoing.remember(path, data, new, environ)
        files.replace_file(path, data, new)
        return replace(written, kept=kept)


def take_back(
    path: Path, name: str, environ: Mapping[str, str], *, dry_run: bool = False
) -> Written:
    """Take back the last change that the program made, if nobody changed the file since."""
    with locked(path):
        data = files.read_bytes(path, shown=name)
        old = undoing.recalled(path, data, environ)
        if old is None:
            raise WrongCall(
                sentence(
                    "there is nothing to take back in {path}: this program made no change that "
                    "leads to what it is now",
                    path=name,
                )
            )
        written = Written(opening.read(path, name, data), opening.read(path, name, old))
        if not dry_run:
            files.replace_file(path, data, old)
            undoing.forget(path, data, environ)
        return written


def _read_again(path: Path, name: str, data: bytes) -> Opened:
    try:
        return opening.read(path, name, data)
    except Unreadable as unreadable:
        fault = unreadable.faults[0]
        said = sentence(
            "nothing was written: {field}: {reason}", field=fault.field, reason=fault.sentence
        )
        raise WrongCall(said) from unreadable
