"""Front matter: flat properties as YAML that every reader takes for what it was.

A text stands between double quotes as in JSON, which YAML 1.2 contains, so that no text is taken
for a number, a date, a truth or a tag.
"""

import json
import re
from collections.abc import Mapping

Value = str | int | tuple[str, ...]

# JSON leaves these as they are, and YAML refuses them or reads them as line ends.
_NOT_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def front_matter(properties: Mapping[str, Value]) -> str:
    """Return properties as a block between lines of ``---``; empty ones are left out."""
    lines = "".join(_property(name, value) for name, value in properties.items() if value != "")
    return f"---\n{lines}---\n"


def _property(name: str, value: Value) -> str:
    if isinstance(value, tuple):
        return (
            "".join((f"{name}:\n", *(f"  - {_quoted(text)}\n" for text in value))) if value else ""
        )
    return f"{name}: {value if isinstance(value, int) else _quoted(value)}\n"


def _quoted(text: str) -> str:
    return _NOT_YAML.sub(
        lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False)
    )
