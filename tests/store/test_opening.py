import io
import sys
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from timeline.errors import Fault, MachineFailed, Unreadable, WrongCall
from timeline.i18n import sentence
from timeline.quotes.prove import StoredText, Unavailable
from timeline.records.model import Source
from timeline.store.opened import Opened
from timeline.store.opening import open_bytes, open_collection, stored_text

YAML = """\
collection:
  title: {en: Aland and Bland}
  sides: {AA: {en: Aland}}
sources:
  - {id: s1, file: texts/s1.txt}
  - {id: s2, url: "https://example.org/2"}
events:
  - id: call
    date: 2026-01-11
    kind: call
    status: held
    title: {en: A call}
    cites: [{source: s1, quote: They spoke on Sunday.}]
"""
TEXT = "They spoke on Sunday.\r\nRíos.\n"
PINNED = sha256(TEXT.encode()).hexdigest()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a folder with a collection and the text it rests on."""
    (tmp_path / "data").mkdir()
    (tmp_path / "texts").mkdir()
    (tmp_path / "data" / "events.yaml").write_text(YAML, encoding="utf-8")
    (tmp_path / "texts" / "s1.txt").write_bytes(TEXT.encode())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(call: Callable[[], object]) -> list[str]:
    with pytest.raises(Unreadable) as caught:
        call()
    return [fault.say() for fault in caught.value.faults]


def reason(root: Path, **fields: str) -> str:
    stored = stored_text(root, Source.model_validate({"id": "s1", **fields}))
    assert isinstance(stored, Unavailable)
    return stored.reason.say()


# --- opening --------------------------------------------------------------------------------------


def test_the_collection_of_the_folder_is_opened(folder: Path) -> None:
    opened = open_collection(None, {})
    assert [event.id for event in opened.collection.events] == ["call"]
    assert opened.path == folder / "data" / "events.yaml"
    assert (opened.name, opened.root) == ("data/events.yaml", folder)
    assert [it.text for it in opened.files] == [YAML]


def test_the_one_asked_for_goes_before_the_one_of_the_environment(folder: Path) -> None:
    (folder / "other.yaml").write_text(YAML.replace("id: call", "id: other"), encoding="utf-8")
    (folder / "third.yaml").write_text(YAML.replace("id: call", "id: third"), encoding="utf-8")
    environ = {"TIMELINE_DATA": "third.yaml"}
    assert [*open_collection("other.yaml", environ).collection.event] == ["other"]
    assert [*open_collection(None, environ).collection.event] == ["third"]


@pytest.mark.usefixtures("folder")
def test_a_file_that_is_not_there_is_a_wrong_call() -> None:
    with pytest.raises(WrongCall, match=r"there is no file .*gone\.yaml"):
        open_collection("gone.yaml", {})


def test_a_folder_where_the_file_should_be_is_the_machines_fault(folder: Path) -> None:
    (folder / "odd" / "events.yaml").mkdir(parents=True)
    with pytest.raises(MachineFailed):
        open_collection("odd", {})


def test_a_dash_reads_standard_input_and_sources_stay_relative_to_where_we_are(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(YAML.encode())))
    opened = open_collection("-", {"TIMELINE_DATA": "gone.yaml"})
    assert (opened.name, opened.root) == ("stdin", folder)
    assert opened.stored_texts()["s1"] == StoredText(TEXT, PINNED)


def test_faults_in_standard_input_are_said_to_be_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert folder
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"collection: x\nevents: []\n")))
    expected = ["stdin:1:13: collection: mapping expected, 'x' found"]
    assert said(lambda: open_collection("-", {})) == expected


# --- faults with their places ---------------------------------------------------------------------


def test_all_faults_of_the_records_come_with_their_places_in_order(tmp_path: Path) -> None:
    text = (
        YAML.replace("2026-01-11", "2026-02-30")
        .replace("kind: call", "kind: cal\n    plaze: here")
        .replace("source: s1", "source: s3x")
        .replace("    status: held\n", "")
    )
    assert said(lambda: open_bytes(tmp_path / "x.yaml", "x.yaml", text.encode())) == [
        "x.yaml:8:5: events[0].status: missing",
        "x.yaml:9:11: events[0].date: 2026-02-30 is not a day: February 2026 has 28",
        "x.yaml:10:11: events[0].kind: 'cal' is not in the list; did you mean call?",
        "x.yaml:11:5: events[0].plaze: there is no field 'plaze'; did you mean place?",
        "x.yaml:13:22: events[0].cites[0].source: no source is called 's3x'; did you mean s1, s2?",
    ]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "x.yaml:1:1: collection: missing"),
        (b"just text\n", "x.yaml:1:1: mapping expected, 'just text' found"),
        (b"a: 1\na: 2\n", "x.yaml:2:1: a: "),
        (b"a: [1\n", "x.yaml:"),
        (b"a: \xff\n", "x.yaml:1:4: "),
        (b"a: \x1b\n", "x.yaml:1:4: "),
    ],
)
def test_what_is_no_yaml_text_or_no_collection_is_refused_with_its_place(
    tmp_path: Path, data: bytes, expected: str
) -> None:
    assert said(lambda: open_bytes(tmp_path / "x.yaml", "x.yaml", data))[0].startswith(expected)


@pytest.mark.usefixtures("folder")
def test_faults_found_later_are_given_their_places_and_sorted() -> None:
    opened = open_collection(None, {})
    wrong = sentence("wrong")
    faults = [
        Fault(("events", 0, "cites", 0, "quote"), wrong, "Q2"),
        Fault(("sources", 1), wrong, "R1"),
        Fault(("collection", "title"), wrong, "R4"),
    ]
    assert [fault.say() for fault in opened.with_places(faults)] == [
        "data/events.yaml:2:10: collection.title: R4 wrong",
        "data/events.yaml:6:5: sources[1]: R1 wrong",
        "data/events.yaml:13:33: events[0].cites[0].quote: Q2 wrong",
    ]


def test_text_that_was_lost_to_a_comment_is_told(tmp_path: Path) -> None:
    data = YAML.replace("{en: A call}", "\n      en: Call #3 of 4").encode()
    opened = open_bytes(tmp_path / "x.yaml", "x.yaml", data)
    assert opened.collection.events[0].title.en == "Call"
    [fault] = opened.truncated_texts()
    assert fault.say().startswith("x.yaml:13:16: the text ends before this '#'")


# --- what the collection is made of ---------------------------------------------------------------


def test_the_version_is_the_sha256_of_the_text(folder: Path) -> None:
    opened = open_collection(None, {})
    assert opened.sha256 == sha256((folder / "data/events.yaml").read_bytes()).hexdigest()
    [file] = opened.files
    longer = replace(file, text=file.text + "#")
    assert replace(opened, files=(longer,)).sha256 != opened.sha256


def test_a_byte_order_mark_does_not_make_another_version(tmp_path: Path) -> None:
    plain = open_bytes(tmp_path / "x", "x", YAML.encode())
    assert open_bytes(tmp_path / "x", "x", b"\xef\xbb\xbf" + YAML.encode()).sha256 == plain.sha256


def test_the_parts_are_the_file_and_the_stored_texts(folder: Path) -> None:
    opened = open_collection(None, {})
    assert opened.parts == (folder / "data" / "events.yaml", folder / "texts" / "s1.txt")


def test_a_collection_outside_a_data_folder_has_its_texts_beside_it(folder: Path) -> None:
    beside = folder / "events.yaml"
    beside.write_text(YAML, encoding="utf-8")
    opened = open_collection("events.yaml", {})
    assert opened.root == folder
    assert isinstance(opened.stored_texts()["s1"], StoredText)


# --- stored texts ---------------------------------------------------------------------------------


@pytest.mark.usefixtures("folder")
def test_stored_texts_come_by_the_ids_of_their_sources() -> None:
    opened = open_collection(None, {})
    assert opened.stored_texts() == {
        "s1": StoredText(TEXT, PINNED),
        "s2": Unavailable(sentence("{id} has no stored text, only a link", id="s2")),
    }


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("wanted", "ids"), [(["s1"], {"s1"}), (["s2", "s1", "s2"], {"s1", "s2"}), ([], set())]
)
def test_only_the_stored_texts_wanted_are_read(wanted: list[str], ids: set[str]) -> None:
    assert open_collection(None, {}).stored_texts(iter(wanted)).keys() == ids


def test_a_pinned_text_is_given_as_it_stands(folder: Path) -> None:
    source = Source.model_validate({"id": "s1", "file": "texts/s1.txt", "sha256": PINNED})
    assert stored_text(folder, source) == StoredText(TEXT, PINNED)


def test_a_text_that_changed_is_not_given(folder: Path) -> None:
    assert reason(folder, file="texts/s1.txt", sha256="0" * 64) == (
        f"texts/s1.txt has changed: its sha256 is {PINNED}, recorded was {'0' * 64}"
    )


def test_a_text_that_cannot_be_had_is_unavailable_with_the_reason(folder: Path) -> None:
    (folder / "texts" / "latin.txt").write_bytes("Ríos".encode("latin-1"))
    assert reason(folder, url="https://example.org") == "s1 has no stored text, only a link"
    assert reason(folder, file="texts/latin.txt") == "texts/latin.txt is not UTF-8"
    assert reason(folder, file="texts/gone.txt") == "there is no file texts/gone.txt"
    assert reason(folder, file="texts") == "texts: is a folder"


@pytest.mark.parametrize("file", ["../secret.txt", "texts/../../secret.txt", "/etc/hostname"])
def test_a_path_that_leads_out_of_the_collection_is_no_stored_text(folder: Path, file: str) -> None:
    (folder / "secret.txt").write_text("secret", encoding="utf-8")
    expected = f"'{file}' is no path inside the collection, like seeds/a.txt"
    assert reason(folder / "texts", file=file) == expected


def test_a_link_that_leads_out_of_the_collection_is_not_followed(folder: Path) -> None:
    (folder / "secret.txt").write_text("secret", encoding="utf-8")
    (folder / "texts" / "a.txt").symlink_to(folder / "secret.txt")
    assert reason(folder / "texts", file="a.txt") == "a.txt leads out of the collection's folder"


def test_an_opened_collection_does_not_change(folder: Path) -> None:
    opened = open_collection(None, {})
    assert isinstance(opened, Opened)
    with pytest.raises(AttributeError):
        opened.name = str(folder)  # type: ignore[misc]
