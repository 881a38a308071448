"""Reading and writing the values of Pydantic fields, with the conversion of this package."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError

from sagemaker_typed._conversion.diagnosis import Reader
from sagemaker_typed._conversion.fixes import kind
from sagemaker_typed._conversion.misfits import ConversionError, Problem
from sagemaker_typed._conversion.names import to_fields, to_wire
from sagemaker_typed._conversion.written import in_json
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import is_map
from sagemaker_typed._schema.paths import Path
from sagemaker_typed.converter import BotoConverter, configure_converter, to_boto
from sagemaker_typed.operation import Request, Response, Shape
from sagemaker_typed.validation import violations

from .places import place_of

__all__ = ["read", "write"]

_CONVERSION: Final = "sagemaker_typed_conversion"
_NO_OPTION: Final = "; to keep it, pass unknown_members=True"
_converter = BotoConverter()
configure_converter(_converter, blobs_as_base64=True)


def read(cls: type[Shape], value: Any, *, is_strict: bool = False) -> Shape:
    """Return the object for the value of a field.

    Args:
        cls: The class.
        value: An instance, which is returned unchanged, or a dict with the service's names or those
            of fields. Blobs in a dict are bytes or base64.
        is_strict: Whether only instances are accepted.

    Raises:
        ValidationError: the value does not fit, or violates rules of the service model. The rules
            for a response are only the types of its members.
    """
    if isinstance(value, cls):
        return value
    content = kinds.Structure(cls)
    is_strict = is_strict or cls.__module__ == Shape.__module__  # a base has no members
    if is_strict or not is_map(value):
        expected = cls.__name__ if is_strict else f"{cls.__name__} or a dict for it"
        message = f"expected {expected}, got {kind(value)}"
        raise _error(cls, value, [(_CONVERSION, Problem((), message))])
    try:
        members, problems = to_wire(content, value, _converter.to_boto)
    except RecursionError:
        problem = Problem((), "nested too deeply")
        raise _error(cls, value, [(_CONVERSION, problem)]) from None
    problems += _problems(content, members)
    if not problems:
        try:
            obj = _converter.from_boto(cls, members)
        except ConversionError as error:
            problems += error.problems
        else:
            found = [*_violations(obj)]
            if not found:
                return obj
            raise _error(cls, value, found)
    raise _error(cls, value, [(_CONVERSION, problem) for problem in problems])


def write(value: Any, *, is_json: bool, is_wire: bool) -> Any:
    """Return the dict for an object, without absent members and the metadata of a response.

    Args:
        value: The object. Other values, of models that were not validated, are returned unchanged.
        is_json: Whether blobs are base64.
        is_wire: Whether the names are the service's; otherwise they are those of fields.
    """
    if not isinstance(value, Shape):
        return value
    members = _converter.to_boto(value) if is_json else to_boto(value)
    if isinstance(value, Response):
        members.pop("ResponseMetadata", None)
    return members if is_wire else to_fields(kinds.Structure(type(value)), members)


def _problems(content: kinds.Structure, members: Any) -> tuple[Problem, ...]:
    reader = Reader(
        unknown_members=not issubclass(content.type, Request),
        absent_members=issubclass(content.type, Response),
        any_scalars=False,
        blobs_as_base64=True,
        written=in_json,
    )
    return reader.problems_of(content, members)


def _violations(obj: Shape) -> Iterator[tuple[str, Problem]]:
    # A response may break the rules for requests.
    for found in () if isinstance(obj, Response) else violations(obj):
        problem = Problem(Path.parsed(found.path), found.message)
        yield f"sagemaker_typed_{found.rule}", problem


def _error(cls: type[Shape], value: Any, problems: list[tuple[Any, Problem]]) -> ValidationError:
    details: list[InitErrorDetails] = []
    for name, problem in problems:
        loc, shown = place_of(kinds.Structure(cls), problem.steps, value)
        # Without a context, Pydantic does not treat the message as a template.
        message: Any = problem.message.removesuffix(_NO_OPTION)
        error = PydanticCustomError(name, message)
        details.append(InitErrorDetails(type=error, loc=loc, input=shown))
    return ValidationError.from_exception_data(cls.__name__, details)
