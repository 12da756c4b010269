"""HTML without what its standard lets be left out: some end tags, and marks around plain values."""

import re

_TAG = re.compile("<[a-z][^<>]*>")
_PLAIN_VALUE = re.compile(r'="([\w#./:-]+)"', re.ASCII)
_END = re.compile(
    "</(?:li>(?=<li|</[uo]l>)|d[dt]>(?=<d[dt]|</dl>)|p>(?=<p>|<p |<ul|<ol|<details|</div>|</li>))"
)
"""As in "Optional tags" and "Unquoted attribute value syntax" of the HTML standard."""


def squeezed(page: str) -> str:
    """Return a page of the same elements, with the same attributes, in fewer characters."""
    return _END.sub("", _TAG.sub(lambda tag: _PLAIN_VALUE.sub(r"=\1", tag[0]), page))
