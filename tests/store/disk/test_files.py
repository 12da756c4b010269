import errno
import os
import socket
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from timeline.errors import MachineFailed, TimelineError, Unreadable, WrongCall
from timeline.store.disk import files
from timeline.store.disk.files import read_bytes, read_source, texts_in, write_atomically
from timeline.store.hashing import sha256


def refusal(error: type[TimelineError], call: Callable[[], object]) -> str:
    with pytest.raises(error) as caught:
        call()
    assert "\n" not in caught.value.say()
    return caught.value.say()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_read_whole_and_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x\r\n\0")
    (tmp_path / "b").symlink_to("a")
    assert read_bytes(tmp_path / "a") == b"x\r\n\0"
    assert read_bytes(tmp_path / "b") == b"x\r\n\0"


def test_a_missing_file_is_a_wrong_call(tmp_path: Path) -> None:
    path = tmp_path / "a"
    assert refusal(WrongCall, lambda: read_bytes(path)) == f"there is no file {path}"
    (tmp_path / "b").touch()
    path = tmp_path / "b/c"
    assert refusal(WrongCall, lambda: read_bytes(path)) == f"there is no file {path}"
    assert refusal(WrongCall, lambda: read_bytes(Path("\0"))) == "there is no file \0"


def test_a_dangling_link_and_a_loop_are_the_machines_fault(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.symlink_to("gone")
    said = refusal(MachineFailed, lambda: read_bytes(path))
    assert said == f"{path}: a link to a file that is gone"
    loop = tmp_path / "b"
    loop.symlink_to("b")
    said = refusal(MachineFailed, lambda: read_bytes(loop))
    assert said == f"{loop}: a link that leads to itself"


def test_what_is_no_regular_file_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket"))
        start = time.process_time()
        for path in (tmp_path / "fifo", tmp_path / "socket", Path("/dev/zero"), Path("/dev/tty")):
            said = refusal(MachineFailed, lambda path=path: read_bytes(path))  # type: ignore[misc]
            assert said == f"{path}: not a regular file"
    assert refusal(MachineFailed, lambda: read_bytes(tmp_path)) == f"{tmp_path}: is a folder"
    assert time.process_time() - start < 1


def test_a_file_over_the_cap_is_refused_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with path.open("wb") as sparse:
        sparse.truncate(10_000_000_000)
    start = time.process_time()
    with pytest.raises(Unreadable) as caught:
        read_bytes(path)
    assert time.process_time() - start < 2
    (fault,) = caught.value.faults
    assert fault.say() == f"{path}:1:1: larger than 64 MB, the most that is read: split it"


def test_a_file_of_just_the_cap_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"xyz")
    assert read_bytes(tmp_path / "a", cap=3) == b"xyz"
    with pytest.raises(Unreadable):
        read_bytes(tmp_path / "a", cap=2)


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.EACCES, "permission refused"),
        (errno.EPERM, "permission refused"),
        (errno.EIO, "the disk failed"),
        (errno.EMFILE, "too many files are open"),
        (errno.ENAMETOOLONG, "the name is too long"),
        (errno.ESTALE, "the system says ESTALE"),
        (99999, "the system says 99999"),
    ],
)
def test_what_the_system_says_is_put_in_our_words(
    number: int, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "open", fail)
    path = tmp_path / "a"
    assert refusal(MachineFailed, lambda: read_bytes(path)) == f"{path}: {reason}"


def test_no_file_stays_open(tmp_path: Path) -> None:
    before = len(names(Path("/proc/self/fd")))
    for path in (tmp_path, Path("/dev/zero")):
        refusal(MachineFailed, lambda path=path: read_bytes(path))  # type: ignore[misc]
    assert len(names(Path("/proc/self/fd"))) == before


def test_a_source_is_read_below_the_root(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/año 1.txt").write_bytes(b"x")
    (tmp_path / "link.txt").symlink_to("seeds/año 1.txt")
    assert read_source(tmp_path, "seeds/año 1.txt") == b"x"
    assert read_source(tmp_path, "./seeds//año 1.txt") == b"x"
    assert read_source(tmp_path, "link.txt") == b"x"


def test_a_root_may_itself_be_reached_by_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real/a.txt").write_bytes(b"x")
    (tmp_path / "root").symlink_to("real")
    assert read_source(tmp_path / "root", "a.txt") == b"x"


@pytest.mark.parametrize(
    "file",
    [
        *("", "/etc/passwd", "../a.txt", "seeds/../../a.txt", "seeds/..", "seeds\\a.txt"),
        *("C:a.txt", "c:/a.txt", "\\\\host\\a", "a\0b", "a\nb", "a\x1b[2J", "\u202ea", "\ud800"),
    ],
)
def test_a_source_is_named_by_a_path_inside_the_collection(tmp_path: Path, file: str) -> None:
    with pytest.raises(WrongCall, match="is no path inside the collection"):
        read_source(tmp_path, file)


def test_a_link_that_leads_out_of_the_root_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret.txt").write_bytes(b"x")
    (tmp_path / "root-beside").mkdir()
    (tmp_path / "root-beside/a.txt").write_bytes(b"x")
    (root / "a.txt").symlink_to("../secret.txt")
    (root / "out").symlink_to("..")
    (root / "beside").symlink_to("../root-beside")
    for file in ("a.txt", "out/secret.txt", "beside/a.txt"):
        said = refusal(WrongCall, lambda file=file: read_source(root, file))  # type: ignore[misc]
        assert said == f"{file} leads out of the collection's folder"


def test_a_source_that_is_missing_or_odd_is_named_as_written(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "gone").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "big").write_bytes(bytes(16_000_001))
    for error, file, said in (
        (WrongCall, "seeds/a.txt", "there is no file seeds/a.txt"),
        (WrongCall, "big", "big: larger than 16 MB, the most that is read: split it"),
        (MachineFailed, "seeds", "seeds: is a folder"),
        (MachineFailed, "fifo", "fifo: not a regular file"),
        (MachineFailed, "gone", "gone: a link to a file that is gone"),
        (MachineFailed, "loop", "loop: a link that leads to itself"),
    ):
        assert refusal(error, lambda file=file: read_source(tmp_path, file)) == said  # type: ignore[misc]


def test_a_hash_is_hexadecimal() -> None:
    assert sha256(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_a_new_file_is_written_with_the_mode_of_the_umask(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    before = os.umask(0o027)
    try:
        write_atomically(path, b"x")
    finally:
        os.umask(before)
    assert path.read_bytes() == b"x"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert path.stat().st_nlink == 1
    assert names(tmp_path) == ["out.csv"]


def test_an_existing_file_needs_force_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"old")
    path.chmod(0o604)
    said = refusal(WrongCall, lambda: write_atomically(path, b"new"))
    assert said == f"{path} exists; --force overwrites it"
    assert path.read_bytes() == b"old"
    write_atomically(path, b"new", force=True)
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o604


def test_force_creates_too(tmp_path: Path) -> None:
    write_atomically(tmp_path / "out.csv", b"", force=True)
    assert (tmp_path / "out.csv").read_bytes() == b""


def test_a_link_keeps_pointing_to_the_file_that_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real/out.csv").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real/out.csv")
    with pytest.raises(WrongCall):
        write_atomically(tmp_path / "link", b"new")
    write_atomically(tmp_path / "link", b"new", force=True)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real/out.csv").read_bytes() == b"new"


def test_the_collection_is_never_overwritten_by_whatever_name(tmp_path: Path) -> None:
    data = tmp_path / "events.yaml"
    data.write_bytes(b"old")
    (tmp_path / "link").symlink_to("events.yaml")
    (tmp_path / "twin").hardlink_to(data)
    (tmp_path / "below").mkdir()
    for name in ("events.yaml", "link", "twin", "below/../events.yaml"):
        path = tmp_path / name
        said = refusal(
            WrongCall,
            lambda path=path: write_atomically(path, b"", force=True, never=[data]),  # type: ignore[misc]
        )
        assert said == f"{path} is part of the collection: choose another name"
    assert data.read_bytes() == b"old"


def test_a_missing_part_of_the_collection_is_not_created_either(tmp_path: Path) -> None:
    path = tmp_path / "seed.txt"
    with pytest.raises(WrongCall, match="is part of the collection"):
        write_atomically(path, b"", never=[tmp_path / "other", path])


def test_only_regular_files_are_written(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    said = refusal(WrongCall, lambda: write_atomically(tmp_path / "fifo", b"", force=True))
    assert said == f"{tmp_path / 'fifo'} is not a regular file"
    said = refusal(WrongCall, lambda: write_atomically(Path("/dev/null"), b"", force=True))
    assert said == "/dev/null is not a regular file"
    said = refusal(WrongCall, lambda: write_atomically(tmp_path, b"", force=True))
    assert said == f"{tmp_path} is a folder: name a file in it"


def test_texts_in_some_folders_are_read_by_name_and_nothing_else_is(tmp_path: Path) -> None:
    for name, data in (("a/2.md", b"two"), ("a/1.md", b"\xff"), ("a/x.txt", b""), ("b/3.md", b"")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    (tmp_path / "a/folder.md").mkdir()
    (tmp_path / "a/gone.md").symlink_to("nowhere")
    os.mkfifo(tmp_path / "a/fifo.md")
    assert list(texts_in(tmp_path, ["a", "none"], ".md")) == [
        ("a/1.md", "\ufffd"),
        ("a/2.md", "two"),
    ]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gone/out.csv"
    said = refusal(MachineFailed, lambda: write_atomically(path, b""))
    assert said == f"{path}: there is no such folder"


CALLS = ("open", "write", "fsync", "close", "link", "replace", "unlink", "chmod", "stat")


def _watch(patch: pytest.MonkeyPatch, before: Callable[[str], None]) -> None:
    """Have ``before(name)`` called with the name of each system call, which it may make fail."""
    for name in CALLS:
        real = getattr(os, name)

        def call(*args: Any, name: str = name, real: Any = real, **options: Any) -> Any:
            try:
                before(name)
            except OSError:
                if name == "close":
                    real(*args)
                raise
            return real(*args, **options)

        patch.setattr(os, name, call)


@pytest.mark.parametrize("force", [True, False])
def test_the_disk_has_the_file_before_its_name_and_then_its_folder(
    tmp_path: Path, force: bool
) -> None:
    calls: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        _watch(patch, calls.append)
        write_atomically(tmp_path / "out.csv", b"x", force=force)
    placed = "replace" if force else "link"
    assert [name for name in calls if name in ("write", "fsync", placed)] == [
        *("write", "fsync", placed, "fsync"),
    ]


@pytest.mark.parametrize("force", [True, False])
@pytest.mark.parametrize(
    "number",
    [
        *(errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EINTR),
        *(errno.EMFILE, errno.EPERM, errno.ENOENT),
    ],
)
def test_whatever_fails_the_file_is_old_or_new_and_nothing_is_left(
    tmp_path: Path, number: int, force: bool
) -> None:
    path = tmp_path / "out.csv"
    failing = 1
    while True:
        if force:
            path.write_bytes(b"old")
        else:
            path.unlink(missing_ok=True)
        failed, reported = _fail_once(path, failing, number, force=force)
        if not failed:
            break
        left = set(names(tmp_path)) - {"out.csv"}
        assert not left or failed == "unlink"
        for name in left:
            (tmp_path / name).unlink()
        content = path.read_bytes() if path.exists() else None
        assert content in ((b"old", b"new") if force else (None, b"new"))
        assert content == b"new" or reported
        failing += 1
    assert failing > 6


def _fail_once(path: Path, failing: int, number: int, *, force: bool) -> tuple[str, bool]:
    count = 0
    failed = ""

    def before(name: str) -> None:
        nonlocal count, failed
        count += 1
        if count == failing:
            failed = name
            raise OSError(number, os.strerror(number))

    with pytest.MonkeyPatch.context() as patch:
        _watch(patch, before)
        try:
            write_atomically(path, b"new", force=force)
        except MachineFailed:
            return failed, True
    return failed, False


def test_short_writes_are_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[:3]))
    write_atomically(tmp_path / "out.csv", b"0123456789")
    assert (tmp_path / "out.csv").read_bytes() == b"0123456789"


def test_a_file_that_appears_meanwhile_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.csv"
    real = files._write_new

    def late(*args: Any) -> None:
        real(*args)
        path.write_bytes(b"theirs")

    monkeypatch.setattr(files, "_write_new", late)
    said = refusal(WrongCall, lambda: write_atomically(path, b"ours"))
    assert said == f"{path} exists; --force overwrites it"
    assert path.read_bytes() == b"theirs"
    assert names(tmp_path) == ["out.csv"]


def test_a_file_is_written_where_there_are_no_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOTSUP, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    write_atomically(tmp_path / "out.csv", b"x")
    assert (tmp_path / "out.csv").read_bytes() == b"x"
    assert names(tmp_path) == ["out.csv"]


@pytest.mark.parametrize(("number", "is_well"), [(errno.EINVAL, True), (errno.EIO, False)])
def test_a_folder_that_cannot_be_synced_is_well_but_one_that_fails_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, is_well: bool
) -> None:
    real = os.fsync

    def sync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(number, os.strerror(number))
        real(handle)

    monkeypatch.setattr(os, "fsync", sync)
    path = tmp_path / "out.csv"
    if is_well:
        write_atomically(path, b"x")
    else:
        assert refusal(MachineFailed, lambda: write_atomically(path, b"x")) == (
            f"{path}: the disk failed"
        )


def test_an_interruption_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "out.csv", b"x")
    assert names(tmp_path) == []
