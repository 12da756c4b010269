"""Changing a collection's files: under a lock, read, changed, read again, put in place.

Whatever goes wrong, each file has its old bytes or the new ones, and where one of several cannot be
put in place the others are put back.
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
    plan: Plan,
    environ: Mapping[str, str],
    *,
    judge: Judge | None = None,
    dry_run: bool = False,
    version: str | None = None,
) -> Written:
    """Make the changes that a plan asks for in a collection's file, or in the files of a folder.

    With ``version``, the `Opened.sha256` that the plan was made for, a collection that has another
    is not changed. Raises `WrongCall` for that and for changes that would leave a collection that
    cannot be read, `Unreadable` if it cannot be read before, and `MachineFailed`.
    """
    with locked(path):
        before = opening.open_path(path)
        if version not in (None, before.sha256):
            raise WrongCall(sentence("{path} was changed since it was read", path=before.name))
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
    """Take back the last change that the program made, if nobody changed the files since."""
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
    """Write what is new file by file; where one cannot be written, put back those before it."""
    pairs = [(old, new) for old, new in zip(before, after, strict=True) if new != old]
    try:
        for old, new in pairs:
            files.replace_file(old.path, old.data, new.data)
    except BaseException:
        # One file alone is whole whatever failed. Of several those that are not new are refused
        # here, and what cannot be put back stays: the first error is what is told.
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
