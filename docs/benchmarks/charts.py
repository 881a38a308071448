"""The look of all charts: colors for light and dark pages, and SVG files with text as text.

The colors are CSS variables. The file itself has their values for light and dark; the site puts the
charts into its pages (`docs/reference_pages/pictures.py`), where the theme that the reader chose
sets them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

# Matplotlib draws with the color for light pages, which is then replaced by the variable.
COLORS: Final = {
    "ink": ("#1f2429", "#e4e8ec"),
    "quiet": ("#59636e", "#a3adb8"),
    "grid": ("#dde1e6", "#343a42"),
    "blue": ("#0b62c4", "#6cb2ff"),
    "grey": ("#7a838d", "#98a2ad"),
    "red": ("#b8342a", "#ff8f86"),
    "orange": ("#a85a00", "#f2a654"),
    "green": ("#2a7a3b", "#70c983"),
    "purple": ("#6e48b3", "#bfa2f7"),
}
INK, QUIET, GRID, BLUE, GREY, RED, ORANGE, GREEN, PURPLE = (light for light, _ in COLORS.values())
_FONTS: Final = "system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif"
_HEAD: Final = re.compile(r".*?(?=<svg )", re.DOTALL)
_METADATA: Final = re.compile(r"\n *<metadata>.*?</metadata>", re.DOTALL)
_ID: Final = re.compile(r'\bid="([^"]+)"')
_LONG_NUMBER: Final = re.compile(r"(\d+\.\d{2})\d+")
_FONT: Final = re.compile(r"font: ([\d.]+px) [^;\"]*|font-family: [^;\"]*")


def style() -> None:
    """Set the defaults of matplotlib; the same data then gives the same file."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams.update({
        "svg.hashsalt": "charts", "svg.fonttype": "none", "font.size": 10, "text.color": INK,
        "figure.constrained_layout.use": True, "axes.grid": True, "axes.axisbelow": True,
        "grid.color": GRID, "axes.edgecolor": GREY,
        "axes.labelcolor": QUIET, "xtick.color": QUIET, "ytick.color": QUIET,
        "xtick.labelcolor": INK, "ytick.labelcolor": INK, "axes.spines.top": False,
        "axes.spines.right": False, "legend.frameon": False, "legend.fontsize": 9,
        "figure.titlesize": 11, "figure.titleweight": "bold", "axes.titlesize": 11,
        "axes.titleweight": "bold", "axes.titlelocation": "left",
    })  # fmt: skip


def save(figure: Any, path: Path) -> None:
    """Write a figure as a small SVG file whose colors follow the page."""
    figure.savefig(path, metadata={"Date": None, "Creator": None}, transparent=True)
    path.write_text(adapted(path.read_text(encoding="utf-8"), path.stem), encoding="utf-8")


def adapted(svg: str, name: str) -> str:
    """Return matplotlib's SVG with variables as colors, and ids that no other chart has."""
    svg = _METADATA.sub("", _HEAD.sub("", svg, count=1), count=1)
    used = {*re.findall(r'(?:href="|url\()#([\w-]+)', svg)}
    svg = _ID.sub(lambda found: f'id="{name}-{found[1]}"' if found[1] in used else "", svg)
    svg = re.sub(r'(href="|url\()#', rf"\1#{name}-", svg)
    svg = _FONT.sub(lambda found: f"font-size: {found[1]}" if found[1] else "", svg)
    svg = _LONG_NUMBER.sub(r"\1", svg)
    svg = re.sub(r"\n(?=[A-Zz] |z\n|\")", " ", svg)  # a path on one line
    svg = re.sub(r' transform="rotate\(-0 [^"]*"', "", svg)
    svg = re.sub(r"; ;|; (?=\")", ";", svg)
    svg = svg.replace("*{stroke", ".chart * {stroke")
    for color, (light, _) in COLORS.items():
        svg = svg.replace(light, f"var(--chart-{color})")
    svg = re.sub(r"<svg ", '<svg class="chart" ', svg, count=1)
    svg = re.sub(r"(<style[^>]*>)", rf"\1\n{rules()}", svg, count=1)
    return re.sub(r"[ \t]+(?=>|/>|$)", "", svg, flags=re.MULTILINE)


def rules() -> str:
    """Return the rules of the colors that a file has for itself."""
    light, dark = (
        " ".join(f"--chart-{color}: {values[n]};" for color, values in COLORS.items())
        for n in (0, 1)
    )
    return (
        f".chart {{ {light} font-family: {_FONTS}; }}\n"
        f"@media (prefers-color-scheme: dark) {{ .chart {{ {dark} }} }}\n"
    )
