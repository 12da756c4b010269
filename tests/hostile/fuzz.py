"""Mutations of every collection there is for the tests, each read and checked in this process.

    python tests/hostile/fuzz.py --seconds 60 [--seed 1]

A mutation that ends in anything but a collection or faults with places, that takes a second of the
processor, or that is read otherwise than the plainest loader of YAML reads it, is kept in
`tests/hostile/kept`, where every file is a test from then on.
"""

import argparse
import hashlib
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from timeline import checks
from timeline.errors import Fault, Unreadable
from timeline.store import opening
from timeline.store.yaml.characters import decode
from timeline.store.yaml.tree import build

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
KEPT = HERE / "kept"
LONGEST = 1.0
TODAY = date(2026, 1, 20)

TOKENS: tuple[bytes, ...] = (
    *(b"\n", b"\r\n", b"\r", b"\t", b" ", b"  ", b"    ", b"\0", b"\x1b", b"\x7f"),
    *(b"\xff", b"\xc0\xaf", *map(str.encode, "\x85\u2028\u202e\ufeff\u0301\U0001f642")),
    *(b"- ", b"-", b": ", b":", b", ", b"? ", b"#", b" #x", b"|", b">", b"|-\n"),
    *(b"[", b"]", b"{", b"}", b"&a ", b"*a", b"!!", b"!!str ", b"!x ", b"<<: "),
    *(b"%", b"%YAML 1.1\n", b"@", b"`", b"~", b"null", b"---\n", b"...\n", b"\n---\n"),
    *(b"'", b'"', b"''", b'""', b"\\", b"\\x1b", b"\\ud800", b"\\U00110000"),
    *(b"<<<<<<< HEAD\n", b"events:\n", b"\nevents: []\n", b"id: e1\n", b"0", b"X", b"/"),
    *(b"9999-12-31", b"../", b"T25:00", b"[a,b]", b"?", b"%~", b"s1", b"en: ", b"{en: x}"),
)
"""What is put into a file, in a place of chance."""


class Broken(Exception):
    """What must never come of a file: what is wrong, in a line."""


def seeds() -> list[tuple[Path, bytes]]:
    """Give every collection of the project, the shipped one among them."""
    folders = (ROOT / "data", ROOT / "tests")
    files = sorted(it for folder in folders for it in folder.rglob("*.yaml"))
    return [(it, it.read_bytes()) for it in files if "node_modules" not in it.parts]


def mutations(source: random.Random) -> Iterator[tuple[Path, bytes]]:
    """Give files with one to three changes each, without end."""
    files = seeds()
    while True:
        path, data = source.choice(files)
        for _ in range(source.choice((1, 1, 1, 2, 3))):
            data = mutated(data, source)
        yield path, data


def mutated(data: bytes, source: random.Random) -> bytes:
    """Put a token in, take a piece away, or put one piece of the file somewhere else in it."""
    at = source.randrange(len(data) + 1)
    token = source.choice(TOKENS)
    end = at + source.choice((1, 1, 2, 8, 80))
    match source.randrange(6):
        case 0:
            return data[:at] + data[end:]
        case 1:
            return data[:at] + token + data[end:]
        case 2:
            piece = source.randrange(len(data) + 1)
            return data[:at] + data[piece : piece + 80] + data[at:]
        case _:
            return data[:at] + token + data[at:]


def judge(path: Path, data: bytes) -> int:
    """Read and check a file; give the exit code that `check` has. Raises `Broken`."""
    start = time.process_time()
    try:
        code = checked(path, data)
    except Exception as error:
        raise Broken(f"{type(error).__name__}: {error}") from error
    took = time.process_time() - start
    if took > LONGEST:
        raise Broken(f"{took:.1f} seconds of the processor")
    compare(data)
    return code


def checked(path: Path, data: bytes) -> int:
    """Do what `timeline check` does, but for what it shows."""
    try:
        opened = opening.read(path, "f", data)
    except Unreadable as unreadable:
        _placed(unreadable.faults)
        return 1
    case = checks.Case(opened.collection, opened.stored_texts(), TODAY)
    faults = [*opened.located(checks.run(case)), *opened.lost_text()]
    _placed(faults)
    return int(any(fault.level == "error" for fault in faults))


def _placed(faults: Sequence[Fault]) -> None:
    for fault in faults:
        said = fault.say("en") + fault.say("es")
        if not (fault.line and fault.column) or re.search("Traceback|pydantic|yaml\\.", said):
            raise Broken(f"a fault without place or in foreign words: {said}")


def compare(data: bytes) -> None:
    """Our reader and the plainest loader make the same tree, or ours refuses. Raises `Broken`."""
    try:
        text = decode(data, "f")
        tree = build(text, "f")
    except Unreadable:
        return
    try:
        plainest = yaml.load(text, yaml.CBaseLoader)  # noqa: S506 - it makes nothing but text
    except yaml.YAMLError as error:
        raise Broken(f"the plainest loader refuses it: {error}") from error
    if _texts(tree) != _texts(plainest):
        raise Broken("the plainest loader reads it otherwise")


def _texts(tree: Any) -> Any:
    match tree:
        case None:
            return ""
        case list():
            return [_texts(it) for it in tree]
        case dict():
            return {key: _texts(it) for key, it in tree.items()}
    return tree


def keep(data: bytes) -> Path:
    """Keep a file that failed, to be a test."""
    path = KEPT / f"{hashlib.sha256(data).hexdigest()[:16]}.bin"
    path.write_bytes(data)
    return path


def run(seconds: float, seed: int) -> int:
    """Try mutations for so long; say how many, and give how many failed."""
    files = mutations(random.Random(seed))  # noqa: S311 - chance, not secrets
    end = time.monotonic() + seconds
    codes, failed = Counter[int](), 0
    while time.monotonic() < end:
        path, data = next(files)
        try:
            codes[judge(path, data)] += 1
        except Broken as error:
            failed += 1
            say(f"{keep(data)}, from {path}: {error}")
    say(f"{codes[0]} mutations are sound, {codes[1]} have faults, {failed} failed")
    return failed


def say(text: str) -> None:
    """Write a line to stdout."""
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--seconds", type=float, default=60)
    words.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    asked = words.parse_args()
    say(f"seed {asked.seed}")
    sys.exit(1 if run(asked.seconds, asked.seed) else 0)
