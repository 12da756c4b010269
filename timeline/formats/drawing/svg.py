"""Writing SVG: every text is made safe and escaped, every number is short."""

from xml.sax.saxutils import escape, quoteattr

from timeline.text import safe


def number(value: float) -> str:
    """Return a number with one decimal at most."""
    return f"{round(value, 1):g}" if abs(value) < 1e5 else f"{value:.0f}"  # noqa: PLR2004


def written(text: str, *, lines: bool = False) -> str:
    """Return a text as character data: nothing in it is markup or out of XML 1.0."""
    return escape(safe(text, lines=lines))


def tag(name: str, *inside: str, **attributes: str | float | None) -> str:
    """Return an element; ``inside`` is markup already. ``class_`` is "class", "_" becomes "-"."""
    said = "".join(
        f" {key.rstrip('_').replace('_', '-')}={_value(value)}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{''.join(inside)}</{name}>" if inside else f"<{name}{said}/>"


def _value(value: str | float) -> str:
    return quoteattr(safe(value) if isinstance(value, str) else number(value))


def text(said: str, x: float, y: float, class_: str | None = None, **attributes: str) -> str:
    """Return one line of text, from its left end unless ``text_anchor`` says otherwise."""
    return tag("text", written(said), x=x, y=y, class_=class_, **attributes)
