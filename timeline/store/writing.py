"""Changing a collection's files: lock, read, change, read again, replace.

Whatever goes wrong, each file has its old bytes or the new ones, and if one of several cannot be
replaced, the others are restored.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from timeline.errors import TimelineError, Unreadable, WrongCall
from timeline.i18n import sentence
from timeline.store import opening, routing
from timeline.store.disk import files, locate, undo
from timeline.store.disk.locking import locked
from timeline.store.opened import Opened
from timeline.store.parts import File
from timeline.store.yaml.edits import Change

Judge = Callable[["Written"], None]
"""Looks at a change before it is written, and may refuse it."""

Plan = Callable[[Opened], Sequence[Change]]
"""Returns the changes to make in a collection as it is at that moment; may refuse."""


@dataclass(frozen=True)
class Written:
    """A change that was made, or with ``dry_run`` would be: the collection before and after it.

    ``kept`` is False if the old bytes could not be saved, so that the change cannot be undone.
    """

    before: Opened
    after: Opened
    kept: bool = True


def change(
    path: Path,
    plan: Plan,
    environ: Mapping[str, str],
    *,
    judge: Judge | None = None,
    dry_run: bool = False,
    version: str | None = None,
) -> Written:
    """Apply the changes that a plan asks for to a collection's file, or to the files of a folder.

    With ``version``, the `Opened.sha256` that the plan was made for, a collection of another
    version is not changed. Raises `WrongCall` for that and for changes that would leave an
    unreadable collection, `Unreadable` if it cannot be read before, and `MachineFailed`.
    """
    with locked(path):
        before = opening.open_path(path)
        if version not in (None, before.sha256):
            raise WrongCall(sentence("{path} was changed since it was read", path=before.name))
        # The new text is parsed and validated as a whole before a byte is written.
        after = _reread(path, routing.apply(before.files, before.layout, plan(before)))
        written = Written(before, after)
        if judge:
            judge(written)
        if dry_run or after.files == before.files:
            return written
        kept = undo.remember(path, before.files, after.files, environ)
        _put_in_place(before.files, after.files)
        return replace(written, kept=kept)


def take_back(path: Path, environ: Mapping[str, str], *, dry_run: bool = False) -> Written:
    """Undo the last change that the program made, if nobody has changed the files since."""
    with locked(path):
        now = opening.read_files(path)
        old = undo.previous_files(path, now, environ)
        if old is None:
            raise WrongCall(
                sentence(
                    "there is nothing to take back in {path}: this program made no change that "
                    "leads to what it is now",
                    path=locate.display_path(path, locate.current_folder()),
                )
            )
        written = Written(opening.assemble(path, now), opening.assemble(path, old))
        if not dry_run:
            _put_in_place(now, old)
            undo.forget(path, now, environ)
        return written


def _put_in_place(before: Sequence[File], after: Sequence[File]) -> None:
    """Write the changed files one by one; if one cannot be written, restore those before it."""
    pairs = [(old, new) for old, new in zip(before, after, strict=True) if new != old]
    try:
        for old, new in pairs:
            files.replace_file(old.path, old.data, new.data)
    except BaseException:
        # A single file is never half written. Of several, `replace_file` refuses those that do not
        # have the new bytes, and a file that cannot be restored stays: the first error is reported.
        for old, new in pairs if len(pairs) > 1 else ():
            with suppress(TimelineError):
                files.replace_file(old.path, new.data, old.data)
        raise


def _reread(path: Path, made_of: tuple[File, ...]) -> Opened:
    try:
        return opening.assemble(path, made_of)
    except Unreadable as unreadable:
        fault = unreadable.faults[0]
        field = fault.field if len(made_of) == 1 else f"{fault.file}: {fault.field}"
        said = sentence(
            "nothing was written: {field}: {reason}", field=field, reason=fault.sentence
        )
        raise WrongCall(said) from unreadable
