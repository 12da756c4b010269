"""Every case of hostile input and faults, V01 to V74, has a test: none is forgotten."""

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
ALL = {f"V{n:02}" for n in range(1, 75)}

ELSEWHERE = {
    "V50": ("store/test_writing.py", "test_a_call_that_fails_costs_nothing"),
    "V51": (
        "store/test_writing.py",
        "test_the_new_bytes_are_on_the_disk_before_they_take_the_name",
    ),
    "V55": ("store/test_writing.py", "test_a_writer_that_is_killed_leaves_old_bytes_or_new_ones"),
    "V56": ("store/test_writing.py", "test_a_file_that_was_changed_since_is_left_alone"),
    "V57": ("store/test_writing.py", "test_a_writer_waits_and_then_says_that_another_is_at_work"),
    "V59": ("cli/test_edit.py", "test_whatever_an_editor_does_the_collection_is_left_alone"),
    "V61": ("store/yaml/test_edits.py", "test_a_file_without_a_last_line_end_gets_none"),
    "V62": (
        "store/yaml/test_edits.py",
        "test_any_text_in_any_field_is_read_back_and_no_other_line_changes",
    ),
    "V63": ("store/test_writing.py", "test_a_file_with_a_second_name_is_not_cut_from_it"),
    "V64": ("store/test_writing.py", "test_a_dry_run_writes_nothing"),
}
"""Where a case is tried under a name without its number."""

MISSING: set[str] = set()


def numbered() -> set[str]:
    """Give the numbers in the names of tests, and of the cases of their tables."""
    names = re.compile(r"def (test_\w+)|^    \"(V\d\d)\b", re.MULTILINE)
    found: set[str] = set()
    for path in TESTS.rglob("test_*.py"):
        if path == Path(__file__):
            continue
        for name, case in names.findall(path.read_text(encoding="utf-8")):
            found |= {case} if case else _in(name)
    return found & ALL


def _in(name: str) -> set[str]:
    """Give the numbers of a name; ``v01_to_v26`` names commands, not each of the cases."""
    return set() if "_to_v" in name else {f"V{n}" for n in re.findall(r"_v(\d\d)(?=_)", name)}


def test_what_is_tried_elsewhere_is_there() -> None:
    for file, name in ELSEWHERE.values():
        assert f"def {name}(" in (TESTS / file).read_text(encoding="utf-8")


def test_every_case_has_a_test() -> None:
    assert ALL - numbered() - ELSEWHERE.keys() == MISSING
