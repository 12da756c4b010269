"""Hostile collections, words and surroundings: what holds of every one of them."""

import hashlib
import json
import os
import re
import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from rich.cells import cell_len

Call = Callable[..., CompletedProcess[str]]
Program = Callable[..., CompletedProcess[bytes]]
Holds = Callable[..., None]

SOURCE = "They spoke on Sunday of the river. They spoke of “trade” and of the é.\n"
QUOTE = "They spoke on Sunday of the river."
GOOD = f"""\
collection:
  title: {{en: Aland and Bland, es: Alandia y Blandia}}
  sides: {{AA: {{en: Aland, es: Alandia}}}}
sources:
  - id: s1
    file: texts/s1.txt
    sha256: {hashlib.sha256(SOURCE.encode()).hexdigest()}
    published: 2026-01-11
actors:
  - {{id: ana, kind: person, side: AA, name: Ana Lima}}
events:
  - id: e1
    date: 2026-01-11
    kind: call
    status: held
    title: {{en: A call, es: Una llamada}}
    actors: [{{actor: ana, role: participant}}]
    cites:
      - source: s1
        quote: {QUOTE}
        attribution: outlet
"""
HEAD, EVENT = GOOD[: GOOD.index("  - id: e1")], GOOD[GOOD.index("  - id: e1") :]
CITES = GOOD[GOOD.index("    cites:") :]
FILE = "data/events.yaml"


def good(old: str = "", new: str = "") -> str:
    """The good collection with one text changed."""
    assert old in GOOD
    return GOOD.replace(old, new, 1)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in, with a small good collection."""
    for name, text in ((FILE, GOOD), ("texts/s1.txt", SOURCE)):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def holds(folder: Path, call: Call) -> Holds:
    """Assert what holds of every collection, however hostile.

    ``check`` exits with 1 and names each fault in one line, at its place, in order, or with 0 if
    only notices are found; what cannot be ``read`` other commands refuse with 2 and the same
    faults, showing nothing. There is no traceback, no wording of a library, no control character;
    the folder stays as it was; and it takes less than five seconds.
    """

    def holds(data: str | bytes, *faults: str, read: bool = False) -> None:
        data = data.encode() if isinstance(data, str) else data
        (folder / FILE).write_bytes(data)
        before, start = snapshot(folder), time.monotonic()
        checked, listed = call("check"), call("list")
        assert time.monotonic() - start < 5
        assert snapshot(folder) == before
        *lines, count = checked.stderr.splitlines()
        assert [it[: len(fault)] for it, fault in zip(lines, faults, strict=True)] == [*faults]
        bad = sum(not line.endswith(" (notice)") for line in lines)
        assert (checked.returncode, checked.stdout) == (1 if bad else 0, "")
        assert count.startswith(f"{bad or 'no'} fault")
        assert listed.returncode == (0 if read or not bad else 2)
        if not (read or not bad):
            assert listed.stdout == ""
            assert listed.stderr.splitlines()[:-1] == lines
        for text in (checked.stderr, listed.stdout, listed.stderr):
            decent(text)

    return holds


def snapshot(folder: Path) -> dict[Path, bytes | None]:
    return {it: it.read_bytes() if it.is_file() else None for it in folder.rglob("*")}


def decent(text: str) -> None:
    """Nothing that moves a cursor or turns text round, nothing that only a programmer reads."""
    assert not re.search("[\0-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]", text)
    assert not re.search("Traceback|pydantic|yaml\\.|PyYAML|Errno|while parsing|Exception", text)


def at(place: str, said: str) -> str:
    return f"{FILE}:{place}: {said}"


NO_TAGS = "tags (!) are not allowed"
NO_ALIASES = "anchors and aliases (& and *) are not allowed"
NOT_AN_ID = "will not do: an id has lower-case letters"
NOT_A_LINK = "will not do: a link begins with http:// or https://"

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
    "V27": (
        good("    status", "    titel: x\n    status"),
        ("15:5: events[0].titel: there is no field 'titel'; did you mean title",),
    ),
    "V28 nothing": (
        good(CITES, "    cites:\n"),
        ("18:11: events[0].cites: list expected, nothing found",),
    ),
    "V28 text": (
        good(CITES, "    cites: x\n"),
        ("18:12: events[0].cites: list expected, 'x' found",),
    ),
    "V29 case": (good("id: e1", "id: E1"), (f"12:9: events[0].id: 'E1' {NOT_AN_ID}",)),
    "V29 accent": (good("id: e1", "id: é"), (f"12:9: events[0].id: 'é' {NOT_AN_ID}",)),
    "V29 space": (good("id: e1", "id: e 1"), (f"12:9: events[0].id: 'e 1' {NOT_AN_ID}",)),
    "V29 path": (good("id: e1", "id: ../x"), (f"12:9: events[0].id: '../x' {NOT_AN_ID}",)),
    "V29 long": (
        good("id: e1", "id: " + "x" * 300),
        ("12:9: events[0].id: at most 100 characters",),
    ),
    "V29 hyphen": (good("id: e1", "id: -x"), (f"12:9: events[0].id: '-x' {NOT_AN_ID}",)),
    "V29 line": (good("id: e1", r'id: "id\n"'), (rf"12:9: events[0].id: 'id\n' {NOT_AN_ID}",)),
    "V30 2023": (
        good("date: 2026-01-11", "date: 2023-02-29"),
        ("13:11: events[0].date: 2023-02-29 is not a day: February 2023 has 28",),
    ),
    "V30 1900": (
        good("date: 2026-01-11", "date: 1900-02-29"),
        ("13:11: events[0].date: 1900-02-29 is not a day: February 1900 has 28",),
    ),
    "V30 2100": (
        good("date: 2026-01-11", "date: 2100-02-29"),
        ("13:11: events[0].date: 2100-02-29 is not a day: February 2100 has 28",),
    ),
    "V31 0000": (
        good("date: 2026-01-11", "date: 0000-01-01"),
        ("13:11: events[0].date: 0000 is not a year: years run from 0001 to 9999",),
    ),
    "V36 script": (
        good("file: texts/s1.txt", "url: javascript:alert(1)"),
        (f"6:10: sources[0].url: 'javascript:alert(1)' {NOT_A_LINK}",),
    ),
    "V36 space": (
        good("file: texts/s1.txt", "url: http://a b"),
        (f"6:10: sources[0].url: 'http://a b' {NOT_A_LINK}",),
    ),
    "V36 bracket": (
        good("file: texts/s1.txt", "url: http://[::1"),
        (f"6:10: sources[0].url: 'http://[::1' {NOT_A_LINK}",),
    ),
    "V36 no scheme": (
        good("file: texts/s1.txt", "url: //x"),
        (f"6:10: sources[0].url: '//x' {NOT_A_LINK}",),
    ),
    "V38 empty": (good(QUOTE, '""'), ("20:16: events[0].cites[0].quote: empty",)),
}

OTHERWISE = "20:16: events[0].cites[0].quote: Q8 the quote is in s1, typed otherwise: {} (notice)"
UNSOUND: dict[str, tuple[str, tuple[str, ...]]] = {
    "V28 none": (
        good(CITES, ""),
        (
            "5:5: sources[0]: R1 nothing cites 's1' (notice)",
            "12:5: events[0]: Q1 'e1' cites no source",
        ),
    ),
    "V31 9999": (good("date: 2026-01-11", "date: 9999-12-31"), ("13:11: events[0].date: D4 ",)),
    "V37 letter": (
        good("Sunday", "Monday"),
        (
            (
                "20:16: events[0].cites[0].quote: Q2 this quote is not in s1; the nearest passage, "
                "at 0–34, is 'They spoke on Sunday of the river.': the text has 'Sunday' where "
                "the quote has 'Monday'"
            ),
        ),
    ),
    "V37 case": (
        good("quote: They spoke", "quote: They Spoke"),
        (
            (
                "20:16: events[0].cites[0].quote: Q2 this quote is not in s1; the nearest passage, "
                "at 0–34, is 'They spoke on Sunday of the river.': only case differs"
            ),
        ),
    ),
    "V37 absent": (
        good(QUOTE, "Nothing of the kind was ever said by anyone."),
        ("20:16: events[0].cites[0].quote: Q2 this quote is not in s1, nor anything like it",),
    ),
    "V38 short": (
        good(QUOTE, "The"),
        (
            "20:16: events[0].cites[0].quote: Q4 a quote of 3 characters proves nothing",
            "20:16: events[0].cites[0].quote: Q5 this quote stands 2 times in s1",
        ),
    ),
    "V39": (
        re.sub("sha256: [0-9a-f]+", "sha256: " + "0" * 64, GOOD),
        ("6:11: sources[0].file: Q3 texts/s1.txt has changed: its sha256 is ",),
    ),
    "source outside": (
        good("texts/s1.txt", "../x"),
        ("6:11: sources[0].file: Q3 '../x' is no path",),
    ),
    "source absolute": (
        good("texts/s1.txt", "/etc/passwd"),
        ("6:11: sources[0].file: Q3 '/etc/passwd' is no path",),
    ),
    "source missing": (
        good("texts/s1.txt", "texts/no.txt"),
        ("6:11: sources[0].file: Q3 there is no file texts/no.txt",),
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
    "V30 2000": (good("date: 2026-01-11", "date: 2000-02-29"), ()),
    "V31 0001": (good("date: 2026-01-11", "date: 0001-01-01"), ()),
    "V36 IDN": (good("texts/s1.txt", "texts/s1.txt\n    url: https://ñandú.example/"), ()),
    "V37 space": (good("Sunday of", "\n          Sunday  of"), ()),
    "V37 quotation marks": (
        good(f"quote: {QUOTE}", "quote: 'They spoke of \"trade\" and of the é.'"),
        (OTHERWISE.format("quotation marks"),),
    ),
    "V37 NFD": (
        good(QUOTE, "They spoke of “trade” and of the e\u0301."),
        (OTHERWISE.format("Unicode form (NFC/NFD)"),),
    ),
    "V40 twice": (
        GOOD + EVENT.replace("e1", "e2").replace("2026-01-11", "2026-01-10"),
        ("30:16: events[1].cites[0].quote: Q6 'e1' cites the same passage (notice)",),
    ),
    "V40 never": (
        good("actors:", "  - {id: s2, url: https://example.org/}\nactors:"),
        ("9:5: sources[1]: R1 nothing cites 's2' (notice)",),
    ),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_cannot_be_read_is_refused_at_its_place(holds: Holds, case: str) -> None:
    data, faults = UNREADABLE[case]
    holds(data, *(f"{FILE}:{fault}" for fault in faults))


@pytest.mark.parametrize("case", UNSOUND)
def test_what_is_unsound_is_a_fault_of_check_alone(holds: Holds, case: str) -> None:
    data, faults = UNSOUND[case]
    holds(data, *(f"{FILE}:{fault}" for fault in faults), read=True)


@pytest.mark.parametrize("case", SOUND)
def test_what_is_sound_stays_so(holds: Holds, case: str) -> None:
    data, notices = SOUND[case]
    holds(data, *(f"{FILE}:{notice}" for notice in notices))


def test_a_file_over_the_cap_is_refused_without_being_read(folder: Path, call: Call) -> None:
    with (folder / FILE).open("wb") as file:
        file.truncate(10**12)
    start = time.monotonic()
    answer = call("check")
    assert time.monotonic() - start < 2
    assert answer.returncode == 1
    assert "events.yaml:1:1: larger than 64 MB, the most that is read\n1 fault\n" in answer.stderr


def test_v22_words_that_yaml_takes_for_values_stay_texts(folder: Path, call: Call) -> None:
    words = "[NO, no, off, Y, 1e3, 12:30:45, 010, null]"
    (folder / FILE).write_text(good("name: Ana Lima", f"name: Ana Lima, aliases: {words}"))
    whole = json.loads(call("list", "--format", "json").stdout)
    assert whole["actors"][0]["aliases"] == [
        "NO",
        "no",
        "off",
        "Y",
        "1e3",
        "12:30:45",
        "010",
        "null",
    ]
    (folder / FILE).write_text(good("name: Ana Lima", "name: Ana Lima, aliases: [~]"))
    answer = call("list")
    assert answer.returncode == 2
    assert "aliases[0]: '~' will not do: write something, or leave the line out" in answer.stderr


def test_v25_what_is_no_readable_file(
    folder: Path, program: Program, powerless: Callable[[], None]
) -> None:
    def refused(code: int, said: str) -> None:
        for command in ("check", "list"):
            start = time.monotonic()
            answer = program(command, preexec_fn=powerless)
            assert time.monotonic() - start < 5
            assert (answer.returncode, answer.stdout) == (code, b"")
            assert answer.stderr.decode() == f"timeline: {said}\n"

    path = folder / FILE
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
    answer = program("list", "--data", FILE)
    assert (answer.returncode, answer.stderr) == (
        2,
        f"timeline: there is no file {FILE}\n".encode(),
    )


@pytest.mark.parametrize("date", ["0001-01-01", "9999-12-31", "../0001-01-01", "9999-12-31/.."])
def test_v31_the_first_and_the_last_day_can_be_listed_asked_for_and_exported(
    folder: Path, call: Call, date: str
) -> None:
    (folder / FILE).write_text(good("date: 2026-01-11", f"date: {date}"))
    day = date.strip("./")
    for arguments in (
        ("list", "-f", "text"),
        ("list", "--on", day),
        ("list", "-s", "0001-01-01", "-u", "9999-12-31"),
        ("export",),
        ("export", "-f", "json"),
        ("show", "e1", "-f", "text"),
    ):
        answer = call(*arguments)
        assert answer.returncode == 0
        assert "e1" in answer.stdout or "A call" in answer.stdout


# What comes out


TRAPS = ("[bold]", "[/]", ":warning:", r"\[x]", "{0}", "%s", "$(x)", "<b>&amp;", "| a", "**b**")


def trapped(text: str) -> str:
    """The good collection with a text at the end of every text that people read."""
    there = json.dumps(text)[1:-1]
    for old in ("Aland and Bland", "Una llamada", "A call", "Ana Lima"):
        good(old)
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
def test_v42_markup_in_the_data_is_shown_as_it_is(
    folder: Path, call: Call, monkeypatch: pytest.MonkeyPatch, trap: str
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    (folder / FILE).write_text(trapped(trap))
    assert call("check").returncode in (0, 1)
    for arguments, words in (
        (("list",), ("A call",)),
        (("list", "-f", "text"), ("Title", "A call", "Ana", "Book", "Outlet")),
        (("show", "e1"), ("A call", "Place", "Sum")),
        (("show", "e1", "-f", "text"), ("A call", "Ana", "Place", "Sum", "Book", "Outlet")),
        (("sources", "-f", "text"), ("Book", "Outlet")),
        (("actors", "-f", "text"), ("Ana",)),
    ):
        answer = call(*arguments)
        assert answer.returncode == 0
        for word in words:
            assert f"{word} {trap}" in answer.stdout
    answer = call("list", "--actor", trap)
    assert answer.returncode in (0, 2)
    assert "e1" in answer.stdout or f"'{trap}'" in answer.stderr


@pytest.mark.parametrize("columns", [40, 80, 120])
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
)
def test_v43_strange_texts_break_no_page_and_are_whole_in_show(
    folder: Path, call: Call, monkeypatch: pytest.MonkeyPatch, text: str, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    text = text.strip()
    (folder / FILE).write_text(good("en: A call", f'en: "{text}"'), encoding="utf-8")
    for command in (("list",), ("show", "e1")):
        answer = call(*command, "-f", "text")
        assert answer.returncode == 0
        assert max(map(cell_len, answer.stdout.splitlines())) <= columns
    assert "".join(text.split()) in "".join(answer.stdout.split())


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("show", "--", "--help"), 2),
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
        (("list", "--data", "a\0b"), 2),
        (("export", "-o", "\x1b[2J/x.csv"), 3),
        (("\x1b[2J",), 2),
        (("--\x1b[2J",), 2),
        (("list", "--lang", "\x1b[2J"), 2),
    ],
)
def test_v41_v44_whatever_is_typed_is_data(
    folder: Path, call: Call, arguments: tuple[str, ...], code: int
) -> None:
    before, start = snapshot(folder), time.monotonic()
    answer = call(*arguments)
    assert time.monotonic() - start < 2
    assert (answer.returncode, answer.stdout) == (code, "")
    assert answer.stderr.count("\n") == 1
    decent(answer.stderr)
    assert snapshot(folder) == before


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "'"])
def test_v45_no_cell_is_a_formula_and_every_cell_can_be_read_back(
    folder: Path, call: Call, start: str
) -> None:
    text = f"{start}1+1|cmd, \"x\" 'y'"
    (folder / FILE).write_text(good("en: A call", f"en: {json.dumps(text)}"))
    (cell,) = (cell for cell in call("export").stdout.split("\r\n")[1].split(",") if "1+1" in cell)
    assert cell.startswith(f"\"'{start}1")
    assert json.loads(call("export", "-f", "jsonl").stdout)["title"]["en"] == text


# Surroundings and load


def many(events: int) -> str:
    """A collection of so many events, of a hundred actors."""
    words = "words of the summary, " * 12
    texts = [HEAD.removesuffix("events:\n")]
    texts += (f"  - {{id: a{n}, kind: person, side: AA, name: Actor {n}}}\n" for n in range(100))
    texts.append("events:\n")
    for n in range(events):
        texts.append(
            EVENT.replace("e1", f"e{n}", 1)
            .replace("2026-01-11", f"20{n % 26:02}-{n % 12 + 1:02}-{n % 28 + 1:02}")
            .replace("actor: ana", f"actor: a{n % 100}")
            .replace("    title:", f"    summary: {{en: '{words}', es: '{words}'}}\n    title:")
        )
    return "".join(texts)


def test_v65_ten_megabytes_are_read_quickly_and_in_little_memory(
    folder: Path, program: Program
) -> None:
    (folder / FILE).write_text(many(11_648))
    for arguments, code in ((("list",), 0), (("list", "--text", "nothing"), 0)):
        start = time.monotonic()
        answer = program(*arguments, preexec_fn=limited(resource.RLIMIT_AS, 600 * 2**20))
        assert answer.returncode == code
        assert time.monotonic() - start < 5


def limited(what: int, value: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(what, (value, value))


@pytest.mark.parametrize(
    ("what", "value"),
    [(resource.RLIMIT_NOFILE, 8), (resource.RLIMIT_AS, 200 * 2**20), (resource.RLIMIT_CPU, 2)],
)
def test_v70_little_of_everything_is_enough_or_said_in_a_line(
    folder: Path, program: Program, what: int, value: int
) -> None:
    for data in (GOOD, "[" * 60_000, "a: {b: " * 2000, "- - " * 2000):
        (folder / FILE).write_text(data)
        answer = program("check", preexec_fn=limited(what, value))
        assert answer.returncode == (0 if data is GOOD else 1)
        decent(answer.stderr.decode())


@pytest.mark.parametrize("day", ["1970-01-01", "2038-01-19", "9999-12-31", "0001-01-01"])
def test_v71_the_day_changes_no_data(
    folder: Path, call: Call, monkeypatch: pytest.MonkeyPatch, day: str
) -> None:
    assert folder.is_dir()
    expected = call("export", "-f", "json").stdout
    monkeypatch.setenv("TIMELINE_TODAY", day)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    assert call("export", "-f", "json").stdout == expected
    assert call("check").returncode == 0
    for typed in ("tomorrow", "yesterday", "next week", "hace 3 años"):
        answer = call("list", "--since", typed)
        assert answer.returncode in (0, 2)
        decent(answer.stderr)


@pytest.mark.parametrize("day", ["today", "2026-1-1", "2026-02-30", "\x1b"])
def test_v71_a_day_that_is_none_is_a_wrong_call(
    folder: Path, call: Call, monkeypatch: pytest.MonkeyPatch, day: str
) -> None:
    assert folder.is_dir()
    monkeypatch.setenv("TIMELINE_TODAY", day)
    answer = call("check")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.startswith("timeline: TIMELINE_TODAY is '")
    decent(answer.stderr)


def test_no_argument_of_any_command_ends_in_a_traceback(folder: Path, call: Call) -> None:
    commands = ("list", "show", "sources", "actors", "topics", "check", "export", "schema", "help")
    words: Sequence[str] = ("", "-", "--", "---", "-x", "--x=", "--format", "-o", "\0", "🙂", "-f=")
    before = snapshot(folder)
    for command in commands:
        for word in words:
            answer = call(command, word)
            assert answer.returncode in (0, 2)
            decent(answer.stdout.replace("\r\n", "\n") + answer.stderr)
    assert snapshot(folder) == before


# Slow without it, or told with the field beside the place.
LEFT_OUT = ("V20 brackets", "V23", "V18 surrogate")


@pytest.mark.parametrize("case", [it for it in UNREADABLE if it not in LEFT_OUT])
def test_v72_without_the_c_library_the_same_is_said(
    holds: Holds, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    monkeypatch.setattr("yaml.__with_libyaml__", False)
    data, faults = UNREADABLE[case]
    holds(data, *(f"{FILE}:{fault}" for fault in faults))
