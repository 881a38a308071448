"""The functions ``as_request`` and ``dropped_members``."""

from __future__ import annotations

from typing import Any

import attrs
from typing_extensions import TypeVar

from sagemaker_typed._conversion.arguments import check_object
from sagemaker_typed._conversion.misfits import ConversionError, Problem, conversion_error
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.walk import Place, required_of
from sagemaker_typed.operation import Request, Shape

from .copies import Copies

__all__ = ["as_request", "dropped_members"]

# mypy shows the default in its error for an argument that is not a request.
RequestT = TypeVar("RequestT", bound=Request[Any, Any], default=Request[Any, Any])


def as_request(cls: type[RequestT], source: Shape, /, **changes: Any) -> RequestT:
    """Make a request from a description, or from another object, such as a request.

    The request has a deep copy of each member that both classes have, at every depth.
    :func:`dropped_members` returns the others.

    Args:
        cls: The class of the request, such as ``CreateTrainingJobRequest``.
        source: The object, such as a ``DescribeTrainingJobResponse``.
        changes: Fields of the request, as its constructor takes them. They replace what is in
            ``source``; ``None`` leaves a field out.

    Raises:
        ConversionError: members that the request requires have no value in ``source``, or members
            have another kind of value there. The error names all of them; pass them as ``changes``.
        TypeError: ``cls`` is not the class of a request, it has no field with a name in
            ``changes``, or ``source`` is not an object of this package.
    """
    place = _checked("as_request", cls, source)
    make: Any = cls
    if not changes.keys() <= {field.alias for field in attrs.fields(cls)}:
        make(**changes)  # raises the error of the constructor, with the nearest names
    copies = Copies()
    try:
        fields = copies.fields(cls, place, given=changes)
    except RecursionError:
        raise _too_deep(cls, source) from None
    if copies.problems:
        raise _incomplete(cls, source, tuple(copies.problems))
    request: RequestT = make(**fields | changes)
    return request


def dropped_members(cls: type[Request[Any, Any]], source: Shape, /) -> tuple[str, ...]:
    """Return the paths of the values in an object that :func:`as_request` does not copy.

    These are members that the request does not have, such as ARNs, times and statuses; tokens that
    identify one call; members that this release does not know, unless both have the same class; and
    empty values and zeros that the service does not accept.

    Args:
        cls: The class of the request.
        source: The object.

    Raises:
        ConversionError: the object is nested too deeply, or contains itself.
        TypeError: as :func:`as_request`.
    """
    copies = Copies()
    try:
        copies.fields(cls, _checked("dropped_members", cls, source))
    except RecursionError:
        raise _too_deep(cls, source) from None
    return tuple(str(path) for path in copies.dropped)


def _too_deep(cls: type[Shape], source: Shape) -> ConversionError:
    problem = Problem((), "nested too deeply, or contains itself")
    return conversion_error(f"cannot make {cls.__name__} from {type(source).__name__}", (problem,))


def _incomplete(cls: type[Shape], source: Shape, problems: tuple[Problem, ...]) -> ConversionError:
    def shown(problem: Problem) -> str:
        name = str(problem.steps[0])
        or_none = "" if name in required_of(cls) else ", or None to leave it out"
        return f"{problem}; pass {name}=...{or_none}"

    what = f"cannot make {cls.__name__} from {type(source).__name__}"
    return conversion_error(what, problems, shown)


def _checked(function: str, cls: object, source: Shape) -> Place:
    if not isinstance(cls, type) or not hasattr(cls, "__operation__"):
        what = f"the class {cls.__name__}" if isinstance(cls, type) else type(cls).__name__
        raise TypeError(
            f"{function} takes the class of a request first, such as "
            f"{function}(CreateModelRequest, described), not {what}"
        )
    check_object(function, source)
    return Place(kinds.Structure(type(source)), source)
