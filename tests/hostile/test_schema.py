"""What the records may not say, dates, and sources: V27 to V40, each by its number."""

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from timeline.formats import FORMATS

pytestmark = pytest.mark.more

Call = Callable[..., Any]
Holds = Callable[..., None]

FILE = "data/events.yaml"
GOOD = (Path(__file__).parent / "good" / FILE).read_text(encoding="utf-8")
QUOTE = "They spoke on Sunday of the river."
QUOTE = "They spoke on Sunday of the river."
HEAD, EVENT = GOOD[: GOOD.index("  - id: e1")], GOOD[GOOD.index("  - id: e1") :]
GOOD_TEXT = (Path(__file__).parent / "good/texts/s1.txt").read_text(encoding="utf-8")
CITES = GOOD[GOOD.index("    cites:") :]


def good(old: str, new: str) -> str:
    """The good collection with one text changed."""
    assert old in GOOD
    return GOOD.replace(old, new, 1)


NOT_AN_ID = "is not accepted: an id has lower-case letters"
NOT_A_LINK = "is not accepted: a link begins with http:// or https://"


def dated(text: str) -> str:
    return good("date: 2026-01-11", f"date: {text}")


def zoned(text: str) -> tuple[str, tuple[str, ...]]:
    """A date with a named time zone, and what is said of it: how to write what was meant."""
    said = text if len(text) <= 40 else f"{text[:39]}…"
    how = "names a time zone: write the offset that held there then, such as -06:00"
    return dated(f'"{text}"'), (f"13:11: events[0].date: {said} {how}",)


UNREADABLE: dict[str, tuple[str | bytes, tuple[str, ...]]] = {
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
    "V28 empty": (
        good(CITES, "    cites: {}\n"),
        ("18:12: events[0].cites: list expected, mapping found",),
    ),
    "V33 gap": zoned("2024-03-10T02:30[America/New_York]"),
    "V33 overlap": zoned("2024-11-03T01:30[America/New_York]"),
    "V33 offset and zone": zoned("2024-11-03T01:30-04:00[America/New_York]"),
    "V34": zoned("2023-07-01T09:00 America/Ciudad_Juarez"),
    "V35 part of a zone": zoned("2026-01-12T09:00[America]"),
    "V35 path": zoned("2026-01-12T09:00[../../etc/passwd]"),
    "V35 long": zoned(f"2026-01-12T09:00[{'x' * 5000}]"),
    "V35 old form": zoned("2026-01-12T09:00[EST5EDT4]"),
    "V35 offset that is none": (
        dated('"2026-01-12T09:00-14:00"'),
        ("13:11: events[0].date: -14:00 is not an offset: offsets run from -12:00 to +14:00",),
    ),
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
    "V33 overlap with its offset": (dated("2024-11-03T01:30-04:00"), ()),
    "V33 the other one": (dated("2024-11-03T01:30-05:00"), ()),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_cannot_be_true_is_refused_at_its_place(holds: Holds, case: str) -> None:
    data, faults = UNREADABLE[case]
    holds(data, *faults)


@pytest.mark.parametrize("case", UNSOUND)
def test_what_is_unsound_is_a_fault_of_check_alone(holds: Holds, case: str) -> None:
    data, faults = UNSOUND[case]
    holds(data, *faults, read=True)


@pytest.mark.parametrize("case", SOUND)
def test_what_is_sound_stays_so(holds: Holds, case: str) -> None:
    data, notices = SOUND[case]
    holds(data, *notices, sound=True)


EXTREMES = ("0001-01-01", "9999-12-31", "../0001-01-01", "9999-12-31/..", "0001/9999")


@pytest.mark.parametrize("command", ["list", "show", "stats", "disputes", "explain"])
def test_v31_the_first_and_the_last_day_can_be_shown(
    folder: Path, safe_call: Call, command: str
) -> None:
    (folder / FILE).write_text(extremes(), encoding="utf-8")
    for more in ((), ("-f", "text")):
        words = ("e1",) if command in ("show", "explain") else ()
        assert safe_call(command, *words, *(() if command == "explain" else more)).out
    safe_call("list", "--on", "0001-01-01")
    safe_call("list", "-s", "0001-01-01", "-u", "9999-12-31")


@pytest.mark.parametrize("name", FORMATS)
def test_v31_the_first_and_the_last_day_can_be_exported(
    folder: Path, safe_call: Call, tmp_path: Path, name: str
) -> None:
    (folder / FILE).write_text(extremes(), encoding="utf-8")
    target = str(tmp_path / "out")
    safe_call("export", "-f", name, "-o", target, space=None)
    assert Path(target).exists()


def extremes() -> str:
    """A collection with an event on each of the extreme days."""
    return HEAD + "".join(
        EVENT.replace("id: e1", f"id: e{n}").replace("date: 2026-01-11", f"date: {date}")
        for n, date in enumerate(EXTREMES, 1)
    )


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (("--since", "9999-12-31", "--until", "0001-01-01"), 2),
        (("--since", "may"), 2),
        (("--since", "03/02/2026"), 2),
        (("--until", "00:00"), 2),
        (("--on", "2026-02-30"), 2),
    ],
)
def test_v32_days_that_make_no_sense_are_never_guessed(
    safe_call: Call, typed: tuple[str, ...], code: int
) -> None:
    answer = safe_call("list", *typed, code=code)
    assert (answer.raw, answer.err.count("\n")) == (b"", 1)


@pytest.mark.parametrize(
    ("date", "hour"),
    [
        ("2023-07-01T09:00-06:00", "20230701T150000Z"),  # Mexico City, without summer time
        ("2023-07-01T09:00-05:00", "20230701T140000Z"),  # Ojinaga, with it
        ("2024-11-03T01:30-04:00", "20241103T053000Z"),  # New York, the first 01:30 of that night
        ("2024-11-03T01:30-05:00", "20241103T063000Z"),  # and the second
    ],
)
def test_v33_v34_an_hour_with_its_offset_is_kept_as_written_and_meant_as_it_was(
    folder: Path, safe_call: Call, date: str, hour: str
) -> None:
    (folder / FILE).write_text(dated(date), encoding="utf-8")
    (event,) = json.loads(safe_call("export", "-f", "json").out)["events"]
    assert event["date"] == date or event["date"]["edtf"] == date
    assert f"DTSTART:{hour}" in safe_call("export", "-f", "ics").out


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "e1", "-f", "text"),
        ("sources", "-f", "text"),
        ("export", "-f", "html"),
        ("export", "-f", "markdown"),
        ("explain", "e1"),
    ],
)
def test_v36_a_host_in_other_letters_is_also_told_as_it_is_asked_for(
    folder: Path, safe_call: Call, arguments: tuple[str, ...]
) -> None:
    link = "https://еxample.org/a"  # the first letter is Cyrillic
    text = good("file: texts/s1.txt", f"file: texts/s1.txt\n    url: {link}")
    (folder / FILE).write_text(text, encoding="utf-8")
    out = "".join(safe_call(*arguments, env={"COLUMNS": "200"}).out.split())
    assert "xn--xample-2of.org" in out


def test_v37_a_quote_may_go_on_over_a_page_of_the_stored_text(folder: Path, holds: Holds) -> None:
    paged = "They spoke on\f\nSunday of the river.\n"
    (folder / "texts/s1.txt").write_text(paged, encoding="utf-8")
    pinned = hashlib.sha256(paged.encode()).hexdigest()
    holds(re.sub("sha256: [0-9a-f]+", f"sha256: {pinned}", GOOD), sound=True)


def test_v39_the_message_has_the_hash_that_is_there_and_the_recorded_one(
    folder: Path, safe_call: Call
) -> None:
    (folder / "texts/s1.txt").write_text("changed", encoding="utf-8")
    recorded = hashlib.sha256(GOOD_TEXT.encode()).hexdigest()
    found = hashlib.sha256(b"changed").hexdigest()
    said = f"its sha256 is {found}, recorded was {recorded}"
    assert said in safe_call("check", code=1).err
