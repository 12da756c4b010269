"""Hostile text on its way out: V41 to V49 of the cases, each by its number.

That every format makes a valid and inert file of an enemy's texts is shown in
tests/formats/test_every_format.py.
"""

import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from tests.laws import share
from timeline.formats import FORMATS
from timeline.formats.tables import TABLES

pytestmark = pytest.mark.more

Call = Callable[..., Any]

FILE = "data/events.yaml"
GOOD = (Path(__file__).parent / "good" / FILE).read_text(encoding="utf-8")
HEAD, EVENT = GOOD[: GOOD.index("  - id: e1")], GOOD[GOOD.index("  - id: e1") :]


def good(old: str, new: str) -> str:
    """The good collection with one text changed."""
    assert old in GOOD
    return GOOD.replace(old, new, 1)


# What is said and shown


def test_v41_the_name_of_a_file_cannot_move_the_cursor(folder: Path, safe_call: Call) -> None:
    name = "\x1b[2J\x07.yaml"
    (folder / name).write_text(good("date: 2026-01-11", "date: 2026-02-30"), encoding="utf-8")
    said = r"\x1b[2J\x07.yaml:13:11: events[0].date: 2026-02-30 is not a day"
    safe_call("check", "--data", name, code=1, faults=[said, "1 fault"])
    answer = safe_call("list", "--data", f"{name}x", code=2)
    assert answer.err == "timeline: there is no file \\x1b[2J\\x07.yamlx\n"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("show", "--", "--help"), 2),
        (("show", "-- help"), 2),
        (("list", "--text", "-x"), 0),
        (("list", "--text=--help"), 0),
        (("list", "--text", ""), 2),
        (("list", "--text", "   "), 2),
        (("list", "--text", '"'), 2),
        (("list", "--text", "(q+)+$"), 0),
        (("list", "--text", "a" * 100_000), 0),
        (("list", "--actor", "\x1b]0;x\x07"), 2),
        (("list", "--since", "\u202e2026"), 2),
        (("list", "--since", "9" * 5000), 2),
        (("list", "--since", "last " + "9" * 5000 + " days"), 2),
        (("list", "--limit", "9" * 5000), 2),
        (("list", "--data", "\x1b[2J"), 2),
        (("list", "--data", "x" * 5000), 3),
        (("export", "-o", "\x1b[2J/x.csv"), 3),
        (("\x1b[2J",), 2),
        (("--\x1b[2J",), 2),
        (("list", "--lang", "\x1b[2J"), 2),
        ((b"\xff\xfe",), 2),
    ],
)
def test_v41_v44_whatever_is_typed_is_data(
    safe_call: Call, arguments: tuple[str, ...], code: int
) -> None:
    answer = safe_call(*arguments, code=code, seconds=2)
    assert (answer.raw, answer.err.count("\n")) == (b"", 1)


def test_v44_no_pattern_is_taken_for_more_than_text(folder: Path, safe_call: Call) -> None:
    (folder / FILE).write_text(good("en: A call", f"en: {'a' * 40}!"), encoding="utf-8")
    answer = safe_call("list", "--text", "(a+)+$", seconds=2)
    assert answer.raw == b""
    (folder / FILE).write_text(good("en: A call", "en: -- help (a+)+$"), encoding="utf-8")
    assert "-- help (a+)+$" in safe_call("list", "--text", '"(a+)+$"').out


COMMANDS = ("list", "show", "sources", "actors", "topics", "check", "export", "schema", "help")
WORDS = ("", "-", "---", "-x", "--x=", "--format", "-o", "🙂", "-f=")


@pytest.mark.parametrize(
    ("command", "word"),
    sorted({*zip(COMMANDS, WORDS, strict=True), *(("export", word) for word in WORDS)}),
)
def test_v44_no_word_after_a_command_ends_in_a_traceback(
    safe_call: Call, command: str, word: str
) -> None:
    answer = safe_call(command, word, code=2)
    assert (answer.raw, answer.err.count("\n")) == (b"", 1)


TRAPS = ("[bold]", "[/]", ":warning:", r"\[x]", "{0}", "%s", "$(x)", "<b>&amp;", "| a", "**b**")


def trapped(text: str) -> str:
    """The good collection with a text at the end of every text that people read."""
    there = json.dumps(text)[1:-1]
    for old in ("Aland and Bland", "Una llamada", "A call", "Ana Lima"):
        assert old in GOOD
    return (
        GOOD.replace("{en: Aland and Bland", f'{{en: "Title {there}"')
        .replace("{en: A call", f'{{en: "A call {there}"')
        .replace("name: Ana Lima", f'name: "Ana {there}"')
        .replace("    file:", f'    outlet: "Outlet {there}"\n    title: "Book {there}"\n    file:')
        .replace(
            "    cites:",
            f'    place: "Place {there}"\n    summary: {{en: "Sum {there}", es: x}}\n    cites:',
        )
    )


@pytest.mark.parametrize("trap", TRAPS)
def test_v42_markup_in_the_data_is_shown_as_it_is(folder: Path, safe_call: Call, trap: str) -> None:
    (folder / FILE).write_text(trapped(trap), encoding="utf-8")
    wide = {"COLUMNS": "200"}
    safe_call("check")
    for arguments, words in (
        (("list",), ("A call",)),
        (("list", "--text", "call"), ("A call",)),
        (("list", "-f", "text"), ("Title", "A call", "Ana", "Book", "Outlet")),
        (("show", "e1", "-f", "text"), ("A call", "Ana", "Place", "Sum", "Book", "Outlet")),
        (("sources", "-f", "text"), ("Book", "Outlet")),
        (("actors", "-f", "text"), ("Ana",)),
    ):
        out = safe_call(*arguments, env=wide).out
        for word in words:
            assert f"{word} {trap}" in out


@pytest.mark.parametrize("trap", TRAPS)
def test_v42_markup_in_a_call_is_said_as_it_is(safe_call: Call, trap: str) -> None:
    assert f"'x{trap}'" in safe_call("list", "--actor", f"x{trap}", code=2).err


@pytest.mark.parametrize(
    "text",
    [
        "word " * 2000,
        "w" * 10_000,
        "e" + "\u0301" * 500,
        "👩\u200d👩\u200d👧" * 30,
        "漢字" * 60,
        "שלום עולם " * 20,
    ],
    ids=["words", "a word", "marks", "emoji", "wide", "from the right"],
)
def test_v43_strange_texts_break_no_page_and_are_whole_in_show(
    folder: Path, safe_call: Call, text: str
) -> None:
    text = text.strip()
    named = good("en: A call", f'en: "{text}"').replace("Ana Lima", f'"{text[:500]}"')
    (folder / FILE).write_text(named, encoding="utf-8")
    for columns in (40, 80, 120):
        for command in (("list",), ("show", "e1")):
            out = safe_call(*command, "-f", "text", env={"COLUMNS": str(columns)}).out
            assert max(map(cell_len, out.splitlines())) <= columns
        assert "".join(text.split()) in "".join(out.split())


# Files


SIGNS = ("=", "+", "-", "@", "'", "\t=")


def armed(sign: str) -> str:
    """The good collection with a formula in every text."""
    formula = json.dumps(f"{sign}1+1|cmd, \"x\" 'y'")[1:-1]
    return (
        trapped("")
        .replace('"Ana "', f'"{formula}"')
        .replace('"A call "', f'"{formula}"')
        .replace('"Place "', f'"{formula}"')
        .replace('"Sum "', f'"{formula}"')
        .replace('"Outlet "', f'"{formula}"')
        .replace('"Book "', f'"{formula}"')
    )


@pytest.mark.parametrize(
    ("table", "sign"),
    [*((table, SIGNS[0]) for table in TABLES), *(("citations", sign) for sign in SIGNS[1:])],
)
def test_v45_no_cell_is_a_formula_and_every_cell_can_be_read_back(
    folder: Path, safe_call: Call, sign: str, table: str
) -> None:
    (folder / FILE).write_text(armed(sign), encoding="utf-8")

    def cells(*more: str) -> list[list[str]]:
        out = safe_call("export", "-f", "csv", "--table", table, *more).out
        return list(csv.reader(io.StringIO(out, newline=""), strict=True))

    disarmed, raw = cells(), cells("--raw")
    assert disarmed[0] == raw[0] == list(TABLES[table].columns)
    assert not [it for row in disarmed for it in row if it.startswith(("=", "+", "@", "\t"))]
    assert [[re.sub("^'(?=[-=+@\t'])", "", it) for it in row] for row in disarmed] == raw
    (event,) = json.loads(safe_call("export", "-f", "json").out)["events"]
    assert event["title"]["en"] == f"{sign}1+1|cmd, \"x\" 'y'"
    if table == "events":
        assert event["title"]["en"] in raw[1]


@pytest.mark.parametrize("name", ["csv", "jsonl", "ics"])
def test_v46_thousands_of_records_are_exported(
    folder: Path, safe_call: Call, tmp_path: Path, name: str
) -> None:
    (folder / FILE).write_text(many(share(10_000)), encoding="utf-8")
    target = tmp_path / "out"
    safe_call("export", "-f", name, "-o", str(target), seconds=60, mebibytes=1024, space=None)
    assert target.stat().st_size > share(10_000) * 20


def many(events: int) -> str:
    """A collection of so many small events."""
    return HEAD + "".join(
        EVENT.replace("id: e1", f"id: e{n}", 1).replace(
            "date: 2026-01-11", f"date: 20{n % 26:02}-{n % 12 + 1:02}-{n % 28 + 1:02}"
        )
        for n in range(events)
    )


HERE = {"TZ": "UTC", "LANG": "C.UTF-8", "PYTHONHASHSEED": "1", "COLUMNS": "80"}
THERE = {"TZ": "Pacific/Kiritimati", "LANG": "es_MX.UTF-8", "PYTHONHASHSEED": "2", "COLUMNS": "20"}


# Every format is written by one process in each of the surroundings.
EXPORTS = """
import os, sys
from timeline.cli.main import run
for name in sys.argv[2:]:
    words = ("export", "-f", name, "--lang", "en", "-o", os.path.join(sys.argv[1], name))
    if code := run(words, os.environ):
        sys.exit(f"{name} ended with {code}")
"""


def test_v48_the_same_export_is_the_same_bytes_in_any_surroundings(
    folder: Path, safe_call: Call, tmp_path: Path
) -> None:
    (folder / FILE).write_text(many(5), encoding="utf-8")
    made = []
    for n, (env, umask) in enumerate(((HERE, 0o022), (THERE, 0o077))):
        target = tmp_path / f"out{n}"
        target.mkdir()
        safe_call(
            *(str(target), *FORMATS),
            command=(sys.executable, "-c", EXPORTS),
            env=env,
            before=lambda umask=umask: os.umask(umask),
            seconds=5 * len(FORMATS),
            space=None,
        )
        files = (it for it in sorted(target.rglob("*")) if it.is_file())
        made.append({str(it.relative_to(target)): it.read_bytes() for it in files})
    here, there = made
    assert here.keys() == there.keys()
    assert [name for name in here if here[name] != there[name]] == []
    assert {Path(name).parts[0] for name in here if here[name]} == {*FORMATS}


# Links on a terminal

LINK = re.compile(rb"\x1b\]8;[^;]*;([^\x1b]+)\x1b\\")


def shown(folder: Path, environ: dict[str, str], *arguments: str, **env: str) -> bytes:
    """Give the bytes that the program sends to a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        ["timeline", *arguments],  # noqa: S607 - the one of these tests
        cwd=folder,
        env={**environ, **env},
        stdin=theirs,
        stdout=theirs,
    )
    os.close(theirs)
    sent = b""
    while True:
        try:
            sent += os.read(ours, 65536)
        except OSError:  # so Linux says that the other end is closed
            break
    os.close(ours)
    assert process.wait() == 0
    return sent


@pytest.mark.parametrize("url", ["https://example.org/a", "http://example.org/?q=<b>"])
def test_v49_what_is_clickable_is_http_and_only_on_a_terminal_with_colour(
    folder: Path, safe_call: Call, environ: dict[str, str], url: str
) -> None:
    linked = good("file: texts/s1.txt", f'file: texts/s1.txt\n    url: "{url}"')
    (folder / FILE).write_text(linked, encoding="utf-8")
    assert set(LINK.findall(shown(folder, environ, "sources"))) == {url.encode()}
    assert not LINK.search(shown(folder, environ, "sources", NO_COLOR="1"))
    assert not LINK.search(shown(folder, environ, "sources", TERM="dumb"))
    assert "\x1b" not in safe_call("sources", "-f", "text").out


@pytest.mark.parametrize(
    "url", ["mailto:a@example.org", "file:///etc/passwd", "javascript:alert(1)", "https://a@b/"]
)
def test_v49_nothing_but_http_is_a_link(folder: Path, safe_call: Call, url: str) -> None:
    (folder / FILE).write_text(good("file: texts/s1.txt", f'url: "{url}"'), encoding="utf-8")
    said = f"{FILE}:6:10: sources[0].url: '{url}' is not accepted: a link begins with"
    safe_call("check", code=1, faults=[said, "1 fault"])
    safe_call("sources", code=2)


@pytest.mark.parametrize("where", ["title", "outlet", "note"])
def test_v49_a_text_that_looks_like_a_link_is_none(
    folder: Path, environ: dict[str, str], where: str
) -> None:
    value = "{en: javascript:alert(1), es: x}" if where == "note" else "javascript:alert(1)"
    text = good("file: texts/s1.txt", f"file: texts/s1.txt\n    {where}: {value}")
    (folder / FILE).write_text(text, encoding="utf-8")
    assert not LINK.search(shown(folder, environ, "sources"))
