"""From objects to boto3's dicts."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from sagemaker_typed._log import logger
from sagemaker_typed._schema.fields import (
    Content,
    Document,
    EnumValue,
    Events,
    Nested,
    Other,
    Plain,
    Single,
    Stream,
    Timestamp,
)
from sagemaker_typed.operation import Response, Shape, TaggedUnion
from sagemaker_typed.sensitive import is_sensitive_in_model

from . import misfits
from .compiler import Converting, Mode, Writer
from .scalars import document, plain_number, plain_text, secret_text, to_base64
from .structure import METADATA


def unstructure_hook(cls: type[Shape], converter: Converting, mode: Mode) -> Callable[[Any], Any]:
    """The function that makes the dict that boto3 takes from a ``cls``."""
    hook: Callable[[Any], Any] = Unstructuring(cls, converter, mode).function()
    return hook


class Unstructuring(Writer):
    """Writes the function that makes boto3's dict from an object."""

    def names(self) -> dict[str, Any]:
        return {
            "text": plain_text,
            "number": plain_number,
            "secret": secret_text,
            "to_base64": to_base64,
            "document": document,
            "unread": _unread,
            "raw": _raw,
            "one_branch": _one_branch,
            "deepcopy": copy.deepcopy,
            "left_out": _left_out,
            "unwritable": misfits.unwritable,
        }

    def source(self, contents: Mapping[str, Content]) -> str:
        lines = [
            f"  v = instance.{name}\n"
            f"  if v is not None: result[{wire!r}] = {self._field(name, contents[name])}\n"
            for name, wire in self.cls.__wire_names__.items()
        ]
        if issubclass(self.cls, Response):
            lines.append("  v = instance.response_metadata.raw\n")
            lines.append(f"  if v: result[{METADATA!r}] = deepcopy(v)\n")
        # An unknown branch is all that there is of a union: it always goes along.
        is_union = issubclass(self.cls, TaggedUnion)
        keep = self.mode.unknown_members or is_union
        found = "result.update(deepcopy(v))" if keep else "left_out(cls, v)"
        lines.append(f"  v = instance.unknown_members\n  if v is not None: {found}\n")
        if is_union:
            lines.append("  if len(result) > 1: one_branch()\n")
        return (
            "def convert(instance):\n"
            " try:\n"
            "  result = {}\n"
            f"{''.join(lines)}"
            "  return result\n"
            " except Exception as error:\n"
            "  raise unwritable(cls, instance, error)\n"
        )

    def _field(self, name: str, content: Content) -> str:
        # A field that the user marks is not known here: its values are masked where they show.
        self.text = "secret" if is_sensitive_in_model(self.cls, name) else "text"
        self.name = name
        return self.expression(content, "v")

    def single(self, content: Single, value: str) -> str:
        match content:
            case Plain():
                if content.type is bytes and self.mode.blobs_as_base64:
                    return f"to_base64({value})"
                if content.type in (int, float):
                    kind = content.type.__name__
                    return f"({value} if {value}.__class__ is {kind} else number({value}))"
                if content.type is not str:
                    return value
                return f"({value} if {value}.__class__ is str else {self.text}({value}))"
            case Timestamp():
                return value
            case Document():
                return f"document({value})"
            case Stream() | Events():
                function = "unread" if self.mode.blobs_as_base64 else "raw"
                return f"{function}({value}, {self.name!r})"
            case EnumValue():
                enum = self.bind(content.type, "enum")
                return f"({value}._value_ if {value}.__class__ is {enum} else text({value}))"
            case Nested():
                return f"{self.bind(self._hook(content.type), 'unstructure')}({value})"
            case Other():
                hook = self.bind(self.converter.get_unstructure_hook(content.type), "unstructure")
                return f"{hook}({value})"

    def _hook(self, cls: type[Shape]) -> Callable[[Any], Any]:
        if self._is_in_progress(cls):
            return lambda value: self.converter.unstructure(value, cls)
        return self.converter.get_unstructure_hook(cls)


def _left_out(cls: type[Shape], members: Mapping[str, Any]) -> None:
    logger.warning(
        "%s: members that this release does not know were left out of a request: %s; "
        "to_boto(request, unknown_members=True) keeps them, for a call of boto_client",
        cls.__name__,
        ", ".join(members),
    )


def _raw(value: Any, field: str) -> Any:
    """What boto3 has in the place of a stream."""
    from sagemaker_typed.streaming import ByteStream, EventStream

    if not isinstance(value, ByteStream | EventStream):
        text = f"expected a ByteStream or EventStream, got {type(value).__name__}"
        raise misfits.MisfitError(misfits.Problem((field,), text))
    return value.raw


def _unread(value: Any, field: str) -> NoReturn:
    _raw(value, field)
    text = "a stream has no place in a text: read it and write what it gives, or set None"
    raise misfits.MisfitError(misfits.Problem((field,), text))


def _one_branch() -> NoReturn:
    raise ValueError("more than one branch of a union is set")
