"""Programs that a person would use for the same job, each given the same data.

python -m benchmarks.peers EVENTS FOLDER      writes the data of every peer into FOLDER
"""

import argparse
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing
from pathlib import Path

from benchmarks import plainpeers, tablepeers
from benchmarks.generate import SEED
from benchmarks.peer import Peer
from benchmarks.rows import Row, rows

PEERS = (
    Peer("hledger", "hledger", plainpeers.journal, plainpeers.hledger, "a plain-text journal"),
    Peer("recutils", "recsel", plainpeers.records, plainpeers.recutils, "a plain-text database"),
    Peer(
        "jrnl",
        "jrnl",
        plainpeers.diary,
        plainpeers.jrnl,
        "a plain-text diary; exports JSON, not CSV",
        100_000,
    ),
    Peer(
        "khal",
        "khal",
        plainpeers.vdir,
        plainpeers.khal,
        "a calendar, a file an event, with its own cache; its month is filtered by grep",
        1_000,
        lambda folder: [["khal", "-c", str(folder / "khal.conf"), "list", "2026-01-01"]],
    ),
    Peer(
        "papis",
        "papis",
        plainpeers.library,
        plainpeers.papis,
        "a bibliography, a folder a document, with its own cache",
        1_000,
        lambda folder: [[*plainpeers.papis_of(folder), "list", "--all", "date:1000-01"]],
    ),
    Peer("csvkit", "csvgrep", tablepeers.csv, tablepeers.csvkit, "CSV"),
    Peer("miller", "mlr", tablepeers.csv, tablepeers.miller, "CSV"),
    Peer(
        "sqlite-utils",
        "sqlite-utils",
        tablepeers.database,
        tablepeers.sqlite_utils,
        "SQLite, indexed, FTS5",
    ),
    Peer("sqlite3", "sqlite3", tablepeers.database, tablepeers.sqlite, "SQLite, indexed, FTS5"),
    Peer(
        "duckdb",
        "duckdb",
        tablepeers.csv,
        tablepeers.duckdb,
        "Parquet",
        set_up=tablepeers.to_parquet,
    ),
)
"""Every peer, plain text first."""

PLAIN_TEXT = ("hledger", "recutils", "jrnl", "khal", "papis")
"""The peers that keep records in plain text."""


def available(path: str) -> list[Peer]:
    """Give the peers whose programs are on a search path."""
    return [peer for peer in PEERS if shutil.which(peer.program, path=path)]


def write(peers: list[Peer], stream: Iterator[Row], folder: Path) -> None:
    """Write the data of some peers in one pass, each into the folder of its name."""
    with ExitStack() as stack:
        writers = []
        for peer in peers:
            place = folder / peer.name
            place.mkdir(parents=True)
            writers.append(stack.enter_context(closing(peer.write(place))))
        for row in stream:
            for writer in writers:
                writer.add(row)


def set_up(peer: Peer, folder: Path, environment: Mapping[str, str], limit: float) -> None:
    """Run what a peer needs before its first question; raises `subprocess.SubprocessError`."""
    for command in peer.set_up(folder / peer.name):
        subprocess.run(command, env=environment, check=True, timeout=limit, capture_output=True)


def main() -> None:
    """Write the data as the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("events", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    fit = [peer for peer in PEERS if asked.events <= peer.most]
    write(fit, rows(asked.events, asked.seed), asked.folder)
    print("\n".join(str(asked.folder / peer.name) for peer in fit))


if __name__ == "__main__":
    main()
