"""The style of all charts, and how they become SVG files.

Equal figures give equal files. The background is white, so that charts can be read on dark pages.

matplotlib is used without pyplot, which would keep every figure and might need a display.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wisdom_model.atomic_write import write_whole
from wisdom_training.errors import TrainingError, require_package

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ORANGE, BLUE, GREY = "#d08a2e", "#2f6fb5", "#7a7a7a"
INK, FAINT, PAPER = "#2b2b2b", "#dddddd", "#ffffff"
_STYLE: dict[Any, Any] = {  # matplotlib types the keys as a long Literal
    "svg.hashsalt": "wisdom",  # without it ids are random
    "svg.fonttype": "none",  # text stays text, for search and screen readers
    "font.family": "sans-serif",
    "font.size": 10.0,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": "#999999",
    "axes.titleweight": "bold",
    "axes.titlesize": 11.0,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "grid.color": FAINT,
    "xtick.color": INK,
    "ytick.color": INK,
    "legend.frameon": False,
}


def render_figure(
    draw: Callable[[Figure], None], size: tuple[float, float], heading: str, title: str
) -> bytes:
    """The SVG of a figure of ``size`` inches that ``draw`` fills.

    ``heading`` is printed above it, unless empty; ``title`` is the SVG's ``<title>``. Raises
    TrainingError if matplotlib is not installed.
    """
    require_package("drawing charts", "matplotlib", "train")
    from matplotlib import rc_context  # noqa: PLC0415 (optional, and slow to import)
    from matplotlib.backends.backend_svg import FigureCanvasSVG  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    with rc_context(_STYLE):
        figure = Figure(figsize=size, facecolor=PAPER)
        FigureCanvasSVG(figure)
        figure.set_layout_engine("constrained", w_pad=0.12, h_pad=0.08)
        draw(figure)
        if heading:
            figure.suptitle(heading, x=0.02, ha="left", fontsize=13, parse_math=False)
        content = io.BytesIO()
        figure.savefig(content, format="svg", metadata={"Date": None, "Title": title})
    return content.getvalue()


def write_figure(path: Path, content: bytes, name: str) -> None:
    """Write a chart whole or not at all; raises TrainingError, whose message calls it ``name``."""
    try:
        write_whole(path, content)
    except OSError as error:
        raise TrainingError(
            f"cannot write the {name} {path}: {error}. The voice is not affected"
        ) from error
