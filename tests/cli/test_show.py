"""`timeline show`: one event whole, with its proof."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Call = Callable[..., CompletedProcess[str]]
Screen = Callable[..., str]


def test_an_event_on_a_pipe_is_one_fact_a_line(call: Call) -> None:
    answer = call("show", "2025-09-03-press-conference-de-la-fuente-rubio")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout == (
        "id\t2025-09-03-press-conference-de-la-fuente-rubio\n"
        "title_en\tDe la Fuente and Rubio at a press conference\n"
        "title_es\tDe la Fuente y Rubio, en conferencia de prensa\n"
        "summary_en\tA picture caption places the two secretaries at a press conference on that"
        " day; it does not say where.\n"
        "summary_es\tUn pie de foto ubica ese día a ambos secretarios en conferencia de prensa;"
        " no dice dónde.\n"
        "date\t2025-09-03\n"
        "kind\tpress-conference\n"
        "status\theld\n"
        "actor\tde-la-fuente\tparticipant\n"
        "actor\trubio\tparticipant\n"
        "cite\tcites\ts001\tfound\t17-108\toutlet\tdirect\t\t"
        "Juan Ramón de la Fuente y Marco Rubio, en conferencia de prensa el 3 de septiembre"
        " de 2025.\n"
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-01-15-joint-statement", "2026-01-15-joint-statement"),
        ("2026-01-15-joint", "2026-01-15-joint-statement"),
        ("MINISTERIAL", "2026-02-security-ministerial"),
        ("johnson-statement", "2026-01-15-johnson-statement"),
    ],
)
def test_a_part_of_an_id_is_enough(call: Call, typed: str, meant: str) -> None:
    answer = call("show", typed)
    assert answer.returncode == 0
    assert answer.stdout.startswith(f"id\t{meant}\n")


def test_an_id_that_means_several_events_is_refused_with_their_ids(call: Call) -> None:
    answer = call("show", "post-on-call")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == (
        "timeline: 'post-on-call' may be 2026-01-11-sre-post-on-call, "
        "2026-01-11-wha-post-on-call, 2026-01-15-wha-post-on-call\n"
    )


@pytest.mark.parametrize("typed", ["", " ", "zzz", "\x1b[2J", "[/]", "..", "%s"])
def test_an_id_that_means_none_is_refused_and_made_visible(call: Call, typed: str) -> None:
    answer = call("show", typed)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.count("\n") == 1
    assert "\x1b" not in answer.stderr


def test_a_mistyped_id_is_answered_with_the_nearest(call: Call) -> None:
    answer = call("show", "2026-01-15-jonit-statement")
    assert answer.returncode == 2
    assert "did you mean 2026-01-15-joint-statement" in answer.stderr


def test_an_event_must_be_named(call: Call) -> None:
    answer = call("show")
    assert answer.returncode == 2
    assert answer.stderr.count("\n") == 1
    assert "EVENT is missing" in answer.stderr


def test_what_begins_with_a_hyphen_can_be_named_after_two(call: Call) -> None:
    answer = call("show", "--", "--help")
    assert answer.returncode == 2
    assert "no event is called '--help'" in answer.stderr


def test_every_field_for_a_program(call: Call) -> None:
    whole = json.loads(call("show", "ministerial", "--format", "json").stdout)
    (event,) = whole["events"]
    assert event["id"] == "2026-02-security-ministerial"
    assert event["date"] == "2026-02"
    assert event["derived"]["earliest"] == "2026-02-01"
    assert event["derived"]["latest"] == "2026-02-28"
    assert len(event["cites"]) == 7


def test_a_quote_that_has_changed_is_shown_as_not_proved(call: Call, here: Path) -> None:
    path = here / "data/events.yaml"
    path.write_text(
        path.read_text().replace("en conferencia de prensa", "en conferencia da prensa")
    )
    answer = call("show", "2025-09-03")
    assert answer.returncode == 0
    assert "cite\tcites\ts001\tabsent\t" in answer.stdout


def test_a_source_that_is_gone_is_said_where_its_quote_stands(call: Call, here: Path) -> None:
    (here / "seeds/001_52c5b004d57665da.txt").unlink()
    answer = call("show", "2025-09-03")
    assert answer.returncode == 0
    assert "cite\tcites\ts001\tcannot-check\t" in answer.stdout


def test_an_event_that_is_overdue_says_so_on_a_terminal(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "status          scheduled\n" in screen("show", "ministerial")
    monkeypatch.setenv("TIMELINE_TODAY", "2026-11-20")
    assert "status          scheduled; no outcome recorded" in screen("show", "ministerial")


def test_quotes_are_whole_and_in_their_place_on_a_terminal(screen: Screen) -> None:
    shown = " ".join(screen("show", "2025-09-03").split())
    assert (
        "[2] “Juan Ramón de la Fuente y Marco Rubio, en conferencia de prensa el 3 de "
        "septiembre de 2025.” the outlet's words · found in the stored text, letter by letter: "
        "characters 17–108" in shown
    )


def test_quotation_marks_inside_a_quote_are_those_of_second_rank(screen: Screen) -> None:
    shown = " ".join(screen("show", "2026-01-11-call").split())
    assert (
        "[4] “En la llamada, Rubio ‘enfatizó la necesidad de obtener resultados tangibles’ para "
        "proteger a Estados Unidos y al hemisferio occidental.” the outlet's words" in shown
    )
    assert (
        "[4] “El enlace telefónico se da en seguimiento a la instrucción de la Presidenta Claudia "
        "Sheinbaum Pardo” the outlet's words" in shown
    )


def test_a_quote_that_begins_with_a_quotation_mark_is_closed_too(screen: Screen) -> None:
    shown = " ".join(screen("show", "lazaro-cardenas").split())
    assert (
        "[4] “‘Con Estados Unidos hay que colaborar, hay que coordinarnos, somos vecinos, pero hay "
        "algo que no se negocia y esa es la soberanía, esa es la independencia de la patria’, "
        "declaró este domingo desde Lázaro Cárdenas, Michoacán.” Claudia" in shown
    )


def test_citations_show_numbers_and_no_ids_of_sources(screen: Screen) -> None:
    shown = screen("show", "2026-01-11-call")
    citations = shown.split("CITATIONS\n")[1].split("WHERE SOURCES DIFFER")[0]
    assert [line.split()[0] for line in citations.splitlines() if line.startswith("[")] == [
        "[4]", "[4]", "[4]", "[3]",
    ]  # fmt: skip
    assert "s003" not in citations
