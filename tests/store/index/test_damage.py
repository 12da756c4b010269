"""An index that is not what was written: nothing wrong is ever answered, and nothing else touched.

`DAMAGES=2000` in the environment tries so many of each sort in place of a few dozen.
"""

import os
import random
import shutil
import sqlite3
import stat
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.laws import LONG, share
from timeline.errors import IndexDamaged, MachineFailed
from timeline.query.filter import Filter, select
from timeline.records.model import Collection, Event
from timeline.store.index import bodies, build, cache, renew, tables
from timeline.store.index.indexed_collection import indexed_collection
from timeline.store.opened import Opened
from timeline.store.opening import OpenedIndex, open_path

pytestmark = pytest.mark.more

TIMES = int(os.environ.get("DAMAGES", share(30)))
ASKED = (
    Filter(),
    Filter(actors=("lima",), sources=("2",)),
    Filter(sides=("BB",), texts=("río",)),
    Filter(texts=('"call 2"',)),
)


def answers(found: Opened) -> list[Any]:
    collection = found.collection
    return [*(select(collection, it) for it in ASKED), dict(collection.number), found.sha256]


def answered(kept: Any) -> list[Any]:
    """Answer as the program does: what turns out to be damaged is thrown away, once."""
    try:
        return answers(kept.opened())
    except IndexDamaged:
        cache.drop(kept.place)
        return answers(kept.opened())


@pytest.fixture
def whole(kept: Any) -> bytes:
    kept.age()
    kept.indexed()
    return bytes(kept.place.file.read_bytes())


def test_an_index_cut_off_anywhere_answers_as_none(kept: Any, whole: bytes) -> None:
    expected = answers(open_path(kept.data))
    chance = random.Random(1)  # noqa: S311 - chance, not secrets
    lengths = [0, 1, 16, 100, 4096, 8192, len(whole) - 1]
    for length in (*lengths, *(chance.randrange(len(whole)) for _ in range(TIMES // 2))):
        kept.place.file.write_bytes(whole[:length])
        assert answered(kept) == expected, length


@pytest.mark.parametrize(
    "text", [bytes(50_000), b"SQLite format 3\0", b"#!/bin/sh\n", b"\xff" * 9000]
)
@pytest.mark.usefixtures("whole")
def test_what_is_no_database_answers_as_none(kept: Any, text: bytes) -> None:
    expected = answers(open_path(kept.data))
    kept.place.file.write_bytes(text)
    assert answered(kept) == expected
    assert kept.place.file.read_bytes() != text


def test_no_byte_that_changed_makes_another_record_or_an_error(kept: Any, whole: bytes) -> None:
    """An event may be missing from an answer: that cannot be seen. None is ever another."""
    plain = open_path(kept.data)
    expected, records = answers(plain), {it.id: it for it in plain.collection.events}
    chance = random.Random(2)  # noqa: S311 - chance, not secrets
    other = 0
    for _ in range(TIMES * 3):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 1, 4, 40))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        kept.place.file.write_bytes(data)
        found = answered(kept)
        for asked, rows in zip(ASKED, found, strict=False):
            assert all(row.event == records[row.event.id] for row in rows)
            fit = select(plain.collection, asked)
            assert [it for it in fit if it in rows] == [*rows], "another order, or one too many"
        other += found != expected
    assert other < TIMES


Spoil = Callable[[sqlite3.Connection], Any]
BODY = '{"id":"e2","date":"2026-01-02","kind":"call","status":"held","title":{"en":"Call 2 lies"}}'
SPOILT: dict[str, Spoil] = {
    **{
        f"no {name}": lambda it, name=name: it.execute(f"DROP TABLE {name}")  # type: ignore[misc]
        for name in ("about", "files", "sources", "actors", "events", "names", "named", "words")
    },
    "an empty about": lambda it: it.execute("DELETE FROM about"),
    "no files in it": lambda it: it.execute("DELETE FROM files"),
    "another body": lambda it: it.execute("UPDATE events SET body = ? WHERE id = 'e2'", (BODY,)),
    "another sum": lambda it: it.execute("UPDATE events SET crc = crc + 1"),
    "a body that is no text": lambda it: it.execute("UPDATE events SET body = x'00'"),
    "a body that is nothing": lambda it: it.execute("UPDATE sources SET body = NULL"),
    "a body in no encoding": lambda it: it.execute("UPDATE events SET body = CAST(x'ff' AS TEXT)"),
    "an event gone": lambda it: it.execute("DELETE FROM events WHERE id = 'e2'"),
    "days that are texts": lambda it: it.execute("UPDATE events SET day = 'x' WHERE id = 'e2'"),
    "another order": lambda it: it.execute("UPDATE events SET day = -day"),
    "sources counted by words": lambda it: it.execute("UPDATE files SET sources = 'two'"),
    "files without numbers": lambda it: it.execute("UPDATE files SET sources = NULL"),
    "times that are texts": lambda it: it.execute("UPDATE files SET seen = 'now'"),
    "no head": lambda it: it.execute("UPDATE files SET head = NULL"),
    "a head that is none": lambda it: it.execute("UPDATE files SET head = '[]' WHERE head <> ''"),
    "names that are nothing": lambda it: it.execute("UPDATE names SET name = NULL"),
    "places that are texts": lambda it: it.execute("UPDATE sources SET place = 'x'"),
    "a view": lambda it: it.executescript(
        "ALTER TABLE events RENAME TO old; CREATE VIEW events AS SELECT * FROM old"
    ),
    "a trigger": lambda it: it.execute(
        "CREATE TRIGGER x AFTER UPDATE ON files BEGIN DELETE FROM events; END"
    ),
}


@pytest.mark.parametrize("name", SPOILT)
@pytest.mark.usefixtures("whole")
def test_what_was_changed_in_the_index_answers_as_none(kept: Any, name: str) -> None:
    expected = answers(open_path(kept.data))
    spoil(kept, SPOILT[name])
    assert answered(kept) == expected


def spoil(kept: Any, how: Spoil) -> None:
    connection = sqlite3.connect(kept.place.file, isolation_level=None)
    how(connection)
    connection.close()


@pytest.mark.parametrize("name", SPOILT)
@pytest.mark.usefixtures("whole")
def test_what_was_changed_is_no_ground_to_renew_upon(
    kept: Any, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(build, "MAX_CHANGED_SHARE", 2.0)
    spoil(kept, SPOILT[name])
    kept.write("a.yaml", (kept.data / "a.yaml").read_text().replace("Call 3", "Talk 3"))
    assert answered(kept) == answers(open_path(kept.data))


def test_the_whole_of_an_index_can_be_looked_through(kept: Any, whole: bytes) -> None:
    cache.verify(kept.place)
    for how in ("another sum", "no words", "a body that is nothing"):
        kept.place.file.write_bytes(whole)
        spoil(kept, SPOILT[how])
        with pytest.raises(IndexDamaged):
            cache.verify(kept.place)


def test_the_index_of_another_collection_in_its_place(kept: Any, tmp_path: Path) -> None:
    kept.indexed()
    other = type(kept)(tmp_path / "other", kept.environ)
    shutil.copytree(kept.data, other.data)
    text = (other.data / "a.yaml").read_text().replace("Call 2", "Talk 2")
    (other.data / "a.yaml").write_text(text)
    other.indexed()
    shutil.copyfile(other.place.file, kept.place.file)
    kept.assert_right()
    assert not select(kept.indexed(), Filter(texts=("talk",)))


def _folder(path: Path) -> None:
    path.mkdir()


def _full_folder(path: Path) -> None:
    path.mkdir()
    (path / "mine").write_text("x")


def _link(path: Path) -> None:
    kept = path.parent.parent.parent / "mine.sqlite"
    connection = sqlite3.connect(kept)
    connection.executescript(tables.SCHEMA)
    connection.close()
    path.symlink_to(kept)


@pytest.mark.parametrize(
    "put",
    [_folder, _full_folder, os.mkfifo, _link, lambda it: it.symlink_to(it)],
    ids=["a folder", "a folder with a file", "a FIFO", "a link", "a link to itself"],
)
def test_what_is_no_file_in_its_place_answers_as_none(
    kept: Any, tmp_path: Path, put: Callable[[Path], None]
) -> None:
    expected = answers(open_path(kept.data))
    kept.place.file.parent.mkdir(parents=True, mode=0o700)
    put(kept.place.file)
    mine = tmp_path / "mine.sqlite"
    before = mine.read_bytes() if mine.exists() else b""
    assert answers(kept.opened()) == expected
    assert (mine.read_bytes() if mine.exists() else b"") == before
    if put is not _full_folder and put is not _folder:
        assert kept.place.file.is_file()
        assert not kept.place.file.is_symlink()


def test_a_cache_folder_that_is_a_file_answers_as_none(kept: Any) -> None:
    Path(kept.environ["XDG_CACHE_HOME"]).write_text("x")
    found = kept.opened()
    assert not isinstance(found, OpenedIndex)
    assert answers(found) == answers(open_path(kept.data))


def test_a_journal_of_a_change_that_was_broken_off_is_taken_back(kept: Any) -> None:
    kept.indexed()
    kept.age()
    kept.indexed()
    kept.read_since()
    half = sqlite3.connect(kept.place.file, isolation_level=None)
    half.execute("PRAGMA cache_size = 1")
    half.execute("BEGIN IMMEDIATE")
    half.execute("UPDATE events SET body = 'x'")
    half.execute("UPDATE names SET name = 'x'")
    beside = kept.place.beside("-journal")
    copies = {it: it.read_bytes() for it in (kept.place.file, beside)}
    half.close()
    for path, data in copies.items():
        path.write_bytes(data)
    kept.assert_right()
    assert not beside.exists()


def falsify(kept: Any) -> None:
    """Make another event of one in the index, with a true sum: nothing shows that it is false."""
    lies = (BODY, bodies.checksum(BODY))
    spoil(kept, lambda it: it.execute("UPDATE events SET body = ?, crc = ? WHERE id = 'e2'", lies))


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
@pytest.mark.usefixtures("whole")
def test_an_index_that_others_may_write_is_not_believed_and_made_anew(kept: Any, mode: int) -> None:
    falsify(kept)
    assert kept.indexed().event["e2"].title.en == "Call 2 lies"
    kept.place.file.chmod(mode)
    assert answers(kept.opened()) == answers(open_path(kept.data))
    assert kept.place.file.stat().st_mode & 0o777 == 0o600
    kept.assert_right()


@pytest.mark.parametrize("mode", [0o720, 0o702, 0o777, 0o1777])
@pytest.mark.usefixtures("whole")
def test_an_index_in_a_folder_that_others_may_write_is_not_believed(kept: Any, mode: int) -> None:
    falsify(kept)
    folder = kept.place.file.parent
    folder.chmod(mode)
    assert not isinstance(found := kept.opened(), OpenedIndex)
    assert answers(found) == answers(open_path(kept.data))
    with pytest.raises(MachineFailed) as caught:
        build.make(kept.place, lambda *_: None)
    assert caught.value.say() == f"{folder}: {OTHERS}"


OTHERS = "no index is kept in a folder that another user owns, or may write in"


@pytest.mark.usefixtures("whole")
def test_an_index_of_another_user_is_not_believed(
    kept: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    falsify(kept)
    monkeypatch.setattr(os, "geteuid", lambda: kept.place.file.stat().st_uid + 1)
    assert not isinstance(found := kept.opened(), OpenedIndex)
    assert answers(found) == answers(open_path(kept.data))
    with pytest.raises(MachineFailed) as caught:
        build.make(kept.place, lambda *_: None)
    assert caught.value.say() == f"{kept.place.file.parent}: {OTHERS}"


@pytest.mark.usefixtures("whole")
def test_a_file_of_another_user_in_our_folder_is_not_believed(
    kept: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    falsify(kept)
    lstat = Path.lstat

    def of_another(path: Path) -> os.stat_result:
        found = [*lstat(path)]
        found[stat.ST_UID] += path == kept.place.file
        return os.stat_result(found)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "lstat", of_another)
        assert not cache.exists(kept.place)
        assert cache.open_index(kept.place) is None
    assert cache.exists(kept.place)


def test_only_its_owner_may_read_it(kept: Any) -> None:
    os.umask(0o022)
    kept.indexed()
    assert kept.place.file.stat().st_mode & 0o777 == 0o600
    assert kept.place.file.parent.stat().st_mode & 0o777 == 0o700


def test_nothing_can_be_written_through_what_answers(kept: Any) -> None:
    kept.indexed()
    found = cache.open_index(kept.place)
    assert found
    for statement in ("DELETE FROM events", "PRAGMA query_only = OFF", "DELETE FROM events"):
        if statement.startswith("PRAGMA"):
            found.connection.execute(statement)
        else:
            with pytest.raises(sqlite3.OperationalError, match="readonly"):
                found.connection.execute(statement)


FULL = sqlite3.OperationalError("database or disk is full")


class Full(sqlite3.Connection):
    """A connection whose statements fail from one of them on."""

    left = 0

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        Full.left -= 1
        if Full.left < 0:
            raise FULL
        return super().execute(*arguments)

    def executemany(self, *arguments: Any) -> sqlite3.Cursor:
        Full.left -= 1
        if Full.left < 0:
            raise FULL
        return super().executemany(*arguments)


@pytest.mark.parametrize("renewing", [False, True])
def test_a_disk_that_is_full_costs_no_answer(
    kept: Any, monkeypatch: pytest.MonkeyPatch, renewing: bool
) -> None:
    monkeypatch.setattr(build, "MAX_CHANGED_SHARE", 2.0)
    if renewing:
        kept.indexed()
        kept.write("a.yaml", (kept.data / "a.yaml").read_text().replace("Call 3", "Talk 3"))
    expected = answers(open_path(kept.data))
    before = snapshot(kept.place.file.parent)
    connect: Any = sqlite3.connect

    def failing(*arguments: Any, **named: Any) -> Any:
        return connect(*arguments, **named, **({} if named.get("uri") else {"factory": Full}))

    monkeypatch.setattr(tables.sqlite3, "connect", failing)  # type: ignore[attr-defined]
    found: Opened | None = None
    for number in range(0, 400, 4 if LONG else 13):
        Full.left = number
        restore(kept.place.file.parent, before)
        found = kept.opened()
        assert answers(found) == expected
        left = [it.name for it in kept.place.file.parent.iterdir() if ".tmp" in it.name]
        assert left == []
        if Full.left >= 0:
            break
    assert isinstance(found, OpenedIndex)
    assert number > 20


SQLITE_SAYS = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk failed",
    sqlite3.SQLITE_IOERR | 3 << 8: "the disk failed",  # SQLITE_IOERR_WRITE
    sqlite3.SQLITE_NOMEM: "not enough memory",
    sqlite3.SQLITE_BUSY: "the file is in use",
    sqlite3.SQLITE_LOCKED: "the file is in use",
    sqlite3.SQLITE_PERM: "permission refused",
    sqlite3.SQLITE_READONLY: "permission refused",
    sqlite3.SQLITE_READONLY | 4 << 8: "permission refused",  # SQLITE_READONLY_DBMOVED
    sqlite3.SQLITE_TOOBIG: "larger than a file may be",
    sqlite3.SQLITE_CANTOPEN: "a file that it needs cannot be opened",
    sqlite3.SQLITE_ERROR: "SQLite says: what it says",
    None: "SQLite says: what it says",
}


@pytest.mark.parametrize("code", SQLITE_SAYS)
def test_what_sqlite_could_not_do_is_said_in_our_words(
    kept: Any, monkeypatch: pytest.MonkeyPatch, code: int | None
) -> None:
    error = sqlite3.OperationalError("what it says")
    if code is not None:
        error.sqlite_errorcode = code

    def failing(_: Path) -> sqlite3.Connection:
        raise error

    monkeypatch.setattr(tables, "create", failing)
    with pytest.raises(MachineFailed) as caught:
        build.make(kept.place, lambda *_: None)
    assert caught.value.say() == f"{kept.place.file}: {SQLITE_SAYS[code]}"


def test_a_file_that_may_not_grow_is_said_to_be_a_full_disk(
    kept: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite itself says so here, with its code."""
    create = tables.create

    def small(path: Path) -> sqlite3.Connection:
        connection = create(path)
        connection.execute("PRAGMA max_page_count = 1")
        return connection

    monkeypatch.setattr(tables, "create", small)
    with pytest.raises(MachineFailed) as caught:
        build.make(kept.place, lambda *_: None)
    assert caught.value.say() == f"{kept.place.file}: the disk is full"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionError(13, "Permission denied"), "permission refused"),
        (BrokenExecutor("a process was ended"), "not enough memory"),
    ],
)
def test_what_the_system_could_not_do_is_said_in_our_words(
    kept: Any, monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str
) -> None:
    def failing(*_: Any) -> None:
        raise error

    monkeypatch.setattr(renew, "make", failing)
    with pytest.raises(MachineFailed) as caught:
        build.make(kept.place, lambda *_: None)
    assert caught.value.say() == f"{kept.place.file}: {reason}"


def snapshot(folder: Path) -> dict[Path, bytes]:
    return {it: it.read_bytes() for it in folder.iterdir()} if folder.exists() else {}


def restore(folder: Path, before: dict[Path, bytes]) -> None:
    for it in folder.iterdir() if folder.exists() else ():
        it.unlink()
    for path, data in before.items():
        path.write_bytes(data)


@pytest.mark.parametrize("call", ["fsync", "replace", "open", "unlink", "mkdir"])
def test_a_machine_that_fails_costs_no_answer(
    kept: Any, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    expected = answers(open_path(kept.data))
    real, count = getattr(os, call), [0]
    for number in range(1, 40):
        count[0] = 0

        def failing(*arguments: Any, **named: Any) -> Any:
            ours = "cache" in str(arguments[0]) or call == "fsync"
            count[0] += ours
            if ours and count[0] == number:  # noqa: B023 - called before the next
                raise OSError(28, "No space left on device")
            return real(*arguments, **named)

        with monkeypatch.context() as patch:
            patch.setattr(os, call, failing)
            assert answers(kept.opened()) == expected
        shutil.rmtree(kept.environ["XDG_CACHE_HOME"], ignore_errors=True)
        if count[0] < number:
            return
    pytest.fail("the loop has no end")


def test_a_reader_keeps_its_answer_while_another_program_renews(
    kept: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "_BUSY_SECONDS", 0.1)
    monkeypatch.setattr(build, "MAX_CHANGED_SHARE", 2.0)
    reader = kept.indexed()
    rows = iter(reader.search(_every(), "date", reverse=False))
    first = next(rows)
    kept.write("a.yaml", (kept.data / "a.yaml").read_text().replace("Call", "Talk"))
    after = kept.indexed()
    assert [first.title.en, *(it.title.en for it in rows)] == [
        f"Call {n} on sovereignty" for n in range(1, 20)
    ]
    assert after.event["e2"].title.en == "Talk 2 on sovereignty"
    assert reader.event["e2"].title.en == "Call 2 on sovereignty"


def _every() -> Any:
    from timeline.query.index_protocol import IndexQuery  # noqa: PLC0415 - this alone needs it

    return IndexQuery()


def test_a_damaged_record_among_others_is_found_when_it_is_asked_for(kept: Any) -> None:
    kept.indexed()
    spoil(kept, lambda it: it.execute("UPDATE events SET body = body || ' ' WHERE id = 'e9'"))
    found = cache.open_index(kept.place)
    assert found
    collection: Collection = indexed_collection(found)
    assert isinstance(collection.event["e2"], Event)
    with pytest.raises(IndexDamaged):
        _ = collection.event["e9"]
    with pytest.raises(IndexDamaged):
        select(collection, Filter())


def test_an_enemy_cannot_have_the_renewing_of_an_index_do_anything_else(
    kept: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "MAX_CHANGED_SHARE", 2.0)
    renewed: list[Any] = []
    monkeypatch.setattr(renew, "renew", lambda *it: renewed.append(it))
    kept.indexed()
    spoil(kept, SPOILT["a trigger"])
    kept.write("a.yaml", (kept.data / "a.yaml").read_text().replace("Call 3", "Talk 3"))
    kept.assert_right()
    assert renewed == []
