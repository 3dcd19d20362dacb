"""The style of charts by matplotlib, and how they become SVG files.

Equal figures give equal files. A chart is one narrow column, so that its text can be read on a
phone. It lies on a panel with rounded corners; outside it is transparent. Where the reader's
browser prefers a dark scheme, a style in the file replaces every colour, which also works in
``<img>``. No ink could be read on a white page and on a dark one alike (their contrast, 16, allows
4 for both), so the panel brings its own paper: the page may have a switch of its own.

matplotlib is used without pyplot, which would keep every figure and might need a display.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wisdom_model.atomic_write import write_whole
from wisdom_training.errors import TrainingError, require_package

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 4.2
"""Inches of every chart. On a phone 390 pixels wide, text of 11 points is 9.7 points high."""
SMALL = 10.5
"""Points of the smallest text: 9.3 points on that phone."""

ORANGE, BLUE, GREY = "#a95c0b", "#2f6fb5", "#6b6b6b"
INK, FAINT, PAPER = "#2b2b2b", "#dddddd", "#ffffff"
DARK = {
    ORANGE: "#e8a24a",
    BLUE: "#7db4f0",
    GREY: "#a8acb6",
    INK: "#e3e6ec",
    FAINT: "#3d424e",
    PAPER: "#1e2129",
}
"""The colours in a dark scheme; PAPER is that of Material's. Text has a contrast of 4.5 or more."""
BAR_INCHES = 0.46
"""Height of one of ``draw_named_bars`` and the name above it."""
_CORNER = 8  # points of the panel's radius
_STYLE: dict[Any, Any] = {  # matplotlib types the keys as a long Literal
    "svg.hashsalt": "wisdom",  # without it ids are random
    "svg.fonttype": "none",  # text stays text, for search and screen readers
    "font.family": "sans-serif",
    "font.size": 11.0,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.facecolor": "none",
    "axes.edgecolor": GREY,
    "axes.labelsize": 11.0,
    "axes.titleweight": "bold",
    "axes.titlesize": 11.5,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "grid.color": FAINT,
    "legend.fontsize": SMALL,
    "legend.frameon": False,
    "xtick.color": GREY,
    "xtick.labelcolor": INK,
    "xtick.labelsize": SMALL,
    "ytick.color": GREY,
    "ytick.labelcolor": INK,
    "ytick.labelsize": SMALL,
}


def render_figure(draw: Callable[[Figure], None], height: float, heading: str, title: str) -> bytes:
    """The SVG of a figure of ``height`` inches that ``draw`` fills.

    It may use the colours above, and no others. ``heading`` is printed above it, unless empty;
    ``title`` is the SVG's ``<title>``. Raises TrainingError if matplotlib is not installed.
    """
    require_package("drawing charts", "matplotlib", "train")
    from matplotlib import rc_context  # noqa: PLC0415 (optional, and slow to import)
    from matplotlib.backends.backend_svg import FigureCanvasSVG  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    with rc_context(_STYLE):
        figure = Figure(figsize=(WIDTH, height), facecolor="none")
        FigureCanvasSVG(figure)
        figure.set_layout_engine("constrained", w_pad=0.12, h_pad=0.1)
        draw(figure)
        if heading:
            figure.suptitle(heading, x=0.03, ha="left", fontsize=13, parse_math=False)
        content = io.BytesIO()
        figure.savefig(content, format="svg", metadata={"Date": None, "Title": title})
    return _add_panel(content.getvalue().decode()).encode()


def draw_named_bars(axes: Axes, values: Mapping[str, float], form: str) -> None:
    """Draw a bar for each value, with its name and the value in this format above it."""
    axes.barh(range(len(values)), list(values.values()), height=0.4, color=BLUE)
    for row, (name, value) in enumerate(values.items()):
        for text, x, side in ((name, 0.0, "left"), (form.format(value), 1.0, "right")):
            axes.text(
                x, row - 0.26, text, ha=side, va="bottom", fontsize=SMALL, parse_math=False,
                transform=axes.get_yaxis_transform(),
            )  # fmt: skip
    axes.set_yticks([])
    axes.set_ylim(len(values) - 0.6, -0.85)
    axes.grid(visible=False)
    axes.spines["left"].set_visible(False)
    axes.set_xlim(0, max(values.values()))


def _add_panel(svg: str) -> str:
    """``svg`` on a panel, with the colours of a dark scheme."""
    rules = "".join(
        f'[style*="{name}: {light}"]{{{name}:{dark} !important}}'
        for light, dark in DARK.items()
        for name in ("fill", "stroke")
    )
    style = f"<style>@media (prefers-color-scheme: dark) {{{rules}}}</style>"
    panel = f'<rect width="100%" height="100%" rx="{_CORNER}" style="fill: {PAPER}"/>'
    before, figure, after = svg.partition('<g id="figure_1">')
    return f"{before}{style}\n {panel}\n {figure}{after}"


def write_figure(path: Path, content: bytes, name: str) -> None:
    """Write a chart whole or not at all; raises TrainingError, whose message calls it ``name``."""
    try:
        write_whole(path, content)
    except OSError as error:
        raise TrainingError(
            f"cannot write the {name} {path}: {error}. The voice is not affected"
        ) from error
