"""`docs/a-day.md` is true: each of its commands is run, and answers what is written there."""

import os
import re
import subprocess
import sysconfig
from pathlib import Path

PAGE = (Path(__file__).parents[1] / "docs" / "a-day.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"(?:<!-- ([^\n]*) -->\n)?```(\w+)\n(.*?)```", re.DOTALL)
RECORD = "record"


def test_a_day_goes_as_it_is_told(tmp_path: Path) -> None:
    path = f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}"
    environ = {
        "PATH": path,
        "LANG": "C.UTF-8",
        "HOME": str(tmp_path),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "TIMELINE_TODAY": "2031-03-19",
    }
    folder, answered, said = tmp_path, 0, ""
    for about, kind, text in BLOCK.findall(PAGE):
        if about.startswith("file "):
            (tmp_path / about.removeprefix("file ")).write_text(text, encoding="utf-8")
        elif kind == "sh":
            done = subprocess.run(
                ["bash", "-c", text],  # noqa: S607 - the shell that a reader has
                cwd=folder,
                env=environ,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                check=False,
                encoding="utf-8",
            )
            assert done.returncode == (2 if about == "refused" else 0), done.stdout
            said = done.stdout
            folder = tmp_path / "fishing"
        elif about == RECORD:
            assert (folder / "data" / "events.yaml").read_text(encoding="utf-8").endswith(text)
        else:
            assert said == text
            answered += 1
    assert answered == 6
    assert (folder / "fishing.html").stat().st_size > 10_000
