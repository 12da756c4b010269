import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import Unreadable
from timeline.store.yaml import characters
from timeline.store.yaml.characters import decode


def faults(data: bytes) -> list[str]:
    with pytest.raises(Unreadable) as caught:
        decode(data, "data/events.yaml")
    return [fault.say() for fault in caught.value.faults]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "events:\n",
        "a: Crónica 😀\n",
        "a: 1\r\nb: 2\r\n",
        "a: a tab\tinside\n",
        "a: not <<<<<<< a marker\n",
        "a: 1\n========\n",
    ],
)
def test_good_text_comes_out_as_it_is(text: str) -> None:
    assert decode(text.encode(), "data/events.yaml") == text


def test_a_byte_order_mark_is_dropped() -> None:
    assert decode(b"\xef\xbb\xbfevents:\n", "data/events.yaml") == "events:\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("año: 1\n".encode("utf-16"), "1:1: the file is in UTF-16: save it as UTF-8"),
        ("año: 1\n".encode("utf-16-le"), "1:1: the file is in UTF-16: save it as UTF-8"),
        ("año: 1\n".encode("utf-16-be"), "1:1: the file is in UTF-16: save it as UTF-8"),
        ("año: 1\n".encode("utf-32"), "1:1: the file is in UTF-32: save it as UTF-8"),
        (b"a\n\xc3\xa1\xe9", "2:2: not UTF-8: byte 0xe9; save the file as UTF-8"),
        (b"\xef\xbb\xbfa\xe9", "1:2: not UTF-8: byte 0xe9; save the file as UTF-8"),
        (b"a: 1\nb: \xc0\xaf\n", "2:4: not UTF-8: byte 0xc0; save the file as UTF-8"),
        (b"a: \xed\xa0\x80\n", "1:4: not UTF-8: byte 0xed; save the file as UTF-8"),
        (b"a: \0\n", "1:4: U+0000 is not allowed: remove it"),
        (b"a: \x1b[2J\n", "1:4: U+001B is not allowed: remove it"),
        (b"a\n\xc3\xa1: \x7f\n", "2:4: U+007F is not allowed: remove it"),
        ("a: \x85\n".encode(), "1:4: U+0085 is not allowed: remove it"),
        ("a: \u202e\n".encode(), "1:4: U+202E is not allowed: remove it"),
        ("a: \u2028\n".encode(), "1:4: U+2028 is not allowed: remove it"),
        ("\ufeff\ufeffa: 1\n".encode(), "1:1: U+FEFF is not allowed: remove it"),
        ("a: \U0001fffe\n".encode(), "1:4: U+1FFFE is not allowed: remove it"),
        (b"a: 1\rb: 2\r", "1:5: a lone carriage return: end lines with LF or CR LF"),
        (b"a: 1\r\nb: 2\rc\n", "2:5: a lone carriage return: end lines with LF or CR LF"),
        (b"a:\n\tb: 1\n", "2:1: a tab: indent with spaces"),
        (b"a:\n  \tb: 1\n", "2:3: a tab: indent with spaces"),
    ],
)
def test_what_may_not_stand_in_a_file_is_named_at_its_place(data: bytes, said: str) -> None:
    assert faults(data)[0] == f"data/events.yaml:{said}"


def test_every_marker_of_a_merge_conflict_is_named() -> None:
    data = b"a: 1\r\n<<<<<<< HEAD\r\nb: 2\r\n=======\r\nb: 3\r\n>>>>>>> main\r\n"
    said = "merge conflict marker: keep one version and remove the marker"
    assert faults(data) == [f"data/events.yaml:{line}:1: {said}" for line in (2, 4, 6)]


def test_faults_of_different_kinds_come_together_sorted() -> None:
    assert faults(b"a: \x1b\n\tb: 1\nc: \xe2\x80\xae\n") == [
        "data/events.yaml:1:4: U+001B is not allowed: remove it",
        "data/events.yaml:2:1: a tab: indent with spaces",
        "data/events.yaml:3:4: U+202E is not allowed: remove it",
    ]


def test_no_more_than_twenty_faults_are_named() -> None:
    assert len(faults(b"\x1b" * 1000 + b"\n\t" * 1000)) == 20


def test_more_bytes_than_the_cap_are_refused_by_its_name() -> None:
    data = bytes(characters.MAX_BYTES + 1)
    assert faults(data) == [
        "data/events.yaml:1:1: larger than 64 MB, the most that is read: split it"
    ]


def test_ten_megabytes_take_well_under_a_second() -> None:
    data = "- título: una llamada más\n".encode() * 400_000
    start = time.process_time()
    decode(data, "data/events.yaml")
    assert time.process_time() - start < 1


@given(st.binary())
def test_any_bytes_are_decoded_or_refused_with_a_place(data: bytes) -> None:
    try:
        text = decode(data, "f")
    except Unreadable as error:
        said = [fault.say() for fault in error.faults]
    else:
        said = []
        assert text.encode() == data.removeprefix(characters.BOM)
    assert all(re.match(r"f:\d+:\d+: ", fault) for fault in said)


@given(st.lists(st.sampled_from(["a: 1", "é: 😀", "", "  - x"]), min_size=1), st.data())
def test_a_bad_character_is_found_on_its_line(lines: list[str], data: st.DataObject) -> None:
    line = data.draw(st.integers(0, len(lines) - 1))
    column = data.draw(st.integers(0, len(lines[line])))
    lines[line] = lines[line][:column] + "\x1b" + lines[line][column:]
    said = f"data/events.yaml:{line + 1}:{column + 1}: U+001B is not allowed: remove it"
    assert faults("\n".join(lines).encode()) == [said]
