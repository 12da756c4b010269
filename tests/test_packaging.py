"""What `pyproject.toml` promises: its name is ours, and `dev` brings every other extra."""

import subprocess
import sys
import tomllib
from pathlib import Path

from timeline.errors import DISTRIBUTION

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_distribution_has_the_name_that_messages_give_it() -> None:
    # "timeline" on PyPI is another program: `pip install 'timeline[png]'` would install that.
    assert PROJECT["name"] == DISTRIBUTION == "bilateral-timeline"


def test_no_document_installs_a_strangers_program() -> None:
    texts = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "pyproject.toml"]
    assert [file.name for file in texts if "timeline[" in file.read_text(encoding="utf-8")] == []


def test_the_extra_for_development_brings_every_other_extra() -> None:
    extras = PROJECT["optional-dependencies"]
    ours = {need for name, needs in extras.items() if name != "dev" for need in needs}
    assert ours - set(extras["dev"]) == set()


def test_the_package_runs_as_a_module() -> None:
    call = [sys.executable, "-m", "timeline", "--version"]
    answer = subprocess.run(call, capture_output=True, text=True, check=True)
    assert answer.stdout.startswith("timeline 0.1.0\n")
