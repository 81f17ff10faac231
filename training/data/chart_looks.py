"""Charts in the looks of other makers, drawn with matplotlib from known numbers: what the measures of charts are tried on beside the rendered
sets (`check_measures.py`), so that they do not only know vega and Chart.js. Nothing of it is stored or trained on.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import matplotlib
import numpy as np
from numpy.typing import NDArray

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
NAMES = ["Kernel", "Sales", "North region", "Paris", "Toolbox", "Windows Server", "Lemon tea", "Rust", "Bikes", "Helsinki", "Support", "GPU time"]
LOOKS: dict[str, dict[str, Any]] = {
    "plain": {},
    "grid": {"axes.grid": True},
    "dashed grid": {"axes.grid": True, "grid.linestyle": "--", "axes.spines.top": False, "axes.spines.right": False},
    "ggplot": {"style": "ggplot"},
    "seaborn": {"style": "seaborn-v0_8-darkgrid"},
    "dark": {"style": "dark_background", "axes.grid": True, "grid.color": "#444444"},
    "fivethirtyeight": {"style": "fivethirtyeight", "font.size": 10},
    "plotly": {"axes.facecolor": "#E5ECF6", "axes.grid": True, "grid.color": "white", "axes.axisbelow": True, "axes.spines.left": False,
               "axes.spines.right": False, "axes.spines.top": False, "axes.spines.bottom": False, "axes.prop_cycle": plt.cycler(color=["#636efa", "#ef553b", "#00cc96"])},
    "spreadsheet": {"axes.grid": True, "axes.grid.axis": "y", "grid.color": "#d9d9d9", "axes.axisbelow": True, "axes.spines.left": False,
                    "axes.spines.right": False, "axes.spines.top": False, "axes.edgecolor": "#d9d9d9", "xtick.major.size": 0,
                    "ytick.major.size": 0, "axes.prop_cycle": plt.cycler(color=["#4472c4", "#ed7d31", "#a5a5a5"])},
}  # fmt: skip
KINDS = ("bar", "hanging bar", "grouped bar", "stacked bar", "lying bar", "histogram", "line", "area", "lines", "pie", "donut", "legend pie")


@dataclass
class Drawn:
    """A picture with its texts, and which of them label the highest and the lowest (none where two are nearly equal)."""

    kind: str
    look: str
    image: NDArray[np.uint8]
    texts: list[str] = field(default_factory=list)
    boxes: list[list[float]] = field(default_factory=list)
    highest: int | None = None
    lowest: int | None = None


def draw(kind: str, look: str, rng: random.Random) -> Drawn:
    settings = dict(LOOKS[look])
    style = settings.pop("style", "default")
    with plt.style.context(style), plt.rc_context({**settings, "font.family": rng.choice(["DejaVu Sans", "DejaVu Serif"])}):
        figure, axes = plt.subplots(figsize=(rng.uniform(4.5, 9), rng.uniform(3, 5)), dpi=rng.choice([72, 100, 130]))
        count = rng.randint(3, 9)
        names = MONTHS[:count] if rng.random() < 0.5 else rng.sample(NAMES, min(count, 6))
        values = [rng.uniform(5, 100) for _ in names]
        if kind == "hanging bar":
            values = [value - 45 for value in values]
        labels = _marks(kind, axes, figure, names, values, rng)
        if rng.random() < 0.8:
            axes.set_title(rng.choice(["Revenue by team", "Requests per month", "Where time goes"]))
        figure.tight_layout()
        figure.canvas.draw()
        drawn = Drawn(kind, look, np.asarray(figure.canvas.buffer_rgba())[..., :3].copy())
        targets: list[int] = []
        for text in figure.findobj(matplotlib.text.Text):
            extent = text.get_window_extent()
            if text.get_text().strip() == "" or not text.get_visible() or extent.width < 2:
                continue
            if text in labels:
                targets.append(labels.index(text))
            else:
                targets.append(-1)
            drawn.texts.append(text.get_text())
            drawn.boxes.append([extent.x0, drawn.image.shape[0] - extent.y1, extent.width, extent.height])
        plt.close(figure)
    if kind in ("grouped bar", "lines"):
        values = [max(value, other) for value, other in zip(values, labels.others, strict=True)]  # type: ignore[attr-defined]
    if kind == "stacked bar":
        values = [value + other for value, other in zip(values, labels.others, strict=True)]  # type: ignore[attr-defined]
    order = sorted(range(len(values)), key=lambda n: values[n])
    far = 0.03 * (values[order[-1]] - min(values[order[0]], 0))
    if values[order[-1]] - values[order[-2]] > far and order[-1] in targets:
        drawn.highest = targets.index(order[-1])
    if values[order[1]] - values[order[0]] > far and order[0] in targets:
        drawn.lowest = targets.index(order[0])
    return drawn


class _Labels(list[Any]):
    """The texts that name the values, in their order; the values of a second series."""

    others: list[float]


def _marks(kind: str, axes: Any, figure: Any, names: list[str], values: list[float], rng: random.Random) -> _Labels:
    others = [rng.uniform(5, 100) for _ in names]
    at = np.arange(len(names))
    labels = _Labels()
    width = rng.uniform(0.4, 0.9)
    if kind in ("bar", "hanging bar", "histogram"):
        edge = {"edgecolor": "black"} if rng.random() < 0.2 else {}
        bars = axes.bar(at, values, width=1.0 if kind == "histogram" else width, **edge)
        if kind == "bar" and rng.random() < 0.4:
            axes.bar_label(bars, fmt="%.0f", padding=2, label_type=rng.choice(["edge", "center"]))
    elif kind == "grouped bar":
        axes.bar(at - 0.2, values, 0.38, label="2023")
        axes.bar(at + 0.2, others, 0.38, label="2024")
        axes.legend()
    elif kind == "stacked bar":
        axes.bar(at, values, width, label="done")
        axes.bar(at, others, width, bottom=values, label="open")
        axes.legend()
    elif kind == "lying bar":
        axes.barh(at, values, width)
    elif kind in ("line", "lines", "area"):
        axes.plot(at, values, marker=rng.choice(["", "o"]), linewidth=rng.uniform(1.2, 3))
        if kind == "area":
            axes.fill_between(at, values, alpha=rng.choice([0.3, 1]))
            axes.set_ylim(0)
        if kind == "lines":
            axes.plot(at, others, marker=rng.choice(["", "o"]))
    else:
        axes.set_aspect("equal")
        ring = {"width": 0.4} if kind == "donut" else {}
        legend = kind == "legend pie"
        parts = axes.pie(values, labels=None if legend else names, autopct="%.0f%%" if rng.random() < 0.5 else None, wedgeprops={"edgecolor": "white", **ring}, startangle=rng.randint(0, 90))
        labels.extend(axes.legend(parts[0], names, loc="center left", bbox_to_anchor=(1, 0.5)).get_texts() if legend else parts[1])
    if kind not in ("pie", "donut", "legend pie"):
        if kind == "lying bar":
            axes.set_yticks(at, names)
            labels.extend(axes.get_yticklabels())
        else:
            turned = max(len(name) for name in names) > 6
            axes.set_xticks(at, names, rotation=rng.choice([45, 60, 90]) if turned else 0, ha="right" if turned and rng.random() < 0.6 else "center")
            labels.extend(axes.get_xticklabels())
        if rng.random() < 0.6:
            axes.set_ylabel("Value")
    labels.others = others
    return labels


def looks(count: int, seed: int = 1) -> Iterator[Drawn]:
    """So many pictures of each kind, the looks in turn."""
    rng = random.Random(seed)
    for kind in KINDS:
        for n in range(count):
            yield draw(kind, list(LOOKS)[n % len(LOOKS)], rng)
