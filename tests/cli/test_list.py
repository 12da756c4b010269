"""`timeline list`: what it answers, on a pipe and on a terminal."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

Call = Callable[..., CompletedProcess[str]]
Screen = Callable[..., str]

SCREENS = Path(__file__).parent / "screens"


def ids(answer: CompletedProcess[str]) -> list[str]:
    assert answer.returncode == 0
    return [line.split("\t")[6] for line in answer.stdout.splitlines()]


def test_both_calls_of_rubio_and_what_belongs_to_them(call: Call) -> None:
    answer = call(
        "list", "--actor", "rubio", "--since", "2026-01-10", "--until", "31 de enero de 2026"
    )
    assert answer.returncode == 0
    assert answer.stderr == "--until '31 de enero de 2026': 31 January 2026\n"
    assert answer.stdout == (
        "2026-01-11\tcall\theld\tMX US\t"
        "De la Fuente and Rubio speak on border security\t"
        "s002 s003\t2026-01-11-call-de-la-fuente-rubio\tcertain\n"
        "2026-01-11\tstatement\tissued\tMX\t"
        "Mexico's foreign ministry on the call\t"
        "s003\t2026-01-11-sre-post-on-call\tcertain\n"
        "2026-01-11\tstatement\tissued\tUS\t"
        "The State Department's Western Hemisphere bureau on the call\t"
        "s003\t2026-01-11-wha-post-on-call\tcertain\n"
        "2026-01-15\tcall\theld\tMX US\t"
        "De la Fuente and Rubio speak for the second time in five days\t"
        "s000 s001 s002 s004\t2026-01-15-call-de-la-fuente-rubio\tcertain\n"
        "2026-01-15\tjoint-statement\tissued\tMX US\t"
        "Joint statement of Mexico and the United States on the call\t"
        "s000 s001 s002 s004\t2026-01-15-joint-statement\tcertain\n"
        "[2026-01-15,2026-01-16]\tstatement\tissued\tUS\t"
        "Western Hemisphere bureau: incremental progress is unacceptable\t"
        "s000 s001\t2026-01-15-wha-post-on-call\tcertain\n"
    )


def test_a_day_of_february_may_be_that_of_the_ministerial_meeting(call: Call) -> None:
    answer = call("list", "--on", "2026-02-14")
    assert answer.returncode == 0
    assert answer.stderr == ""
    assert answer.stdout == (
        "2026-02\tmeeting\tscheduled\tMX US\tSecurity ministerial meeting in Washington\t"
        "s000 s001 s002 s004\t2026-02-security-ministerial\tpossible\n"
    )


def test_what_is_only_possible_is_marked_on_a_terminal_and_explained(screen: Screen) -> None:
    shown = screen("list", "--on", "2026-02-14").splitlines()
    assert shown[3].startswith("◌?  some day  Security ministerial meeting in Washington")
    assert "◌ planned   ? perhaps outside those days" in shown


def test_what_is_only_possible_is_left_out_when_certainty_is_asked_for(call: Call) -> None:
    answer = call("list", "--on", "2026-02-14", "--certain")
    assert (answer.returncode, answer.stdout) == (0, "")
    assert answer.stderr == "no event matches --on '2026-02-14' --certain\n"


def test_a_readout_has_its_own_mark_at_its_branch(screen: Screen) -> None:
    shown = screen("list", "--on", "2026-01-12").splitlines()
    assert shown[3:7] == [
        "●    Mon 12    Sheinbaum and Trump speak by telephone              MX US  [1][5]",
        "               call · Sheinbaum, Trump",
        "└◇?  12 to 16  Sheinbaum's account of the call with Trump          MX     [1]",
        "               readout · Sheinbaum",
    ]
    assert "● took place   ◌ planned   ◇ date uncertain   ? perhaps outside those days" in shown


def test_a_readout_that_matches_for_certain_leaves_the_marks_two_wide(screen: Screen) -> None:
    shown = screen("list", "--since", "2026-01-12", "--until", "2026-01-16", "--actor", "trump")
    assert shown.splitlines()[3:7] == [
        "●   Mon 12    Sheinbaum and Trump speak by telephone               MX US  [1][5]",
        "              call · Sheinbaum, Trump",
        "└◇  12 to 16  Sheinbaum's account of the call with Trump           MX     [1]",
        "              readout · Sheinbaum",
    ]


def test_readouts_have_marks_where_the_encoding_has_no_signs(
    program: Callable[..., CompletedProcess[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    shown = program("list", "--on", "2026-01-12", "--format", "text").stdout.decode("ascii")
    assert shown.splitlines()[3:7] == [
        "*    Mon 12    Sheinbaum and Trump speak by telephone              MX US  [1][5]",
        "               call - Sheinbaum, Trump",
        "`??  12 to 16  Sheinbaum's account of the call with Trump          MX     [1]",
        "               readout - Sheinbaum",
    ]


def test_the_heading_says_as_of_which_day_the_page_is(screen: Screen) -> None:
    english = screen("list", "--as-of", "2026-01-12").splitlines()
    assert english[1:4] == ["as known on 12 January 2026", "", "JANUARY 2026"]
    assert "as known on" not in screen("list")
    assert "[4]" in english[-1]


@pytest.mark.parametrize(
    ("slips", "said"),
    [
        (("en conferencia de prensa el 3",), "1 quote is not proved: 'timeline check' says why"),
        (
            ("en conferencia de prensa el 3", "El enlace telefónico se da"),
            "2 quotes are not proved: 'timeline check' says why",
        ),
    ],
)
def test_the_heading_says_how_many_quotes_are_not_proved(
    screen: Screen, here: Path, slips: tuple[str, ...], said: str
) -> None:
    path = here / "data/events.yaml"
    assert "not proved" not in screen("list")
    text = path.read_text()
    for slip in slips:
        assert slip in text
        text = text.replace(slip, f"{slip}, no", 1)
    path.write_text(text)
    assert screen("list").splitlines()[1:4] == [said, "", "SEPTEMBER 2025"]
    known = screen("list", "--as-of", "2026-01-18").splitlines()
    assert known[1:4] == ["as known on 18 January 2026", said, ""]


def test_only_the_quotes_of_the_answer_are_counted(screen: Screen, here: Path) -> None:
    path = here / "data/events.yaml"
    path.write_text(path.read_text().replace("en conferencia de prensa el 3", "el 3", 1))
    assert "1 quote is not proved: 'timeline check' says why\n" in screen("list", "--on", "2025")
    assert "not proved" not in screen("list", "--since", "2026")


def test_a_source_that_is_gone_leaves_its_quotes_not_proved(screen: Screen, here: Path) -> None:
    (here / "seeds/001_52c5b004d57665da.txt").unlink()
    assert "1 quote is not proved: 'timeline check' says why\n" in screen("list", "--on", "2025")


def test_who_is_meant_by_a_name_of_several_is_said_on_stderr(call: Call) -> None:
    answer = call("list", "--actor", "secretario", "--on", "2025", "--certain")
    assert answer.returncode == 0
    assert answer.stderr == "--actor 'secretario': de-la-fuente, rubio\n"
    assert ids(answer) == ["2025-09-03-press-conference-de-la-fuente-rubio"]
    answer = call("list", "--actor", "rubio", "--actor", "SECRETARIO", "--on", "2030")
    assert (answer.returncode, answer.stdout) == (0, "")
    assert answer.stderr == (
        "no event matches --actor 'rubio' --actor 'SECRETARIO' --on '2030'\n"
        "--actor 'SECRETARIO': de-la-fuente, rubio\n"
    )
    assert call("list", "--actor", "rubio").stderr == ""


def test_no_match_is_no_error_and_repeats_the_filters(call: Call) -> None:
    answer = call("list", "--actor", "johnson", "--side", "MX", "--since", "2026-01-20")
    assert (answer.returncode, answer.stdout) == (0, "")
    assert answer.stderr == (
        "no event matches --actor 'johnson' --side 'MX' --since '2026-01-20'\n"
    )


@pytest.mark.parametrize("format_", ["text", "tsv", "jsonl"])
def test_no_match_leaves_stdout_empty_in_every_format_of_lines(call: Call, format_: str) -> None:
    answer = call("list", "--actor", "rubio", "--on", "2030", "--format", format_)
    assert (answer.returncode, answer.stdout) == (0, "")


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (
            ("--actor", "JUAN RAMON DE LA FUENTE", "--on", "2025", "--certain"),
            ["2025-09-03-press-conference-de-la-fuente-rubio"],
        ),
        (("-a", "johnson"), ["2026-01-15-johnson-statement"]),
        (("-a", "embajador de Estados Unidos en México"), ["2026-01-15-johnson-statement"]),
        (
            (
                "-a",
                "johnson",
                "-a",
                "trump",
                "-s",
                "2026-01-12",
                "-u",
                "2026-01-16",
                "--side",
                "US",
            ),
            ["2026-01-12-call-sheinbaum-trump", "2026-01-15-johnson-statement"],
        ),
        (("--place", "lazaro cardenas"), ["2026-01-11-sheinbaum-statement-lazaro-cardenas"]),
        (
            ("--topic", "trade", "--source", "s004"),
            ["2026-01-12-call-sheinbaum-trump", "2026-05-tmec-renegotiation"],
        ),
        (
            ("--text", "anniversary"),
            ["2026-01-15-joint-statement", "2026-02-security-ministerial"],
        ),
        (
            ("--source", "5", "--topic", "trade", "--kind", "call"),
            ["2026-01-12-call-sheinbaum-trump"],
        ),
        (
            ("--source", "001_52", "--on", "2025"),
            ["2025-09-03-press-conference-de-la-fuente-rubio"],
        ),
        (
            ("--text", "SOBERANIA", "--text", "T-MEC", "--on", "2026-05"),
            ["2026-05-tmec-renegotiation"],
        ),
        (("--kind", "negotiation"), ["2026-05-tmec-renegotiation"]),
        (
            ("--kind", "Llamada", "--status", "se realizó", "-s", "2026-01-12", "-u", "2026-01-12"),
            ["2026-01-12-call-sheinbaum-trump"],
        ),
    ],
)
def test_filters_find_what_is_meant(
    call: Call, filters: tuple[str, ...], expected: list[str]
) -> None:
    assert ids(call("list", *filters)) == expected


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--actor", "rubbio"), "no actor is called 'rubbio'; did you mean rubio"),
        (("--kind", "cal"), "no kind is called 'cal'; did you mean call"),
        (("--status", "hled"), "no status is called 'hled'; did you mean held"),
        (("--topic", "fentanil"), "no topic is called 'fentanil'; did you mean fentanyl"),
        (("--source", "s009"), "no source is called 's009'; did you mean s000, s001, s002"),
        (
            ("--source", "xyz"),
            "no source is called 'xyz'; did you mean s000, s001, s002, s003, s004",
        ),
        (("--side", "canada"), "no side is called 'canada'; did you mean MX, US"),
        (("--side", "MXX"), "no side is called 'MXX'; did you mean MX"),
        (("--format", "cvs"), "no format is called 'cvs'; did you mean csv"),
        (("--sort", "dat"), "no order is called 'dat'; did you mean date"),
        (("--lang", "fr"), "no language is called 'fr'; did you mean en, es"),
        (("--color", "blue"), "no colour is called 'blue'; did you mean auto, always, never"),
        (("--since", "may"), "may has no year: write 2025-05, 2026-05 or 2027-05"),
        (
            ("--until", "03/02/2026"),
            "03/02/2026 may be 2026-02-03 or 2026-03-02: write the one you mean",
        ),
        (("--on", "2026-02-30"), "2026-02-30 is not a day: February 2026 has 28"),
        (
            ("--since", "9999-12-31", "--until", "0001-01-01"),
            "--since 9999-12-31 is after --until 0001-01-01",
        ),
        (("--limit", "0"), "--limit takes a number from 1 on, not '0'"),
        (("--limit", "many"), "--limit takes a number from 1 on, not 'many'"),
        (("--text", " "), 'a search needs a word or a "phrase", such as soberanía'),
        (("--actr", "rubio"), "there is no option --actr; did you mean --actor"),
        (("--limit",), "--limit needs a value"),
        (("--certain=yes",), "--certain takes no value"),
        (("rubio",), "'rubio' was not expected here"),
        (("--data", "nowhere.yaml"), "there is no file"),
        (("--data", ""), "--data is empty: name a file or a folder"),
        (("-o", "events.txt"), "no format is called 'txt'; did you mean"),
    ],
)
def test_a_wrong_call_is_said_in_one_line_and_nothing_is_shown(
    call: Call, here: Path, arguments: tuple[str, ...], said: str
) -> None:
    answer = call("list", *arguments)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.count("\n") == 1
    assert said in answer.stderr
    assert sorted(it.name for it in here.iterdir()) == ["data", "seeds"]


def test_an_order_and_a_limit(call: Call) -> None:
    assert ids(call("list", "--sort", "id", "--reverse", "--limit", "2")) == [
        "by-2026-01-11-instruction-sheinbaum",
        "by-2026-01-11-earlier-calls-sheinbaum-trump",
    ]
    assert ids(call("list", "-n", "1")) == ["2025-09-03-press-conference-de-la-fuente-rubio"]


def test_an_institution_stands_for_its_members_when_asked(call: Call) -> None:
    alone = ids(call("list", "--actor", "sre"))
    assert alone == ["2026-01-11-sre-post-on-call"]
    assert len(ids(call("list", "--actor", "sre", "--members"))) == 9


def test_csv_and_json_hold_the_same_events_as_the_lines(call: Call) -> None:
    lines = ids(call("list", "--actor", "rubio"))
    answer = call("list", "--actor", "rubio", "--format", "csv").stdout
    rows = csv.DictReader(answer.splitlines(keepends=True))
    assert [row["id"] for row in rows] == lines
    whole = json.loads(call("list", "--actor", "rubio", "--format", "json").stdout)
    assert [event["id"] for event in whole["events"]] == lines
    assert whole["schema"] == "timeline-export-1"


def test_machine_output_is_never_translated_and_always_the_same(call: Call) -> None:
    for format_ in ("csv", "json", "jsonl"):
        english = call("list", "--format", format_)
        assert call("list", "--format", format_, "--lang", "es").stdout == english.stdout
        assert call("list", "--format", format_).stdout == english.stdout


def test_the_ending_of_the_file_chooses_the_format(call: Call, here: Path) -> None:
    answer = call("list", "-o", "calls.jsonl", "--on", "2026-05")
    assert (answer.returncode, answer.stdout) == (0, "")
    assert answer.stderr == "1 event written to calls.jsonl\n"
    assert json.loads((here / "calls.jsonl").read_bytes())["id"] == "2026-05-tmec-renegotiation"


def test_the_program_reads_the_collection_from_stdin(call: Call, here: Path) -> None:
    data = (here / "data/events.yaml").read_bytes()
    assert len(ids(call("list", "--data", "-", stdin=data))) == 19


# One screen a language and day: `list-<language>-<day>.txt` holds what a terminal of 80 columns
# shows, typed out.
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("day", ["2026-01-20", "2026-11-20"])
def test_the_whole_timeline_on_a_terminal_of_80_columns(
    screen: Screen, monkeypatch: pytest.MonkeyPatch, language: str, day: str
) -> None:
    monkeypatch.setenv("TIMELINE_TODAY", day)
    expected = (SCREENS / f"list-{language}-{day}.txt").read_text(encoding="utf-8")
    assert screen("list", "--lang", language) == expected


def test_a_wide_terminal_has_columns_for_kind_and_actors(screen: Screen) -> None:
    shown = screen("list", "--on", "2026-05", columns=120)
    assert shown == (
        "Mexico–United States security diplomacy, January 2026"
        "                                                 1 event · 1 source\n"
        "\n"
        "MAY 2026\n"
        "◌   some day  negotiation    T-MEC trade agreement to be renegotiated · scheduled"
        "                                    [5]\n"
        "\n"
        "◌ planned\n"
        "\n"
        "[5]  seeds/004_abecfb8f620107e8.txt  some day from 15 to 18 January 2026 (inferred)"
        "  Spanish  outlet unknown\n"
    )


def test_a_title_without_end_is_cut_on_the_page_and_whole_in_show(call: Call, here: Path) -> None:
    data = here / "data/events.yaml"
    title = "T-MEC trade agreement to be renegotiated"
    long = " ".join([title, *["zzzzz"] * 2_000])
    data.write_text(data.read_text(encoding="utf-8").replace(title, long), encoding="utf-8")
    page = call("list", "--on", "2026-05", "--format", "text").stdout
    assert page.count("zzzzz") == 33
    assert "…" in page
    assert call("show", "2026-05", "--format", "text").stdout.count("zzzzz") == 2_000


@pytest.mark.parametrize(
    ("language", "heading", "count"),
    [
        ("en", "PERHAPS, DATE OPEN", "3 events · 2 perhaps, date open · 6 sources"),
        ("es", "QUIZÁ, FECHA ABIERTA", "3 eventos · 2 quizá, con fecha abierta · 6 fuentes"),
    ],
)
def test_what_only_an_open_end_brings_there_stands_apart_and_last(
    screen: Screen, tmp_path: Path, language: str, heading: str, count: str
) -> None:
    when = ("../2026-03-06", "2026-01-15", "2025-07/..", "2026-01", "2026-01-15")
    tree: dict[str, Any] = {
        "collection": {"title": {"en": "Rivers"}, "sides": {"AA": {"en": "Aland"}}},
        "sources": [{"id": f"s{n}", "url": f"https://example.org/{n}"} for n in range(6)],
        "actors": [],
        "events": [
            {
                "id": f"e{n}",
                "date": date,
                "kind": "call",
                "status": "held",
                "title": {"en": f"Call {n}"},
                "cites": [{"source": f"s{n}", "says": {"en": "A call."}}],
            }
            for n, date in enumerate(when)
        ],
    }
    tree["events"][0]["cites"].append({"source": "s5", "says": {"en": "A call."}})
    path = tmp_path / "events.yaml"
    path.write_text(json.dumps(tree), encoding="utf-8")
    arguments = ("--on", "2026-01-15", "--data", str(path), "--lang", language)
    shown = screen("list", *arguments, columns=100)
    assert count in shown
    titles = [line.split() for line in shown.splitlines()]
    order = [words[words.index("Call") + 1] for words in titles if "Call" in words]
    assert order == ["3", "1", "4", "2", "0"]
    assert shown.index("Call 4") < shown.index(heading) < shown.index("Call 2")
