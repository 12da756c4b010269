"""Disks that refuse, tried with the real program: V52 to V54 and V58 of the cases.

The engine's own faults, kills and locks are in tests/store/test_writing.py.
"""

import resource
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.more

Call = Callable[..., Any]

FILE = "data/events.yaml"
ADD = ("source", "add", "https://example.org/2", "--no-input")


def refused(answer: Any, said: str) -> None:
    assert answer.raw == b""
    assert answer.err.count("\n") == 1
    assert said in answer.err


@pytest.fixture
def mounted() -> Callable[[str, str], list[str]]:
    """Give a command that runs the program where the data lie on a small disk of its own."""
    probe = ["unshare", "-Urm", "true"]
    if not shutil.which("unshare") or subprocess.run(probe, check=False).returncode:
        pytest.skip("this machine lets nobody mount a disk of their own")

    def mounted(options: str, then: str) -> list[str]:
        copy = (
            f"cp {FILE} kept.yaml && mount -t tmpfs -o {options} none data && cp kept.yaml {FILE}"
        )
        same = f"cmp kept.yaml {FILE} && [ $(ls -A data | wc -l) = 1 ] || code=99"
        line = (
            f"{copy} && {then}; timeline {' '.join(ADD)}; code=$?; {same}; rm kept.yaml; exit $code"
        )
        return ["unshare", "-Urm", "bash", "-c", line]

    return mounted


def test_v52_a_full_disk_leaves_the_old_bytes(
    safe_call: Call, mounted: Callable[[str, str], list[str]]
) -> None:
    refused(safe_call(command=mounted("size=4k", "true"), code=3), "the disk is full")


def test_v52_a_disk_without_a_name_left_leaves_the_old_bytes(
    safe_call: Call, mounted: Callable[[str, str], list[str]]
) -> None:
    refused(safe_call(command=mounted("size=64k,nr_inodes=2", "true"), code=3), "the disk is full")


def test_v53_a_file_that_may_not_grow_leaves_the_old_bytes(folder: Path, safe_call: Call) -> None:
    size = (folder / FILE).stat().st_size
    little = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))  # noqa: E731
    refused(safe_call(*ADD, code=3, before=little), "larger than a file may be")


def test_v54_a_folder_that_may_not_be_written_to(
    folder: Path, safe_call: Call, powerless: Callable[[], None]
) -> None:
    (folder / "data").chmod(0o555)
    try:
        refused(safe_call(*ADD, code=3, before=powerless), "permission refused")
    finally:
        (folder / "data").chmod(0o755)


def test_v54_a_disk_that_is_read_only(
    safe_call: Call, mounted: Callable[[str, str], list[str]]
) -> None:
    command = mounted("size=64k", "mount -o remount,ro data")
    refused(safe_call(command=command, code=3), "the disk is read-only")


def test_v54_a_file_that_may_not_be_changed(folder: Path, safe_call: Call) -> None:
    chattr = shutil.which("chattr")
    path = str(folder / FILE)
    if not chattr or subprocess.run([chattr, "+i", path], check=False, stderr=-3).returncode:
        pytest.skip("this machine or its disk knows no files that may not be changed")
    try:
        refused(safe_call(*ADD, code=3), "permission refused")
    finally:
        subprocess.run([chattr, "-i", path], check=True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("source", "add", "https://example.org/2", "--id", "s1", "--no-input"), "'s1'"),
        ((*ADD, "--published", "2026-02-30"), "2026-02-30 is not a day"),
        (("source", "add", "javascript:alert(1)", "--no-input"), "javascript:alert(1)"),
        (("cite", "e1", "--source", "s1", "--quote", "Nobody said this.", "--no-input"), "s1"),
        (("cite", "e1", "--source", "s9", "--says-en", "x", "--no-input"), "'s9'"),
        (("deny", "e9"), "'e9'"),
    ],
    ids=["an id that is taken", "no day", "no link", "no quote", "no source", "no event"],
)
def test_v60_what_makes_no_sense_is_not_added(
    safe_call: Call, arguments: tuple[str, ...], said: str
) -> None:
    refused(safe_call(*arguments, code=2), said)


def test_v60_what_is_endless_is_not_read_whole(folder: Path, safe_call: Call) -> None:
    with (folder / "endless.txt").open("wb") as file:
        file.truncate(10**11)
    answer = safe_call("source", "add", "endless.txt", "--no-input", code=2, seconds=2)
    refused(answer, "larger than 16 MB, the most that is read: split it")


def test_v58_a_file_with_a_fault_elsewhere_is_not_written(folder: Path, safe_call: Call) -> None:
    path = folder / FILE
    path.write_text(path.read_text().replace("kind: call", "kind: cal"), encoding="utf-8")
    answer = safe_call(*ADD, code=2)
    assert answer.err.startswith(f"{FILE}:14:11: events[0].kind: 'cal' is not in the list")
