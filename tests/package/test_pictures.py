"""Charts and pictures of the documentation: their colors, and that they are up to date."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from benchmarks import charts
from helpers.folders import DOCS
from pictures import draw

# The backgrounds of the site's pages.
LIGHT, DARK = "#ffffff", "#131416"
TEXT = ("ink", "quiet", "red")


def luminance(color: str) -> float:
    """Return the relative luminance, as WCAG 2 defines it."""
    channels = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(share * c for share, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_colors_have_enough_contrast_on_light_and_dark_pages() -> None:
    """WCAG 2 requires 4.5 of text, and 3 of lines. A grid is neither."""
    low = {
        (name, color): found
        for name, colors in charts.COLORS.items()
        if name != "grid"
        for color, page in zip(colors, (LIGHT, DARK), strict=True)
        if (found := contrast(color, page)) < (4.5 if name in TEXT else 3)
    }
    assert low == {}


SVG = sorted([*DOCS.glob("performance/*.svg"), *DOCS.glob("growth/*.svg")])


@pytest.mark.parametrize("path", SVG, ids=[path.stem for path in SVG])
def test_charts_have_variables_as_colors_and_text_as_text(path: Path) -> None:
    svg = path.read_text(encoding="utf-8")
    assert charts.rules() in svg
    assert set(re.findall(r"#[0-9a-f]{6}\b", svg.replace(charts.rules(), ""))) == set()
    assert "var(--chart-ink)" in svg
    assert svg.count("<text ") > 5


def test_ids_of_charts_are_different() -> None:
    """A page has several of them."""
    found = [re.findall(r'\bid="([^"]+)"', path.read_text(encoding="utf-8")) for path in SVG]
    ids = [name for names in found for name in names]
    assert len(ids) == len(set(ids)) > 0
    for path, names in zip(SVG, found, strict=True):
        used = re.findall(r'(?:href="|url\()#([^")]+)', path.read_text(encoding="utf-8"))
        assert set(used) == set(names)


@pytest.mark.parametrize("name", draw.FILES)
def test_picture_of_a_call_is_the_drawn_one(name: str) -> None:
    """If not, run ``python docs/pictures/draw.py``."""
    assert (DOCS / "pictures" / name).read_text(encoding="utf-8") == draw.FILES[name]()
