"""Reading: from the JSON values of a definition to objects.

What this release does not know is kept: an unknown member of a step in ``unknown_members``, an
unknown member of arguments in the request, and anything else as ``OtherStep``, ``OtherParameter``
or ``OtherCondition``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NoReturn

from sagemaker_typed._conversion.misfits import ConversionError, Problem
from sagemaker_typed._conversion.placeholders import from_wire
from sagemaker_typed._placeholders import Placeholder
from sagemaker_typed._schema.fields import is_list, is_map, numbered
from sagemaker_typed._schema.paths import Path

from .conditions import Condition, OtherCondition
from .expressions import GENERATED
from .forms import ARGUMENTS, CONDITIONS, PARAMETERS, STEPS, Member, form_of
from .options import Dependency
from .parameters import OtherParameter, Parameter
from .request_steps import RequestStep
from .steps import OtherStep, Step

__all__ = [
    "UnknownFormError",
    "UnreadableError",
    "read_list",
    "read_object",
    "read_parameter",
    "read_step",
]

_ROOT: Final = Path()


class UnreadableError(Exception):
    """Values do not have the form of a definition."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems


class UnknownFormError(Exception):
    """An object has members that this release does not know."""


def _refuse(path: Path, message: str) -> NoReturn:
    raise UnreadableError(Problem(path, message))


def read_list(value: Any, path: Path, read: Any) -> list[Any]:
    """Return what ``read`` returns for each item of a list and its path.

    Raises:
        UnreadableError: it is not a list, or items are unreadable; the error has all problems.
    """
    if not is_list(value):
        _refuse(path, f"expected a list, not {type(value).__name__}")
    found: list[Any] = []
    problems: list[Problem] = []
    for number, item in numbered(value):
        try:
            found.append(read(item, path / number))
        except UnreadableError as error:
            problems += error.problems
    if problems:
        raise UnreadableError(*problems)
    return found


def _object(value: Any, path: Path) -> Mapping[str, Any]:
    if not is_map(value):
        _refuse(path, f"expected an object, not {type(value).__name__}")
    return {str(key): item for key, item in value.items() if item is not None}


def _text(value: Any, path: Path) -> str:
    if not isinstance(value, str):
        _refuse(path, "missing" if value is None else f"expected a str, not {type(value).__name__}")
    return value


def read_parameter(value: Any, path: Path) -> Parameter:
    """Return the parameter for JSON values.

    Raises:
        UnreadableError: it is not an object with a name.
    """
    members = _object(value, path)
    name = _text(members.get("Name"), path / "Name")
    cls = PARAMETERS.get(str(members.get("Type", "String")))
    if cls is None:
        return OtherParameter(name, members=members)
    rest = {key: item for key, item in members.items() if key != "Type"}
    try:
        found: Parameter = read_object(cls, rest, path)
    except UnknownFormError:
        return OtherParameter(name, members=members)
    return found


def _condition(value: Any, path: Path) -> Condition:
    members = _object(value, path)
    cls = CONDITIONS.get(str(members.get("Type")))
    if cls is None:
        return OtherCondition(members)
    rest = {key: item for key, item in members.items() if key != "Type"}
    try:
        found: Condition = read_object(cls, rest, path)
    except UnknownFormError:
        return OtherCondition(members)
    return found


def read_step(value: Any, path: Path) -> Step:
    """Return the step for JSON values.

    Raises:
        UnreadableError: values do not fit; the error has all problems.
    """
    members = _object(value, path)
    kind = _text(members.get("Type"), path / "Type")
    cls = STEPS.get(kind, OtherStep)
    try:
        return _step(cls, kind, members, path)
    except UnknownFormError:
        return _step(OtherStep, kind, members, path)


def _step(cls: type[Step], kind: str, members: Mapping[str, Any], path: Path) -> Step:
    form = form_of(cls)
    inside = path / ARGUMENTS
    problems: list[Problem] = []
    known = {member.wire for member in form.members if not member.in_arguments}
    unknown = {wire: members[wire] for wire in members.keys() - known - {"Type", ARGUMENTS}}
    values: dict[str, Any] = {}
    arguments: Mapping[str, Any] = {}
    if form.arguments is None:
        arguments = _object(members.get(ARGUMENTS, {}), inside)
        if arguments.keys() - {member.wire for member in form.members if member.in_arguments}:
            raise UnknownFormError
    else:
        try:
            values[form.arguments] = _arguments(cls, members.get(ARGUMENTS), inside)
        except UnreadableError as error:
            problems += error.problems
    for member in form.members:
        source, where = (arguments, inside) if member.in_arguments else (members, path)
        content = source.get(member.wire)
        place = where / member.wire
        try:
            if member.field == "name":
                values["name"] = _text(content, place)
            elif content is not None:
                values[member.field] = _member(member, content, place)
            elif member.is_required:
                problems.append(Problem(place, "missing"))
        except UnreadableError as error:
            problems += error.problems
        except UnknownFormError:
            unknown[member.wire] = content
    if problems:
        raise UnreadableError(*problems)
    if cls is OtherStep:
        values["step_type"] = kind
    return cls(**values, unknown_members=unknown or None)


def _arguments(cls: type[Step], value: Any, path: Path) -> Any:
    if not issubclass(cls, RequestStep):
        if cls is OtherStep:
            return value
        _object(value or {}, path)  # `null` in the input of a function is a value
        return value or {}
    members = dict(_object(value or {}, path))
    request = cls.request_class()
    if cls.generates is not None:
        members.setdefault(request.__wire_names__[cls.generates], GENERATED)
    try:
        return from_wire(request, members, as_in_responses=True)
    except ConversionError as error:
        problems = [Problem((*path, *each.steps), each.message) for each in error.problems]
        raise UnreadableError(*problems) from None


def read_object(cls: type[Any], value: Any, path: Path) -> Any:
    """Return the object of a class for JSON values.

    Raises:
        UnreadableError: values do not fit.
    """
    members = _object(value, path)
    form = form_of(cls)
    if members.keys() - {member.wire for member in form.members}:
        raise UnknownFormError
    values: dict[str, Any] = {}
    for member in form.members:
        content = members.get(member.wire)
        if content is not None:
            values[member.field] = _member(member, content, path / member.wire)
        elif member.is_required:
            raise UnknownFormError
    return cls(**values)


def _member(member: Member, value: Any, path: Path) -> Any:
    if member.parts is None:
        if member.enum is None or isinstance(value, Placeholder):
            return value
        if member.field == "exception_types":
            found = value if is_list(value) else [value]
            return [member.enum.open(_text(item, path)) for _, item in numbered(found)]
        return member.enum.open(_text(value, path))
    kind = member.parts.kind

    def read(item: Any, place: Path) -> Any:
        if kind is Step:
            return read_step(item, place)
        if kind is Condition:
            return _condition(item, place)
        if kind is Dependency and isinstance(item, str):
            return item
        return read_object(kind, item, place)

    return read_list(value, path, read) if member.parts.is_list else read(value, path)
