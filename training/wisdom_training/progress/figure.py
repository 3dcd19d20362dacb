"""The house style of our pictures, and the one way in which they become SVG files.

Equal figures give equal files. The paper is white, so that they can be read on dark pages too.

matplotlib is used through its objects alone: pyplot would keep every figure, and ask for a screen.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wisdom_model.atomic_write import write_whole
from wisdom_training.errors import TrainingError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ORANGE, BLUE, GREY = "#d08a2e", "#2f6fb5", "#7a7a7a"
INK, FAINT, PAPER = "#2b2b2b", "#dddddd", "#ffffff"
_STYLE: dict[Any, Any] = {  # matplotlib lists all its keys in the type
    "svg.hashsalt": "wisdom",  # ids would be random, and equal runs give equal files
    "svg.fonttype": "none",  # text stays text: it can be selected, found and read aloud
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

    ``heading`` stands above it, unless empty; ``title`` is its ``<title>``. Raises TrainingError
    where matplotlib is not installed.
    """
    try:
        from matplotlib import rc_context  # noqa: PLC0415 (only who draws needs it)
        from matplotlib.backends.backend_svg import FigureCanvasSVG  # noqa: PLC0415
        from matplotlib.figure import Figure  # noqa: PLC0415
    except ImportError as error:
        raise TrainingError(
            'pictures need matplotlib, which is not installed: pip install "mkdocs-wisdom[train]"'
        ) from error
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
    """Write a picture whole or not at all; raises TrainingError, which calls it ``name``."""
    try:
        write_whole(path, content)
    except OSError as error:
        raise TrainingError(
            f"cannot write the {name} {path}: {error}. The voice is whole without"
        ) from error
