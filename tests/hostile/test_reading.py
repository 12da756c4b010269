"""What cannot be read: V01 to V26 of the cases, each by its number."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.more

Call = Callable[..., Any]
Holds = Callable[..., None]

FILE = "data/events.yaml"
GOOD = (Path(__file__).parent / "good" / FILE).read_text(encoding="utf-8")
QUOTE = "They spoke on Sunday of the river."
HEAD, EVENT = GOOD[: GOOD.index("  - id: e1")], GOOD[GOOD.index("  - id: e1") :]


def good(old: str, new: str) -> str:
    """The good collection with one text changed."""
    assert old in GOOD
    return GOOD.replace(old, new, 1)


NO_TAGS = "tags (!) are not allowed"
NO_ALIASES = "anchors and aliases (& and *) are not allowed"

UNREADABLE: dict[str, tuple[str | bytes, tuple[str, ...]]] = {
    "V01 empty": ("", ("1:1: collection: missing", "1:1: events: missing")),
    "V01 only a comment": ("# x\n", ("1:1: collection: missing", "1:1: events: missing")),
    "V01 only a marker": ("---\n", ("1:1: collection: missing", "1:1: events: missing")),
    "V02 mapping": (
        HEAD.replace("events:", "events: {}"),
        ("11:9: events: list expected, mapping",),
    ),
    "V02 null": (HEAD.replace("events:", "events: null"), ("11:9: events: list expected, 'null'",)),
    "V02 root": ("hello\n", ("1:1: mapping expected, 'hello' found",)),
    "V03": (GOOD + "events: []\n", ("22:1: events: given twice: the first is on line 11",)),
    "V04": (GOOD + EVENT, ("22:9: events[1].id: the id 'e1' is taken by events[0]",)),
    "V05": (GOOD + "  - [1, 2]\n", ("22:5: events[1]: mapping expected, list found",)),
    "V06": (GOOD + "? [a]\n: b\n", ("22:3: a key must be a text",)),
    "V07 anchor": (good("A call", "&x A call"), (f"16:17: events[0].title.en: {NO_ALIASES}",)),
    "V07 alias": (
        good("{en: A call, es: Una llamada}", "*x"),
        (f"16:12: events[0].title: {NO_ALIASES}",),
    ),
    "V07 merge": (
        good("    kind: call", "    <<: *x\n    kind: call"),
        ("14:5: events[0]: merge keys (<<) are not allowed", f"14:9: events[0].<<: {NO_ALIASES}"),
    ),
    "V08 str": (good("Ana Lima", "!!str x"), (f"10:45: actors[0].name: {NO_TAGS}",)),
    "V08 foo": (good("Ana Lima", "!foo x"), (f"10:45: actors[0].name: {NO_TAGS}",)),
    "V08 python": (good("Ana Lima", "!!python/name:os.system"), (f"10:45: {NO_TAGS}",)),
    "V08 binary": (good("Ana Lima", "!!binary aGk="), (f"10:45: actors[0].name: {NO_TAGS}",)),
    "V09 version": ("%YAML 1.1\n---\n" + GOOD, ("1:1: directives (%) are not allowed",)),
    "V09 tag": ("%TAG ! tag:x,2000:\n---\n" + GOOD, ("1:1: directives (%) are not allowed",)),
    "V10 marker": (GOOD + "---\nb: 2\n", ("22:1: a second document: a file holds one",)),
    "V10 end": (GOOD + "...\nb: 2\n", ("23:1: a second document: a file holds one",)),
    "V11": (good("    kind: call", "\tkind: call"), ("14:1: a tab: indent with spaces",)),
    "V12": (
        good("quote: They", "quote: Joint: They"),
        ("20:21: a ': ' inside an unquoted text: put the text in quotes",),
    ),
    "V14 quote": (GOOD + 'x: "abc\n', ("22:4: this quote is never closed",)),
    "V14 bracket": (GOOD + "x: [a\n", ("22:4: this bracket is not closed before line 23",)),
    "V14 brace": (GOOD + "x: {a\n", ("22:4: this bracket is not closed before line 23",)),
    "V15 with BOM": (GOOD.encode("utf-16"), ("1:1: the file is in UTF-16: save it as UTF-8",)),
    "V15 without": (GOOD.encode("utf-16-le"), ("1:1: the file is in UTF-16: save it as UTF-8",)),
    "V16 Latin-1": (GOOD.encode().replace(b"Ana", b"An\xe9"), ("10:47: not UTF-8: byte 0xe9",)),
    "V16 overlong": (
        GOOD.encode().replace(b"Ana", b"An\xc0\xaf"),
        ("10:47: not UTF-8: byte 0xc0",),
    ),
    "V16 surrogate": (
        GOOD.encode().replace(b"Ana", b"An\xed\xa0\x80"),
        ("10:47: not UTF-8: byte 0xed",),
    ),
    "V17 NUL": (good("Ana", "An\0"), ("10:47: U+0000 is not allowed",)),
    "V17 ESC": (good("Ana", "An\x1b"), ("10:47: U+001B is not allowed",)),
    "V17 DEL": (good("Ana", "An\x7f"), ("10:47: U+007F is not allowed",)),
    "V17 NEL": (good("Ana", "An\x85"), ("10:47: U+0085 is not allowed",)),
    "V17 override": (good("Ana", "An\u202e"), ("10:47: U+202E is not allowed",)),
    "V17 separator": (good("Ana", "An\u2028"), ("10:47: U+2028 is not allowed",)),
    "V18 NUL": (good("Ana Lima", r'"An\0"'), ("10:48: actors[0].name: U+0000 is not allowed",)),
    "V18 ESC": (
        good("Ana Lima", r'"An\x1b[2J"'),
        ("10:48: actors[0].name: U+001B is not allowed",),
    ),
    "V18 override": (
        good("Ana Lima", r'"An\u202e"'),
        ("10:48: actors[0].name: U+202E is not allowed",),
    ),
    "V18 surrogate": (good("Ana Lima", r'"An\ud800"'), ("10:48: U+D800 is not allowed",)),
    "V18 BOM": (good("Ana Lima", r'"An\uFEFF"'), ("10:48: actors[0].name: U+FEFF is not allowed",)),
    "V18 key": (
        good("name: Ana", r'"na\x1bme": Ana'),
        (r"10:42: actors[0].na\x1bme: U+001B is not",),
    ),
    "V19 CR": ("a: 1\rb: 2\n", ("1:5: a lone carriage return: end lines with LF or CR LF",)),
    "V20 lists": ("- " * 1000, ("1:65: more than 32 levels deep",)),
    "V20 mappings": ("{a: " * 1000, ("1:129: more than 32 levels deep",)),
    "V20 brackets": ("[" * 60_000, ("1:33: more than 32 levels deep",)),
    "V23": (
        good("Ana Lima", "x" * 30_000_000),
        ("10:45: actors[0].name: a text of 30000000 characters: at most 1000000 are read",),
    ),
    "V24": (
        good("    kind: call\n", "<<<<<<< HEAD\n    kind: call\n=======\n>>>>>>> b\n"),
        (
            "14:1: merge conflict marker",
            "16:1: merge conflict marker",
            "17:1: merge conflict marker",
        ),
    ),
    "V26": (
        good("kind: call\n    status: held", "kind: cal\n    status: hold\n    x: 1"),
        (
            "14:11: events[0].kind: 'cal' is not in the list; did you mean call?",
            "15:13: events[0].status: 'hold' is not in the list; did you mean held?",
            "16:5: events[0].x: there is no field 'x'; the fields are id, date,",
        ),
    ),
    "V02 events a list": ("- 1\n- 2\n", ("1:1: mapping expected, list found",)),
    "V08 in a key": (good("name: Ana", "!!str name: Ana"), (f"10:39: actors[0].name: {NO_TAGS}",)),
    "V12 title": (
        good("title: {en: A call, es: Una llamada}", "title: Joint: statement"),
        ("16:17: a ': ' inside an unquoted text: put the text in quotes",),
    ),
    "V16 line 7": (
        GOOD.encode().replace(b"    published", b"    publish\xe9d"),
        ("8:12: not UTF-8: byte 0xe9",),
    ),
    "V18 actor": (
        good("actor: ana", r'actor: "a\u202e"'),
        ("17:24: events[0].actors[0].actor: U+202E is not allowed",),
    ),
}
SOUND: dict[str, tuple[str | bytes, tuple[str, ...]]] = {
    "as it stands": (GOOD, ()),
    "V13": (good(QUOTE, f"{QUOTE} #3 of 4"), ("20:51: the text ends before this '#'",)),
    "V15 BOM": (b"\xef\xbb\xbf" + GOOD.encode(), ()),
    "V19 CRLF": (GOOD.replace("\n", "\r\n"), ()),
    "V19 mixed": (GOOD.replace("\n", "\r\n", 3), ()),
    "V21 digits": (good("Ana Lima", "1" * 5000), ()),
    "V21 number": (good("Ana Lima", "1e999999"), ()),
    "V21 not a number": (good("Ana Lima", ".nan"), ()),
    "V21 hexadecimal": (good("Ana Lima", "0x1F"), ()),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_cannot_be_read_is_refused_at_its_place(holds: Holds, case: str) -> None:
    data, faults = UNREADABLE[case]
    holds(data, *faults, seconds=1 if "V20" in case else 5)


@pytest.mark.parametrize("case", SOUND)
def test_what_can_be_read_stays_as_it_is(holds: Holds, case: str) -> None:
    data, notices = SOUND[case]
    holds(data, *notices, sound=True)


# Each command with what it needs besides the collection.
COMMANDS = (
    *(("list",), ("sources",), ("actors",), ("topics",), ("stats",), ("agenda",), ("check",)),
    *(("commitments",), ("disputes",), ("compare", "e1"), ("show", "e1"), ("explain", "e1")),
    *(("footnote", "e1"), ("export",), ("export", "-f", "html", "-o", "page.html")),
    ("diff", "--from", "2026-01-01", "--to", "2026-01-20"),
    *(("confirm", "e1"), ("cancel", "e1"), ("deny", "e1"), ("postpone", "e1", "--to", "2026-02")),
    ("cite", "e1", "--source", "s1", "--quote", "They spoke"),
    ("source", "add", "https://example.org/2", "--no-input"),
)


@pytest.mark.parametrize("call", COMMANDS, ids=" ".join)
def test_v01_to_v26_no_command_shows_a_part_of_what_cannot_be_read(
    folder: Path, safe_call: Call, call: tuple[str, ...]
) -> None:
    (folder / FILE).write_text(good("date: 2026-01-11", "date: 2026-02-30"), encoding="utf-8")
    answer = safe_call(*call, code=1 if call == ("check",) else 2)
    assert answer.raw == b""
    assert answer.err.startswith(f"{FILE}:13:11: events[0].date: 2026-02-30 is not a day")


def test_v22_words_that_yaml_takes_for_values_stay_texts(folder: Path, safe_call: Call) -> None:
    words = ["NO", "no", "off", "Y", "1e3", "12:30:45", "010", "null"]
    listed = good("name: Ana Lima", f"name: Ana Lima, aliases: [{', '.join(words)}]")
    (folder / FILE).write_text(listed, encoding="utf-8")
    assert json.loads(safe_call("list", "--format", "json").out)["actors"][0]["aliases"] == words


def test_v22_a_tilde_is_no_name(holds: Holds) -> None:
    holds(
        good("name: Ana Lima", "name: Ana Lima, aliases: [~]"),
        "10:65: actors[0].aliases[0]: '~' is not accepted: write something, or leave the line out",
    )


def test_v23_a_file_over_the_cap_is_refused_without_being_read(
    folder: Path, safe_call: Call
) -> None:
    with (folder / FILE).open("wb") as file:
        file.truncate(10**12)
    said = f"{FILE}:1:1: larger than 64 MB, the most that is read: split it"
    safe_call("check", code=1, faults=[said, "1 fault"], seconds=2)
    safe_call("list", code=2, seconds=2)


def test_v23_a_stored_text_over_the_cap_is_refused_too(folder: Path, safe_call: Call) -> None:
    with (folder / "texts/s1.txt").open("wb") as file:
        file.truncate(10**12)
    said = (
        f"{FILE}:6:11: sources[0].file: "
        "Q3 texts/s1.txt: larger than 16 MB, the most that is read: split it"
    )
    safe_call("check", code=1, faults=[said, "1 fault"], seconds=2)


def test_v25_what_is_no_readable_file(
    folder: Path, safe_call: Call, powerless: Callable[[], None]
) -> None:
    path = folder / FILE

    def refused(code: int, said: str) -> None:
        for command in ("check", "list"):
            answer = safe_call(command, code=code, before=powerless)
            assert (answer.raw, answer.err) == (b"", f"timeline: {said}\n")

    path.chmod(0)
    refused(3, f"{FILE}: permission refused")
    path.unlink()
    path.mkdir()
    refused(3, f"{FILE}: is a folder")
    path.rmdir()
    os.mkfifo(path)
    refused(3, f"{FILE}: not a regular file")
    path.unlink()
    path.symlink_to("gone")
    refused(3, f"{FILE}: a link to a file that is gone")
    path.unlink()
    answer = safe_call("list", "--data", FILE, code=2)
    assert answer.err == f"timeline: there is no file {FILE}\n"


# Slow without libyaml, or told there with the field beside the place.
LEFT_OUT = ("V20 brackets", "V23", "V18 surrogate")


@pytest.mark.parametrize("case", [it for it in UNREADABLE if it not in LEFT_OUT][::3])
def test_v72_without_the_c_library_the_same_is_said(
    folder: Path, safe_call: Call, case: str
) -> None:
    data, faults = UNREADABLE[case]
    (folder / FILE).write_bytes(data.encode() if isinstance(data, str) else data)
    without = "import yaml; yaml.__with_libyaml__ = False; from timeline.cli import main; main()"
    said = [f"{FILE}:{fault}" for fault in faults]
    safe_call("check", code=1, faults=[*said, ""], command=(sys.executable, "-c", without))
