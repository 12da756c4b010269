"""A drawing of the timeline on a real time scale, as SVG 1.1 (with CSS) and, from that, as PNG.

`drawn(export, standalone=…)` gives one ``<svg>`` element. Alone, it has its own colours, light and
dark. To be put into a page, it has none: the page adds `page_style()` to its own style, and may set
``--tl-ink``, ``--tl-soft`` (lesser text), ``--tl-line`` (rules), ``--tl-band`` (what is marked
off), ``--tl-paper``, ``--tl-side-0`` to ``--tl-side-5``, ``--tl-both`` and ``--tl-none`` (the
lanes); what it leaves unset is light. All classes and ids begin with ``tl-``; an event is
``<g class="tl-mark …" id="tl-EVENT">``. No script, no link, nothing fetched.
"""

from timeline.formats.drawing.page import drawn, page_style, render

__all__ = ["drawn", "page_style", "render"]
