"""The paper that all pictures are drawn on: readable on a dark page too, and by people who see few colours."""

from io import BytesIO
from threading import Lock

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

INCHES, DOTS = (8.0, 4.5), 200  # twice what a message shows
PAPER, INK, FAINT, BLUE = "#FBFBF8", "#1F2328", "#6B7178", "#0072B2"
NOTHING = "#D8DADC"
_ONE_AT_A_TIME = Lock()  # the library keeps fonts and caches for the whole process


def sheet(title: str, inches: tuple[float, float] = INCHES) -> Figure:
    """An own figure, never pyplot's, which is one for the whole process."""
    figure = Figure(figsize=inches, dpi=DOTS, facecolor=PAPER, layout="constrained")
    figure.suptitle(plain(title), x=0.02, ha="left", fontsize=13, fontweight="bold", color=INK)
    return figure


def quiet(axes: Axes) -> None:
    """As few lines as possible."""
    axes.set_facecolor(PAPER)
    axes.tick_params(colors=INK, labelsize=9, length=0)
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)


def plain(text: str, most: int = 90) -> str:
    """Text of people: a dollar begins no formula."""
    text = text if len(text) <= most else text[: most - 1] + "…"
    return text.replace("$", r"\$")


def png(figure: Figure) -> bytes:
    FigureCanvasAgg(figure)
    content = BytesIO()
    with _ONE_AT_A_TIME:
        figure.savefig(content, format="png", facecolor=PAPER)
    return content.getvalue()
