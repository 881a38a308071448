"""The JSON Schema of a class with everything inside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from sagemaker_typed._conversion.arguments import item_class, not_a_class
from sagemaker_typed._lazy import public_path
from sagemaker_typed._schema.fields import is_enum_type, is_shape_type
from sagemaker_typed.enums import OpenEnum
from sagemaker_typed.operation import Request, Shape

from .describer import Describer, JsonSchema, Names, Options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typing_extensions import TypeVar

    # The errors of checkers are shorter than with a union of classes; mypy shows the default.
    DescribedT = TypeVar("DescribedT", bound=Shape | Sequence[Shape] | OpenEnum, default=Shape)

__all__ = ["json_schema", "options_for", "path_of"]

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def json_schema(
    cls: type[DescribedT],
    *,
    names: Names = "wire",
    unknown_members: bool | None = None,
    open_enums: bool | None = None,
) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of what :func:`to_json` writes and from_json reads.

    It has the rules that :func:`violations` checks. A sensitive member has ``x-sensitive: true``. A
    pattern that JSON Schema cannot express is in a ``$comment``.

    Args:
        cls: A class such as ``CreateModelRequest``, ``list[Tag]`` or an enum.
        names: Whether members have the service's names, such as ``ModelName``, or the names of the
            fields, such as ``model_name``.
        unknown_members: Whether structures may have members that this release does not know. By
            default they may, except in a request, where an unknown name is probably a typo.
        open_enums: Whether values may be ones that their enum does not have. By default they may,
            except in a request.

    Raises:
        TypeError: ``cls`` is not a class of this package, or a list of one.
        ValueError: ``names`` is neither ``wire`` nor ``snake_case``.
    """
    if names not in ("wire", "snake_case"):
        raise ValueError(f"names must be 'wire' or 'snake_case', got {names!r}")
    untyped: Any = cls
    item = item_class(untyped)
    root: Any = item or untyped
    if not (is_shape_type(root) or is_enum_type(root)):
        raise not_a_class("json_schema", untyped)
    default = options_for(root, names)
    options = Options(
        names,
        default.unknown_members if unknown_members is None else unknown_members,
        default.open_enums if open_enums is None else open_enums,
    )
    document = _Document(options, root)
    body = document.describer.of_class(root) if item is None else document.list_of_root()
    identifier = _identifier(root, options, default, is_list=item is not None)
    schema: JsonSchema = {"$schema": _DIALECT, "$id": identifier, **body}
    if document.definitions:
        schema["$defs"] = dict(sorted(document.definitions.items()))
    return schema


def options_for(cls: type[Shape] | type[OpenEnum], names: Names = "wire") -> Options:
    """Return the options by default: a request may have nothing unknown, other classes may."""
    is_request = issubclass(cls, Request)
    return Options(names, unknown_members=not is_request, open_enums=not is_request)


class _Document:
    """A schema with the definitions that it refers to."""

    def __init__(self, options: Options, root: type[Shape] | type[OpenEnum]) -> None:
        self.describer = Describer(options, self.reference)
        self.definitions: dict[str, JsonSchema] = {}
        self._references: dict[Any, JsonSchema] = {root: {"$ref": "#"}}
        self._root: Any = root

    def list_of_root(self) -> JsonSchema:
        """Return the schema of a list of the root, which is a definition then."""
        self._references.clear()
        items = self.reference(self._root)
        return {"title": f"list[{self._root.__name__}]", "type": "array", "items": items}

    def reference(self, cls: Any) -> JsonSchema:
        if cls not in self._references:
            name = cls.__name__ if cls.__name__ not in self.definitions else path_of(cls)
            self._references[cls] = {"$ref": f"#/$defs/{quote(name)}"}
            self.definitions[name] = {}  # taken, while the class refers to others
            self.definitions[name] = self.describer.of_class(cls)
        return self._references[cls]


def path_of(cls: Any) -> str:
    """Return the path from which a class is imported."""
    return ".".join(public_path(cls) or (cls.__module__, cls.__qualname__))


def _identifier(cls: Any, options: Options, default: Options, *, is_list: bool) -> str:
    """Return the URN of a schema. Options that are not the default are part of it."""
    parts = ["urn:sagemaker-typed", quote(path_of(cls))]
    if is_list:
        parts.append("list")
    if options.names != "wire":
        parts.append(options.names)
    for name in ("unknown_members", "open_enums"):
        value = getattr(options, name)
        if value != getattr(default, name):
            parts.append(f"{name}={str(value).lower()}")
    return ":".join(parts)
