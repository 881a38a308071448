"""Conversion between objects and JSON or YAML with the service's names.

The format is the one that ``aws sagemaker ... --cli-input-json`` and ``--cli-input-yaml`` read and
that the AWS CLI prints: timestamps are ISO 8601, blobs are base64, and responses have no metadata.
"""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, Final

from typing_extensions import TypeVar

from ._conversion import yaml_text
from ._conversion.arguments import check_object, not_a_class
from ._conversion.diagnosis import Reader, unserializable
from ._conversion.misfits import ConversionError, Problem, conversion_error
from ._conversion.written import Written, in_json
from ._schema import kinds
from ._schema.fields import is_shape_type
from ._schema.paths import Step
from ._schema.walk import Place, inside
from .converter import BotoConverter, configure_converter
from .operation import Request, Response, Shape

__all__ = ["from_json", "from_yaml", "to_json", "to_yaml"]

# mypy shows the default in its error for an argument that is not a shape.
ShapeT = TypeVar("ShapeT", bound=Shape, default=Shape)

_MAX_KEYS: Final = 5
_MAX_KEY: Final = 80
_converter = BotoConverter()
configure_converter(_converter, blobs_as_base64=True)


def to_json(obj: Shape, *, indent: int | None = 4, unknown_members: bool | None = None) -> str:
    """Serialize an object to JSON.

    Args:
        obj: A request, a response or another structure.
        indent: The number of spaces for each level, or ``None`` for a single line.
        unknown_members: As in :func:`to_boto`.

    Raises:
        ConversionError: the value of a field does not fit the field's type.
    """
    return _json(obj, unknown_members, "to_json", indent=indent, ensure_ascii=False)


def from_json(
    cls: type[ShapeT],
    text: str | bytes,
    *,
    unknown_members: bool | None = None,
    open_enums: bool | None = None,
) -> ShapeT:
    """Read an object from JSON.

    Args:
        cls: The class of the result.
        text: The JSON. Bytes may be UTF-8, UTF-16 or UTF-32.
        unknown_members: As in :func:`from_boto`.
        open_enums: As in :func:`from_boto`.

    Raises:
        ConversionError: the text is not valid JSON, or values in it do not fit the class. The error
            has the path of each problem.
    """
    _check(cls, text, "from_json")
    if isinstance(text, str):
        text = text.removeprefix("\ufeff")  # a byte order mark: accepted in bytes and YAML too
    duplicates: list[dict[str, Any]] = []
    try:
        value = json.loads(text, object_pairs_hook=partial(_object, duplicates))
    except RecursionError:
        problem = "the text is nested too deeply"
    except ValueError as error:
        # An int with too many digits is a plain ValueError.
        what = str(error) if isinstance(error, json.JSONDecodeError | UnicodeError) else ""
        problem = f"invalid JSON: {what or 'a number has too many digits'}{_json_hint(text)}"
    else:
        if duplicates:
            problem = f"invalid JSON: {_duplicate_keys(cls, value, duplicates)}"
        else:
            return _read(cls, value, unknown_members, open_enums, str, in_json)
    # Not raised above: the error has the whole text, which may hold a secret.
    raise ConversionError(f"cannot read {cls.__name__}: {problem}")


def to_yaml(obj: Shape, *, unknown_members: bool | None = None) -> str:
    """Serialize an object to YAML. Needs the extra ``yaml``.

    Args:
        obj: A request, a response or another structure.
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
    cls: type[ShapeT],
    text: str | bytes,
    *,
    unknown_members: bool | None = None,
    open_enums: bool | None = None,
) -> ShapeT:
    """Read an object from YAML. Needs the extra ``yaml``.

    Args:
        cls: The class of the result.
        text: A single YAML 1.2 document.
        unknown_members: As in :func:`from_boto`.
        open_enums: As in :func:`from_boto`.

    Raises:
        ConversionError: the text is not valid YAML, or values in it do not fit the class. The error
            has the path and the line of each problem.
        ModuleNotFoundError: the extra ``yaml`` is not installed.
    """
    _check(cls, text, "from_yaml")
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

        return _read(cls, value, unknown_members, open_enums, with_line, written)
    raise ConversionError(f"cannot read {cls.__name__}: {problem}")


def _json(obj: Shape, unknown_members: bool | None, function: str, **layout: Any) -> str:
    check_object(function, obj)
    plain = _converter.to_boto(obj, unknown_members=unknown_members)
    if isinstance(obj, Response):
        plain.pop("ResponseMetadata", None)
    try:
        return json.dumps(plain, default=_iso, **layout)
    except (TypeError, ValueError) as error:
        problems = unserializable(obj) or (Problem((), str(error)),)
    # Not raised above: the error may quote a value.
    raise conversion_error(f"cannot write {type(obj).__name__}", problems)


def _read(
    cls: type[ShapeT],
    value: Any,
    unknown_members: bool | None,
    open_enums: bool | None,
    shown: Callable[[Problem], str],
    written: Written,
) -> ShapeT:
    keep = not issubclass(cls, Request) if unknown_members is None else unknown_members
    # Files are written manually, so values that botocore would refuse later are reported here.
    reader = Reader(
        unknown_members=keep,
        absent_members=issubclass(cls, Response),
        any_scalars=False,
        blobs_as_base64=True,
        written=written,
    )
    problems = reader.problems(cls, value)
    if problems:
        raise conversion_error(f"cannot read {cls.__name__}", problems, shown)
    return _converter.from_boto(cls, value, unknown_members=keep, open_enums=open_enums)


def _check(cls: object, text: object, function: str) -> None:
    """Check the type of the class and of the text."""
    if not is_shape_type(cls):
        raise not_a_class(function, cls)
    if isinstance(text, str | bytes | bytearray):
        return
    kind, hint = type(text).__name__, ""
    if isinstance(text, Mapping):
        hint = f"; use from_boto({cls.__name__}, ...) for boto3's dict"
    elif hasattr(text, "read_text"):
        hint = "; pass the content of the file: path.read_text()"
    elif hasattr(text, "read"):
        hint = "; pass the content of the file: file.read()"
    raise TypeError(f"{function} takes str or bytes, not {kind}{hint}")


def _json_hint(text: str | bytes) -> str:
    """Return a hint for text that is not valid JSON, without showing the text."""
    start = text[:80].lstrip()
    if not start:
        return "; the text is empty"
    if start[:1] in ("{", b"{"):
        return ""
    return "; the JSON of an object starts with {; for a file, pass its content, not its name"


def _object(duplicates: list[dict[str, Any]], pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object. Record it if keys are duplicate: all but one value would be lost."""
    value = dict(pairs)
    if len(value) != len(pairs):
        # Kept as its value, to be found by identity.
        counts = Counter(key for key, _ in pairs)
        value = {key: value[key] for key, count in counts.items() if count > 1}
        duplicates.append(value)
    return value


def _duplicate_keys(cls: type[Shape], value: Any, duplicates: list[dict[str, Any]]) -> str:
    """Return the message for the first object with duplicate keys; it shows no sensitive key."""
    first = duplicates[0]
    what = "duplicate key" if len(first) == 1 else "duplicate keys"
    ahead = [Place(kinds.Structure(cls), value)]
    while ahead:
        place = ahead.pop()
        if place.value is first:
            if place.is_hidden:
                return f"{what} in {place.path}"
            shown = [key[:_MAX_KEY] for key in sorted(first)[:_MAX_KEYS]]
            more = f" and {len(first) - len(shown):,} more" if len(first) > len(shown) else ""
            return f"{what}: {', '.join(shown)}{more}"
        ahead.extend(inside(place, is_dict=True, wire_path=True))
    return what  # in a member that this release does not know


def _iso(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be serialized to JSON")
