"""A change to a file is whole or not at all, whoever else writes and whatever fails."""

import errno
import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from timeline.errors import MachineFailed, TimelineError, WrongCall
from timeline.store import writing
from timeline.store.hashing import sha256
from timeline.store.opened import Opened
from timeline.store.yaml.edits import Add, Put

TEXT = """\
collection:
  title: {en: Rivers, es: Ríos}
  sides: {AA: {en: Aland, es: Alandia}}
sources:
  - {id: s1, url: "https://example.org/1"}
events:
  - id: e1
    date: 2026-01-11
    kind: call
    status: held
    title: A call
    cites: [{source: s1, says: They spoke.}]
""".replace("title: A call", "title: {en: A call, es: Una llamada}").replace(
    "says: They spoke.", "says: {en: They spoke., es: Hablaron.}"
)
NEW = TEXT.replace("status: held", "status: denied")


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"XDG_STATE_HOME": str(tmp_path / "state")}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    path = folder / "events.yaml"
    path.write_text(TEXT, encoding="utf-8", newline="")
    return path


def deny(_: Opened) -> list[Put]:
    return [Put(("events", 0, "status"), "denied")]


def change(file: Path, environ: dict[str, str], **more: Any) -> writing.Written:
    return writing.change(file, deny, environ, **more)


def text_of(opened: Opened) -> str:
    (file,) = opened.files
    return file.text


def left(file: Path) -> list[str]:
    return sorted(it.name for it in file.parent.iterdir())


def test_a_change_is_written_and_given_with_what_was_before(
    file: Path, environ: dict[str, str]
) -> None:
    written = change(file, environ)
    assert file.read_text(encoding="utf-8") == NEW
    assert (text_of(written.before), text_of(written.after), written.kept) == (TEXT, NEW, True)
    assert left(file) == ["events.yaml"]


def test_a_dry_run_writes_nothing(file: Path, environ: dict[str, str]) -> None:
    assert text_of(change(file, environ, dry_run=True).after) == NEW
    assert file.read_text(encoding="utf-8") == TEXT


def test_a_byte_order_mark_and_the_mode_of_the_file_stay(
    file: Path, environ: dict[str, str]
) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    file.chmod(0o640)
    change(file, environ)
    assert file.read_bytes() == b"\xef\xbb\xbf" + NEW.encode()
    assert file.stat().st_mode & 0o777 == 0o640


def test_extended_attributes_stay(file: Path, environ: dict[str, str]) -> None:
    try:
        os.setxattr(file, "user.note", b"mine")
    except OSError:
        pytest.skip("this file system keeps no extended attributes")
    change(file, environ)
    assert os.getxattr(file, "user.note") == b"mine"


def test_a_link_keeps_pointing_to_the_file(
    file: Path, environ: dict[str, str], tmp_path: Path
) -> None:
    link = tmp_path / "link.yaml"
    link.symlink_to(file)
    change(link, environ)
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8") == NEW


def test_a_file_with_a_second_name_is_not_cut_from_it(
    file: Path, environ: dict[str, str], tmp_path: Path
) -> None:
    os.link(file, tmp_path / "other.yaml")
    with pytest.raises(WrongCall, match=r"events.yaml has a second name \(a hard link\)"):
        change(file, environ)
    assert file.read_text(encoding="utf-8") == TEXT


def test_what_would_not_be_well_formed_is_not_written(file: Path, environ: dict[str, str]) -> None:
    def plan(_: Opened) -> list[Put]:
        return [Put(("events", 0, "date"), "2026-02-30")]

    with pytest.raises(WrongCall) as refused:
        writing.change(file, plan, environ)
    assert refused.value.say() == (
        "nothing was written: events[0].date: 2026-02-30 is not a day: February 2026 has 28"
    )
    assert file.read_text(encoding="utf-8") == TEXT


def test_a_file_that_was_changed_since_is_left_alone(file: Path, environ: dict[str, str]) -> None:
    version = sha256(file.read_bytes())
    file.write_text(TEXT + "# mine\n", encoding="utf-8")
    with pytest.raises(WrongCall, match=r"events.yaml was changed since it was read"):
        change(file, environ, version=version)
    assert file.read_text(encoding="utf-8") == TEXT + "# mine\n"


def test_a_file_that_is_changed_while_it_is_written_is_left_alone(
    file: Path, environ: dict[str, str]
) -> None:
    def plan(opened: Opened) -> list[Put]:
        file.write_text(TEXT + "# mine\n", encoding="utf-8")
        return deny(opened)

    with pytest.raises(WrongCall, match=r"was changed since it was read"):
        writing.change(file, plan, environ)
    assert file.read_text(encoding="utf-8") == TEXT + "# mine\n"
    assert left(file) == ["events.yaml"]


def test_a_file_that_is_read_only_is_refused(file: Path, environ: dict[str, str]) -> None:
    file.chmod(0o444)
    with pytest.raises(WrongCall, match=r"events.yaml is read-only: allow writing first"):
        change(file, environ)
    assert file.read_text(encoding="utf-8") == TEXT
    assert left(file) == ["events.yaml"]


def test_changes_are_taken_back_one_by_one(file: Path, environ: dict[str, str]) -> None:
    change(file, environ)
    writing.change(file, lambda _: [Put(("events", 0, "date"), "2026")], environ)
    assert "date: 2026\n" in file.read_text(encoding="utf-8")
    writing.take_back(file, environ)
    assert file.read_text(encoding="utf-8") == NEW
    writing.take_back(file, environ)
    assert file.read_text(encoding="utf-8") == TEXT
    with pytest.raises(WrongCall, match=r"nothing to take back"):
        writing.take_back(file, environ)


def test_what_someone_else_changed_is_not_taken_back(file: Path, environ: dict[str, str]) -> None:
    change(file, environ)
    file.write_text(NEW + "# mine\n", encoding="utf-8")
    with pytest.raises(WrongCall, match=r"nothing to take back"):
        writing.take_back(file, environ)


def test_a_change_is_made_even_where_nothing_can_be_kept(file: Path, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("no folder")
    written = change(file, {"XDG_STATE_HOME": str(tmp_path / "state")})
    assert not written.kept
    assert file.read_text(encoding="utf-8") == NEW


def test_a_writer_waits_and_then_says_that_another_is_at_work(
    file: Path, environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline.store.disk.locking.MAX_IDLE_WAIT", 0.05)
    handle = os.open(file.parent, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with pytest.raises(MachineFailed, match=r"is being changed by another program"):
        change(file, environ)
    os.close(handle)
    change(file, environ)
    assert file.read_text(encoding="utf-8") == NEW


def test_what_a_killed_writer_left_is_swept(file: Path, environ: dict[str, str]) -> None:
    (file.parent / ".timeline-edit-0123.tmp").write_text("half")
    change(file, environ)
    assert left(file) == ["events.yaml"]


# Every call to the system fails once, and then from there on.

CALLS = [
    "open",
    "read",
    "write",
    "fsync",
    "close",
    "replace",
    "unlink",
    "chmod",
    "chown",
    "stat",
    "fstat",
    "mkdir",
    "link",
    "listxattr",
    "getxattr",
    "setxattr",
    "scandir",
]
ERRORS = [
    errno.EIO,
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EROFS,
    errno.EACCES,
    errno.EINTR,
    errno.EMFILE,
]


class Failing:
    """Wraps the calls of `os`: the one with a number fails, and with ``forever`` all after it."""

    def __init__(self, number: int, code: int, *, forever: bool) -> None:
        self.number, self.code, self.forever, self.count = number, code, forever, 0
        self.log: list[str] = []

    @property
    def fired(self) -> bool:
        return self.count >= self.number

    def wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            self.count += 1
            if self.count == self.number or (self.forever and self.count > self.number):
                if name == "close":
                    real(*arguments, **named)  # a close that fails still closes
                raise OSError(self.code, os.strerror(self.code))
            self.log.append(name)
            return real(*arguments, **named)

        return call


def attempt(file: Path, environ: dict[str, str], failing: Failing) -> TimelineError | None:
    """Make the change while calls fail; give the error that a person would be told, if any."""
    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, failing.wrapped(name, getattr(os, name)))
        patch.setattr(fcntl, "flock", failing.wrapped("flock", fcntl.flock))
        patch.setattr("timeline.store.disk.locking.MAX_IDLE_WAIT", 0.0)
        try:
            change(file, environ)
        except TimelineError as error:
            return error
    return None


@pytest.mark.parametrize("forever", [False, True])
@pytest.mark.parametrize("code", ERRORS, ids=errno.errorcode.get)
def test_a_call_that_fails_costs_nothing(
    file: Path, environ: dict[str, str], code: int, *, forever: bool
) -> None:
    for number in range(1, 400):
        file.write_text(TEXT, encoding="utf-8")
        failing = Failing(number, code, forever=forever)
        error = attempt(file, environ, failing)
        now = file.read_text(encoding="utf-8")
        assert now in (TEXT, NEW)
        assert now == NEW or error
        if not forever:
            assert left(file) == ["events.yaml"] or failing.log.count("unlink") == 0
        for stale in file.parent.glob(".timeline-*"):
            stale.unlink()
        if not failing.fired:
            assert number > 20
            assert error is None
            return
    pytest.fail("the loop has no end")


def test_the_new_bytes_are_on_the_disk_before_they_take_the_name(
    file: Path, environ: dict[str, str]
) -> None:
    failing = Failing(10_000, errno.EIO, forever=False)
    assert attempt(file, environ, failing) is None
    log = failing.log
    last = len(log) - 1 - log[::-1].index("replace")
    assert "fsync" in log[:last]
    assert "fsync" in log[last:]
    assert "flock" in log[:last]


WRITER = """
import sys
from pathlib import Path
from timeline.store import writing
from timeline.store.yaml.edits import Add, Put
file, name = Path(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
for i in range(int(sys.argv[3])):
    event = {"id": f"{name}-{i}", "date": "2026", "kind": "other", "status": "reported",
             "title": {"en": "x", "es": "y"}, "cites": [{"source": "s1", "says": {"en": "z"}}]}
    writing.change(file, lambda _: [Add(("events",), event)],
                   {"XDG_STATE_HOME": str(file.parents[1] / "state")})
"""


def writer(file: Path, name: str, times: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(file), name, str(times)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.fixture
def writers() -> Iterator[list[subprocess.Popen[bytes]]]:
    started: list[subprocess.Popen[bytes]] = []
    yield started
    for process in started:
        process.kill()
        process.communicate()


def test_writers_at_once_lose_nothing(file: Path, writers: list[subprocess.Popen[bytes]]) -> None:
    writers += [writer(file, f"w{n}", 10) for n in range(4)]
    said = [process.communicate() for process in writers]
    assert [process.returncode for process in writers] == [0] * 4, said
    from timeline.store import opening  # noqa: PLC0415 - for this alone

    events = opening.open_bytes(file, "f", file.read_bytes()).collection.events
    ids = [event.id for event in events]
    assert sorted(ids) == sorted({"e1", *(f"w{n}-{i}" for n in range(4) for i in range(10))})


@pytest.mark.parametrize("signum", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_writer_that_is_killed_leaves_old_bytes_or_new_ones(
    file: Path, writers: list[subprocess.Popen[bytes]], signum: int, environ: dict[str, str]
) -> None:
    from timeline.store import opening  # noqa: PLC0415 - for this alone

    for round_ in range(8):
        process = writer(file, f"r{round_}", 1000)
        writers.append(process)
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        time.sleep(0.01 + 0.023 * round_)
        process.send_signal(signum)
        process.wait()
        events = opening.open_bytes(file, "f", file.read_bytes()).collection.events
        assert events[0].id == "e1"
        file.write_text(TEXT, encoding="utf-8")
        change(file, environ)
        assert left(file) == ["events.yaml"]
        file.write_text(TEXT, encoding="utf-8")


def test_an_add_and_a_put_are_one_change(file: Path, environ: dict[str, str]) -> None:
    def plan(opened: Opened) -> list[Add | Put]:
        assert opened.collection.events[0].status == "held"
        return [
            Put(("events", 0, "status"), "denied"),
            Add(("sources",), {"id": "s2", "url": "https://example.org/2"}),
        ]

    writing.change(file, plan, environ)
    assert file.read_text(encoding="utf-8") == NEW.replace(
        "events:\n", "  - id: s2\n    url: https://example.org/2\nevents:\n"
    )
