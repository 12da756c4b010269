"""`timeline correct`: a field is put right, and the record says what it was, when and why."""

import difflib
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Call = Callable[..., CompletedProcess[str]]

MINISTERIAL = "2026-02-security-ministerial"
CALL = "2026-01-15-call-de-la-fuente-rubio"
TMEC = "2026-05-tmec-renegotiation"
WHY = ("--reason", "A slip", "--reason-es", "Un descuido")


def text(folder: Path) -> str:
    return (folder / "data" / "events.yaml").read_bytes().decode("utf-8")


def difference(before: str, after: str) -> str:
    """Give the lines that go (-) and come (+)."""
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return "".join(f"{line[0]}{line[2:]}\n" for line in lines if line[0] in "+-")


@pytest.mark.parametrize(
    ("arguments", "lines", "said"),
    [
        (
            (MINISTERIAL, "--field", "place", "--to", "Washington"),
            (
                "-    place: Washington, D.C.\n"
                "+    place: Washington\n"
                "+    corrections:\n"
                "+      - on: 2026-01-20\n"
                "+        field: place\n"
                "+        was: Washington, D.C.\n"
                "+        now: Washington\n"
                "+        reason: {en: A slip, es: Un descuido}\n"
            ),
            "place: Washington, D.C. → Washington; the correction is recorded",
        ),
        (
            (CALL, "--field", "KIND", "--to", "reunión"),
            (
                "-    kind: call\n"
                "+    kind: meeting\n"
                "+    corrections:\n"
                "+      - on: 2026-01-20\n"
                "+        field: kind\n"
                "+        was: call\n"
                "+        now: meeting\n"
                "+        reason: {en: A slip, es: Un descuido}\n"
            ),
            "kind: call → meeting; the correction is recorded",
        ),
        (
            (MINISTERIAL, "--field", "título", "--to-en", "The ministerial"),
            (
                "-      en: Security ministerial meeting in Washington\n"
                "+      en: The ministerial\n"
                "+    corrections:\n"
                "+      - on: 2026-01-20\n"
                "+        field: title\n"
                "+        was:\n"
                "+          en: Security ministerial meeting in Washington\n"
                "+          es: Reunión ministerial de seguridad en Washington\n"
                "+        now: {en: The ministerial, es: Reunión ministerial de seguridad en "
                "Washington}\n"
                "+        reason: {en: A slip, es: Un descuido}\n"
            ),
            (
                "title: Security ministerial meeting in Washington → The ministerial; the "
                "correction is recorded"
            ),
        ),
        (
            (MINISTERIAL, "--field", "topics", "--to", "next-meetings, comercio"),
            (
                "-    topics: [security-cooperation, next-meetings]\n"
                "+    topics: [next-meetings, trade]\n"
                "+    corrections:\n"
                "+      - on: 2026-01-20\n"
                "+        field: topics\n"
                "+        was: security-cooperation, next-meetings\n"
                "+        now: next-meetings, trade\n"
                "+        reason: {en: A slip, es: Un descuido}\n"
            ),
            (
                "topics: security-cooperation, next-meetings → next-meetings, trade; the "
                "correction is recorded"
            ),
        ),
        (
            (MINISTERIAL, "--field", "actors", "--to", "rubio, sheinbaum:host"),
            (
                "-      - {actor: de-la-fuente, role: convener}\n"
                "+      - {actor: sheinbaum, role: host}\n"
                "+    corrections:\n"
                "+      - on: 2026-01-20\n"
                "+        field: actors\n"
                '+        was: "de-la-fuente: convener, rubio: convener"\n'
                '+        now: "rubio: convener, sheinbaum: host"\n'
                "+        reason: {en: A slip, es: Un descuido}\n"
            ),
            (
                "actors: de-la-fuente: convener, rubio: convener → rubio: convener, sheinbaum: "
                "host; the correction is recorded"
            ),
        ),
    ],
)
def test_a_field_is_put_right_and_the_correction_stands_beside_it(
    call: Call, here: Path, arguments: tuple[str, ...], lines: str, said: str
) -> None:
    before = text(here)
    answer = call("correct", *arguments, *WHY)
    assert (answer.returncode, answer.stdout) == (0, "")
    assert answer.stderr == f"{arguments[0]}, {said}\nnext: timeline show {arguments[0]}\n"
    assert difference(before, text(here)) == lines
    assert call("check").returncode == 0


def test_a_date_in_words_is_understood_and_said(call: Call, here: Path) -> None:
    before = text(here)
    answer = call(
        "correct", TMEC, "--field", "fecha", "--to", "junio de 2026", "--reason", "A slip"
    )
    assert answer.returncode == 1  # the quotes say May
    assert "D2 '" in answer.stderr
    assert text(here) == before

    call_ = ("correct", "2026-01-12-press", "--field", "date", "--reason", "No time", "--to")
    answer = call(*call_, "12 January 2026")
    assert (answer.returncode, answer.stdout) == (0, "")
    id_ = "2026-01-12-press-conference-sheinbaum"
    assert answer.stderr == (
        "--to '12 January 2026': 12 January 2026\n"
        f"{id_}, date: 2026-01-12T09:00 → 2026-01-12; the correction is recorded\n"
        f"next: timeline show {id_}\n"
    )
    assert difference(before, text(here)) == (
        "-    date: 2026-01-12T09:00\n"
        "+    date: 2026-01-12\n"
        "+    corrections:\n"
        "+      - {on: 2026-01-20, field: date, was: 2026-01-12T09:00, now: 2026-01-12, "
        "reason: No time}\n"
    )


def test_a_correction_follows_those_that_are_there_and_diff_asks_for_no_other(
    call: Call, here: Path
) -> None:
    (here / "old.yaml").write_text(text(here), encoding="utf-8")
    for status in ("cancelled", "denied"):
        arguments = ("correct", CALL, "--field", "status", "--to", status, *WHY)
        assert call(*arguments).returncode == 0
    after = text(here)
    assert after.index("now: cancelled") < after.index("now: denied")
    assert after.count("    corrections:\n") == 1
    assert call("diff", "--check", "old.yaml", "data/events.yaml").returncode == 0


def test_links_and_people_are_looked_up_as_everywhere(call: Call, here: Path) -> None:
    account = "2026-01-12-sheinbaum-account-of-call"
    arguments = ("correct", account, "--field", "about", *WHY, "--to")
    assert call(*arguments, "01-11-call").returncode == 0
    assert f"- id: {account}\n" in text(here)
    assert "        was: 2026-01-12-call-sheinbaum-trump\n" in text(here)
    assert "        now: 2026-01-11-call-de-la-fuente-rubio\n" in text(here)


def test_a_place_may_be_called_otherwise_in_each_language(call: Call, here: Path) -> None:
    arguments = ("correct", MINISTERIAL, "--field", "place", "--reason", "Both")
    assert call(*arguments, "--to-es", "Washington, D. C.").returncode == 0
    assert '    place: {en: "Washington, D.C.", es: "Washington, D. C."}\n' in text(here)
    assert call("check").returncode == 0


def test_that_a_plan_came_to_something_is_better_said_otherwise(call: Call, here: Path) -> None:
    answer = call("correct", MINISTERIAL, "--field", "status", "--to", "denied", *WHY)
    assert answer.returncode == 0
    assert answer.stderr.startswith(
        "if it came to this since, take this back ('timeline undo'): 'timeline confirm', "
        "'cancel' and 'deny' keep the plan in its history\n"
    )
    assert here.is_dir()


TO = ("--to", "Washington", *WHY)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((*TO,), "missing: --field"),
        (("--field", "place", *WHY), "missing: --to"),
        (("--field", "place", "--to", "x"), "a correction needs a reason: say with --reason why"),
        (
            ("--field", "place", "--to", "x", "--reason", " "),
            "a correction needs a reason: say with --reason why",
        ),
        (("--field", "plaec", *TO), "no field is called 'plaec'; did you mean place?"),
        (("--field", "cites", *TO), "no field is called 'cites'"),
        (
            ("--field", "place", "--to", "Washington, D.C.", *WHY),
            f"place of '{MINISTERIAL}' is this already: Washington, D.C.",
        ),
        (("--field", "date", "--to", "2026-02", *WHY), "is this already: 2026-02"),
        (("--field", "date", "--to", "2026-02-30", *WHY), "2026-02-30 is not a day"),
        (("--field", "date", "--to", "someday", *WHY), "someday is not understood as a date"),
        (("--field", "kind", "--to", "meting", *WHY), "no kind is called 'meting'; did you mean"),
        (("--field", "topics", "--to", "trad", *WHY), "no topic is called 'trad'; did you mean"),
        (("--field", "actors", "--to", "rubo", *WHY), "no actor is called 'rubo'; did you mean"),
        (
            ("--field", "actors", "--to", "rubio:hots", *WHY),
            "no role is called 'hots'; did you mean host",
        ),
        (
            ("--field", "follows", "--to", "2026-01-12-call", *WHY),
            "has nothing to correct there: follows; 'timeline edit' adds it",
        ),
        (
            ("--field", "announced_by", "--to", MINISTERIAL, *WHY),
            f"'{MINISTERIAL}' cannot be linked to itself",
        ),
        (
            ("--field", "title", "--to", "x", *WHY),
            "this field is in two languages: give --to-en, --to-es or both, not --to",
        ),
        (
            ("--field", "kind", "--to-es", "visita", *WHY),
            "this field is the same in both languages: --to takes it",
        ),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(
    call: Call, here: Path, arguments: tuple[str, ...], said: str
) -> None:
    before = text(here)
    answer = call("correct", MINISTERIAL, *arguments)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert said in answer.stderr
    assert answer.stderr.count("\n") == 1
    assert text(here) == before


def test_a_dry_run_shows_the_difference_and_writes_nothing(call: Call, here: Path) -> None:
    before = text(here)
    answer = call("correct", MINISTERIAL, "--field", "place", *TO, "--dry-run")
    assert (answer.returncode, answer.stderr) == (0, "nothing was written (--dry-run)\n")
    assert "\n-    place: Washington, D.C.\n+    place: Washington\n" in answer.stdout
    assert text(here) == before


HAND = """\
collection:
    title: {en: T, es: T}
    sides: {AA: {en: A, es: A}}
    topics: {a: {en: A, es: A}, b: {en: B, es: B}}
sources:
-   id: s     # ours
    url: 'https://example.org/b'

events:

- id:     e1
  date:   "2026-02"      # perhaps March
  kind: meeting
  status: held
  title:
      en: "M"            # in short
      es: 'M'
  topics:
      - a                # the first
  cites:
      - {source: s, says: {en: x, es: x}}
  corrections:           # so far
      -   {on: 2026-01-02, field: kind, was: call, now: meeting, reason: x}

"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_of_a_file_of_another_hand_every_other_byte_stays(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, newline: str
) -> None:
    file = tmp_path / "data" / "events.yaml"
    file.parent.mkdir()
    file.write_bytes(HAND.replace("\n", newline).encode())
    monkeypatch.chdir(tmp_path)
    for field, options in (
        ("date", ("--to", "2026-03?")),
        ("title", ("--to-en", "N")),
        ("topics", ("--to", "a, b")),
    ):
        assert call("correct", "e1", "--field", field, *options, "--reason", "z").returncode == 0
    after = file.read_bytes().decode()
    assert after.count("\n") == after.count(newline)
    assert difference(HAND, after.replace("\r\n", "\n")) == (
        '-  date:   "2026-02"      # perhaps March\n'
        '+  date: "2026-03?"      # perhaps March\n'
        '-      en: "M"            # in short\n'
        '+      en: "N"            # in short\n'
        "+      - b\n"
        "+      - {on: 2026-01-20, field: date, was: 2026-02, now: 2026-03?, reason: z}\n"
        "+      -   on: 2026-01-20\n"
        "+          field: title\n"
        "+          was: {en: M, es: M}\n"
        '+          now: {en: "N", es: M}\n'
        "+          reason: z\n"
        '+      - {on: 2026-01-20, field: topics, was: a, now: "a, b", reason: z}\n'
    )


def test_everything_is_told_in_spanish_too(call: Call, here: Path) -> None:
    answer = call("correct", MINISTERIAL, "--field", "lugar", *TO, "--lang", "es")
    assert answer.stderr.startswith(
        f"{MINISTERIAL}, lugar: Washington, D.C. → Washington; queda registrada la corrección\n"
    )
    answer = call("correct", MINISTERIAL, "--field", "lugar", "--to", "x", "--lang", "es")
    assert answer.stderr == (
        "timeline: una corrección necesita un motivo: indíquelo con --reason\n"
    )
    assert here.is_dir()
