"""The same drawing as PNG, in print's colours, set in Source Sans Pro: the same on every machine.

Needs the extra ``png``: resvg_py draws, font-source-sans-pro brings the letters. Letters that this
font does not have (Hebrew, Chinese, emoji) are left blank.
"""

from importlib.resources import files

import resvg_py

from timeline.formats.drawing import shapes
from timeline.formats.drawing.page import WIDTH, painted
from timeline.formats.export import Export

_FONT = "Source Sans Pro"
_FILES = ("SourceSansPro-Regular.ttf", "SourceSansPro-Bold.ttf")
_FOLDER = files("font_source_sans_pro") / "files"
_TWICE = 2


def render(export: Export) -> bytes:
    """Return a PNG file, twice as many dots wide and high as the drawing has units."""
    svg = painted(export, shapes.style(shapes.LIGHT.__getitem__, fonts=f"'{_FONT}'", halo="%s"))
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            width=WIDTH * _TWICE,
            skip_system_fonts=True,
            font_files=[str(_FOLDER / name) for name in _FILES],
            font_family=_FONT,
            sans_serif_family=_FONT,
        )
    )
