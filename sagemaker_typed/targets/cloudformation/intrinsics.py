"""References and functions of CloudFormation, as placeholders and in templates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import attrs

from sagemaker_typed._conversion.placeholders import replaced
from sagemaker_typed._placeholders import Placeholder
from sagemaker_typed._schema.fields import entries, is_list, is_map, numbered
from sagemaker_typed.targets.reference import Reference

from .functions import mistake_in_call, mistake_in_text

__all__ = [
    "NO_VALUE",
    "Intrinsic",
    "UnreadableExpressionError",
    "intrinsic",
    "is_intrinsic",
    "placeholder_for",
    "rendered",
    "sub",
    "with_placeholders",
]

NO_VALUE: Final = "AWS::NoValue"
"""Refers to an absent value: CloudFormation removes the property."""
_NAME: Final = re.compile(r"[A-Za-z0-9]+|AWS::[A-Za-z]+")
_ATTRIBUTE: Final = re.compile(r"([A-Za-z0-9]+)\.([A-Za-z0-9_.:-]+)")
_REF, _GET_ATT, _FUNCTION = "Ref", "Fn::GetAtt", "Fn::"


class UnreadableExpressionError(ValueError):
    """A placeholder has no form in a template."""


def _one_function(_instance: Any, _attribute: Any, value: Any) -> None:
    if not is_intrinsic(value):
        raise ValueError(
            "an intrinsic function is a dict with one key, such as {'Fn::Sub': '...'}, got "
            f"{_shown(value)}"
        )


def _copied(value: Any) -> Any:
    return replaced(value, lambda placeholder: placeholder)


@attrs.frozen(repr=False)
class Intrinsic(Placeholder):
    """A placeholder with an intrinsic function of CloudFormation."""

    function: Mapping[str, Any] = attrs.field(validator=_one_function, converter=_copied)
    """The function and its argument, such as ``{"Fn::ImportValue": "role"}``."""

    def __repr__(self) -> str:
        return f"intrinsic({self.function!r})"


def intrinsic(function: Mapping[str, Any]) -> Any:
    """Return a placeholder for an intrinsic function of CloudFormation.

    Args:
        function: The function with its argument, as in a JSON template. Other placeholders can be
            in the argument: ``{"Fn::Join": ["/", [ref("Bucket"), "model"]]}``.

    Raises:
        ValueError: ``function`` is not a dict with ``Ref`` or one function, or the function does
            not exist, or cannot have its argument.
    """
    found = Intrinsic(function)
    ((name, argument),) = found.function.items()
    if mistake := mistake_in_call(name, argument):
        raise ValueError(mistake)
    return found


def sub(text: str, **variables: Any) -> Any:
    """Return a placeholder for a str in which CloudFormation replaces names in ``${...}``.

    Args:
        text: The text, such as ``"s3://${Bucket}/models"``. Names are those of parameters, of
            resources and their attributes, and of ``variables``.
        variables: The values of further names. They can be placeholders.

    Raises:
        ValueError: a ``${`` has no end, or the text does not have a variable.
        TypeError: ``text`` is not a str.
    """
    untyped: Any = text
    if not isinstance(untyped, str):
        raise TypeError(f"sub takes a str, not {type(untyped).__name__}")
    for mistake in mistake_in_text(text, variables):
        raise ValueError(f"sub({text!r}): {mistake}")
    return Intrinsic({"Fn::Sub": [text, variables] if variables else text})


def rendered(placeholder: Placeholder) -> dict[str, Any]:
    """Return the form of a placeholder in a template.

    Raises:
        UnreadableExpressionError: it belongs to another target, or names nothing that a template
            can have.
    """
    if isinstance(placeholder, Intrinsic):
        function: dict[str, Any] = replaced(placeholder.function, rendered)
        return function
    if not isinstance(placeholder, Reference):
        raise UnreadableExpressionError(f"{placeholder!r} belongs to another target")
    if _NAME.fullmatch(placeholder.expression):
        return {_REF: placeholder.expression}
    if attribute := _ATTRIBUTE.fullmatch(placeholder.expression):
        return {_GET_ATT: [*attribute.groups()]}
    raise UnreadableExpressionError(
        f"{placeholder!r} is neither the name of a parameter or resource, such as ref('Role'), nor "
        "an attribute, such as ref('Role.Arn'); for a function, use intrinsic({...}) or sub('...')"
    )


def placeholder_for(value: object) -> Any:
    """Return the placeholder for a reference or function; ``None`` for another value."""
    if not is_intrinsic(value):
        return None
    ((name, argument),) = entries(value)
    if name == _REF and isinstance(argument, str) and _NAME.fullmatch(argument):
        return Reference(argument)
    if name == _GET_ATT and (attribute := _attribute(argument)):
        return Reference(attribute)
    return Intrinsic({name: with_placeholders(argument)})


def _attribute(argument: object) -> str | None:
    """Return the expression for the argument of ``Fn::GetAtt``, if it can be written again."""
    given = [part for _, part in numbered(argument)] if is_list(argument) else [argument]
    parts = [part for part in given if isinstance(part, str)]
    if len(parts) < len(given):
        return None
    text = ".".join(parts)
    found = _ATTRIBUTE.fullmatch(text)
    is_same = found is not None and (len(parts) == 1 or found[1] == parts[0])
    return text if is_same else None


def with_placeholders(value: Any) -> Any:
    """Return a copy of JSON values with placeholders for references and functions."""
    found = placeholder_for(value)
    if found is not None:
        return found
    if is_map(value):
        return {key: with_placeholders(item) for key, item in entries(value)}
    if is_list(value):
        return [with_placeholders(item) for _, item in numbered(value)]
    return value


def is_intrinsic(value: object) -> bool:
    """Return whether CloudFormation takes a value for a reference or function."""
    if not is_map(value) or len(value) != 1:
        return False
    (name,) = value
    return isinstance(name, str) and (name == _REF or name.startswith(_FUNCTION))


def _shown(value: object) -> str:
    return f"a dict with {len(value)} keys" if is_map(value) else type(value).__name__
