"""A new event: asked for, given in options or read from a file; sound, or not written at all."""

import difflib
import os
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Call = Callable[..., CompletedProcess[str]]
Program = Callable[..., CompletedProcess[bytes]]
Dialogue = Callable[..., CompletedProcess[str]]

QUOTE = "la cual se llevará a cabo el próximo mes de febrero"
OPTIONS = {
    "--date": "2026-01-14",
    "--kind": "meeting",
    "--status": "held",
    "--title-en": "A meeting",
    "--title-es": "Una reunión",
    "--source": "s002",
    "--quote": QUOTE,
}
ADDED = """\
+   - id: 2026-01-14-meeting-rubio-sheinbaum
+     date: 2026-01-14
+     kind: meeting
+     status: held
+     title: {en: A meeting, es: Una reunión}
+     actors:
+       - {actor: rubio, role: participant}
+       - {actor: sheinbaum, role: host}
+     place: Washington, D.C.
+     topics: [security-cooperation]
+     follows: 2026-01-12-call-sheinbaum-trump
+     cites:
+       - source: s002
+         quote: la cual se llevará a cabo el próximo mes de febrero
+         attribution: outlet
+         topics: [security-cooperation]
"""
NOTHING_CARRIES = "nothing is said to carry the date: --supports date,…\n"
RECORDS = f"""\
actors:
  - {{id: rocha, kind: person, side: MX, name: Rocha}}
events:
  - title: {{en: A talk, es: Una plática}}
    date: 2026-01-14
    kind: call
    status: held
    actors: [{{actor: rocha, role: participant}}]
    cites:
    - {{quote: {QUOTE}, source: s002, supports: [kind]}}
  - id: meeting-of-february
    date: 2026-02
    kind: meeting
    status: scheduled
    title: {{en: "A meeting: second", es: Otra reunión}}
    cites:
    - {{source: s002, quote: {QUOTE}}}
"""


def options(**others: str | None) -> list[str]:
    """Give a call's options, with others put in or, with None, left out."""
    given = {**OPTIONS, **{f"--{name.replace('_', '-')}": it for name, it in others.items()}}
    return [word for name, it in given.items() if it is not None for word in (name, it)]


def file(here: Path) -> Path:
    return here / "data" / "events.yaml"


def difference(before: bytes, here: Path) -> str:
    """Give the lines that went (-) and came (+)."""
    now = file(here).read_text("utf-8").splitlines()
    lines = difflib.ndiff(before.decode().splitlines(), now)
    return "".join(f"{line}\n" for line in lines if line[0] in "+-")


def refused(call: Call, here: Path, *arguments: str, code: int = 2, **more: bytes) -> str:
    """Call for something that is refused: nothing is written. Gives what is said."""
    before = file(here).read_bytes()
    answer = call("add", *arguments, **more)
    assert (answer.returncode, answer.stdout) == (code, "")
    assert file(here).read_bytes() == before
    assert sorted(it.name for it in file(here).parent.iterdir()) == ["events.yaml"]
    assert "Traceback" not in answer.stderr
    return answer.stderr


def test_an_event_is_added_at_its_place_and_its_id_is_the_answer(call: Call, here: Path) -> None:
    before = file(here).read_bytes()
    answer = call(
        *("add", *options(), "-a", "Marco Rubio", "-a", "sheinbaum:host", "--topic"),
        *("security-cooperation", "--place", "Washington, D.C.", "--follows", "01-12-call"),
    )
    assert answer.stderr == (
        f"{NOTHING_CARRIES}"
        "2026-01-14-meeting-rubio-sheinbaum is recorded\n"
        "next: timeline show 2026-01-14-meeting-rubio-sheinbaum\n"
    )
    assert (answer.returncode, answer.stdout) == (0, "2026-01-14-meeting-rubio-sheinbaum\n")
    assert difference(before, here) == f"+ \n{ADDED}".replace(
        "place: Washington, D.C.", "place: Washington, D.C."
    )
    text = file(here).read_text("utf-8")
    assert text.index("2026-01-14-meeting") < text.index("- id: 2026-01-15-call")


def test_what_was_added_is_taken_back(call: Call, here: Path) -> None:
    before = file(here).read_bytes()
    assert call("add", *options()).returncode == 0
    assert call("undo").returncode == 0
    assert file(here).read_bytes() == before


def test_a_second_event_like_it_gets_a_number(call: Call, here: Path) -> None:
    ids = [call("add", *options(actor="trump")).stdout for _ in range(2)]
    assert ids == ["2026-01-14-meeting-trump\n", "2026-01-14-meeting-trump-2\n"]
    assert file(here).exists()


@pytest.mark.parametrize(
    ("date", "kind", "status", "id_"),
    [
        ("enero 2026", "llamada", "se menciona", "2026-01-call"),
        ("../2026-01-14", "other", "reported", "by-2026-01-14-other"),
        ("2026-01-10/2026-01-12", "negotiation", "held", "2026-01-10-negotiation"),
        ("[2026-01-13,2026-01-14]", "Joint Statement", "issued", "2026-01-13-joint-statement"),
    ],
)
@pytest.mark.usefixtures("here")
def test_words_of_both_languages_are_understood(
    call: Call, date: str, kind: str, status: str, id_: str
) -> None:
    answer = call("add", *options(date=date, kind=kind, status=status))
    assert (answer.returncode, answer.stdout) == (0, f"{id_}\n")


def test_a_statement_is_issued_by_its_actors(call: Call, here: Path) -> None:
    answer = call("add", *options(kind="statement", status="issued", actor="sre"))
    assert answer.returncode == 0
    assert "- {actor: sre, role: issuer}\n" in file(here).read_text("utf-8")


def test_a_title_that_looks_like_an_option_is_a_title(call: Call, here: Path) -> None:
    answer = call("add", *options(title_en=None, title_es=None, title="-- help"))
    assert answer.returncode == 0
    assert 'title: {en: "-- help", es: "-- help"}\n' in file(here).read_text("utf-8")


@pytest.mark.parametrize(
    ("others", "said"),
    [
        (
            {"id": "--help"},
            "nothing was written: events[12].id: '--help' is not accepted: an id has",
        ),
        ({"id": "2026-02-security-ministerial"}, "'2026-02-security-ministerial' is taken by"),
        ({"date": "2026-02-30"}, "2026-02-30 is not a day: February 2026 has 28\n"),
        ({"date": "03/02/2026"}, "03/02/2026 may be 2026-02-03 or 2026-03-02"),
        ({"kind": "meting"}, "no kind is called 'meting'; did you mean meeting?\n"),
        ({"actor": "rubbio"}, "did you mean rubio? (a new actor comes with 'timeline add --from'"),
        ({"actor": "rubio:hots"}, "no role is called 'hots'; did you mean host?\n"),
        ({"actor": "gobierno de"}, "'gobierno de' may be government-of-canada, government-of-m"),
        ({"topic": "securty"}, "no topic is called 'securty'"),
        ({"about": "2030-01-01"}, "no event is called '2030-01-01'"),
        ({"source": "s9"}, "no source is called 's9'; did you mean"),
        ({"quote": QUOTE.replace("próximo", "proximo")}, "the nearest passage, at 1375–1426, is"),
        ({"says": "They will meet."}, "give either --quote or --says\n"),
        (
            {"supports": "date,place,topics"},
            "a citation cannot support what the event does not have: place, topics\n",
        ),
        ({"supports": "date,knd"}, "no field is called 'knd'; did you mean kind?\n"),
        ({"attribution": "CA"}, "no voice is called 'CA'"),
        ({"date": None, "quote": None}, "timeline: missing: --date, --quote\n"),
        ({"quote": ""}, "timeline: missing: --quote\n"),
    ],
)
def test_what_cannot_be_is_refused_with_what_is_meant(
    call: Call, here: Path, others: dict[str, str | None], said: str
) -> None:
    text = refused(call, here, *options(**others))
    assert said in text
    assert text.count("\n") == 1


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ({"date": "2026-01-19"}, "2026-01-19-meeting.date: D4 19 January 2026 is after the newest"),
        (
            {"quote": "Reunión ministerial"},
            "2026-01-14-meeting.cites[0].quote: Q4 a quote of 19 characters",
        ),
        ({"date_words": "ayer"}, "2026-01-14-meeting.cites[0].date_words: Q7 'ayer' does not"),
    ],
)
def test_what_is_unsound_is_refused_with_its_faults(
    call: Call, here: Path, others: dict[str, str], said: str
) -> None:
    text = refused(call, here, *options(**others), code=1)
    assert said in text
    assert text.endswith("timeline: nothing was written: 1 fault\n")


def test_a_dry_run_shows_the_difference(call: Call, here: Path) -> None:
    before = file(here).read_bytes()
    answer = call("add", *options(), "--dry-run")
    assert answer.returncode == 0
    assert "+  - id: 2026-01-14-meeting\n" in answer.stdout
    assert answer.stderr == f"nothing was written (--dry-run)\n{NOTHING_CARRIES}"
    assert file(here).read_bytes() == before


# From a file


def test_records_are_read_from_a_file_with_the_actors_they_need(call: Call, here: Path) -> None:
    before = file(here).read_bytes()
    (here / "new.yaml").write_text(RECORDS, encoding="utf-8")
    answer = call("add", "--from", "new.yaml")
    assert answer.stderr == "3 records are new\nnext: timeline check\n"
    assert (answer.returncode, answer.stdout) == (
        0,
        "rocha\n2026-01-14-call-rocha\nmeeting-of-february\n",
    )
    assert difference(before, here) == (
        "+   - id: rocha\n"
        "+     kind: person\n"
        "+     side: MX\n"
        "+     name: Rocha\n"
        "+ \n"
        "+   - id: 2026-01-14-call-rocha\n"
        "+     date: 2026-01-14\n"
        "+     kind: call\n"
        "+     status: held\n"
        "+     title: {en: A talk, es: Una plática}\n"
        "+     actors:\n"
        "+       - {actor: rocha, role: participant}\n"
        "+     cites:\n"
        "+       - source: s002\n"
        "+         quote: la cual se llevará a cabo el próximo mes de febrero\n"
        "+         supports: [kind]\n"
        "+   - id: meeting-of-february\n"
        "+     date: 2026-02\n"
        "+     kind: meeting\n"
        "+     status: scheduled\n"
        '+     title: {en: "A meeting: second", es: Otra reunión}\n'
        "+     cites:\n"
        "+       - {source: s002, quote: la cual se llevará a cabo el próximo mes de febrero}\n"
        "+ \n"
    )


@pytest.mark.parametrize("text", ["[{}]", "{}", '{{"events": [{}]}}'])
@pytest.mark.usefixtures("here")
def test_json_from_a_pipe_is_one_record_a_list_or_sections(call: Call, text: str) -> None:
    record = (
        '{"date": "2026-01-14", "kind": "call", "status": "held", "title": {"en": "a", "es": "b"},'
        f' "cites": [{{"source": "s002", "quote": "{QUOTE}"}}]}}'
    )
    answer = call("add", "--from", "-", stdin=text.format(record).encode())
    assert (answer.returncode, answer.stdout) == (0, "2026-01-14-call\n")


def test_of_several_records_none_is_written_if_one_is_not_well_formed(
    call: Call, here: Path
) -> None:
    text = RECORDS.replace("2026-02\n", "2026-02-30\n").replace("kind: call", "kind: kall")
    assert refused(call, here, "--from", "-", stdin=text.encode(), code=1) == (
        "stdin:6:11: events[0].kind: 'kall' is not in the list; did you mean call?\n"
        "stdin:12:11: events[1].date: 2026-02-30 is not a day: February 2026 has 28\n"
        "timeline: nothing was written: 2 faults\n"
    )


def test_of_several_records_none_is_written_if_one_is_unsound(call: Call, here: Path) -> None:
    text = RECORDS.replace("supports: [kind]", "supports: [kind], date_words: ayer")
    assert refused(call, here, "--from", "-", stdin=text.encode(), code=1) == (
        "stdin:10:112: events[0].cites[0].date_words: Q7 'ayer' does not stand in the quote\n"
        "timeline: nothing was written: 1 fault\n"
    )


@pytest.mark.parametrize(
    ("stdin", "code", "said"),
    [
        (b"", 2, "timeline: stdin holds no records\n"),
        (b"events: []\n", 2, "timeline: stdin holds no records\n"),
        (b"text", 2, "timeline: stdin holds no records\n"),
        (b"event: {}\nevents: [{}]\n", 1, "stdin:1:1: event: there is no field 'event'"),
        (b"events: {a: b}\n", 1, "stdin:1:9: events: a list of records is expected here\n"),
        (b"- [1, 2]\n", 1, "stdin:1:3: [0]: mapping expected, list found\n"),
        (b"- &x {a: b}\n", 1, "stdin:1:3: "),
        (b"- !!python/name:os.system {a: b}\n", 1, "stdin:1:3: "),
        (b"- {a: \xe9}\n", 1, "stdin:1:7: not UTF-8: byte 0xe9"),
        (b"- {a: '", 1, "stdin:1:7: "),
        (b"[" * 1000, 1, "stdin:1:33: "),
        (b"- {a: \x1b[2J}\n", 1, "stdin:1:7: U+001B is not allowed"),
        (b"- {id: a, id: b}\n", 1, "stdin:1:11: [0].id: given twice"),
    ],
)
def test_what_is_no_record_is_refused_at_its_place(
    call: Call, here: Path, stdin: bytes, code: int, said: str
) -> None:
    assert said in refused(call, here, "--from", "-", stdin=stdin, code=code)


def test_options_do_not_go_with_a_file(call: Call, here: Path) -> None:
    said = refused(call, here, "--from", "-", "--date", "2026")
    assert said == "timeline: with --from, the records are those of the file alone\n"


def test_a_hundred_megabytes_are_refused_at_once(program: Program, here: Path) -> None:
    before = file(here).read_bytes()
    answer = program("add", "--from", "-", stdin=None, input=b" " * 100_000_000)
    assert answer.returncode == 2
    assert answer.stderr == b"timeline: stdin: larger than 16 MB, the most that is read: split it\n"
    assert file(here).read_bytes() == before


def test_a_closed_stdin_is_no_pipe(program: Program, here: Path) -> None:
    before = file(here).read_bytes()
    answer = program("add", "--from", "-", preexec_fn=lambda: os.close(0))
    assert answer.returncode == 2
    assert answer.stderr == b"timeline: - reads from a pipe, and there is none\n"
    answer = program("add", preexec_fn=lambda: os.close(0))
    assert answer.returncode == 2
    assert answer.stderr.startswith(b"timeline: missing: --date, --kind, --status, --title-en")
    assert file(here).read_bytes() == before


HAND_STYLED = """\
# Rivers.
collection:
    title: {en: 'Rivers', es: "Ríos"}   # both
    sides: {AA: {en: Aland, es: Alandia}}
sources:
-   id: s1
    url: https://example.org/1   # a link


# What happened.
events:
-   id: e1
    date: 2026-01-11
    kind: call
    status: held
    title: {en: A call, es: Una llamada}
    cites: [{source: s1, says: {en: They spoke., es: Hablaron.}}]
    # more to come

-   id: e2
    date: 2026-01-13
    kind: call
    status: held
    title: {en: Another call, es: Otra llamada}
    cites: [{source: s1, says: {en: They spoke., es: Hablaron.}}]
# The end."""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_hand_styled_file_keeps_every_other_byte(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, newline: str
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "events.yaml"
    path.write_bytes(HAND_STYLED.replace("\n", newline).encode())
    given = options(source="s1", quote=None, date="2026-01-12", says_en="x", says_es="uno")
    answer = call("add", *given, "--data", "events.yaml")
    assert answer.stderr.startswith(f"not proved here: s1 has no stored text\n{NOTHING_CARRIES}")
    assert (answer.returncode, answer.stdout) == (0, "2026-01-12-meeting\n")
    new = """\
-   id: 2026-01-12-meeting
    date: 2026-01-12
    kind: meeting
    status: held
    title: {en: A meeting, es: Una reunión}
    cites:
    -   source: s1
        says: {en: x, es: uno}
        attribution: outlet

"""
    text = HAND_STYLED.replace("-   id: e2", f"{new}-   id: e2")
    assert path.read_bytes() == text.replace("\n", newline).encode()


# On a terminal

TALK = [
    ("date", "14 enero 2026"),
    ("kind", "meting"),
    ("did you mean meeting?", "reunion"),
    ("status [held]", ""),
    ("in English", "A meeting"),
    ("in Spanish [A meeting]", "Una reunión"),
    ("actor", "rubbio"),
    ("did you mean rubio?", "Marco Rubio"),
    ("rubio: participant", "sheinbaum:host"),
    ("sheinbaum: host", ""),
    ("source", "s002"),
    ("quote", "la cual se llevara a cabo el próximo mes de febrero"),
    ("  ", ""),
    ("quote", "la cual se llevará a cabo"),
    ("  ", "el próximo mes de febrero"),
    ("  ", ""),
    ("what it supports [date,kind,actors]", "kind"),
    ("whose words [outlet]", ""),
    ("id [2026-01-14-meeting-rubio-sheinbaum]", "2026-02-security-ministerial"),
    ("is taken", "mine"),
]


def test_what_is_not_given_is_asked_for_on_a_terminal(dialogue: Dialogue, here: Path) -> None:
    before = file(here).read_bytes()
    answer = dialogue("add", talk=[*TALK, ("write it? (y/n) [y]", "")], stdout=here / "out")
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout == "mine\n"
    assert "--date '14 enero 2026': 14 January 2026\n" in answer.stderr
    assert "only accents differ: the text has 'llevará' where the quote has 'llevara'" in (
        answer.stderr
    )
    assert "proved: it stands in s002\n" in answer.stderr
    assert "      - source: s002\n" in answer.stderr
    assert difference(before, here) == (
        "+ \n"
        "+   - id: mine\n"
        "+     date: 2026-01-14\n"
        "+     kind: meeting\n"
        "+     status: held\n"
        "+     title: {en: A meeting, es: Una reunión}\n"
        "+     actors:\n"
        "+       - {actor: rubio, role: participant}\n"
        "+       - {actor: sheinbaum, role: host}\n"
        "+     cites:\n"
        "+       - source: s002\n"
        "+         quote: la cual se llevará a cabo el próximo mes de febrero\n"
        "+         supports: [kind]\n"
        "+         attribution: outlet\n"
    )


@pytest.mark.parametrize(
    ("last", "code", "said"),
    [
        (("write it?", "n"), 0, "nothing was written\n"),
        (("write it?", "\x03"), 130, ""),
        (("write it?", "\x04"), 2, "timeline: no answer: nothing was written\n"),
    ],
)
def test_a_no_and_ctrl_c_leave_everything_as_it_was(
    dialogue: Dialogue, here: Path, last: tuple[str, str], code: int, said: str
) -> None:
    before = file(here).read_bytes()
    answer = dialogue("add", talk=[*TALK, last])
    assert answer.returncode == code
    assert answer.stderr.endswith(said)
    assert "Traceback" not in answer.stderr
    assert file(here).read_bytes() == before


@pytest.mark.parametrize("at", [0, 4, 7, 11])
def test_ctrl_c_at_any_question_leaves_everything_as_it_was(
    dialogue: Dialogue, here: Path, at: int
) -> None:
    before = file(here).read_bytes()
    answer = dialogue("add", talk=[*TALK[:at], (TALK[at][0], "\x03")])
    assert answer.returncode == 130
    assert file(here).read_bytes() == before


def test_names_are_completed_with_tab(dialogue: Dialogue, here: Path) -> None:
    pytest.importorskip("readline")
    given = options(quote=None, kind=None, yes=None)
    talk = [
        ("kind", "mee\t"),
        ("actor", "shei\t:ho\t"),
        ("sheinbaum: host", ""),
        ("quote", QUOTE),
        ("  ", ""),
        ("what it supports", "kind"),
        ("whose words", ""),
        ("id", ""),
    ]
    answer = dialogue("add", *given, "--yes", talk=talk)
    assert answer.returncode == 0, answer.stderr
    assert "- id: 2026-01-14-meeting-sheinbaum\n" in file(here).read_text("utf-8")


def test_only_what_it_supports_is_asked_for_where_all_else_is_given(
    dialogue: Dialogue, here: Path
) -> None:
    before = file(here).read_bytes()
    talk = [
        ("what it supports [date,kind,actors]", "date,place,follows"),
        ("a citation cannot support what the event does not have: place, follows", "date"),
        ("whose words [outlet]", "MX"),
    ]
    answer = dialogue("add", *options(), talk=talk)
    assert answer.returncode == 0, answer.stderr
    assert "nothing is said" not in answer.stderr
    assert "+         supports: [date]\n+         attribution: MX\n" in difference(before, here)


def test_no_input_never_asks(dialogue: Dialogue, here: Path) -> None:
    before = file(here).read_bytes()
    answer = dialogue("add", "--no-input", talk=[])
    assert answer.returncode == 2
    assert answer.stderr.startswith("timeline: missing: --date")
    assert file(here).read_bytes() == before
