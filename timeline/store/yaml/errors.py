"""Errors of libyaml and PyYAML in our own words and at a useful place.

Their own wording is never shown.
"""

import re
import sys

import yaml

from timeline.errors import Fault
from timeline.i18n import Sentence, mark
from timeline.store.yaml.characters import TAB, fault_at, not_allowed

NO_ALIASES = mark("anchors and aliases (& and *) are not allowed: write the text out, or quote it")
NO_TAGS = mark("tags (!) are not allowed: write the text without it, or quote it")
NO_DIRECTIVES = mark("directives (%) are not allowed: remove the line")
ONE_DOCUMENT = mark("a second document: a file holds one")

_UNKNOWN = mark("the YAML cannot be read here: check indentation, quotes and brackets")
_UNCLOSED_QUOTE = mark("this quote is never closed")
_UNCLOSED_BRACKET = mark("this bracket is not closed before line {line}, or a comma is missing")
_NO_COMMA = mark("a comma or a closing bracket is missing before this")
_MISPLACED = mark("this does not fit what stands before it: check indentation and quotes")
_BAD_ESCAPE = mark(r"a \ in this text starts no known escape: write \\ for a backslash")

# Searched, in this order, in the library's message. The first table is reported where the token
# starts, the second where parsing stopped. libyaml and PyYAML differ in wording (even in spelling:
# "hexdecimal"), so some meanings have two entries.
_AT_START = {
    "tag handle": NO_TAGS,
    "directive": NO_DIRECTIVES,
    "a tag": NO_TAGS,
    "an anchor": NO_ALIASES,
    "an alias": NO_ALIASES,
    "end of stream": _UNCLOSED_QUOTE,
    "document indicator": _UNCLOSED_QUOTE,
    "document separator": _UNCLOSED_QUOTE,
    "unknown escape": _BAD_ESCAPE,
    "hexdecimal number": _BAD_ESCAPE,
    "hexadecimal number": _BAD_ESCAPE,
    "a block scalar": mark("'|' and '>' must end their line: start the text on the next one"),
    "a simple key": mark("no ': ' after this: write 'key: text', or indent it under its text"),
}
_AT_END = {
    "incompatible YAML": NO_DIRECTIVES,
    "cannot start any token": mark("a text may not start with this sign: put it in quotes"),
    "mapping values": mark(
        "a ': ' inside an unquoted text: put the text in quotes, or mend the indentation"
    ),
    "sequence entries": mark("no list item may start here: give each '- ' a line of its own"),
    "mapping keys": mark("no '? ' may stand here: put the text in quotes"),
    "unexpected ':'": mark("nothing stands after this ':': put the text in quotes"),
    "node content": mark("a text is missing before this sign, or needs quotes around it"),
    "a block mapping": _MISPLACED,
    "a block collection": _MISPLACED,
    "<document start>": mark("this belongs to nothing above it: check indentation and quotes"),
}

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")


def explain(error: yaml.YAMLError, text: str, file: str) -> Fault:
    """Return the fault for an error of the library; ``text`` is the text that it was parsing."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return fault_at(0, Sentence(_UNKNOWN), text, file)
    end = error.problem_mark.index
    start = error.context_mark.index if error.context_mark else end
    said, offset = _explain_words(f"{error.context}: {error.problem}", text, start, end)
    return fault_at(offset, said, text, file)


def no_character(text: str, digits: int) -> tuple[Sentence, int]:
    r"""Return what is wrong with a ``\u`` or ``\U`` whose digits are at an offset, and where."""
    escape = _ESCAPE.match(text, max(digits - 2, 0))
    if escape is None:
        return Sentence(_UNKNOWN), digits
    code = int(escape[1] or escape[2], 16)
    known = code <= sys.maxunicode
    return not_allowed(chr(code)) if known else Sentence(_BAD_ESCAPE), escape.start()


def _explain_words(words: str, text: str, start: int, end: int) -> tuple[Sentence, int]:
    if text[end : end + 1] == "\t":
        return Sentence(TAB), end
    if "escape code" in words:
        return no_character(text, end)
    if "a flow sequence" in words or "a flow mapping" in words:
        return _bracket(text, start, end)
    if "<document start>" in words and "\n..." in text[:end]:
        return Sentence(ONE_DOCUMENT), end
    for meanings, offset in ((_AT_START, start), (_AT_END, end)):
        for needle, template in meanings.items():
            if needle in words:
                return Sentence(template), offset
    return Sentence(_UNKNOWN), end


def _bracket(text: str, start: int, end: int) -> tuple[Sentence, int]:
    if "\n" not in text[start:end]:
        return Sentence(_NO_COMMA), end
    line = text.count("\n", 0, end) + 1
    return Sentence(_UNCLOSED_BRACKET, {"line": line}), start
