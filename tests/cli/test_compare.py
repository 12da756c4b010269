"""`timeline compare`: accounts side by side, topics by voice, versions of a text.

The two screens of the shipped collection are typed out in `screens/`. They change with the
collection: read the new ones before they are put there.
"""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from jsonschema import Draft202012Validator

Call = Callable[..., CompletedProcess[str]]
Screen = Callable[..., str]

SCREENS = Path(__file__).parent / "screens"
SCHEMA = json.loads((Path(__file__).parents[2] / "timeline/schemas/compare.json").read_text())

CALL = "2026-01-11-call"
STATEMENT = "2026-01-15-joint-statement"


def rows(answer: CompletedProcess[str]) -> list[list[str]]:
    assert (answer.returncode, answer.stderr) == (0, "")
    return [line.split("\t") for line in answer.stdout.splitlines()]


def made(folder: Path, events: str) -> str:
    """Write a collection of two invented governments; give its path."""
    (folder / "texts").mkdir()
    (folder / "texts/one.txt").write_text(
        "Aland said: we asked for clean rivers. Bland said: we discussed rivers and tolls."
    )
    (folder / "texts/two.txt").write_text("Aland and Bland: the rivers | are *shared*.")
    head = """\
collection:
  title: {en: Aland and Bland}
  sides: {AA: {en: Aland}, BB: {en: Bland}}
  topics: {water: {en: shared rivers}, trade: {en: trade}}
sources:
  - {id: s1, file: texts/one.txt, published: 2026-01-11}
  - {id: s2, file: texts/two.txt, published: 2026-01-12}
actors:
  - {id: ana, kind: person, side: AA, name: Ana Lima}
  - {id: bo, kind: person, side: BB, name: Bo Reyes}
events:
  - id: call
    date: 2026-01-11
    kind: call
    status: held
    title: {en: Lima and Reyes speak}
    actors: [{actor: ana, role: participant}, {actor: bo, role: participant}]
"""
    path = folder / "small.yaml"
    path.write_text(head + events)
    return str(path)


TWO_ACCOUNTS = """\
    asked_by: bo
  - id: aland-account
    date: 2026-01-11
    kind: statement
    status: issued
    title: {en: Aland on the call}
    about: call
    asked_by: ana
    actors: [{actor: ana, role: speaker}, {actor: bo, role: subject}]
    cites:
      - source: s1
        quote: we asked for clean rivers
        attribution: AA
        speaker: ana
        topics: [water]
        terms: {water: clean rivers}
    claims:
      - {field: summary, value: asked, topic: trade, attribution: AA, sources: [s1]}
      - {field: summary, value: discussed, topic: trade, attribution: BB, sources: [s1]}
  - id: bland-account
    date: 2026-01-12
    kind: statement
    status: issued
    title: {en: Bland on the call}
    about: call
    actors: [{actor: bo, role: speaker}]
    cites:
      - source: s1
        quote: we discussed rivers and tolls
        attribution: BB
        speaker: bo
        topics: [water, trade]
        terms: {water: rivers, trade: tolls}
      - {source: s1, quote: we never said this, attribution: BB}
"""

JOINT = """\
  - id: joint
    date: 2026-01-12
    kind: joint-statement
    status: issued
    title: {en: Joint text}
    about: call
    cites:
      - {source: s2, quote: the rivers | are *shared*, attribution: joint, topics: [water]}
"""


def test_the_first_call_on_a_terminal(screen: Screen) -> None:
    shown = screen("compare", CALL, "--no-pager", rows=400)
    assert shown == (SCREENS / "compare-call-en.txt").read_text()


def test_the_versions_of_the_joint_statement_on_a_terminal_without_style(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    shown = screen("compare", "--versions", STATEMENT, "--no-pager", rows=400)
    assert shown == (SCREENS / "compare-versions-en.txt").read_text()


def test_with_style_what_differs_is_bold_and_underlined_without_signs(
    raw_screen: Callable[..., bytes],
) -> None:
    shown = raw_screen("compare", "--versions", STATEMENT, "--no-pager", rows=400).decode()
    assert "\x1b[1;4midentificar brechas\x1b[0m" in shown
    assert "{+" not in shown


def test_sovereignty_is_raised_by_one_side_and_networks_by_the_other(call: Call) -> None:
    raised: dict[str, set[str]] = {}
    for topic, _, voice, *_ in rows(call("compare", CALL)):
        raised.setdefault(topic, set()).add(voice)
    sides = {topic: voices - {"outlet"} for topic, voices in raised.items()}
    assert sides["sovereignty"] == sides["shared-responsibility"] == {"MX"}
    assert sides["concrete-actions"] == sides["narcoterrorist-networks"] == {"US"}
    assert sides["border-security"] == {"MX"}
    assert sides["fentanyl"] == sides["arms-trafficking"] == {"US"}


def test_one_version_speaks_of_gaps_and_the_other_of_future_collaboration(call: Call) -> None:
    found = json.loads(call("compare", "--versions", STATEMENT, "--format", "json").stdout)
    (told,) = (
        it["versions"]
        for it in found["sentences"]
        if any("identificar brechas" in one["text"] for one in it["versions"])
    )
    differing = {
        it["source"]: [piece["text"] for piece in it["pieces"] if piece["differs"]] for it in told
    }
    assert "definir con claridad futuras colaboraciones" in differing["s001"]
    assert "identificar brechas" in differing["s004"]
    assert "establecer expectativas claras para una mayor colaboración" in differing["s004"]
    assert "definir con claridad futuras colaboraciones" in told[1]["text"]


def test_accounts_side_by_side(screen: Screen, tmp_path: Path) -> None:
    data = made(tmp_path, TWO_ACCOUNTS)
    assert screen("compare", "call", "--data", data, "--no-pager", columns=80) == (
        "● Lima and Reyes speak\n"
        "  Sunday 11 January 2026 · call\n"
        "\n"
        "each side raises  shared rivers\n"
        "only Aland        none\n"
        "only Bland        none\n"
        "the sides differ  trade\n"
        "\n"
        "ACCOUNTS\n"
        "Aland on the call  aland-account\n"
        "  published by     Ana Lima\n"
        "  date             Sunday 11 January 2026\n"
        "  stands in        [1] s1\n"
        "  words cited      [1] 5 quoted\n"
        "  speaks first of  shared rivers\n"
        "  asked for by     Ana Lima\n"
        "  who took part    Ana Lima, Bo Reyes\n"
        "Bland on the call  bland-account\n"
        "  published by     Bo Reyes\n"
        "  date             Monday 12 January 2026\n"
        "  stands in        [1] s1\n"
        "  words cited      [1] 9 quoted\n"
        "  speaks first of  shared rivers\n"
        "  asked for by     not said here; Bo Reyes, by the event's own record\n"
        "  who took part    Bo Reyes\n"
        "\n"
        "ALAND                                    BLAND\n"
        "\n"
        "shared rivers · raised by each side\n"
        "“we asked for clean rivers” [1] Ana      “we discussed rivers and tolls” [1] Bo\n"
        "Lima                                     Reyes\n"
        "in the words of Aland “clean rivers” · Bland “rivers”\n"
        "\n"
        "trade · the sides differ\n"
        "not mentioned in the stored text         “we discussed rivers and tolls” [1] Bo\n"
        "                                         Reyes\n"
        "Aland: asked (summary) [1]\n"
        "Bland: discussed (summary) [1]\n"
        "\n"
        "without a topic\n"
        "not mentioned in the stored text         “we never said this” [1] not proved\n"
        "                                         here\n"
        "\n"
        "[1]  texts/one.txt  11 January 2026  outlet unknown\n"
    )


def test_columns_that_do_not_fit_stand_under_one_another(screen: Screen, tmp_path: Path) -> None:
    data = made(tmp_path, TWO_ACCOUNTS + JOINT)
    narrow = screen("compare", "call", "--data", data, "--no-pager", columns=80)
    assert (
        "shared rivers · raised by each side\n"
        "Aland\n"
        "  “we asked for clean rivers” [1] Ana Lima\n"
        "Bland\n"
        "  “we discussed rivers and tolls” [1] Bo Reyes\n"
        "jointly\n"
        "  “the rivers | are *shared*” [2]\n"
    ) in narrow
    wide = screen("compare", "call", "--data", data, "--no-pager", columns=120)
    heads = next(line for line in wide.splitlines() if line.startswith("ALAND"))
    assert heads.split() == ["ALAND", "BLAND", "JOINTLY"]


@pytest.mark.parametrize("columns", [30, 50, 80, 120, 200])
@pytest.mark.parametrize(
    "arguments", [(), (CALL,), ("2026-01-15-call",), ("--versions", STATEMENT)]
)
def test_nothing_is_wider_than_the_terminal(
    call: Call, monkeypatch: pytest.MonkeyPatch, columns: int, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    answer = call("compare", *arguments, "--format", "text")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert max(map(len, answer.stdout.splitlines())) <= columns


def test_topics_by_voice_as_bars(screen: Screen, tmp_path: Path) -> None:
    data = made(tmp_path, TWO_ACCOUNTS + JOINT)
    assert screen("compare", "--data", data, columns=80) == (
        "topic          Aland           Bland           jointly         the outlet\n"
        "shared rivers  ██████ 1 (1)    ██████ 1 (1)    ██████ 1 (1)    ·\n"
        "trade          ·               ██████ 1 (1)    ·               ·\n"
        "\n"
        "2 topics · 4 events · each bar: passages, then (in how many events)\n"
    )


def test_bars_have_stand_ins(
    screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    data = made(tmp_path, TWO_ACCOUNTS)
    assert "shared rivers  ###### 1 (1)    ###### 1 (1)    -" in screen("compare", "--data", data)


def test_topics_by_voice_on_a_pipe_count_what_is_asked_for(call: Call) -> None:
    found = rows(call("compare", "--on", "2026-05"))
    assert found == [
        ["border-security", "border security", "seguridad fronteriza", "MX", "0", "0"],
        ["border-security", "border security", "seguridad fronteriza", "US", "0", "0"],
        ["border-security", "border security", "seguridad fronteriza", "joint", "0", "0"],
        ["border-security", "border security", "seguridad fronteriza", "outlet", "1", "1"],
        ["trade", "trade", "comercio", "MX", "0", "0"],
        ["trade", "trade", "comercio", "US", "0", "0"],
        ["trade", "trade", "comercio", "joint", "0", "0"],
        ["trade", "trade", "comercio", "outlet", "2", "1"],
    ]


@pytest.mark.parametrize("arguments", [(), (CALL,), ("--versions", STATEMENT)])
def test_csv_holds_the_rows_of_the_pipe_under_their_headings(
    call: Call, arguments: tuple[str, ...]
) -> None:
    lines = rows(call("compare", *arguments))
    written = call("compare", *arguments, "--format", "csv").stdout
    head, *found = csv.reader(written.splitlines(keepends=True))
    assert found == lines
    assert all(len(row) == len(head) for row in found)
    assert written.endswith("\r\n")


def test_markdown_of_accounts(call: Call, tmp_path: Path) -> None:
    data = made(tmp_path, TWO_ACCOUNTS + JOINT)
    answer = call("compare", "call", "--data", data, "--format", "markdown")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert (
        "| topic | Aland | Bland | jointly | the outlet |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| **shared rivers**<br>raised by each side"
        "<br>in the words of Aland “clean rivers” · Bland “rivers” "
        "| “we asked for **clean rivers**” \\[1\\] Ana Lima "
        "| “we discussed **rivers** and tolls” \\[1\\] Bo Reyes "
        "| “the rivers \\| are \\*shared\\*” \\[2\\] "
        "| *not mentioned in the stored text* |\n"
    ) in answer.stdout


def test_markdown_of_topics_and_of_versions(call: Call, tmp_path: Path) -> None:
    data = made(tmp_path, TWO_ACCOUNTS + JOINT)
    assert call("compare", "--data", data, "--format", "markdown").stdout == (
        "| topic | Aland | Bland | jointly | the outlet |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| shared rivers | 1 (1) | 1 (1) | 1 (1) | 0 |\n"
        "| trade | 0 | 1 (1) | 0 | 0 |\n"
    )
    told = call("compare", "--versions", STATEMENT, "--format", "markdown").stdout
    assert "avances, **identificar brechas** y **establecer expectativas claras" in told


def test_a_file_gets_the_format_of_its_ending_and_is_not_overwritten(
    call: Call, tmp_path: Path
) -> None:
    target = tmp_path / "call.md"
    answer = call("compare", CALL, "-o", str(target))
    assert (answer.returncode, answer.stderr) == (0, f"1 event written to {target}\n")
    assert target.read_text().startswith("# De la Fuente and Rubio speak on border security\n")
    assert call("compare", CALL, "-o", str(target)).returncode == 2
    assert call("compare", CALL, "-o", str(target), "--force").returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [(), ("--side", "MX"), (CALL,), (STATEMENT,), ("--versions", STATEMENT), ("--versions", CALL)],
)
def test_json_has_the_shape_of_its_schema(call: Call, arguments: tuple[str, ...]) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    answer = call("compare", *arguments, "--format", "json")
    assert answer.returncode == 0
    Draft202012Validator(SCHEMA).validate(json.loads(answer.stdout))


@pytest.mark.parametrize(
    "spoil",
    [
        {"schema": "timeline-compare-2"},
        {"compares": "everything"},
        {"compares": "versions"},
        {"event": None},
        {"more": 1},
        {"topics": [{"topic": "water"}]},
    ],
)
def test_what_has_another_shape_is_refused_by_the_schema(call: Call, spoil: dict[str, Any]) -> None:
    found = json.loads(call("compare", CALL, "--format", "json").stdout)
    assert Draft202012Validator(SCHEMA).is_valid(found)
    assert not Draft202012Validator(SCHEMA).is_valid(found | spoil)


def test_an_event_without_accounts_says_which_have_some(call: Call) -> None:
    answer = call("compare", STATEMENT)
    assert (answer.returncode, answer.stdout) == (0, "")
    assert answer.stderr == (
        "no account of 2026-01-15-joint-statement stands in the collection; there are accounts of "
        "2026-01-11-call-de-la-fuente-rubio, 2026-01-12-call-sheinbaum-trump, "
        "2026-01-15-call-de-la-fuente-rubio\n"
    )


def test_a_collection_without_accounts_versions_or_topics_says_so(
    call: Call, tmp_path: Path
) -> None:
    data = made(tmp_path, "")
    for arguments, said in (
        (("call",), "no account of any event stands in the collection\n"),
        (("call", "--versions"), "no citation in the collection carries the wording of a text\n"),
        ((), "no passage of these events has a topic\n"),
    ):
        answer = call("compare", *arguments, "--data", data)
        assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", said)


def test_an_event_without_versions_says_which_have_some(call: Call) -> None:
    answer = call("compare", "--versions", CALL)
    assert (answer.returncode, answer.stdout) == (0, "")
    assert answer.stderr == (
        "no citation of 2026-01-11-call-de-la-fuente-rubio carries the wording of a text; those of "
        "2026-01-15-joint-statement do\n"
    )


def test_what_was_not_known_on_a_day_is_not_compared(call: Call) -> None:
    assert rows(call("compare", CALL, "--as-of", "2026-01-12"))
    known = {row[4] for row in rows(call("compare", CALL, "--as-of", "2026-01-12"))}
    assert known == {"s003"}
    assert call("compare", "2026-01-15-call", "--as-of", "2026-01-12").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--versions",), "--versions needs an event, such as 2026-01-15-joint"),
        ((CALL, "--side", "MX"), "filters choose among events: leave them out, or the event"),
        (("zzz",), "no event is called 'zzz'"),
        (("--format", "jsonl"), "no format is called 'jsonl'; did you mean json?"),
        ((CALL, "-o", "call"), "does not say which format"),
    ],
)
def test_a_wrong_call_says_what_is_right(call: Call, arguments: tuple[str, ...], said: str) -> None:
    answer = call("compare", *arguments)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert said in answer.stderr


def test_of_accounts_that_are_only_linked_the_whole_text_was_not_there_to_be_read(
    call: Call,
) -> None:
    data = str(Path(__file__).parents[2])
    told = call("compare", "2025-03-31-call", "--format", "markdown", "--data", data).stdout
    assert "| *not mentioned in what was read of it* |" in told
    assert "not mentioned in the stored text" not in told
