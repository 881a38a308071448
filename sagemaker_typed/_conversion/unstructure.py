"""Conversion of objects to boto3's dicts."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, NoReturn, assert_never

from sagemaker_typed._log import logger
from sagemaker_typed._placeholders import refuse
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._timestamps import real_datetime
from sagemaker_typed.operation import Response, Shape, TaggedUnion
from sagemaker_typed.sensitive import is_sensitive_in_model

from . import diagnosis
from .compiler import INDENT, Compiler, Hooks, Mode
from .misfits import MisfitError, Problem
from .scalars import (
    document,
    plain_number,
    plain_text,
    plain_timestamp,
    secret_text,
    to_base64,
    utc_timestamp,
)
from .structure import METADATA


def unstructure_hook(cls: type[Shape], hooks: Hooks, mode: Mode) -> Callable[[Any], Any]:
    """Return the function that converts a ``cls`` to boto3's dict."""
    hook: Callable[[Any], Any] = Unstructuring(cls, hooks, mode).function()
    return hook


class Unstructuring(Compiler):
    """Compiles the function that converts an object to boto3's dict."""

    verb = "unstructure"
    field: str = ""
    """The field whose conversion is being written."""

    def helpers(self) -> Mapping[str, Any]:
        return {
            "text": plain_text,
            "number": plain_number,
            "secret": secret_text,
            "to_base64": to_base64,
            "document": document,
            "timestamp": plain_timestamp,
            "utc": utc_timestamp,
            "unread": _unread,
            "raw": _raw,
            "refuse": refuse,
            "one_branch": _one_branch,
            "deepcopy": copy.deepcopy,
            "left_out": _left_out,
            "unwritable": diagnosis.unwritable,
        }

    def lines(self, contents: Mapping[str, Content]) -> Iterable[str]:
        yield f"def {self.name}(instance):"
        yield f"{INDENT}try:"
        for line in self._result(contents):
            yield f"{INDENT * 2}{line}"
        yield f"{INDENT}except Exception as error:"
        yield f"{INDENT * 2}failure = error"
        # Not in the handler: the error may quote a value, and would be the context of the new one.
        yield f"{INDENT}raise unwritable(cls, instance, failure)"

    def _result(self, contents: Mapping[str, Content]) -> Iterable[str]:
        """Yield the lines that return the dict."""
        yield "result = {}"
        for name, wire in self.cls.__wire_names__.items():
            self.field = name
            yield f"member = instance.{name}"
            yield "if member is not None:"
            yield f"{INDENT}result[{wire!r}] = {self.converted(contents[name], 'member')}"
        if issubclass(self.cls, Response):
            yield "metadata = instance.response_metadata.raw"
            yield "if metadata:"
            yield f"{INDENT}result[{METADATA!r}] = deepcopy(metadata)"
        yield "unknown = instance.unknown_members"
        yield "if unknown is not None:"
        # An unknown branch is the only content of a union, so it is always included.
        is_union = issubclass(self.cls, TaggedUnion)
        keep = self.mode.unknown_members or is_union
        yield f"{INDENT}{'result.update(deepcopy(unknown))' if keep else 'left_out(cls, unknown)'}"
        if is_union:
            yield "if len(result) > 1:"
            yield f"{INDENT}one_branch()"
        yield "return result"

    def converted(self, content: Content, value: str) -> str:
        match content:
            case kinds.Text():
                # Only the model's marks are compiled in. A user may mark fields later; their values
                # are masked when they are shown.
                is_secret = is_sensitive_in_model(self.cls, self.field)
                text = "secret" if is_secret else "text"
                return f"({value} if {value}.__class__ is str else {text}({value}))"
            case kinds.Number():
                name = content.type.__name__
                return f"({value} if {value}.__class__ is {name} else number({value}))"
            case kinds.Blob():
                if self.mode.blobs_as_base64:
                    return f"to_base64({value})"
                return f"({value} if {value}.__class__ is bytes else refuse({value}))"
            case kinds.Boolean():
                return f"({value} if {value}.__class__ is bool else refuse({value}))"
            case kinds.Timestamp():
                name = self.bind(real_datetime(), "datetime")
                function = "utc" if self.mode.blobs_as_base64 else "timestamp"
                return f"({value} if {value}.__class__ is {name} else {function}({value}))"
            case kinds.Enum():
                enum = self.bind(content.type, f"enum_{content.type.__name__}")
                return f"({value}._value_ if {value}.__class__ is {enum} else text({value}))"
            case kinds.Structure():
                return f"{self.hook(content.type)}({value})"
            case kinds.List():
                return self.list_of(content, value)
            case kinds.Map():
                return self.map_of(content, value)
            case kinds.Document():
                return f"document({value})"
            case kinds.Stream() | kinds.Events():
                function = "unread" if self.mode.blobs_as_base64 else "raw"
                return f"{function}({value}, {self.field!r})"
            case kinds.Other():
                return self.other(content, value)
            case _:
                assert_never(content)

    def other(self, content: kinds.Other, value: str) -> str:
        """Return an expression that converts a value of a user's type."""
        hook = self.hooks.get_unstructure_hook(content.type)
        return f"{self.bind(hook, 'unstructure')}({value})"

    def hook(self, cls: type[Shape]) -> str:
        """Return the name of the function that converts a ``cls`` to a dict."""
        find = partial(self.hooks.get_unstructure_hook, cls)
        return self.bind_later(find, f"{self.verb}_{cls.__name__}")


def _left_out(cls: type[Shape], members: Mapping[str, Any]) -> None:
    logger.warning(
        "%s: unknown members were left out of the request: %s; to send members that botocore has, "
        "call boto_client with to_boto(request, unknown_members=True)",
        cls.__name__,
        ", ".join(members),
    )


def _raw(value: Any, field: str) -> Any:
    """Return boto3's object for a stream."""
    from sagemaker_typed.streaming import ByteStream, EventStream

    if not isinstance(value, ByteStream | EventStream):
        text = f"expected ByteStream or EventStream, got {type(value).__name__}"
        raise MisfitError(Problem((field,), text))
    return value.raw


def _unread(value: Any, field: str) -> NoReturn:
    _raw(value, field)
    text = (
        "streams cannot be serialized to JSON or YAML; read the stream and write its content "
        "yourself, or set the field to None"
    )
    raise MisfitError(Problem((field,), text))


def _one_branch() -> NoReturn:
    raise ValueError("more than one branch of a union is set")
