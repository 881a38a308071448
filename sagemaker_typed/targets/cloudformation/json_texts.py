"""Members that are JSON in a str: CloudFormation takes the value, with names of its own.

The JSON of a model card has names such as ``model_overview``; the property is ``ModelOverview``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from botocore import xform_name

from sagemaker_typed._hints.names import either, nearest
from sagemaker_typed._schema.fields import entries, is_list, is_map, numbered
from sagemaker_typed._schema.paths import Key, Path

from .schema import is_structure, item_of, properties_of

__all__ = ["with_json_names", "with_property_names"]

Report: TypeAlias = Callable[[Path, str], None]


def with_property_names(kind: str, value: Any, path: Path, report: Report) -> Any:
    """Return JSON with the names of properties.

    Args:
        kind: The type of the property.
        value: The JSON.
        path: The path of the JSON.
        report: Called with the path and a message for each name without a property.
    """
    return _renamed(kind, value, path, report, xform_name, str)


def with_json_names(kind: str, value: Any, path: Path, report: Report) -> Any:
    """Return the value of a property with the names of JSON; see :func:`with_property_names`."""
    return _renamed(kind, value, path, report, str, xform_name)


def _renamed(
    kind: str,
    value: Any,
    path: Path,
    report: Report,
    given: Callable[[str], str],
    made: Callable[[str], str],
) -> Any:
    item = item_of(kind)
    if item is not None and is_list(value):
        return [
            _renamed(item, one, path / number, report, given, made)
            for number, one in numbered(value)
        ]
    if not is_structure(kind) or not is_map(value):
        return value
    properties = properties_of(kind)
    names = {given(name): name for name in properties}
    found: dict[str, Any] = {}
    for key, one in entries(value):
        name = names.get(key)
        if name is None:
            near = nearest(str(key), names)
            hint = f"; did you mean {either(near)}?" if near else ""
            report(path / Key(str(key)), f"CloudFormation has no property for it{hint}")
        else:
            inner = properties[name].type
            found[made(name)] = _renamed(inner, one, path / Key(key), report, given, made)
    return found
