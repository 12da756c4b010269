"""`timeline confirm`, `postpone`, `cancel` and `deny`: what a plan came to, and the plan kept."""

import difflib
import hashlib
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Call = Callable[..., CompletedProcess[str]]

GROUP = "2026-01-23-security-implementation-group"
HELD = (
    *("confirm", GROUP, "--source", "s005"),
    *("--quote", "se reunió el viernes 23 de enero", "--date-words", "el viernes 23 de enero"),
)


@pytest.fixture(autouse=True)
def february(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMELINE_TODAY", "2026-02-14")


def text(folder: Path) -> str:
    return (folder / "data" / "events.yaml").read_bytes().decode("utf-8")


def difference(before: str, after: str) -> str:
    """Give the lines that go (-) and come (+)."""
    lines = difflib.unified_diff(before.splitlines(True), after.splitlines(True), n=0)
    kept = (
        it for it in lines if it[:2] not in ("@@", "--", "++") or it[2:3] not in (" ", "-", "+")
    )
    return "".join(kept)


# The shipped collection

CONFIRMED = """\
-    status: scheduled
+    status: held
-        supports: [date, kind, status, actors, topics, announced_by, summary]
-        date_words: el 23 de enero
+        supports: [kind, actors, topics, announced_by, summary]
-        supports: [date, kind, status, actors]
-        date_words: el día 23 de enero
+        supports: [kind, actors]
-        supports: [date, kind, status, actors]
-        date_words: el día 23 de enero
+        supports: [kind, actors]
-        supports: [date, kind, status, actors, topics]
-        date_words: el 23 de enero
+        supports: [kind, actors, topics]
+      - source: s005
+        quote: se reunió el viernes 23 de enero
+        supports: [date, status]
+        date_words: el viernes 23 de enero
+        attribution: outlet
+    history:
+      - status: scheduled
+        date: 2026-01-23
+        cites:
+          - source: s000
+            quote: >-
+              En ese contexto, acordaron que el Grupo de Implementación de Seguridad bilateral, cuya
+              próxima reunión está prevista para el 23 de enero, debe continuar generando acciones
+              para fortalecer la cooperación en seguridad.
+            supports: [date, status]
+            date_words: el 23 de enero
+            attribution: joint
+            speech: reported
+          - source: s001
+            quote: >-
+              También acordaron que el Grupo de Implementación de Seguridad bilateral, cuya próxima
+              reunión está prevista para el día 23 de enero, “debe seguir generando acciones
+              tangibles para fortalecer la cooperación en seguridad con resultados significativos
+            supports: [date, status]
+            date_words: el día 23 de enero
+            attribution: joint
+          - source: s002
+            quote: >-
+              Acordaron que el Grupo de Implementación de Seguridad bilateral, cuya próxima reunión
+              está prevista para el día 23 de enero, debe seguir generando acciones tangibles para
+              fortalecer la cooperación en seguridad con resultados significativos
+            supports: [date, status]
+            date_words: el día 23 de enero
+            attribution: joint
+          - source: s004
+            quote: >-
+              en la reunión del Grupo Bilateral de Implementación en Materia de Seguridad, el 23 de
+              enero, buscarán acciones tangibles para fortalecer la cooperación en seguridad.
+            supports: [date, status]
+            date_words: el 23 de enero
+            attribution: outlet
"""  # noqa: E501


def test_what_was_planned_is_held_and_the_plan_stands_in_its_history(
    call: Call, later: Path
) -> None:
    before = text(later)
    answer = call(*HELD)
    assert (answer.returncode, answer.stdout) == (0, "")
    assert answer.stderr == (
        f"{GROUP}: held, 23 January 2026; before that scheduled, 23 January 2026\n"
        "its history has the earlier state, with 4 citations of it\n"
        f"read again what was written of the plan, 'timeline edit {GROUP}': summary, note\n"
        f"next: timeline show {GROUP}\n"
    )
    assert difference(before, text(later)) == CONFIRMED


def test_the_record_is_sound_and_its_new_state_needs_no_correction(call: Call, later: Path) -> None:
    (later / "old.yaml").write_text(text(later), encoding="utf-8")
    assert call(*HELD).returncode == 0
    answer = call("check")
    assert answer.returncode == 0
    assert GROUP not in answer.stderr
    assert call("diff", "--check", "old.yaml", "data/events.yaml").returncode == 0


@pytest.mark.parametrize("day", ["2026-01-15", "2026-01-16", "2026-01-18", "2026-01-23"])
def test_before_the_new_source_it_is_listed_and_shown_as_planned(
    call: Call, later: Path, day: str
) -> None:
    assert later.is_dir()
    asked = [
        ("list", "--as-of", day),
        ("agenda", "--as-of", day),
        ("list", "--as-of", day, "--status", "held"),
        ("compare", "2026-01-15-call", "--as-of", day),
    ]
    known_by_then = call("show", GROUP, "--as-of", day).returncode == 0
    if known_by_then:
        asked += [("show", GROUP, "--as-of", day), ("export", "--format", "json", "--as-of", day)]
    before = [call(*it).stdout for it in asked]
    assert call(*HELD).returncode == 0
    after = [call(*it).stdout for it in asked]
    assert [_without_version(it) for it in after] == [_without_version(it) for it in before]


def _without_version(answer: str) -> list[str]:
    return [
        line for line in answer.splitlines() if "sha256" not in line and '"version"' not in line
    ]


def test_from_its_day_on_the_new_source_tells_that_it_was_held(call: Call, later: Path) -> None:
    assert call(*HELD).returncode == 0
    assert "\tscheduled\t" in call("list", "--as-of", "2026-01-23", "--on", "2026-01-23").stdout
    assert "\theld\t" in call("list", "--as-of", "2026-01-24", "--on", "2026-01-23").stdout
    assert later.is_dir()


def test_a_month_becomes_a_day(call: Call, later: Path) -> None:
    before = text(later)
    answer = call(
        *("confirm", "ministerial", "--date", "11 de febrero de 2026"),
        *("--source", "s006", "--says-en", "They met", "--says-es", "Se reunieron"),
    )
    assert answer.returncode == 0
    assert answer.stderr.startswith(
        "--date '11 de febrero de 2026': 11 February 2026\n"
        "not proved here: s006 has no stored text\n"
        "2026-02-security-ministerial: held, 11 February 2026; before that scheduled, "
        "February 2026\n"
        "its history has the earlier state, with 6 citations of it\n"
    )
    lines = difference(before, text(later)).splitlines()
    assert "-    date: 2026-02" in lines
    assert "+    date: 2026-02-11" in lines
    assert lines[lines.index("+      - source: s006") :][:4] == [
        "+      - source: s006",
        "+        says: {en: They met, es: Se reunieron}",
        "+        supports: [date, status]",
        "+        attribution: outlet",
    ]
    note = "The four articles that mention it give only the month, without a year; s002 says "
    known = ("export", "--format", "json", "--as-of")
    assert note in call(*known, "2026-01-18").stdout
    assert call("check").returncode == 0


def test_a_plan_is_moved_to_another_day_or_to_none(call: Call, later: Path) -> None:
    told = ("--source", "s006", "--says", "Later")
    assert call("postpone", "ministerial", "--to", "marzo de 2026", *told).returncode == 0
    assert "\n  - id: 2026-02-security-ministerial\n    date: 2026-03\n" in text(later)
    assert "coming" in call("agenda").stdout
    assert call("check").stderr.count("ministerial") == 0  # nor that its id names another month

    assert call("undo").returncode == 0
    assert call("postpone", "ministerial", *told).returncode == 0
    assert "\tpostponed\t" in call("list", "--status", "postponed").stdout
    answer = call("postpone", "ministerial", *told)
    assert (answer.returncode, answer.stderr) == (
        2,
        (
            "timeline: '2026-02-security-ministerial' has this state already: postponed, "
            "February 2026\n"
        ),
    )


def test_a_plan_is_called_off(call: Call, later: Path) -> None:
    told = ("--source", "s005", "--quote", "La renegociación se canceló.")
    assert call("cancel", "tmec", *told).returncode == 0
    assert "\tcancelled\t" in call("list", "--status", "cancelled").stdout
    assert call("check").returncode == 0
    assert text(later).count("    status: cancelled\n") == 1


def test_a_denial_is_someones(call: Call, later: Path) -> None:
    denied = (
        *("ministerial", "--source", "s005", "--reported"),
        *("--quote", "La cancillería negó que se hubiera acordado la reunión de febrero"),
    )
    before = text(later)
    answer = call("deny", *denied)
    assert (answer.returncode, answer.stderr) == (
        2,
        "timeline: say who denies it: --attribution takes one of MX, US, joint\n",
    )
    assert text(later) == before
    assert call("deny", *denied, "--attribution", "méxico").returncode == 0
    assert (
        "+        supports: [status]\n+        attribution: MX\n+        speech: reported\n"
        in difference(before, text(later))
    )
    assert call("check").returncode == 0


# A file of another's hand

HAND = """\
# Mine.
collection:
    title: {en: T, es: "T"}
    sides: {AA: {en: A, es: A}}
sources:
- {id: a, file: a.txt, sha256: SHA, published: 2026-01-02}

-   id: b     # the later one
    url: "https://example.org/b"
    published: '2026-02-20'
actors: []
events:
- id: e1
  date: '2026-02'   # as the first source has it
  kind: meeting
  status: "scheduled"     # for now
  title: {en: M, es: M}

  cites:
    # the plan
    - source: a
      quote: "They will meet
        in February, at the Ford."
      supports:
        - date
        - status
    - {source: a, quote: 'at the Ford. Nothing else is known.', supports: [place, status]}
  place: The Ford

# The end."""
PLANNED = HAND[HAND.index("    - source: a\n") : HAND.index("\n# The end.")]
CAME_TO = """\
    - {source: a, quote: 'at the Ford. Nothing else is known.', supports: [place]}
    - source: b
      says: {en: They met, es: They met}
      supports: [date, status]
      attribution: outlet
  place: The Ford
  history:
  - status: scheduled
    date: 2026-02
    cites:
    - source: a
      quote: They will meet in February, at the Ford.
      supports: [date, status]
    - source: a
      quote: at the Ford. Nothing else is known.
      supports: [status]
"""
FORD = "They will meet in February, at the Ford. Nothing else is known.\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_of_a_file_of_another_hand_every_other_byte_stays(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, newline: str
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "a.txt").write_text(FORD)
    before = HAND.replace("SHA", hashlib.sha256(FORD.encode()).hexdigest())
    file = tmp_path / "data" / "events.yaml"
    file.write_bytes(before.replace("\n", newline).encode())
    monkeypatch.chdir(tmp_path)
    answer = call("confirm", "e1", "--source", "b", "--says", "They met", "--date", "2026-02-19")
    assert (answer.returncode, answer.stdout) == (0, "")
    after = file.read_bytes().decode()
    assert after.count("\n") == after.count(newline)
    assert after.replace("\r\n", "\n") == before.replace(PLANNED, CAME_TO).replace(
        "date: '2026-02' ", "date: '2026-02-19' "
    ).replace('"scheduled"', '"held"')
    assert call("check").returncode == 0
    assert call("undo").returncode == 0
    assert file.read_bytes().decode() == before.replace("\n", newline)


# What is refused

PLAN = "2026-01-15-call-de-la-fuente-rubio"
PLANNED_QUOTE = (
    "en la reunión del Grupo Bilateral de Implementación en Materia de Seguridad, el 23 de enero, "
    "buscarán acciones tangibles para fortalecer la cooperación en seguridad."
)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (
            ("confirm", PLAN, "--source", "s005"),
            2,
            f"'{PLAN}': held; only what is scheduled or postponed can become this: held",
        ),
        (
            ("cancel", "2026-01-15-joint-statement", "--source", "s005", "--quote", "x"),
            2,
            (
                "'2026-01-15-joint-statement': issued; only what is scheduled or postponed can "
                "become this: cancelled"
            ),
        ),
        (("confirm", "ministerail"), 2, "no event is called 'ministerail'; did you mean"),
        (("confirm", "ministerial"), 2, "missing: --source"),
        (("confirm", "ministerial", "--source", "s005"), 2, "give either --quote or --says"),
        (
            ("confirm", "ministerial", "--source", "s005", "--quote", "se reunió el viernes 24"),
            2,
            "this quote is not in s005; the nearest passage, at ",
        ),
        (
            (
                *("confirm", GROUP, "--source", "s005", "--date", "2026-01-14"),
                *("--quote", "se reunió el viernes"),
            ),
            2,
            f"14 January 2026 is before 15 January 2026, when '{GROUP}' was announced",
        ),
        (
            ("postpone", "ministerial", "--source", "s003", "--quote", "se desconoce el motivo"),
            2,
            (
                "s003 is older than the announcement of '2026-02-security-ministerial', so it "
                "cannot tell what it came to"
            ),
        ),
        (
            ("postpone", "ministerial", "--to", "2026-02", "--source", "s006", "--says", "x"),
            2,
            "'2026-02-security-ministerial' has this state already: scheduled, February 2026",
        ),
        (
            ("postpone", "ministerial", "--to", "2026-02-30", "--source", "s006", "--says", "x"),
            2,
            "2026-02-30 is not a day: February 2026 has 28",
        ),
        (
            ("cancel", GROUP, "--source", "s004", "--quote", PLANNED_QUOTE),
            2,
            f"{GROUP} cites this quote already: cites[3]",
        ),
        (
            ("confirm", GROUP, "--source", "s004", "--quote", "el 23 de enero, buscarán acciones"),
            1,
            (
                f"{GROUP}.cites[5]: D3 s004 is older than 23 January 2026, so it can announce "
                "this, not tell that it took place"
            ),
        ),
        (
            (*HELD, "--supports", "date,status,place,follows"),
            2,
            "a citation cannot support what the event does not have: place, follows",
        ),
        (
            (*HELD, "--as-of", "2026-01-16"),
            2,
            "a change is made to the records as they stand: leave out --as-of",
        ),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(
    call: Call, later: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    before = text(later)
    answer = call(*arguments)
    assert (answer.returncode, answer.stdout) == (code, "")
    assert said in answer.stderr.splitlines()[0]
    assert answer.stderr.count("\n") == (2 if code == 1 else 1)
    assert text(later) == before
    assert sorted(it.name for it in (later / "data").iterdir()) == ["events.yaml"]


def test_a_dry_run_shows_the_difference_and_writes_nothing(call: Call, later: Path) -> None:
    before = text(later)
    answer = call(*HELD, "--dry-run")
    assert (answer.returncode, answer.stderr) == (
        0,
        (
            "nothing was written (--dry-run)\n"
            f"read again what was written of the plan, 'timeline edit {GROUP}': summary, note\n"
        ),
    )
    assert "\n-    status: scheduled\n+    status: held\n" in answer.stdout
    assert text(later) == before


@pytest.mark.parametrize("dry_run", [(), ("--dry-run",)])
def test_claims_that_were_of_the_plan_are_named_and_do_not_rewrite_the_past(
    call: Call, later: Path, dry_run: tuple[str, ...]
) -> None:
    before, id_, after = text(later).partition(f"  - id: {GROUP}\n")
    claims = """\
    claims:
      - {field: date, value: 2026-01-22, sources: [s002]}
      - {field: date, value: 2026-01-23, sources: [s004]}
"""
    after = after.replace("    claims:\n", claims, 1)
    after = after.replace("date: 2026-01-23\n", "date: '[2026-01-22,2026-01-23]'\n", 1)
    (later / "data" / "events.yaml").write_text(f"{before}{id_}{after}", encoding="utf-8")
    days = ("2026-01-16", "2026-01-17", "2026-01-20", "2026-01-23")
    seen = [call("list", "--as-of", it).stdout for it in days]
    assert all("[2026-01-22,2026-01-23]" in it for it in seen[1:])
    answer = call(*HELD, "--date", "2026-01-23", *dry_run)
    assert answer.returncode == 0, answer.stderr
    again = f"read again what was written of the plan, 'timeline edit {GROUP}': "
    assert f"{again}summary, note, claims[0], claims[1]\n" in answer.stderr
    assert [call("list", "--as-of", it).stdout for it in days] == seen


def test_everything_is_told_in_spanish_too(call: Call, later: Path) -> None:
    said = call(*HELD, "--lang", "es").stderr
    assert "before that" not in said
    assert f"{GROUP}: se realizó, 23 de enero de 2026; antes: programada" in said
    assert later.is_dir()
