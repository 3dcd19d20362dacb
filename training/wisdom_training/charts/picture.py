"""What all pictures of charts have in common: their width, their colours, their texts.

A picture is an SVG file of one column, 360 pixels wide, so that its text can be read on a phone.
It grows downwards. As a file it follows the colour scheme of the reader's system. It cannot see the
colours of a page that shows it as an image, so its panel brings its own paper. If its code is part
of an HTML page, it has no paper and the page's text colour.
"""

from __future__ import annotations

import html
import textwrap
from unicodedata import east_asian_width

WIDTH = 360
"""Pixels of every picture."""
MARGIN = 16
TEXT, LINE = 14, 20
"""Pixels of a text's height and of a line's."""
GAP = 12
"""Pixels between parts."""
CHARACTERS = 42
"""Of a line as wide as the picture, in any usual sans-serif font."""

INK, BLUE, PAPER = "#2b2b2b", "#2f6fb5", "#ffffff"
DARK = {INK: "#e3e6ec", BLUE: "#7db4f0", PAPER: "#1e2129"}
"""The colours in a dark scheme; PAPER is that of Material's. Text has a contrast of 4.5 or more."""

_NAME = "wisdom-picture"


def _colour_file(ink: str, blue: str, paper: str) -> str:
    """Rules for a file of its own: only there the picture is the root of the document."""
    return (
        f":root.{_NAME}{{color:{ink}}}:root.{_NAME} .strong{{color:{blue}}}"
        f":root.{_NAME} .paper{{fill:{paper}}}"
    )


_STYLE = (
    f".{_NAME}{{max-width:100%;height:auto}}"
    f".{_NAME} text{{font:{TEXT}px system-ui,sans-serif;fill:currentColor}}"
    f".{_NAME} .bold{{font-weight:700}}"
    f".{_NAME} .shape{{fill:currentColor}}"
    f".{_NAME} .line{{fill:none;stroke:currentColor}}"
    f".{_NAME} .paper{{fill:none}}"
    f"{_colour_file(INK, BLUE, PAPER)}"
    f"@media(prefers-color-scheme:dark){{{_colour_file(DARK[INK], DARK[BLUE], DARK[PAPER])}}}"
)


class Picture:
    """An SVG that grows downwards.

    Besides texts it has elements of the classes ``shape``, which is filled, and ``line``. Those
    that are also ``strong`` have the chart's colour.
    """

    def __init__(self) -> None:
        self.y = float(MARGIN)
        """Pixels from the top to where the next part begins."""
        self._parts: list[str] = []

    def write(self, lines: list[str], x: float = MARGIN, *, bold: bool = False) -> None:
        """Write ``lines`` and move below them."""
        for line in lines:
            self.y += LINE
            self.put(line, x, bold=bold)

    def put(
        self,
        text: str,
        x: float,
        middle: float | None = None,
        *,
        bold: bool = False,
        anchor: str = "start",
    ) -> None:
        """Write a text whose start, middle or end, as in SVG's ``text-anchor``, is at ``x``.

        ``middle`` is the height of its middle; by default it is on the line that ends at ``y``.
        """
        baseline = (self.y - LINE / 2 if middle is None else middle) + 5
        kind = ' class="bold"' if bold else ""
        side = "" if anchor == "start" else f' text-anchor="{anchor}"'
        place = f'x="{x:g}" y="{round(baseline, 1):g}"'
        self.add(f"<text {place}{kind}{side}>{html.escape(text)}</text>")

    def add(self, element: str) -> None:
        """Add an SVG element."""
        self._parts.append(element)

    def render(self, title: str, description: str = "") -> str:
        """The whole file.

        A ``description`` is for readers who do not see the picture: they hear it instead of the
        texts in it.
        """
        height = f"{self.y + MARGIN:g}"
        size = f'width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
        role = ' role="img"' if description else ""
        described = [f"<desc>{html.escape(description)}</desc>"] if description else []
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" class="{_NAME}" {size}{role}>',
                f"<title>{html.escape(title)}</title>",
                *described,
                f"<style>{_STYLE}</style>",
                '<rect class="paper" width="100%" height="100%" rx="8"/>',
                *self._parts,
                "</svg>\n",
            ]
        )


def wrap(text: str, characters: int = CHARACTERS) -> list[str]:
    """``text`` in lines of so many characters, or of half as many if some are twice as wide."""
    wide = any(east_asian_width(character) in "WF" for character in text)
    return textwrap.wrap(text, characters // 2 if wide else characters)
