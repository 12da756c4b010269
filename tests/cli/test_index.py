"""`timeline index`, and that every command answers with an index as it does without.

`KILLS=300` in the environment kills so many in place of twenty.
"""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.laws import share
from timeline.store import opening
from timeline.store.index import build, cache

pytestmark = pytest.mark.more

Call = Callable[..., CompletedProcess[str]]
Program = Callable[..., CompletedProcess[bytes]]

PROGRAM = str(Path(sysconfig.get_path("scripts"), "timeline"))
PACKAGE = Path(opening.__file__).parents[1]
KILLS = int(os.environ.get("KILLS", share(20)))
LISTED = (
    ("list",),
    ("list", "--actor", "rubio", "--since", "2026-01-12"),
    ("list", "--text", '"soberanía"', "--reverse", "--limit", "2"),
    ("list", "--actor", "nobody"),
    ("list", "--format", "json"),
    ("list", "--format", "markdown", "--lang", "es"),
    ("list", "--as-of", "2026-01-12"),
    ("show", "ministerial"),
    ("show", "2026-01"),
    ("show", "no\udcff"),
    ("show", "ministerial", "--format", "json"),
    ("export", "--format", "csv"),
    ("export", "--format", "jsonl", "--side", "MX"),
    ("export", "--table", "citations"),
    ("export", "--table", "sources"),
    ("export", "--format", "ics"),
    ("export", "--format", "report"),
    ("agenda",),
    ("stats",),
    ("actors",),
    ("sources",),
    ("topics",),
    ("disputes",),
    ("commitments",),
    ("compare", "--topic", "sovereignty"),
    ("footnote", "ministerial"),
)


@pytest.fixture
def large(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The collection, which is taken for a large one."""
    monkeypatch.setattr(opening, "INDEX_FROM_BYTES", 1)
    return here


def kept() -> cache.IndexPlace:
    return cache.place(Path("data/events.yaml"), os.environ)


@pytest.mark.parametrize("arguments", LISTED, ids=" ".join)
@pytest.mark.usefixtures("large")
def test_every_command_says_the_same_with_and_without_an_index(
    call: Call, arguments: tuple[str, ...]
) -> None:
    plain = call("--no-index", *arguments)
    assert not kept().file.exists()
    indexed = [call(*arguments) for _ in range(2)]
    assert kept().file.exists()
    for it in indexed:
        assert (it.returncode, it.stdout, it.stderr) == (
            plain.returncode,
            plain.stdout,
            plain.stderr,
        )


@pytest.mark.parametrize("arguments", LISTED, ids=" ".join)
@pytest.mark.usefixtures("large")
def test_every_command_answers_whatever_the_index_has_become(
    call: Call, arguments: tuple[str, ...]
) -> None:
    plain, before = call("--no-index", *arguments), Path("data/events.yaml").read_bytes()
    call("list")
    whole = kept().file.read_bytes()
    chance = random.Random(repr(arguments))  # noqa: S311 - chance, not secrets
    for _ in range(2):
        cut = chance.randrange(len(whole))
        kept().file.write_bytes(whole[:cut] + bytes(len(whole) - cut))
        found = call(*arguments)
        assert "Traceback" not in found.stderr
        assert (found.returncode, found.stdout) in (
            (plain.returncode, plain.stdout),
            (3, found.stdout),
        )
        if found.returncode == 3 and plain.returncode != 3:
            assert found.stderr.count("\n") == 1
    assert Path("data/events.yaml").read_bytes() == before


def test_the_same_version_with_another_tokeniser_makes_another_index(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under one version the words of a text are cut in another way, as in a checkout."""
    package = tmp_path / "checkout" / "timeline"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setenv("PYTHONPATH", str(package.parent))
    monkeypatch.setenv("TIMELINE_DATA", str(here / "data"))
    asked = ("list", "--text", "sovereignty")
    plain = of_large("--no-index", *asked)
    assert len(plain.splitlines()) > 1
    assert of_large(*asked) == plain
    tokeniser = package / "text.py"
    code = tokeniser.read_text("utf-8")
    assert code.count("def tokens(") == 1
    tokeniser.write_text(code.replace("def tokens(", "def _forwards(") + BACKWARDS, "utf-8")
    assert of_large(*asked) == of_large("--no-index", *asked) == plain


BACKWARDS = """

def tokens(text: str) -> tuple[str, ...]:
    return tuple(word[::-1] for word in _forwards(text))
"""
LARGE = """\
from timeline.cli.main import main
from timeline.store import opening
opening.PAYS_FROM = 1
main()
"""


def of_large(*arguments: str) -> bytes:
    """Give what the program that PYTHONPATH finds says of a collection taken for a large one."""
    return subprocess.check_output([sys.executable, "-c", LARGE, *arguments])


@pytest.mark.usefixtures("here")
def test_a_small_collection_is_read_and_has_no_index(call: Call) -> None:
    assert call("list").returncode == 0
    assert not kept().file.parent.exists()
    shown = call("index")
    assert shown.stdout == f"index\t{kept().file}\nstate\tnone\n"


@pytest.mark.usefixtures("here")
def test_the_index_is_made_shown_and_dropped(call: Call) -> None:
    made = call("index", "build")
    assert made.returncode == 0
    place, state, holds, size = made.stdout.splitlines()
    assert (place, state) == (f"index\t{kept().file}", "state\tof these files as they are")
    assert re.fullmatch(r"holds\t[0-9]+ events, [0-9]+ sources, 1 file", holds)
    assert re.fullmatch(r"size\t[0-9]\.[0-9] MB", size)
    assert call("index").stdout == made.stdout
    with Path("data/events.yaml").open("a") as file:
        file.write("# more\n")
    assert call("index").stdout.splitlines()[1] == (
        "state\tof other files, or of these as they were"
    )
    assert call("index", "drop").stderr == "the index is gone\n"
    assert call("index", "drop").stderr == "there is no index\n"


@pytest.mark.usefixtures("here")
def test_a_collection_as_init_writes_it_can_be_kept_in_an_index(call: Call) -> None:
    sides = ("--side", "AR=Argentina", "--side", "BR=Brazil/Brasil")
    call("init", "rivers", "--title-en", "Rivers", "--title-es", "Ríos", *sides)
    built = call("index", "build", "--data", "rivers")
    assert (built.returncode, built.stdout.splitlines()[1:3]) == (
        0,
        ["state\tof these files as they are", "holds\t0 events, 0 sources, 1 file"],
    )


@pytest.mark.usefixtures("large")
def test_a_lock_that_another_program_holds_is_said_and_costs_no_answer(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = call("--no-index", "list")
    monkeypatch.setattr(build, "PATIENCE", 0.0)
    kept().file.parent.mkdir(parents=True, mode=0o700)
    with kept().lock():
        listed, built = call("list"), call("index", "build")
    assert (listed.returncode, listed.stdout, listed.stderr) == (
        0,
        plain.stdout,
        "another program is writing the index: the files are read\n",
    )
    assert (built.returncode, built.stdout, built.stderr) == (
        3,
        "",
        "timeline: another program is writing the index: end it, or try again in a moment\n",
    )
    again = call("list")
    assert (again.returncode, again.stdout, again.stderr) == (0, plain.stdout, "")


@pytest.mark.usefixtures("large")
def test_an_index_that_others_may_write_is_not_used_and_that_is_shown(call: Call) -> None:
    plain = call("--no-index", "list")
    call("list")
    kept().file.parent.chmod(0o777)
    listed, shown, built = call("list"), call("index"), call("index", "build")
    assert (listed.returncode, listed.stdout, listed.stderr) == (0, plain.stdout, "")
    assert shown.stdout.splitlines()[1] == (
        "state\tnot used: it is no file that you alone may write"
    )
    assert (built.returncode, built.stdout) == (3, "")
    assert built.stderr == (
        f"timeline: {kept().file.parent}: no index is kept in a folder that another user owns, "
        "or may write in\n"
    )
    kept().file.parent.chmod(0o700)
    assert call("index").stdout.splitlines()[1] == "state\tof these files as they are"


@pytest.mark.usefixtures("here")
def test_an_action_that_is_none_is_refused(call: Call) -> None:
    refused = call("index", "rebuild")
    assert refused.returncode == 2
    assert "rebuild" in refused.stderr
    piped = call("--data", "-", "index")
    assert (piped.returncode, piped.stderr) == (
        2,
        "timeline: what comes from a pipe has no index: name a file\n",
    )


@pytest.mark.usefixtures("here")
def test_a_collection_with_faults_has_no_index(call: Call) -> None:
    with Path("data/events.yaml").open("a") as file:
        file.write("oops: 1\n")
    built = call("index", "build")
    assert built.returncode == 2
    assert "there is no field 'oops'" in built.stderr
    assert not kept().file.exists()


@pytest.mark.usefixtures("here")
def test_what_is_damaged_is_seen_when_the_index_is_shown(call: Call) -> None:
    call("index", "build")
    data = bytearray(kept().file.read_bytes())
    at = data.index(b'"kind":"call"')
    data[at + 9] ^= 1
    kept().file.write_bytes(data)
    shown = call("index")
    assert shown.stderr == "the index was damaged: it is thrown away\n"
    assert shown.stdout.splitlines()[1] == "state\tnone"
    assert not kept().file.exists()


@pytest.mark.usefixtures("here")
def test_an_index_that_cannot_be_dropped_is_said(
    program: Program, powerless: Callable[[], None]
) -> None:
    program("index", "build")
    folder = kept().file.parent
    folder.chmod(0o500)
    try:
        dropped = program("index", "drop", preexec_fn=powerless)
        listed = program("list", "--actor", "rubio", preexec_fn=powerless)
        built = program("index", "build", preexec_fn=powerless)
    finally:
        folder.chmod(0o700)
    assert dropped.returncode == 3
    assert dropped.stderr.decode().endswith("permission refused\n")
    assert listed.returncode == 0
    assert built.returncode == 0  # it is of these files: nothing has to be written


@pytest.fixture
def damaged(large: Path, call: Call) -> Path:
    """The large collection, with an index that has a wrong record."""
    call("list")
    whole = bytearray(kept().file.read_bytes())
    whole[whole.index(b'"kind":"call"') + 9] ^= 1
    kept().file.write_bytes(whole)
    return large


@pytest.fixture
def undroppable(damaged: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, with an index that cannot be thrown away."""

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "unlink", refused)
    return damaged


@pytest.mark.usefixtures("undroppable")
def test_a_damaged_index_that_cannot_be_dropped_is_done_without(call: Call) -> None:
    plain = call("--no-index", "list", "--format", "json")
    found = call("list", "--format", "json")
    assert (found.returncode, found.stdout, found.stderr) == (0, plain.stdout, "")


@pytest.mark.usefixtures("damaged")
def test_what_is_out_cannot_be_called_back_and_the_next_call_is_whole(call: Call) -> None:
    """The first lines are right, and that there are not more is said, with an exit code."""
    plain, found, after = call("--no-index", "list"), call("list"), call("list")
    assert 0 < len(found.stdout) < len(plain.stdout)
    assert plain.stdout.startswith(found.stdout)
    assert (found.returncode, found.stderr) == (
        3,
        "timeline: the answer is cut short: the index was damaged and is thrown away; call again\n",
    )
    assert (after.returncode, after.stdout, after.stderr) == (0, plain.stdout, "")


@pytest.mark.usefixtures("undroppable")
def test_where_the_index_cannot_be_dropped_it_is_said_how_to_do_without(call: Call) -> None:
    found = call("list")
    assert found.returncode == 3
    assert found.stderr == (
        "timeline: the answer is cut short: the index is damaged and cannot be thrown away; "
        "call again with --no-index\n"
    )


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.usefixtures("here")
def test_it_can_be_asked_for_in_both_languages(call: Call, language: str) -> None:
    assert call("index", "--lang", language).returncode == 0
    assert call("index", "--help", "--lang", language).returncode == 0


# Kills: a collection of two files, of which one changes, and is large enough for several processes.


def grown(folder: Path) -> list[Path]:
    """Make a collection of a head and three files of events in a folder."""
    (folder / "data").mkdir(parents=True)
    head = "collection:\n  title: {en: x}\n  sides: {AA: {en: x}}\n"
    made = [folder / "data" / it for it in ("events.yaml", "a.yaml", "b.yaml", "c.yaml")]
    made[0].write_text(head)
    for n, file in enumerate(made[1:]):
        file.write_text("events:\n" + "".join(_events(n)))
    return made


def _events(n: int) -> Iterator[str]:
    for i in range(250):
        day = f"20{10 + n}-{1 + i % 12:02}-{1 + i % 28:02}"
        words = f"Call {i} of a year {'in very many words ' * 80}"
        yield f"- {{id: e{n}-{i}, date: {day}, kind: call, status: held, title: {{en: {words}}}}}\n"


SHARED = """\
from timeline.cli.main import main
from timeline.store.index import renew
renew._SMALL = 1
main()
"""


def killed(environ: dict[str, str], after: float) -> None:
    """Kill the program while several processes read for it: they are not killed with it."""
    started = subprocess.Popen(
        [sys.executable, "-c", SHARED, "index", "build"],
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(after)
    started.send_signal(signal.SIGKILL)
    assert started.wait() in (0, -signal.SIGKILL)


def living(words: str) -> list[str]:
    found = subprocess.run(
        ["ps", "-eo", "args"],  # noqa: S607 - whichever is there
        capture_output=True,
        text=True,
        check=True,
    )
    return [it for it in found.stdout.splitlines() if words in it]


def test_a_kill_at_any_moment_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: Program
) -> None:
    made = grown(tmp_path / "grown")
    monkeypatch.chdir(tmp_path / "grown")
    monkeypatch.setenv("TIMELINE_DATA", str(made[0].parent))
    start = time.monotonic()
    assert program("index", "build").returncode == 0
    whole = time.monotonic() - start
    folder, chance = kept().file.parent, random.Random(3)  # noqa: S311 - chance
    for number in range(KILLS):
        if number % 2:  # a renewal; else a new one
            program("index", "build")
            made[1].write_text(made[1].read_text().replace("of a year", f"of a year {number}", 40))
        else:
            program("index", "drop")
        killed(dict(os.environ), chance.uniform(0.1, whole))
        if number % 10 == 0:
            plain, found = (program("list", *it) for it in (("--no-index",), ()))
            assert (found.returncode, found.stdout) == (plain.returncode, plain.stdout)
    plain, found = (program("list", *it) for it in (("--no-index",), ()))
    assert (found.returncode, found.stdout, found.stderr) == (0, plain.stdout, b"")
    assert program("index", "build").returncode == 0
    assert sorted(it.suffix for it in folder.iterdir()) == [".lock", ".sqlite"]
    assert program("index").stdout.splitlines()[1] == b"state\tof these files as they are"
    assert living("renew._SMALL") == []


def test_two_that_make_an_index_at_once_make_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: Program
) -> None:
    made = grown(tmp_path / "grown")
    monkeypatch.setenv("TIMELINE_DATA", str(made[0].parent))
    both = [
        subprocess.Popen(
            [PROGRAM, "list", "--text", '"call 9"'], env=dict(os.environ), stdout=subprocess.PIPE
        )
        for _ in range(3)
    ]
    said = [it.communicate()[0] for it in both]
    assert [it.returncode for it in both] == [0, 0, 0]
    assert (
        said[0] == said[1] == said[2] == program("list", "--no-index", "--text", '"call 9"').stdout
    )
    assert len(said[0].splitlines()) == 3
    assert sorted(it.suffix for it in kept().file.parent.iterdir()) == [".lock", ".sqlite"]
