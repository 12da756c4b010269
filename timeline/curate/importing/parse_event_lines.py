"""What other timeline programs show of an event, in lines of prose, back to fields.

Of what this program wrote, the lines for kind and status, those after a label and the first quote
are known again; of a stranger's, all lines are the summary.
"""

import re
from collections.abc import Iterator, Sequence

from timeline.i18n import LANGUAGES, Sentence, sentence
from timeline.records.labels import label
from timeline.records.vocabulary import Kind, Role, Status, word

FIELDS = (
    *("id", "date", "kind", "status", "title", "summary", "actors", "place", "topics"),
    *("source", "quote", "note", "date_note", "asked_by"),
)
"""The columns of a sheet that is made of told events."""

_EDTF = re.compile(r"\((?:in |en )?EDTF:? ([^()\s]+)\)\Z")
_LABELLED = ("actors", "asked_by", "place", "note", "date_note")
_QUOTE = re.compile(r"“(.*)”", re.DOTALL)
_SOURCE = re.compile(r"(?:— )?\[([0-9]+)\] ")
_REMARK = re.compile(r"— |\[[0-9]+\] ")
_UNSETTLED = re.compile(r" \(([^();]+)(?:; [^()]*)?\)\Z")


def _in_both(said: Sentence) -> set[str]:
    return {said.say(language) for language in LANGUAGES}


def fields(title: str, lines: Sequence[str]) -> dict[str, str]:
    """Return what a title and lines say of an event."""
    kind, status = _head(lines[0]) if lines else ("", "")
    if not kind:
        return {"title": title, "summary": "\n".join(lines)}
    found = {"title": _settled(title, status), "kind": kind, "status": status}
    return found | _facts(lines[1:])


def _head(line: str) -> tuple[str, str]:
    """Return kind and status of a line like ``call · held``; nothing if it is no such line."""
    kind, _, rest = line.partition(" · ")
    status = rest.partition(";")[0]
    if kind in _in_both(sentence("readout")):
        kind = Kind.STATEMENT
    kinds = {text for other in Kind for text in (other, *_in_both(word(other)))}
    statuses = {text for other in Status for text in (other, *_in_both(word(other)))}
    return (kind, status) if kind in kinds and status in statuses else ("", "")


def _settled(title: str, status: str) -> str:
    """Return a title without the status that was put behind it."""
    found = _UNSETTLED.search(title)
    return title[: found.start()] if found and found[1] == status else title


def _facts(lines: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    own: list[str] = []
    for i, line in enumerate(lines):
        name, value = next(_known(line), ("", ""))
        if quote := _QUOTE.fullmatch(line):
            source = _SOURCE.match(lines[i + 1]) if i + 1 < len(lines) else None
            if source and "quote" not in found:
                found |= {"quote": quote[1], "source": source[1]}
        elif name:
            found.setdefault(name, value)
        elif "quote" not in found and not _REMARK.match(line):
            own.append(line)
    return {**found, "summary": "\n".join(own)}


def _known(line: str) -> Iterator[tuple[str, str]]:
    if edtf := _EDTF.search(line):
        yield "date", edtf[1]
    for name in _LABELLED:
        for start in _in_both(label(name)):
            if line.startswith(f"{start}: "):
                yield name, line.removeprefix(f"{start}: ")
    if _are_actors(line):  # without a label, as earlier versions wrote them
        yield "actors", line


def _are_actors(line: str) -> bool:
    roles = {text for role in Role for text in (role, *_in_both(word(role)))}
    ends = [re.search(r" \(([^()]*)\)\Z", text) for text in line.split("; ")]
    return all(match is not None and match[1] in roles for match in ends)
