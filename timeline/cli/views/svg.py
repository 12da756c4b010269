"""A picture of what the terminal shows, as SVG; nothing is fetched to look at it."""

from io import StringIO

from rich.console import Console, RenderableType
from rich.terminal_theme import TerminalTheme

_PAPER = TerminalTheme(
    background=(255, 255, 255),
    foreground=(30, 30, 30),
    normal=[
        (30, 30, 30), (176, 32, 32), (24, 112, 48), (128, 92, 0),
        (32, 80, 176), (136, 40, 136), (0, 108, 124), (96, 96, 96),
    ],
)  # fmt: skip

# Rich's own frame names fonts on a server; this one uses what the reader has.
_FRAME = """\
<svg class="{unique_id}" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id} {{ background: #fff; }}
.{unique_id}-matrix {{
  font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace;
  font-size: {char_height}px;
  line-height: {line_height}px;
}}
.{unique_id}-title {{ display: none; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
<rect width="100%" height="100%" fill="#fff"/>
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def svg(renderable: RenderableType, width: int) -> str:
    """Draw what a terminal of so many columns would show."""
    console = Console(
        file=StringIO(),
        record=True,
        width=width,
        force_terminal=True,
        color_system="standard",
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    console.print(renderable)
    return console.export_svg(title="", theme=_PAPER, code_format=_FRAME, unique_id="timeline")
