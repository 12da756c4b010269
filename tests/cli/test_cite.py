"""One more citation for an event: its quote is proved, or nothing is written."""

import difflib
import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Call = Callable[..., CompletedProcess[str]]
Dialogue = Callable[..., CompletedProcess[str]]

EVENT = "2026-02-security-ministerial"
QUOTE = "la cual se llevará a cabo el próximo mes de febrero"
TEXT = """\
They  said: “we will talk of the ri\u00adver
on Sunday”. Then they met in the town. They met in the town again.

And they met in the town; they parted.
"""
RECORDS = """\
collection:
    title: {en: Rivers, es: Ríos}
    sides: {AA: {en: Aland, es: Alandia}, BB: {en: Bland, es: Blandia}}   # two
sources:
-   {id: s1, file: texts/1.txt}
-   {id: s2, url: "https://example.org/2"}
actors:
-   {id: lima, kind: person, side: AA, name: 'Ana Lima'}
events:
-   id: e1
    date: 2026-01-11   # a Sunday
    kind: call
    status: held
    title: {en: A call, es: Una llamada}
    cites:
    # in our words
    -   source: s2
        says: {en: They spoke., es: Hablaron.}
        supports: [kind]   # not more
        attribution: AA
"""


@pytest.fixture
def file(here: Path) -> Path:
    return here / "data" / "events.yaml"


@pytest.fixture
def rivers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A hand-styled collection of one event, in the folder we are in."""
    (tmp_path / "data").mkdir()
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "1.txt").write_text(TEXT, encoding="utf-8")
    path = tmp_path / "data" / "events.yaml"
    path.write_text(RECORDS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return path


def difference(before: bytes, file: Path) -> str:
    """Give the lines that went (-) and came (+)."""
    now = file.read_bytes().decode().splitlines()
    lines = difflib.ndiff(before.decode().splitlines(), now)
    return "".join(f"{line}\n" for line in lines if line[0] in "+-")


def refused(call: Call, file: Path, *arguments: str, code: int = 2) -> str:
    """Call for something that is refused: nothing is written. Gives what is said."""
    before = file.read_bytes()
    answer = call("cite", *arguments)
    assert (answer.returncode, answer.stdout) == (code, "")
    assert file.read_bytes() == before
    assert sorted(it.name for it in file.parent.iterdir()) == ["events.yaml"]
    return answer.stderr


def test_a_proved_quote_is_recorded_with_all_that_is_said_of_it(call: Call, file: Path) -> None:
    before = file.read_bytes()
    answer = call(
        *("cite", "ministerial", "--source", "s002", "--quote", f" {QUOTE} "),
        *("--supports", "fecha,Kind", "--supports", "date", "--date-words", "próximo mes"),
        *("--speaker", "canciller De la Fuente", "--reported", "--topic", "next-meetings"),
        *("--translation-en", "which will be held next February", "--note-en", "a", "--note-es"),
        "b",
    )
    assert answer.stderr == (
        "attribution: MX, the side of de-la-fuente\n"
        f"{EVENT} now cites s002\n"
        f"next: timeline show {EVENT}\n"
    )
    assert (answer.returncode, answer.stdout) == (0, "")
    assert difference(before, file) == (
        "+       - source: s002\n"
        "+         quote: la cual se llevará a cabo el próximo mes de febrero\n"
        "+         supports: [date, kind]\n"
        "+         date_words: próximo mes\n"
        "+         attribution: MX\n"
        "+         speech: reported\n"
        "+         speaker: de-la-fuente\n"
        "+         topics: [next-meetings]\n"
        "+         translation: {en: which will be held next February}\n"
        "+         note: {en: a, es: b}\n"
    )


def test_a_quote_typed_otherwise_is_recorded_as_the_text_has_it(call: Call, rivers: Path) -> None:
    before = rivers.read_bytes()
    answer = call(
        *("cite", "e1", "--source", "s1", "--quote", 'said: "we will talk of the river on Sunday".')
    )
    assert answer.returncode == 0
    assert answer.stderr == (
        "recorded as s1 has it, typed otherwise: quotation marks\n"
        "recorded as s1 has it, typed otherwise: invisible characters\n"
        "e1 now cites s1\n"
        "next: timeline show e1\n"
    )
    assert difference(before, rivers) == (
        '+     - {source: s1, quote: "said: “we will talk of the ri\u00adver on Sunday”.", '
        "attribution: outlet}\n"
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_quote_takes_the_place_of_our_words_and_nothing_else_changes(
    call: Call, rivers: Path, newline: str
) -> None:
    (rivers.parents[1] / "texts" / "2.txt").write_text("They spoke of the river.", "utf-8")
    text = RECORDS.replace('url: "https', 'file: texts/2.txt, url: "https')
    before = text.replace("\n", newline).encode()
    rivers.write_bytes(before)
    answer = call("cite", "e1", "--source", "s2", "--quote", "They spoke of the river.")
    assert answer.returncode == 0
    assert answer.stderr.startswith("e1 now quotes s2; our words are its note\n")
    assert difference(before, rivers) == (
        "-         says: {en: They spoke., es: Hablaron.}\n"
        "+         quote: They spoke of the river.\n"
        "+         note: {en: They spoke., es: Hablaron.}\n"
    )
    assert rivers.read_bytes().count(b"\r\n") == (
        len(RECORDS.splitlines()) + 1 if newline != "\n" else 0
    )


@pytest.mark.parametrize(
    ("typed", "there"),
    [((), {"supports": ["kind"], "attribution": "AA"}), (("--supports", "date"), {})],
)
def test_what_our_words_carried_their_quote_carries(
    call: Call, rivers: Path, typed: tuple[str, ...], there: dict[str, object]
) -> None:
    """From a link to a proof: the text is added, then its words take the place of ours."""
    own = "        attribution: AA\n"
    more = "        topics: [water]\n        date_words: on Sunday\n        note: {en: Ours.}\n"
    rivers.write_text(RECORDS.replace(own, own + more), "utf-8")
    text = rivers.parents[1] / "new.txt"
    text.write_text("They spoke on Sunday of the river.", "utf-8")
    assert "0 of 1 citation proved" in call("check").stderr
    added = call("source", "add", "--url", "https://example.org/2", str(text))
    assert added.stderr.startswith("s2 had only a link; now it has its text\n")
    assert "0 of 1 citation proved" in call("check").stderr
    quote = ("--quote", "They spoke on Sunday of the river.")
    answer = call("cite", "e1", "--source", "s2", *quote, *typed)
    assert answer.stderr.startswith("e1 now quotes s2, instead of our words\n")
    assert "1 quote)" in call("check").stderr
    [cite] = json.loads(call("show", "e1", "--format", "json").stdout)["events"][0]["cites"]
    assert (cite["quote"], cite["says"], cite["note"]["en"]) == (quote[1], None, "Ours.")
    assert (cite["topics"], cite["date_words"]) == (["water"], "on Sunday")
    assert cite["supports"] == there.get("supports", ["date"])
    assert cite["attribution"] == "AA"


TWICE = RECORDS.replace(
    "says:",
    "says: {en: Aland rang.}\n        supports: [actors]\n    -   source: s2\n        says:",
)


def test_of_several_in_our_words_the_one_that_is_meant_is_quoted(call: Call, rivers: Path) -> None:
    (rivers.parents[1] / "texts" / "2.txt").write_text("They spoke of the river.", "utf-8")
    rivers.write_text(TWICE.replace('url: "https', 'file: texts/2.txt, url: "https'), "utf-8")
    before = rivers.read_bytes()
    quoting = ("e1", "--source", "s2", "--quote", "They spoke of the river.")
    said = refused(call, rivers, *quoting)
    assert said == (
        "timeline: e1 cites s2 in our words 2 times: say with --supports, --attribution or "
        "--speaker which of these the quote is for\n"
    )
    assert call("cite", *quoting, "--supports", "kind").returncode == 0
    assert difference(before, rivers) == (
        "-         says: {en: They spoke., es: Hablaron.}\n"
        "+         quote: They spoke of the river.\n"
        "+         note: {en: They spoke., es: Hablaron.}\n"
    )


def test_a_source_without_text_takes_our_words(call: Call, rivers: Path) -> None:
    before = rivers.read_bytes()
    more = ("--says-en", "They met.", "--says-es", "Se reunieron.", "--attribution", "blandia")
    answer = call("cite", "e1", "--source", "s2", *more)
    assert answer.returncode == 0
    assert answer.stderr.startswith("not proved here: s2 has no stored text\ne1 now cites s2\n")
    assert difference(before, rivers) == (
        "+     -   source: s2\n"
        "+         says: {en: They met., es: Se reunieron.}\n"
        "+         attribution: BB\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--source", "s1", "--quote", "They met in the city again"), "the text has 'town' where"),
        (("--source", "s1", "--quote", "Nothing like it anywhere."), "nor anything like it\n"),
        (("--source", "s1", "--says", "They met."), "s1 has a stored text: give its words"),
        (("--source", "s2", "--quote", "They met in the town."), "say what it says with --says"),
        (("--source", "s1", "--quote", "x", "--says", "y"), "give either --quote or --says\n"),
        (("--source", "s1"), "timeline: missing: --quote\n"),
        ((), "timeline: missing: --source, --quote\n"),
        (("--source", "s3", "--quote", "x"), "no source is called 's3'; did you mean s1, s2?\n"),
        (
            ("--source", "s1", "--quote", "they met in the town"),
            "or --suffix; before it stand 'on Sunday”. Then', 'town again. And'\n",
        ),
        (
            ("--source", "s1", "--quote", "they met in the town", "--prefix", "But"),
            "the quote stands here, but not between the prefix and suffix given\n",
        ),
    ],
)
def test_what_is_not_proved_is_refused(
    call: Call, rivers: Path, arguments: tuple[str, ...], said: str
) -> None:
    text = refused(call, rivers, "e1", *arguments)
    assert said in text
    assert text.count("\n") == 1


def test_an_unknown_event_is_refused_with_the_nearest(call: Call, rivers: Path) -> None:
    said = refused(call, rivers, "e2", "--source", "s1", "--quote", "x")
    assert said.startswith("timeline: no event is called 'e2'")


def test_a_quote_that_stands_twice_is_told_apart(call: Call, rivers: Path) -> None:
    before = rivers.read_bytes()
    given = ("--quote", "they met in the town", "--prefix", "And")
    assert call("cite", "e1", "--source", "s1", *given).returncode == 0
    assert difference(before, rivers) == (
        "+     - {source: s1, quote: they met in the town, prefix: And, attribution: outlet}\n"
    )
    said = refused(call, rivers, "e1", "--source", "s1", *given)
    assert said == "timeline: e1 cites this quote already: cites[1]\n"
    other = call("cite", "e1", "--source", "s1", *given[:-1], "Then")
    assert other.returncode == 0


def test_a_text_that_has_changed_proves_nothing(call: Call, file: Path, here: Path) -> None:
    (here / "seeds" / "002_c7446edab9ff04d6.txt").write_text(QUOTE, "utf-8")
    said = refused(call, file, EVENT, "--source", "s002", "--quote", QUOTE)
    assert "has changed: its sha256 is" in said


def test_what_is_unsound_is_refused_with_its_fault(call: Call, rivers: Path) -> None:
    said = refused(call, rivers, "e1", "--source", "s1", "--quote", "they parted.", code=1)
    assert said == (
        "e1.cites[1].quote: Q4 a quote of 12 characters proves nothing; quote at least 20\n"
        "timeline: nothing was written: 1 fault\n"
    )


def test_a_dry_run_shows_the_difference(call: Call, rivers: Path) -> None:
    before = rivers.read_bytes()
    given = ("--source", "s1", "--quote", "Then they met in the town.", "--dry-run")
    answer = call("cite", "e1", *given)
    assert answer.returncode == 0
    assert "+    - {source: s1, quote: Then they met in the town., attr" in answer.stdout
    assert answer.stderr == "nothing was written (--dry-run)\n"
    assert rivers.read_bytes() == before


# Looking for a passage


def test_sentences_that_hold_words_are_listed_on_a_pipe(call: Call, file: Path) -> None:
    before = file.read_bytes()
    answer = call("cite", EVENT, "--source", "s002", "--find", "REUNION Concretan")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout == "1197\tConcretan Reunión Ministerial de Seguridad\n"
    assert file.read_bytes() == before


@pytest.mark.parametrize("words", ["Groenlandia", "", "   ", "(a+)+$"])
def test_words_that_stand_nowhere_are_said_to(call: Call, file: Path, words: str) -> None:
    before = file.read_bytes()
    answer = call("cite", EVENT, "--source", "s002", f"--find={words}")
    assert (answer.returncode, answer.stdout) == (0, "")
    assert answer.stderr == f"no sentence of s002 holds '{words}'\n"
    assert file.read_bytes() == before


def test_looking_needs_a_text_and_no_quote(call: Call, rivers: Path) -> None:
    assert "--find needs --source" in refused(call, rivers, "e1", "--find", "town")
    given = ("e1", "--find", "town", "--source")
    assert "s2 has no stored text" in refused(call, rivers, *given, "s2")
    assert "leave out --quote" in refused(call, rivers, *given, "s1", "--quote", "x")


def test_a_sentence_that_was_found_is_chosen_by_number(dialogue: Dialogue, rivers: Path) -> None:
    before = rivers.read_bytes()
    (rivers.parents[1] / "texts" / "1.txt").write_text(
        f"{TEXT}Or so.\nThey met in the town again.", "utf-8"
    )
    talk = [("which to quote, 1 to 4", "7"), ("write a number from 1 to 4", "4")]
    talk += [("what it supports: ", "date"), ("whose words [outlet]", "Bland")]
    answer = dialogue("cite", "e1", "--source", "s1", "--find", "TOWN", talk=talk)
    assert answer.returncode == 0, answer.stderr
    assert "  2  They met in the town again.\n" in answer.stderr
    assert difference(before, rivers) == (
        "+     -   source: s1\n"
        "+         quote: They met in the town again.\n"
        "+         prefix: so.\n"
        "+         supports: [date]\n"
        "+         attribution: BB\n"
    )


def test_enter_alone_says_of_a_quote_that_it_supports_nothing(
    dialogue: Dialogue, rivers: Path
) -> None:
    given = ("--source", "s1", "--quote", "Then they met in the town.")
    talk = [
        ("what it supports: ", "place"),
        ("a citation cannot support what the event does not have: place", ""),
        ("whose words [outlet]", ""),
    ]
    assert dialogue("cite", "e1", *given, talk=talk).returncode == 0
    assert rivers.read_text("utf-8").count("supports") == 1


@pytest.mark.parametrize("field", ["place", "about", "announced_by", "follows", "asked_by"])
def test_what_the_event_does_not_have_is_not_supported(
    call: Call, rivers: Path, field: str
) -> None:
    given = ("--source", "s1", "--quote", "Then they met in the town.", "--supports")
    said = refused(call, rivers, "e1", *given, f"date,{field}")
    assert said == f"timeline: a citation cannot support what the event does not have: {field}\n"


def test_none_of_the_sentences_may_be_chosen(dialogue: Dialogue, rivers: Path) -> None:
    before = rivers.read_bytes()
    given = ("cite", "e1", "--source", "s1", "--find", "town")
    assert dialogue(*given, talk=[("which to quote", "")]).returncode == 0
    assert dialogue(*given, talk=[("which to quote", "\x03")]).returncode == 130
    assert rivers.read_bytes() == before


def test_source_and_quote_are_asked_for_on_a_terminal(dialogue: Dialogue, rivers: Path) -> None:
    before = rivers.read_bytes()
    talk = [
        ("source", "s1"),
        ("quote", "they met in the town"),
        ("  ", ""),
        ("stands 2 times", "Then they met"),
        ("  ", "in the town."),
        ("  ", ""),
        ("what it supports", "kind"),
        ("whose words", "Aland"),
    ]
    answer = dialogue("cite", "e1", talk=talk)
    assert answer.returncode == 0, answer.stderr
    assert difference(before, rivers) == (
        "+     -   source: s1\n"
        "+         quote: Then they met in the town.\n"
        "+         supports: [kind]\n"
        "+         attribution: AA\n"
    )
