"""Elements of SVG, escaped; the colours and line styles are classes of the page's style sheet."""

from unicodedata import east_asian_width

from markupsafe import Markup, escape

SHAPES = {"funded": "circle", "not_funded": "circle", "reserve": "square", "tie": "diamond"}


def element(name: str, *children: str, **attributes: object) -> Markup:
    """An element; `class_` and `stroke_width` become `class` and `stroke-width`, floats have one decimal."""
    written = "".join(f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"' for key, value in attributes.items())
    inside = "".join(map(escape, children))
    return Markup(f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>")


def _value(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return escape(value)


def picture(
    key: str, title: str, words: str, size: tuple[float, float], *children: str, class_: str = "plot"
) -> Markup:
    """An `svg` element with its title and its description, named by `key` within the page."""
    return element(
        "svg",
        element("title", title, id=f"{key}-title"),
        element("desc", words, id=f"{key}-desc"),
        *children,
        role="img",
        class_=class_,
        aria_labelledby=f"{key}-title {key}-desc",
        viewBox=f"0 0 {size[0]:g} {size[1]:g}",
        width=f"{size[0]:g}",
        height=f"{size[1]:g}",
    )


def hatch(key: str) -> Markup:
    """A pattern of slanting lines, to be used as `fill="url(#key)"`."""
    line = element("path", d="M0 0V6", class_="hatch")
    pattern = element(
        "pattern", line, id=key, width=5, height=6, patternUnits="userSpaceOnUse", patternTransform="rotate(45)"
    )
    return element("defs", pattern)


def label(text: str, x: float, y: float, anchor: str = "start", class_: str = "label") -> Markup:
    """A text whose baseline begins (`start`) or ends (`end`) at a point."""
    return element("text", text, x=x, y=y, text_anchor=anchor, class_=class_)


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> Markup:
    """A straight line."""
    return element("path", d=f"M{_value(x1)} {_value(y1)}L{_value(x2)} {_value(y2)}", class_=class_)


def marker(outcome: str, x: float, y: float, radius: float, title: str = "") -> Markup:
    """A decision's sign: funded a filled disc, not funded a ring, reserve a hollow square, tie a filled diamond."""
    inside = [element("title", title)] if title else []
    class_ = f"mark {outcome}"
    match SHAPES[outcome]:
        case "circle":
            return element("circle", *inside, cx=x, cy=y, r=radius, class_=class_)
        case "square":
            side = 2 * radius * 0.9
            return element("rect", *inside, x=x - side / 2, y=y - side / 2, width=side, height=side, class_=class_)
    reach = radius * 1.5
    corners = ((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y))
    outline = "L".join(f"{_value(across)} {_value(down)}" for across, down in corners)
    return element("path", *inside, d=f"M{outline}Z", class_=class_)


def cells(text: str) -> int:
    """The width of a text in cells, of which an East Asian wide letter takes two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def shortened(text: str, width: int) -> str:
    """A text cut to a width in cells."""
    if cells(text) <= width:
        return text
    kept = text
    while cells(kept) > width - 1:
        kept = kept[:-1]
    return kept + "…"
