"""The folder where collections and the data of peers are prepared, and programs are run."""

import json
import os
import shutil
import subprocess
import sysconfig
from pathlib import Path

from benchmarks import generate, peers
from benchmarks.floors import Floors
from benchmarks.generate import SEED, Question
from benchmarks.peer import Peer
from benchmarks.rows import rows


class Ground:
    """The folder where everything is prepared and done."""

    def __init__(self, work: Path, search: str, limit: float) -> None:
        self.work, self.limit = work, limit
        self.floors = Floors(work / "floors")
        self.peers = [*peers.available(search), self.floors.peer()]
        self.left_out: dict[str, str] = {
            it.name: "not installed" for it in peers.PEERS if it not in self.peers
        }
        for name in ("cache", "config", "share", "home"):
            (work / name).mkdir(parents=True, exist_ok=True)
        self.environment = {
            "PATH": search,
            "HOME": str(work / "home"),
            "XDG_CACHE_HOME": str(work / "cache"),
            "XDG_CONFIG_HOME": str(work / "config"),
            "XDG_DATA_HOME": str(work / "share"),
            "LC_ALL": "C.UTF-8",
            "TERM": "dumb",
            "TIMELINE_TODAY": "2026-01-31",
        }
        self._timeline = str(Path(sysconfig.get_path("scripts")) / "timeline")

    def ours(self, *arguments: str) -> list[str]:
        """Give a command of ours."""
        return [self._timeline, *arguments]

    def quietly(self, command: list[str]) -> None:
        """Run a command unmeasured; raises `subprocess.SubprocessError`."""
        subprocess.run(
            command,
            env=self.environment,
            check=True,
            timeout=10 * self.limit,
            capture_output=True,
        )

    def collection(self, events: int) -> tuple[Path, Question]:
        """Give the folder of a collection, written if it is not there, and what to ask of it."""
        folder = self.work / "collections" / str(events)
        if not (folder / "question.json").exists():
            shutil.rmtree(folder, ignore_errors=True)
            generate.write(events, folder)
        read = json.loads((folder / "question.json").read_text(encoding="utf-8"))
        return folder, Question(**read | {"files": tuple(read["files"])})

    def peers_at(self, events: int) -> list[Peer]:
        """Give the peers that are up to so many events, their data written and set up."""
        folder = self.work / "peers" / str(events)
        fit = [it for it in self.peers if events <= it.most]
        for peer in self.peers:
            if peer not in fit:
                self.left_out[f"{peer.name} at {events}"] = "not tried"
        missing = [it for it in fit if not (folder / it.name / "ready").exists()]
        for peer in missing:
            shutil.rmtree(folder / peer.name, ignore_errors=True)
        if missing:
            peers.write(missing, rows(events, SEED), folder)
        for peer in missing:
            self._set_up(peer, folder, events)
        return [it for it in fit if (folder / it.name / "ready").exists()]

    def _set_up(self, peer: Peer, folder: Path, events: int) -> None:
        try:
            peers.set_up(peer, folder, self.environment, 10 * self.limit)
        except subprocess.SubprocessError as error:
            self.left_out[f"{peer.name} at {events}"] = f"not set up: {type(error).__name__}"
        else:
            (folder / peer.name / "ready").touch()


def search_path(more: Path | None) -> str:
    """Give where programs are looked for: PATH, then a folder."""
    return os.pathsep.join(filter(None, (os.environ.get("PATH"), str(more or ""))))
