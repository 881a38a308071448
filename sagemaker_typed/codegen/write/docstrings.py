"""Compose the docstrings of methods: the summary, the arguments and the errors.

pyright's language server shows the line of a keyword when it is hovered over, or typed. It takes
the first line that has the keyword before ``: `` or `` (``, also at the end of a longer word, and
shows nothing of the next line. So each keyword has exactly one line, however long, and a keyword
comes before those that end with its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .views import MethodView, ParameterView, WaiterView


def method_docstring(method: MethodView | WaiterView) -> str:
    """Return the docstring of a method."""
    sections = [
        method.doc.rstrip("\n"),
        _section("Args", _arguments(_parameters(method))),
        _section("Raises", (f"{error.name}: {error.advice}" for error in method.errors)),
    ]
    found = [section for section in sections if section]
    return "\n\n".join(found) + ("\n" if len(found) > 1 or "\n" in found[0] else "")


def _parameters(method: MethodView | WaiterView) -> tuple[ParameterView, ...]:
    options = method.options if isinstance(method, WaiterView) else ()
    return (*method.parameters, *options)


def _section(title: str, lines: Iterable[str]) -> str:
    found = [f"    {line}" for line in lines]
    return "\n".join([f"{title}:", *found]) if found else ""


def _arguments(parameters: Iterable[ParameterView]) -> Iterator[str]:
    ordered: list[ParameterView] = []
    for parameter in parameters:
        places = (n for n, one in enumerate(ordered) if one.name.endswith(parameter.name))
        ordered.insert(next(places, len(ordered)), parameter)
    for parameter in ordered:
        yield f"{parameter.name} ({parameter.kind}): {parameter.doc}"
