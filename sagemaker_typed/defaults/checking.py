"""Checks of the values of a rule, when the rule is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, cast

import attrs

from sagemaker_typed._conversion.misfits import Problem
from sagemaker_typed._conversion.violations import violations_of
from sagemaker_typed._hints.names import either, nearest, spelt
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import is_list, is_map, numbered, required_fields
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.paths import ROOT, Path
from sagemaker_typed._schema.walk import contents_of
from sagemaker_typed.operation import Shape

__all__ = ["problems_of"]


def problems_of(
    fields: Mapping[str, Iterable[str]],
    class_of: Callable[[str], type[Shape]],
    values: Mapping[str, Any],
) -> Iterator[Problem]:
    """Yield what is wrong with values that no request accepts.

    A class is built only to check a value with it; usually one request accepts most of them.

    Args:
        fields: The names of the fields of each request, by operation.
        class_of: Returns the class of the request of an operation.
        values: The values.
    """
    used: dict[str, None] = {}
    """The operations whose classes are built already, which are tried first."""
    for key, value in values.items():
        having = [operation for operation, names in fields.items() if spelt(key, names)]
        if not having:
            known = {name for names in fields.values() for name in names}
            yield Problem((key,), f"no request has this member{_hint(key, known)}")
            continue
        problems: list[Problem] | None = None
        for operation in sorted(having, key=lambda operation: operation not in used):
            used[operation] = None
            found = [*_of_structure(class_of(operation), {key: value}, ROOT)]
            if not found:
                problems = []
                break
            problems = problems or found
        yield from problems or []


def _of_structure(
    cls: type[Shape], values: Mapping[str, Any], path: Path
) -> Iterator[Problem]:  # fmt: skip
    contents = contents_of(cls)
    fields: dict[str, Any] = dict.fromkeys(attrs.fields_dict(cast("Any", cls)))
    for given, value in values.items():
        name = spelt(given, contents)
        if name is None:
            message = f"{cls.__name__} has no such member{_hint(given, contents)}"
            yield Problem((*path, given), message)
        else:
            misfits = [*_of_content(contents[name], value, path / name)]
            yield from misfits
            if not misfits and not _has_structures(contents[name]):
                fields[name] = value
    probe = object.__new__(cls)
    for name, value in fields.items():
        object.__setattr__(probe, name, value)
    for violation in violations_of(probe, everything=True):
        if violation.rule not in ("required", "union"):
            yield Problem((*path, violation.path), violation.message)


def _has_structures(content: Content) -> bool:
    match content:
        case kinds.Structure():
            return True
        case kinds.List():
            return _has_structures(content.member)
        case kinds.Map():
            return _has_structures(content.value)
        case _:
            return False


def _of_content(content: Content, value: Any, path: Path) -> Iterator[Problem]:
    match content:
        case kinds.Structure():
            if is_map(value):
                yield from _of_structure(content.type, value, path)
            else:
                yield Problem(path, f"must be a table of members of {content.type.__name__}")
        case kinds.List(member=kinds.Structure()) if is_map(value):
            yield from _of_content(content.member, value, path)
        case kinds.List():
            if is_list(value):
                for number, item in numbered(value):
                    yield from _of_item(content.member, item, path / number)
            else:
                yield Problem(path, "must be a list")
        case kinds.Map() if not is_map(value):
            yield Problem(path, "must be a table")
        case _ if value is None:
            yield Problem(path, "has no value; omit it")
        case _:
            pass


def _of_item(content: Content, value: Any, path: Path) -> Iterator[Problem]:
    """Yield what is wrong with an item of a list, which must be complete."""
    yield from _of_content(content, value, path)
    if isinstance(content, kinds.Structure) and is_map(value):
        given = {spelt(str(key), contents_of(content.type)) for key in value}
        for name in sorted(required_fields(content.type) - given):
            yield Problem(path / name, f"required by {content.type.__name__}, but missing")


def _hint(name: str, names: Iterable[str]) -> str:
    near = nearest(name, names)
    return f"; did you mean {either(map(repr, near))}?" if near else ""
