"""Convert AWS documentation from HTML, as it is in the service models, to Markdown."""

from __future__ import annotations

import html as entities
import re
from functools import cache
from typing import Any, Final

from sagemaker_typed._hints.extras import needs_extra

__all__ = ["to_markdown"]

# A space between a link or code and the punctuation that follows it.
_BEFORE_A_STOP: Final = re.compile(r"(?<=[)`*]) (?=[.,;:](?:\s|$))")


def to_markdown(html: str, width: int | None = None) -> str:
    """Convert HTML to Markdown with paragraphs, lists, code and links.

    Args:
        html: The ``documentation`` of a service model, a shape or an operation.
        width: The maximum length of a line; ``None`` for no line breaks within a paragraph.

    Raises:
        ModuleNotFoundError: the extra ``documentation`` is not installed.
    """
    converter = converter_of(width)
    # The converter would take a string without tags for a file name or a URL.
    text = converter.convert(html) if "<" in html else entities.unescape(html)
    # Repeated and trailing spaces are significant in Markdown, but not in HTML.
    lines = (re.sub(r"(?<=\S)[^\S\n]+", " ", line).rstrip() for line in text.split("\n"))
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return _BEFORE_A_STOP.sub("", text)


@cache
def converter_of(width: int | None) -> Any:
    """Return a markdownify converter that also knows AWS's own tags."""
    try:
        from markdownify import MarkdownConverter
    except ModuleNotFoundError as error:
        raise needs_extra("AWS documentation needs", "documentation", error) from error

    # markdownify looks up a method for each tag by name; it does not declare their types.
    def remark(title: str) -> Any:
        def convert(_self: Any, _element: Any, text: str, **_others: Any) -> str:
            return f"\n\n**{title}:** {text.strip()}\n\n"

        return convert

    tags = {f"convert_{tag}": remark(tag.capitalize()) for tag in ("note", "important", "warning")}
    converter: Any = type("AwsConverter", (MarkdownConverter,), tags)
    return converter(
        bullets="-",
        escape_asterisks=False,
        escape_underscores=False,
        escape_misc=False,
        wrap=width is not None,
        wrap_width=width,
    )
