"""JSON objects, given as dicts or as JSON text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from sagemaker_typed._conversion.json_text import UnreadableJsonError
from sagemaker_typed._conversion.json_text import parsed as parsed_text
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import is_map
from sagemaker_typed.operation import Shape

__all__ = ["parsed"]


def parsed(value: object, function: str, what: str) -> Mapping[str, Any]:
    """Return a JSON object.

    Args:
        value: A dict, or JSON text.
        function: The name of the function with the argument.
        what: What the argument is, such as ``a task``.

    Raises:
        TypeError: the value is neither.
        ValueError: the text is not valid JSON, or not an object; the message shows no values.
    """
    if isinstance(value, str | bytes):
        problem = ""
        try:
            value = parsed_text(kinds.Structure(Shape), value)
        except UnreadableJsonError as error:
            problem = str(error)
        if problem:
            raise ValueError(f"cannot read {what}: {problem}")
        if not is_map(value):
            raise ValueError(f"cannot read {what}: expected an object, got {type(value).__name__}")
    if not is_map(value):
        hint = "; pass the content of the file" if hasattr(value, "read") else ""
        raise TypeError(f"{function} takes a dict or JSON, not {type(value).__name__}{hint}")
    return cast("Mapping[str, Any]", value)
