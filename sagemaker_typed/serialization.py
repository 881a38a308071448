"""Objects as JSON and YAML texts, in the service's own names.

A text is what ``aws sagemaker ... --cli-input-json`` or ``--cli-input-yaml`` reads, and what the
AWS CLI prints: timestamps are ISO 8601, blobs are base64, and a response has no metadata.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from typing_extensions import TypeVar

from ._conversion import yaml_text
from ._conversion.arguments import check_object, not_a_class
from ._conversion.diagnosis import Reader, unserializable
from ._conversion.misfits import ConversionError, Problem, conversion_error
from ._schema.fields import is_shape_type
from .converter import BotoConverter, configure_converter
from .operation import Request, Response, Shape

__all__ = ["from_json", "from_yaml", "to_json", "to_yaml"]

# The default is what mypy names when something else than a shape is given.
ShapeT = TypeVar("ShapeT", bound=Shape, default=Shape)

_converter = BotoConverter()
configure_converter(_converter, blobs_as_base64=True)


def to_json(obj: Shape, *, indent: int | None = 4, unknown_members: bool | None = None) -> str:
    """The JSON text of an object.

    Args:
        obj: A request, a response or another structure.
        indent: Spaces for each level; ``None`` for one line.
        unknown_members: As in :func:`to_boto`.

    Raises:
        ConversionError: a field holds something that its type does not allow.
    """
    return _json(obj, unknown_members, "to_json", indent=indent, ensure_ascii=False)


def from_json(
    cls: type[ShapeT], text: str | bytes, *, unknown_members: bool | None = None
) -> ShapeT:
    """A ``cls`` from a JSON text.

    Args:
        cls: The class to make.
        text: The text; as bytes, in UTF-8, UTF-16 or UTF-32.
        unknown_members: As in :func:`from_boto`.

    Raises:
        ConversionError: the text is not JSON, or something in it does not fit; the error has the
            path of each misfit.
    """
    _check(cls, text, "from_json")
    try:
        value = json.loads(text, object_pairs_hook=_object)
    except RecursionError:
        raise _too_deep(cls) from None
    except ValueError as error:
        # Not chained: the error carries the whole text, which may hold a secret.
        hint = _no_json(text)
        raise ConversionError(f"cannot read {cls.__name__}: not JSON: {error}{hint}") from None
    return _read(cls, value, unknown_members, str)


def to_yaml(obj: Shape, *, unknown_members: bool | None = None) -> str:
    """The YAML text of an object. Needs the extra ``yaml``.

    Args:
        obj: A request, a response or another structure.
        unknown_members: As in :func:`to_boto`.

    Raises:
        ConversionError: a field holds something that its type does not allow.
        ModuleNotFoundError: the extra ``yaml`` is not installed.
    """
    library = yaml_text.library()
    plain = json.loads(_json(obj, unknown_members, "to_yaml"))
    stream = io.StringIO()
    library.dump(plain, stream)
    return stream.getvalue()


def from_yaml(
    cls: type[ShapeT], text: str | bytes, *, unknown_members: bool | None = None
) -> ShapeT:
    """A ``cls`` from a YAML text. Needs the extra ``yaml``.

    Args:
        cls: The class to make.
        text: One YAML 1.2 document.
        unknown_members: As in :func:`from_boto`.

    Raises:
        ConversionError: the text is not YAML, or something in it does not fit; the error has the
            path and the line of each misfit.
        ModuleNotFoundError: the extra ``yaml`` is not installed.
    """
    _check(cls, text, "from_yaml")
    library = yaml_text.library()
    from ruamel.yaml.error import YAMLError

    try:
        value: Any = library.load(text)
    except RecursionError:
        raise _too_deep(cls) from None
    except YAMLError as error:
        # Its own message quotes the text, which may hold a secret; so would its traceback.
        where = yaml_text.place_of(error)
        raise ConversionError(f"cannot read {cls.__name__}: not YAML: {where}") from None

    def with_line(problem: Problem) -> str:
        line = yaml_text.line_of(library.compose(text), problem.steps)
        return f"line {line}: {problem}" if line else str(problem)

    return _read(cls, value, unknown_members, with_line)


def _json(obj: Shape, unknown_members: bool | None, function: str, **layout: Any) -> str:
    check_object(function, obj)
    plain = _converter.to_boto(obj, unknown_members=unknown_members)
    if isinstance(obj, Response):
        plain.pop("ResponseMetadata", None)
    try:
        return json.dumps(plain, default=_iso, **layout)
    except (TypeError, ValueError) as error:
        problems = unserializable(obj) or (Problem((), str(error)),)
        raise conversion_error(f"cannot write {type(obj).__name__}", problems) from None


def _read(
    cls: type[ShapeT], value: Any, unknown_members: bool | None, shown: Callable[[Problem], str]
) -> ShapeT:
    keep = not issubclass(cls, Request) if unknown_members is None else unknown_members
    # A file is written by hand: what botocore would refuse later is refused here, with its place.
    reader = Reader(
        unknown_members=keep, absent_members=issubclass(cls, Response), any_scalars=False
    )
    problems = reader.problems(cls, value)
    if problems:
        raise conversion_error(f"cannot read {cls.__name__}", problems, shown)
    return _converter.from_boto(cls, value, unknown_members=keep)


def _check(cls: object, text: object, function: str) -> None:
    """Refuse what is no class, or no text."""
    if not is_shape_type(cls):
        raise not_a_class(function, cls)
    if isinstance(text, str | bytes | bytearray):
        return
    kind, hint = type(text).__name__, ""
    if isinstance(text, Mapping):
        hint = f"; from_boto({cls.__name__}, ...) reads boto3's own dict"
    elif hasattr(text, "read_text"):
        hint = "; give the file's content: path.read_text()"
    elif hasattr(text, "read"):
        hint = "; give the file's content: file.read()"
    raise TypeError(f"{function} takes a text, not {kind}{hint}")


def _no_json(text: str | bytes) -> str:
    """What may be the matter with a text that is not JSON, without showing it."""
    start = text[:80].lstrip()
    if not start:
        return "; the text is empty"
    if start[:1] in ("{", b"{"):
        return ""
    return "; the text of an object begins with {, and what is in a file has to be read first"


def _too_deep(cls: type[Shape]) -> ConversionError:
    return ConversionError(f"cannot read {cls.__name__}: the text is nested too deeply")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object; of a key that stands twice, one value would be lost."""
    value = dict(pairs)
    if len(value) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        raise ValueError(f"a key stands twice: {', '.join(twice)}")
    return value


def _iso(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in JSON")
