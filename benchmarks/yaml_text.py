"""Records as YAML text.

Written without PyYAML: its emitter takes half a millisecond for an event, seven times as long.
"""

from typing import Any

_WIDTH = 90


def block(value: Any, pad: str = "") -> str:
    """Return what follows a key, or a dash, of that indent; members without a value are left out.

    Short pairs and lists of words are written in one line, and texts folded where they break.
    """
    if isinstance(value, dict):
        if line := _pair(value, len(pad)):
            return line
        deeper = f"{pad}  "
        return "".join(
            f"\n{pad}{key}:{block(member, deeper)}"
            for key, member in value.items()
            if member not in (None, [], "")
        )
    if not isinstance(value, list):
        text = str(value)
        return f" >-\n{pad}" + text.replace("\n", f"\n{pad}") if "\n" in text else f" {text}"
    if isinstance(value[0], str):
        return f" [{', '.join(value)}]"
    deeper = f"{pad}  "
    return "".join(f"\n{pad}- {block(member, deeper).lstrip()}" for member in value)


def _pair(value: dict[str, Any], indent: int) -> str:
    """Return ``{en: word, es: palabra}``, or nothing where it would be long or need quotes."""
    if len(value) != 2 or not all(isinstance(member, str) for member in value.values()):
        return ""
    line = " {" + ", ".join(f"{key}: {member}" for key, member in value.items()) + "}"
    plain = line.count(",") == 1 and "\n" not in line and '"' not in line
    return line if plain and indent + len(line) <= _WIDTH else ""
