"""The only functions that touch the disk: they read and write bytes, whatever those mean."""

import errno
import os
import re
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from timeline.errors import Fault, MachineFailed, Unreadable, WrongCall
from timeline.i18n import Sentence, mark, sentence
from timeline.store.yaml.characters import MAX_BYTES, too_large
from timeline.text import safe

MAX_SOURCE_BYTES = 16_000_000
_BLOCK = 1_000_000

_FLAGS = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
# Opening a FIFO must not block, and opening a terminal must not make it our controlling terminal.
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | _FLAGS
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FLAGS
_TEMPORARY_PREFIX = ".timeline-edit-"
_DRIVE = re.compile("[A-Za-z]:")

_NO_FOLDER_SYNC = (errno.EINVAL, errno.ENOTSUP)
_NO_HARD_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)
_REASONS = {
    "EACCES": mark("permission refused"),
    "EPERM": mark("permission refused"),
    "ENOENT": mark("there is no such folder"),
    "ENOTDIR": mark("a part of the path is no folder"),
    "EISDIR": mark("is a folder"),
    "ELOOP": mark("a link that leads to itself"),
    "ENAMETOOLONG": mark("the name is too long"),
    "ENXIO": mark("not a regular file"),
    "ENOSPC": mark("the disk is full"),
    "EDQUOT": mark("your share of the disk is full"),
    "EFBIG": mark("larger than a file may be"),
    "EROFS": mark("the disk is read-only"),
    "EIO": mark("the disk failed"),
    "EBUSY": mark("the file is in use"),
    "EMFILE": mark("too many files are open"),
    "ENFILE": mark("too many files are open"),
    "ENOMEM": mark("not enough memory"),
}


def system_error(path: Path | str, error: OSError) -> MachineFailed:
    """Return the error to raise for an error of the system, in our own words."""
    name = errno.errorcode.get(error.errno or 0, str(error.errno))
    known = _REASONS.get(name)
    reason = Sentence(known) if known else sentence("the system says {name}", name=name)
    return MachineFailed(sentence("{path}: {reason}", path=str(path), reason=reason))


def read_bytes(path: Path, cap: int = MAX_BYTES, shown: str = "") -> bytes:
    """Return the bytes of a regular file; a link is followed, and messages name it ``shown``.

    Raises `WrongCall` if it does not exist, `Unreadable` for more bytes than ``cap``, and
    `MachineFailed` for a folder, a device, a FIFO, or when the system refuses.
    """
    shown = shown or str(path)
    with _system_errors(path, shown):
        data = _read(path, shown, cap)
    if len(data) > cap:
        raise Unreadable([Fault((), too_large(cap), file=shown, line=1, column=1)])
    return data


def read_source(root: Path, file: str, cap: int = MAX_SOURCE_BYTES) -> bytes:
    """Return the stored text of a source; ``file`` is its path below ``root``, with slashes.

    Raises `WrongCall` if ``file`` is no such path, leads out of ``root`` (even by a link), does not
    exist or is larger than ``cap``, and `MachineFailed` as `read_bytes` does.
    """
    below = _relative_path(file)
    with _system_errors(root / below, file):
        home = os.path.realpath(root, strict=True)
        path = Path(os.path.realpath(root / below, strict=True))
        if not path.is_relative_to(home):
            raise WrongCall(sentence("{file} leads out of the collection's folder", file=file))
        data = _read(path, file, cap)
    if len(data) > cap:
        raise WrongCall(sentence("{path}: {reason}", path=file, reason=too_large(cap)))
    return data


def write_atomically(
    path: Path, data: bytes | Iterable[bytes], *, force: bool = False, never: Iterable[Path] = ()
) -> None:
    """Write a file whole or not at all; it is synced to disk on return.

    Pieces are written as they come. With ``force`` an existing file is replaced and keeps its mode,
    and a link keeps pointing to it. Raises `WrongCall` if the file exists and may not be replaced,
    if it is one of ``never`` and if it is no regular file, and `MachineFailed` when the system
    refuses.
    """
    import secrets

    target = Path(os.path.realpath(path))
    # In the same folder, because a rename is atomic only within one file system.
    temporary = target.with_name(f".timeline-{secrets.token_hex(8)}.tmp")
    try:
        mode = _mode_to_keep(path, target, never, force=force)
        _write_new(temporary, [data] if isinstance(data, bytes) else data, mode)
        if force:
            temporary.replace(target)
        else:
            _put_without_replacing(temporary, target)
        _sync_folder(target.parent)
    except FileExistsError as error:
        raise _already_exists(path) from error
    except OSError as error:
        raise system_error(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink()


def replace_file(path: Path, before: bytes, after: bytes) -> None:
    """Replace the bytes that were read with new ones, whole or not at all, synced to disk.

    Call it under `locking.locked`. The file keeps its mode, group and attributes, and a link keeps
    pointing to it. Raises `WrongCall` if the file is read-only, has changed since or has a second
    name (a hard link, which would be cut), and `MachineFailed` when the system refuses.
    """
    import secrets

    target = Path(os.path.realpath(path))
    temporary = target.with_name(f"{_TEMPORARY_PREFIX}{secrets.token_hex(8)}.tmp")
    try:
        _remove_stale(target.parent)
        _refuse_read_only(path, target)
        _refuse_second_name(path, target)
        _write_new(temporary, [after], stat.S_IMODE(target.stat().st_mode))
        _copy_attributes(target, temporary)
        # As late as possible: editors do not know our lock.
        _refuse_other_bytes(path, target, before)
        temporary.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise system_error(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink()


def _remove_stale(folder: Path) -> None:
    """Delete what a killed writer left behind. Under the lock there is no other writer."""
    for stale in folder.glob(f"{_TEMPORARY_PREFIX}*.tmp"):
        with suppress(OSError):
            stale.unlink()


def _refuse_read_only(path: Path, target: Path) -> None:
    """Raise `WrongCall` for a read-only file, although replacing it would work.

    The mode is checked instead of trying: the superuser may write anything.
    """
    if not target.stat().st_mode & stat.S_IWUSR:
        raise WrongCall(sentence("{path} is read-only: allow writing first", path=str(path)))


def _refuse_second_name(path: Path, target: Path) -> None:
    if target.stat().st_nlink > 1:
        said = sentence("{path} has a second name (a hard link): copy it first", path=str(path))
        raise WrongCall(said)


def _refuse_other_bytes(path: Path, target: Path, before: bytes) -> None:
    if target.read_bytes() != before:
        raise WrongCall(sentence("{path} was changed since it was read", path=str(path)))


def _copy_attributes(target: Path, temporary: Path) -> None:
    """Copy the group and the extended attributes (access lists included), where allowed."""
    if os.name == "nt":
        return
    with suppress(OSError):
        os.chown(temporary, -1, target.stat().st_gid)
    for name in os.listxattr(target) if hasattr(os, "listxattr") else ():
        with suppress(OSError):
            os.setxattr(temporary, name, os.getxattr(target, name))


def write_folder(
    folder: Path,
    files: Iterable[tuple[str, str | Iterable[bytes]]],
    *,
    force: bool = False,
    never: Iterable[Path] = (),
) -> None:
    """Write files into a folder, each whole or not at all; the folder is created if necessary.

    A file is a text, or an iterable of bytes that is consumed when its turn comes. A name may have
    slashes, and stays inside the folder. Existing files are overwritten only with ``force``, and
    others are left alone; if one may not be written, none is. Raises as `write_atomically` does.
    """
    never = tuple(never)
    texts = [(folder / _relative_path(name), _encode(said)) for name, said in files]
    if folder.exists() and not folder.is_dir():
        raise WrongCall(sentence("{path} is a file: name a folder", path=str(folder)))
    for path, _ in texts:
        if path.exists() and not force:
            raise _already_exists(path)
    for path, data in texts:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise system_error(path.parent, error) from error
        write_atomically(path, data, force=force, never=never)


def _encode(said: str | Iterable[bytes]) -> bytes | Iterable[bytes]:
    return said.encode("utf-8") if isinstance(said, str) else said


def names_in(folder: Path, pattern: str) -> list[str]:
    """Return the names of the files in a folder that match a glob pattern, with slashes, sorted."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.glob(pattern))


def texts_in(folder: Path, inside: Iterable[str], ending: str) -> Iterator[tuple[str, str]]:
    """Yield the text files with an ending in some subfolders of a folder, by name, sorted.

    Names have slashes. Files that are not regular or cannot be read are left out.
    """
    for name in inside:
        for path in sorted((folder / name).glob(f"*{ending}")):
            with suppress(OSError):
                data = _read(path, str(path), MAX_BYTES)
                yield f"{name}/{path.name}", data.decode("utf-8", "replace")


@contextmanager
def _system_errors(path: Path, shown: str) -> Iterator[None]:
    try:
        yield
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        if os.path.islink(path):  # noqa: PTH114 - Path.is_symlink raises where permission is refused
            said = sentence("{path}: a link to a file that is gone", path=shown)
            raise MachineFailed(said) from error
        raise WrongCall(sentence("there is no file {path}", path=shown)) from error
    except OSError as error:
        raise system_error(shown, error) from error


def _read(path: Path, shown: str, cap: int) -> bytes:
    """Return up to ``cap`` bytes, and one more if there are more."""
    handle = os.open(path, _READ)
    try:
        # Checked on the open handle: a path could be replaced between a check and the opening.
        kind = os.fstat(handle).st_mode
        if stat.S_ISDIR(kind):
            raise IsADirectoryError(errno.EISDIR, shown)
        if not stat.S_ISREG(kind):
            raise OSError(errno.ENXIO, shown)
        with open(handle, "rb", closefd=False) as file:
            return file.read(cap + 1)
    finally:
        os.close(handle)


def _relative_path(file: str) -> PurePosixPath:
    path = PurePosixPath(file)
    odd = not file or safe(file) != file or "\\" in file or _DRIVE.match(file)
    if odd or path.is_absolute() or ".." in path.parts:
        said = sentence("'{file}' is no path inside the collection, like seeds/a.txt", file=file)
        raise WrongCall(said)
    return path


def _mode_to_keep(path: Path, target: Path, never: Iterable[Path], *, force: bool) -> int | None:
    if any(_is_same_file(target, other) for other in never):
        said = sentence("{path} is part of the collection: choose another name", path=str(path))
        raise WrongCall(said)
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode):
        raise WrongCall(sentence("{path} is a folder: name a file in it", path=str(path)))
    if not stat.S_ISREG(mode):
        raise WrongCall(sentence("{path} is not a regular file", path=str(path)))
    if not force:
        raise _already_exists(path)
    return stat.S_IMODE(mode)


def _is_same_file(target: Path, other: Path) -> bool:
    if target == Path(os.path.realpath(other)):
        return True
    with suppress(OSError):
        return target.samefile(other)
    return False


def _already_exists(path: Path) -> WrongCall:
    return WrongCall(sentence("{path} exists; --force overwrites it", path=str(path)))


def _write_new(path: Path, pieces: Iterable[bytes], mode: int | None) -> None:
    handle = os.open(path, _CREATE, 0o666)
    try:
        if mode is not None:
            path.chmod(mode)
        for block in _blocks(pieces):
            rest = memoryview(block)
            while rest:
                rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _blocks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Join small pieces: a system call for each would be slow."""
    block = bytearray()
    for piece in pieces:
        block += piece
        if len(block) >= _BLOCK:
            yield bytes(block)
            block.clear()
    yield bytes(block)


def _put_without_replacing(temporary: Path, target: Path) -> None:
    try:
        # `link` fails if the target exists, where `rename` would silently replace it.
        os.link(temporary, target)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        # Without hard links (FAT, some network drives) an empty file claims the name first.
        os.close(os.open(target, _CREATE, 0o666))
        temporary.replace(target)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    # A rename is durable only once its folder is synced, too.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)
