"""Jinja templates in configurations: where Airflow renders them to a value of the right type."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sagemaker_typed._conversion.misfits import Problem
from sagemaker_typed._placeholders import Placeholder
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import entries, is_list, is_map, numbered
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.paths import ROOT, Key, Path
from sagemaker_typed._schema.walk import contents_of
from sagemaker_typed.targets.reference import Reference

__all__ = ["Renderer", "as_placeholders", "is_template"]

_STARTS = ("{{", "{%")


def is_template(value: object) -> bool:
    """Return whether a value is a str with a Jinja template."""
    return isinstance(value, str) and any(start in value for start in _STARTS)


def as_placeholders(value: Any) -> Any:
    """Return a copy of JSON values with a placeholder for each Jinja template."""
    if is_template(value):
        return Reference(value)
    if is_map(value):
        return {key: as_placeholders(item) for key, item in entries(value)}
    if is_list(value):
        return [as_placeholders(item) for _, item in numbered(value)]
    return value


class Renderer:
    """Replaces placeholders by their templates, and collects problems.

    Args:
        integers: The paths, in wire names without indexes, of members that may be a ``str``.
        native: Whether Airflow renders templates to values of any type, not only to ``str``.
    """

    def __init__(self, integers: Collection[str], *, native: bool) -> None:
        self.problems: list[Problem] = []
        self._integers = integers
        self._native = native

    def value(self, content: Content, value: Any, path: Path = ROOT, wires: str = "") -> Any:
        """Return a JSON value with its templates.

        Args:
            content: The content of the value.
            value: The value, with placeholders.
            path: Its path.
            wires: Its path in wire names, without indexes.
        """
        if isinstance(value, Placeholder):
            return self._template(content, value, path, wires)
        match content:
            case kinds.Structure(type=cls) if is_map(value):
                contents = contents_of(cls)
                return {
                    wire: self.value(
                        contents[name], value[wire], path / name, f"{wires}.{wire}".lstrip(".")
                    )
                    for name, wire in cls.__wire_names__.items()
                    if wire in value
                }
            case kinds.List(member=member) if is_list(value):
                return [
                    self.value(member, item, path / number, wires)
                    for number, item in numbered(value)
                ]
            case kinds.Map(value=member) if is_map(value):
                return {
                    key: self.value(member, item, path / Key(key), wires)
                    for key, item in entries(value)
                }
            case _:
                return value

    def _template(
        self, content: Content, placeholder: Placeholder, path: Path, wires: str
    ) -> str | None:
        text = placeholder.expression if isinstance(placeholder, Reference) else None
        if not is_template(text):
            self._problem(
                path,
                f"{placeholder!r} is not a Jinja template, such as ref('{{{{ params.count }}}}')",
            )
            return None
        match content:
            case kinds.Text() | kinds.Enum() | kinds.Timestamp():
                return text
            case _ if self._native or wires in self._integers:
                return text
            case _:
                self._problem(
                    path,
                    "Airflow renders the template to a str here, which the service refuses: set "
                    "render_template_as_native_obj=True on the DAG, and native_templates=True here",
                )
                return None

    def _problem(self, path: Path, message: str) -> None:
        self.problems.append(Problem(path, message))
