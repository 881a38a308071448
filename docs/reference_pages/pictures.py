"""Pictures become a part of their page, so that their colors follow the theme of the reader."""

from __future__ import annotations

import html
import re
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

_SIZE = re.compile(r' (?:width|height)="[^"]*"')
# The colors of a file for itself; what else a file says about its look stays.
_COLORS = re.compile(r"\.chart \{[^}]*\}\n@media[^\n]*\n")


class PutPicturesInPages(SphinxTransform):
    """Replaces SVG files with their content. Their colors are then those of `conf.py`."""

    default_priority = 200

    def apply(self, **kwargs: object) -> None:
        """Replace the SVG files of a page."""
        for image in [*self.document.findall(nodes.image)]:
            if not image["uri"].endswith(".svg"):
                continue
            path = Path(self.env.doc2path(self.env.docname)).parent / image["uri"]
            self.env.note_dependency(str(path))
            svg = within_page(path.read_text(encoding="utf-8"), image["alt"], image["classes"])
            image.replace_self(nodes.raw("", svg, format="html"))


def within_page(svg: str, alt: str, classes: list[str]) -> str:
    """Return the element for a page: without its size and colors, with its text."""
    start, end, rest = svg.partition(">")
    names = " ".join(["chart", *classes])
    start = _SIZE.sub("", start).replace('class="chart"', f'class="{names}"')
    return f'{start} role="img" aria-label="{html.escape(alt)}"{end}{_COLORS.sub("", rest)}'


def setup(app: Sphinx) -> None:
    """Set up the transform."""
    app.add_transform(PutPicturesInPages)
