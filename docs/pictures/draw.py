"""Draw how a call flows, wide and narrow: ``python docs/pictures/draw.py`` writes both files.

The colors are those of the charts (`docs/benchmarks/charts.py`).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).resolve().parent
_STYLE: Final = """\
.flow text { white-space: pre; font-size: 13px; fill: var(--chart-ink); }
.flow .title { font-weight: 600; }
.flow .code { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 12px; }
.flow .quiet { fill: var(--chart-quiet); }
.flow .red { fill: var(--chart-red); }
.flow rect { fill: var(--chart-grey); fill-opacity: 0.09; stroke: var(--chart-grey); }
.flow rect.ours { fill: var(--chart-blue); fill-opacity: 0.1; stroke: var(--chart-blue); }
.flow path { fill: none; stroke: var(--chart-grey); stroke-width: 1.6; }
.flow path.head { fill: var(--chart-grey); stroke: none; }
.flow path.refused { stroke: var(--chart-red); stroke-dasharray: 4 3; }
.flow path.head.refused { fill: var(--chart-red); stroke: none; }
"""


@dataclass(frozen=True)
class Card:
    """A box with lines of text, each with the names of its style."""

    lines: tuple[tuple[str, str], ...]
    ours: bool = False

    def drawn(self, x: float, y: float, width: float, height: float) -> str:
        """Return the box with its text in the middle of its height."""
        kind = ' class="ours"' if self.ours else ""
        box = f'<rect{kind} x="{x}" y="{y}" width="{width}" height="{height}" rx="7"/>'
        top = y + height / 2 - 9 * (len(self.lines) - 1) + 4.5
        return "\n".join(
            [box]
            + [
                f'<text class="{style}" x="{x + 11}" y="{top + 18 * n:g}">{escape(text)}</text>'
                for n, (text, style) in enumerate(self.lines)
            ]
        )


REQUEST: Final = Card((("CreateModelRequest(", "code"), ('  model_name="churn", …)', "code")))
CHECK: Final = Card(
    (("Validation", "title"), ("types, limits, misspelt values", "quiet")), ours=True
)
SEND: Final = Card(
    (("boto3", "title"), ("credentials", "quiet"), ("signing", "quiet"), ("retries", "quiet"))
)
SEND_NARROW: Final = Card((("boto3", "title"), ("credentials, signing, retries", "quiet")))
SERVICE: Final = Card((("SageMaker", "title"), ("AWS, or", "quiet"), ("local", "quiet")))
SERVICE_NARROW: Final = Card((("SageMaker", "title"), ("AWS, or on this machine", "quiet")))
READ: Final = Card((("Objects", "title"), ("enums, dates, unions, secrets", "quiet")), ours=True)
RESPONSE: Final = Card((("CreateModelResponse", "code"), ("  .model_arn", "code")))
REFUSED: Final = "ViolationError: all violations, nothing is sent"


def wide() -> str:
    """Return the picture in two rows: the request to the right, the response to the left."""
    top, bottom, height = 30, 152, 64
    parts = [
        label("Your program", 4, 16),
        label("sagemaker_typed", 244, 16),
        REQUEST.drawn(2, top, 196, height),
        CHECK.drawn(242, top, 242, height),
        READ.drawn(242, bottom, 242, height),
        RESPONSE.drawn(2, bottom, 196, height),
        SEND.drawn(528, top, 98, bottom + height - top),
        SERVICE.drawn(646, top, 104, bottom + height - top),
        *(arrow(x, top + height / 2, x + length, top + height / 2)
          for x, length in ((200, 40), (486, 40))),
        *(arrow(x + length, bottom + height / 2, x, bottom + height / 2)
          for x, length in ((200, 40), (486, 40))),
        arrow(627, top + height / 2, 645, top + height / 2),
        arrow(645, bottom + height / 2, 627, bottom + height / 2),
        f'<path class="refused" d="M 262 {top + height} V 123 H 100 V {top + height + 9}"/>',
        f'<path class="head refused" d="M 95 {top + height + 9} h 10 l -5 -8 z"/>',
        f'<text class="red" x="272" y="120">{REFUSED.partition(": ")[0]}:</text>',
        f'<text class="red" x="272" y="138">{REFUSED.partition(": ")[2]}</text>',
    ]  # fmt: skip
    return document(parts, 752, 218)


def narrow() -> str:
    """Return the picture in one column."""
    height, gap, width = 58, 30, 346
    cards = (REQUEST, CHECK, SEND_NARROW, SERVICE_NARROW, READ, RESPONSE)
    parts: list[str] = []
    for number, card in enumerate(cards):
        y = 2 + number * (height + gap)
        parts.append(card.drawn(2, y, width, height))
        if number:
            parts.append(arrow(30, y - gap + 1, 30, y - 1))
    y = 2 + 2 * height + gap
    parts.append(f'<text class="red" x="46" y="{y + 20}">{REFUSED}</text>')
    parts.append(f'<path class="refused" d="M 40 {y + 15} h -8"/>')
    return document(parts, 350, 2 * 2 + len(cards) * (height + gap) - gap)


def label(text: str, x: float, y: float) -> str:
    """Return a heading."""
    return f'<text class="quiet" x="{x}" y="{y}">{text}</text>'


def arrow(x: float, y: float, to_x: float, to_y: float) -> str:
    """Return a horizontal or vertical arrow."""
    dx, dy = (to_x > x) - (to_x < x), (to_y > y) - (to_y < y)
    back_x, back_y = to_x - 8 * dx, to_y - 8 * dy
    return (
        f'<path d="M {x:g} {y:g} L {back_x:g} {back_y:g}"/>'
        f'<path class="head" d="M {to_x:g} {to_y:g} L {back_x - 5 * dy:g} {back_y - 5 * dx:g} '
        f'L {back_x + 5 * dy:g} {back_y + 5 * dx:g} z"/>'
    )


def document(parts: Iterable[str], width: float, height: float) -> str:
    """Return the file, which also looks right outside the site."""
    from benchmarks.charts import rules

    shown = "\n".join(parts)
    return (
        f'<svg class="chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}">\n<style>\n{rules()}</style>\n'
        f'<style class="own">\n{_STYLE}</style>\n<g class="flow">\n'
        f"{shown}\n</g>\n</svg>\n"
    )


FILES: Final = {"flow.svg": wide, "flow-narrow.svg": narrow}


def main() -> None:
    """Write the files."""
    sys.path.append(str(FOLDER.parent))
    for name, draw in FILES.items():
        (FOLDER / name).write_text(draw(), encoding="utf-8")


if __name__ == "__main__":
    main()
