"""Requests for the objects of a listing: which field of an object fills which field of a request.

The rule is derived from the classes. For each field of the request, it takes the first of these
that the object has:

1. the field of the same name;
2. the only field whose name ends in that name, if it has several words:
   ``monitoring_job_definition_name`` for ``job_definition_name``;
3. the ARN for a name, ``model_package_arn`` for ``model_package_name``, if the request's pattern
   accepts an ARN;
4. the object's own ARN for ``resource_arn``, ``arn`` or ``identifier``: the field that is named
   after the object's class, such as ``training_job_arn`` of ``TrainingJobSummary``.

All required fields are filled; of the optional ones, only the first case, and only in the requests
of operations that identify a resource and change no field of it.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple, TypeVar, cast, overload

from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.bounds import Bounds
from sagemaker_typed._schema.fields import field_contents, required_fields
from sagemaker_typed._schema.patterns import is_match
from sagemaker_typed.operation import Request, RequestOfPages, Shape

__all__ = ["requests_for"]

RequestT = TypeVar("RequestT", bound=Request[Any, Any])

_IDENTIFYING: Final = re.compile(r"(Describe|Get|Stop|Delete)[A-Z]")
_AFFIXES: Final = re.compile(
    r"^(Describe|Get|Create)(?=[A-Z].*Response$)|(Summary|Details|Info|ListEntry|Response)$"
)
_OF_ANY_RESOURCE: Final = {"arn", "identifier", "resource_arn"}


class _Filled(NamedTuple):
    """A field of a request, and the fields of an object that can fill it."""

    name: str
    required: bool
    given: tuple[str, ...]
    arns: tuple[str, ...]
    """The fields that can fill it if their value matches the bounds."""
    bounds: Bounds


@overload
def requests_for(
    items: AsyncIterable[Shape | str], request: type[RequestT], /, **fields: Any
) -> AsyncIterator[RequestT]: ...


@overload
def requests_for(
    items: Iterable[Shape | str], request: type[RequestT], /, **fields: Any
) -> Iterator[RequestT]: ...


def requests_for(items: Any, request: Any, /, **fields: Any) -> Any:
    """Return a request for each object of a listing, when it is needed.

    ``requests_for(jobs, StopTrainingJobRequest)`` stops jobs with ``client.each``. The names and
    ARNs of the objects fill the required fields of the requests.

    Args:
        items: The objects, such as ``TrainingJobSummary``, or names; also an asynchronous iterable.
        request: The class of the requests.
        fields: Fields that are the same in every request.

    Raises:
        TypeError: ``items`` are not iterable or a ``str``, ``request`` is not the class of a
            request, or an object is neither an object of the API nor a ``str``.
        ValueError: an object has no field for a required field of the request.
    """
    _check_arguments(items, request)
    if hasattr(items, "__aiter__"):
        return _asynchronous(items, request, fields)
    return (_request_for(item, request, fields) for item in items)


def _check_arguments(items: object, request: object) -> None:
    if not isinstance(request, type):
        got = f"an object of {type(request).__name__}"
        raise TypeError(f"request must be the class of a request, got {got}")
    if not issubclass(request, Request):
        raise TypeError(f"request must be the class of a request, got {request.__name__}")
    kind = type(items).__name__
    is_iterable = hasattr(items, "__iter__") or hasattr(items, "__aiter__")
    if isinstance(items, str | Mapping | Shape) or not is_iterable:
        raise TypeError(
            f"items must be an iterable of objects or names, such as a list; got {kind}"
        )


async def _asynchronous(
    items: AsyncIterable[object], request: type[RequestT], fields: Mapping[str, Any]
) -> AsyncIterator[RequestT]:
    async for item in items:
        yield _request_for(item, request, fields)


def _request_for(item: object, cls: type[RequestT], fields: Mapping[str, Any]) -> RequestT:
    if isinstance(item, str):
        return _of_name(item, cls, fields)
    if not isinstance(item, Shape):
        raise TypeError(
            f"{cls.__name__} is filled from objects of the API or names, got {type(item).__name__}"
        )
    values = dict(fields)
    kind: Any = type(item)  # mypy treats the class as unhashable, as its objects are
    request: Any = cls
    for filled in _plan(kind, request):
        if filled.name in fields:
            continue
        value = _value(item, filled)
        if value is not None:
            values[filled.name] = value
        elif filled.required:
            raise _unfilled(item, cls, filled.name)
    return cls(**values)


def _of_name(item: str, cls: type[RequestT], fields: Mapping[str, Any]) -> RequestT:
    missing = sorted(required_fields(cls) - fields.keys())
    if len(missing) != 1:
        names = " and ".join(missing) or "none"
        raise ValueError(
            f"a str fills a single required field, but {cls.__name__} needs {names}: pass the "
            f"others as keywords, requests_for(items, {cls.__name__}, ...)"
        )
    return cls(**{missing[0]: item}, **fields)


def _value(item: Shape, filled: _Filled) -> Any:
    for name in filled.given:
        value = getattr(item, name)
        if value is not None and value != "":
            return value
    for name in filled.arns:
        value = getattr(item, name)
        if value and _fits(value, filled.bounds):
            return value
    return None


def _fits(value: str, bounds: Bounds) -> bool:
    longest = bounds.max_length
    return (longest is None or len(value) <= longest) and (
        bounds.pattern is None or is_match(bounds.pattern, value)
    )


@lru_cache(maxsize=512)
def _plan(item: type[Shape], cls: type[Request[Any, Any]]) -> tuple[_Filled, ...]:
    available = {
        name: content
        for name, content in field_contents(item).items()
        if isinstance(content, kinds.Text | kinds.Number | kinds.Enum)
    }
    needed = required_fields(cls)
    paging: set[str] = set()
    if issubclass(cls, RequestOfPages):
        paging = {*cls.__paging__.input_tokens, cls.__paging__.limit_key or ""}
    fills_optional = _IDENTIFYING.match(cls.__operation__) is not None
    plan: list[_Filled] = []
    for name, content in field_contents(cls).items():
        bounds = content.bounds if isinstance(content, kinds.Text) else Bounds()
        if name in needed:
            given, arns = _sources(name, bounds, item, tuple(available))
            plan.append(_Filled(name, True, given, arns, bounds))
        elif fills_optional and name in available and name not in paging:
            plan.append(_Filled(name, False, (name,), (), bounds))
    return tuple(plan)


def _sources(
    name: str, bounds: Bounds, item: type[Shape], available: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the fields of an object for a required field, and the ARNs for it."""
    given = [name] if name in available else []
    if not given and "_" in name and name not in _OF_ANY_RESOURCE:
        longer = [other for other in available if other.endswith(f"_{name}")]
        given = longer if len(longer) == 1 else []
    arns: list[str] = []
    stem = name.removesuffix("_name")
    if stem != name and f"{stem}_arn" in available and bounds.pattern is not None:
        arns = [f"{stem}_arn"]
    elif name in _OF_ANY_RESOURCE:
        arns = _own_arn(item, available)
    return tuple(given), tuple(arns)


def _own_arn(item: type[Shape], available: tuple[str, ...]) -> list[str]:
    """Return the field with the ARN of the object itself, if its name shows that."""
    if "arn" in available:
        return ["arn"]
    noun = _AFFIXES.sub("", _AFFIXES.sub("", item.__name__)).lower()
    stems = {name: name.removesuffix("_arn").replace("_", "") for name in available}
    found = [name for name, stem in stems.items() if name.endswith("_arn") and noun.endswith(stem)]
    return sorted(found, key=len)[-1:]


def _unfilled(item: Shape, cls: type[Request[Any, Any]], name: str) -> ValueError:
    kind, request = type(item).__name__, cls.__name__
    fields = ", ".join(cast("Iterable[str]", type(item).__wire_names__))
    return ValueError(
        f"{kind} has no value for the required field {name} of {request} (it has {fields}): if the "
        f"value is the same for all, use client.each(requests_for(items, {request}, {name}=...)); "
        f"otherwise make the requests, client.each({request}({name}=...) for item in items)"
    )
