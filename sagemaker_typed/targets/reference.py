"""References: placeholders that name what the target knows."""

from __future__ import annotations

from typing import Any

import attrs

from sagemaker_typed._lazy import exported_from
from sagemaker_typed._placeholders import Placeholder

__all__ = ["Placeholder", "Reference", "ref"]


@exported_from("sagemaker_typed.targets")
@attrs.frozen(repr=False)
class Reference(Placeholder):
    """A placeholder with an expression in the language of the target."""

    expression: str = attrs.field(validator=attrs.validators.instance_of(str))
    """The expression, such as ``$.name`` in a state machine."""

    def __repr__(self) -> str:
        return f"ref({self.expression!r})"


@exported_from("sagemaker_typed.targets")
def ref(expression: str) -> Any:
    """Return a placeholder for a value that the target knows when it runs.

    A placeholder can be the value of any field, item or entry: it is declared ``Any``. Only the
    functions of ``sagemaker_typed.targets`` accept an object with placeholders. A call, ``to_boto``
    and ``to_json`` raise an error with the path of the placeholder.

    Args:
        expression: The expression in the language of the target: ``"$.name"`` or
            ``"{% $states.input.name %}"`` in a state machine, ``"Role.Arn"`` in a template of
            CloudFormation.

    Raises:
        TypeError: ``expression`` is not a str.
    """
    untyped: Any = expression
    if not isinstance(untyped, str):
        raise TypeError(f"ref takes an expression, which is a str, not {type(untyped).__name__}")
    return Reference(expression)
