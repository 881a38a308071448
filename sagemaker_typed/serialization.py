"""Conversion between objects and JSON or YAML with the service's names.

The format is the one that ``aws sagemaker ... --cli-input-json`` and ``--cli-input-yaml`` read and
that the AWS CLI prints: timestamps are ISO 8601, blobs are base64, and responses have no metadata.
A list of objects is a list of the same format.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple, cast

from typing_extensions import TypeVar

from ._conversion import json_text, yaml_text
from ._conversion.arguments import check_object, item_class, not_a_class
from ._conversion.diagnosis import Reader, unserializable
from ._conversion.misfits import ConversionError, Problem, conversion_error
from ._conversion.written import Written, in_json
from ._schema import kinds
from ._schema.fields import is_list, is_shape_type, numbered
from ._schema.kinds import Content
from ._schema.paths import ROOT, Path, Step
from .converter import BotoConverter, configure_converter
from .operation import Request, Response, Shape

__all__ = ["from_json", "from_yaml", "to_json", "to_yaml"]

# mypy shows the default in its error for an argument that is not a shape. A list of shapes has the
# bound Sequence, because list[Tag] is not a list[Shape] for type checkers.
ReadT = TypeVar("ReadT", bound=Shape | Sequence[Shape], default=Shape)

_converter = BotoConverter()
configure_converter(_converter, blobs_as_base64=True)


def to_json(
    obj: Shape | Sequence[Shape], *, indent: int | None = 4, unknown_members: bool | None = None
) -> str:
    """Serialize an object, or a list of objects, to JSON.

    Args:
        obj: A request, a response or another structure, or a list of them.
        indent: The number of spaces for each level, or ``None`` for a single line.
        unknown_members: As in :func:`to_boto`.

    Raises:
        ConversionError: the value of a field does not fit the field's type.
    """
    return _json(obj, unknown_members, "to_json", indent=indent, ensure_ascii=False)


def from_json(
    cls: type[ReadT],
    text: str | bytes,
    *,
    unknown_members: bool | None = None,
    open_enums: bool | None = None,
) -> ReadT:
    """Read an object, or a list of objects, from JSON.

    Args:
        cls: The class of the result, such as ``Tag`` or ``list[Tag]``.
        text: The JSON. Bytes may be UTF-8, UTF-16 or UTF-32.
        unknown_members: As in :func:`from_boto`.
        open_enums: As in :func:`from_boto`.

    Raises:
        ConversionError: the text is not valid JSON, or values in it do not fit the class. The error
            has the path of each problem.
    """
    target = _target(cls, text, "from_json")
    try:
        value = json_text.parsed(target.content, text)
    except json_text.UnreadableJsonError as error:
        problem = str(error)
    else:
        result: ReadT = _read(target, value, unknown_members, open_enums, str, in_json)
        return result
    raise ConversionError(f"cannot read {target.name}: {problem}")


def to_yaml(obj: Shape | Sequence[Shape], *, unknown_members: bool | None = None) -> str:
    """Serialize an object, or a list of objects, to YAML. Needs the extra ``yaml``.

    Args:
        obj: A request, a response or another structure, or a list of them.
        unknown_members: As in :func:`to_boto`.

    Raises:
        ConversionError: the value of a field does not fit the field's type.
        ModuleNotFoundError: the extra ``yaml`` is not installed.
    """
    library = yaml_text.library()
    plain = json.loads(_json(obj, unknown_members, "to_yaml"))
    stream = io.StringIO()
    library.dump(plain, stream)
    return stream.getvalue()


def from_yaml(
    cls: type[ReadT],
    text: str | bytes,
    *,
    unknown_members: bool | None = None,
    open_enums: bool | None = None,
) -> ReadT:
    """Read an object, or a list of objects, from YAML. Needs the extra ``yaml``.

    Args:
        cls: The class of the result, such as ``Tag`` or ``list[Tag]``.
        text: A single YAML 1.2 document.
        unknown_members: As in :func:`from_boto`.
        open_enums: As in :func:`from_boto`.

    Raises:
        ConversionError: the text is not valid YAML, or values in it do not fit the class. The error
            has the path and the line of each problem.
        ModuleNotFoundError: the extra ``yaml`` is not installed.
    """
    target = _target(cls, text, "from_yaml")
    library = yaml_text.library()
    problem = ""
    try:
        value, root = yaml_text.parsed(library, text)
    except RecursionError:
        problem = "the text is nested too deeply"
    except yaml_text.UnreadableYamlError as error:
        problem = f"invalid YAML: {error}"
    else:

        def with_line(found: Problem) -> str:
            line = yaml_text.line_of(root, found.steps)
            return f"line {line}: {found}" if line else str(found)

        def written(steps: tuple[Step, ...], _: object) -> str | None:
            return yaml_text.scalar_at(root, steps)

        result: ReadT = _read(target, value, unknown_members, open_enums, with_line, written)
        return result
    raise ConversionError(f"cannot read {target.name}: {problem}")


def _json(
    obj: Shape | Sequence[Shape], unknown_members: bool | None, function: str, **layout: Any
) -> str:
    untyped: object = obj
    if not is_list(untyped):
        if _is_iterator(untyped):
            text = f"{function} takes an object or a list of objects, not {type(obj).__name__}"
            raise TypeError(f"{text}; convert it with list(...)")
        check_object(function, untyped)
        plain: Any = _plain(cast("Shape", obj), unknown_members)
        name, objects = type(obj).__name__, {ROOT: cast("Shape", obj)}
    else:
        objects = {ROOT / number: item for number, item in numbered(untyped)}
        for path, item in objects.items():
            check_object(function, item, str(path))
        kinds_ = {type(item).__name__ for item in objects.values()}
        name = f"list[{kinds_.pop()}]" if len(kinds_) == 1 else "list"
        plain = _each(
            f"cannot write {name}", untyped, partial(_plain, unknown_members=unknown_members)
        )
    try:
        return json.dumps(plain, default=_iso, **layout)
    except (TypeError, ValueError) as error:
        problems = [
            _below(path, problem)
            for path, item in objects.items()
            for problem in unserializable(item)
        ] or [Problem((), str(error))]
    # Not raised above: the error may quote a value.
    raise conversion_error(f"cannot write {name}", tuple(problems))


def _plain(obj: Shape, unknown_members: bool | None) -> dict[str, Any]:
    plain = _converter.to_boto(obj, unknown_members=unknown_members)
    if isinstance(obj, Response):
        plain.pop("ResponseMetadata", None)
    return plain


class _Target(NamedTuple):
    """The type that is read: an object or a list of objects."""

    cls: type[Shape]
    """The class of the object, or of each item."""
    is_list: bool

    @property
    def name(self) -> str:
        """The name of the type, for messages."""
        return f"list[{self.cls.__name__}]" if self.is_list else self.cls.__name__

    @property
    def content(self) -> Content:
        """The schema."""
        one = kinds.Structure(self.cls)
        return kinds.List(one) if self.is_list else one


def _target(cls: Any, text: Any, function: str) -> _Target:
    """Return what to read, after checking the type of the class and of the text."""
    item = item_class(cls)
    if item is None and not is_shape_type(cls):
        raise not_a_class(function, cls)
    target = _Target(item or cls, item is not None)
    if isinstance(text, str | bytes | bytearray):
        return target
    kind, hint = type(text).__name__, ""
    if isinstance(text, Mapping):
        hint = f"; use from_boto({target.cls.__name__}, ...) for boto3's dict"
    elif hasattr(text, "read_text"):
        hint = "; pass the content of the file: path.read_text()"
    elif hasattr(text, "read"):
        hint = "; pass the content of the file: file.read()"
    raise TypeError(f"{function} takes str or bytes, not {kind}{hint}")


def _read(
    target: _Target,
    value: Any,
    unknown_members: bool | None,
    open_enums: bool | None,
    shown: Callable[[Problem], str],
    written: Written,
) -> Any:
    cls, what = target.cls, f"cannot read {target.name}"
    keep = not issubclass(cls, Request) if unknown_members is None else unknown_members
    # Files are written manually, so values that botocore would refuse later are reported here.
    reader = Reader(
        unknown_members=keep,
        absent_members=issubclass(cls, Response),
        any_scalars=False,
        blobs_as_base64=True,
        written=written,
    )
    problems = reader.problems_of(target.content, value)
    if is_list(value):
        text = f"expected dict for {cls.__name__}, got"
        if target.is_list:
            nulls = [Problem((n,), f"{text} None") for n, v in numbered(value) if v is None]
            problems = tuple(sorted([*problems, *nulls], key=_index))
        else:
            hint = f"; pass list[{cls.__name__}] to read a list"
            problems = (Problem((), f"{text} list{hint}"),)
    if problems:
        raise conversion_error(what, problems, shown)

    def read(members: Any) -> Any:
        return _converter.from_boto(cls, members, unknown_members=keep, open_enums=open_enums)

    return _each(what, value, read) if target.is_list else read(value)


def _each(what: str, items: Iterable[Any], convert: Callable[[Any], Any]) -> list[Any]:
    """Return all items converted, or raise an error with the problems of all items."""
    converted: list[Any] = []
    problems: list[Problem] = []
    cause: BaseException | None = None
    for number, item in enumerate(items):
        try:
            converted.append(convert(item))
        except ConversionError as error:
            cause = cause or error.__cause__  # the error of a user's hook
            problems.extend(_below(ROOT / number, problem) for problem in error.problems)
    if problems:
        raise conversion_error(what, tuple(problems)) from cause
    return converted


def _index(problem: Problem) -> int:
    first = problem.steps[:1]
    return first[0] if first and isinstance(first[0], int) else -1


def _below(path: Path, problem: Problem) -> Problem:
    return Problem((*path, *problem.steps), problem.message)


def _is_iterator(value: object) -> bool:
    """Return whether a value has objects, but is no list: a generator, a set."""
    kind: Any = type(value)
    return issubclass(kind, Iterable) and not issubclass(kind, Mapping | str | bytes | type)


def _iso(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be serialized to JSON")
