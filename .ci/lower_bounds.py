"""Print the lower bounds of `pyproject.toml` as pins, one a line, for ``pip install --constraint``.

Only what the program needs, with its extras: the tools of the tests are taken at their newest.
"""

import re
import tomllib
from pathlib import Path

PROJECT = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
NEEDS = [
    *PROJECT["dependencies"],
    *(need for name in EXTRAS if name != "dev" for need in EXTRAS[name]),
]

for need in NEEDS:
    name, bound = re.fullmatch(r"([\w-]+)>=([\w.]+).*", need).groups()
    print(f"{name}=={bound}")
