"""Render the jinja2 templates: one template per kind of generated file."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from functools import cache
from typing import cast

import jinja2

from .docstrings import method_docstring
from .literals import docstring

_NAMES_WIDTH = 84


def render(template: str, **context: object) -> str:
    """Render a template; an undefined name is an error."""
    return _environment().get_template(f"{template}.jinja").render(context)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("sagemaker_typed.codegen.write"),
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # Python source, not HTML; literals.py escapes the values
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    filters = cast("dict[str, object]", environment.filters)
    filters["docstring"] = docstring
    filters["method_docstring"] = method_docstring
    filters["joined_lines"] = _joined_lines
    return environment


def _joined_lines(names: Iterable[str]) -> list[str]:
    """Join names with spaces and split the result into lines that concatenate to it."""
    lines = textwrap.wrap(" ".join(names), _NAMES_WIDTH, break_long_words=False)
    return [line + " " for line in lines[:-1]] + lines[-1:]
