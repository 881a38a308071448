"""AWS's documentation texts, which the service models have as HTML, as Markdown."""

from __future__ import annotations

import html as entities
import re
from functools import cache
from typing import Any, Final

from sagemaker_typed._hints.extras import needs_extra

__all__ = ["to_markdown"]

# A blank between a link or code and the end of its sentence.
_BEFORE_A_STOP: Final = re.compile(r"(?<=[)`*]) (?=[.,;:](?:\s|$))")


def to_markdown(html: str, width: int | None = None) -> str:
    """The text of a piece of HTML: paragraphs, lists, code and links.

    Args:
        html: What a service model has under ``documentation``.
        width: Where lines are broken; not at all where it is not given.

    Raises:
        ModuleNotFoundError: the extra ``documentation`` is not installed.
    """
    converter = converter_of(width)
    # Without a tag, it would be taken for a file's name or an address.
    text = converter.convert(html) if "<" in html else entities.unescape(html)
    # Several blanks and those at the end of a line mean something in Markdown, but not in HTML.
    lines = (re.sub(r"(?<=\S)[^\S\n]+", " ", line).rstrip() for line in text.split("\n"))
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return _BEFORE_A_STOP.sub("", text)


@cache
def converter_of(width: int | None) -> Any:
    """The library's converter, with AWS's own tags besides those of HTML."""
    try:
        from markdownify import MarkdownConverter
    except ModuleNotFoundError as error:
        raise needs_extra("AWS's texts need", "documentation", error) from error

    # markdownify finds methods by the names of tags; its annotations leave them open.
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
