"""Requests and responses of operations that have no classes: boto3's dicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final

import attrs
from botocore import xform_name

from ._schema.fields import is_list, is_map
from .operation import Request, Response, ResponseMetadata, Shape
from .sensitive import Shown, is_sensitive

__all__ = ["UntypedResponse"]

_NO_NAMES: Final = frozenset[str]()
_HIDDEN: Final = Shown("<sensitive>")


class UntypedResponse(dict[str, Any]):
    """The response of ``client.call``: boto3's dict without ``ResponseMetadata``.

    Its keys are the wire names of the service model, and its values those that boto3 returns. The
    ``repr`` shows no sensitive values.
    """

    response_metadata: ResponseMetadata
    """Request id, status, headers and retries of the call. Ignored when comparing responses."""

    def __init__(
        self, answer: Mapping[str, Any] | None = None, *, sensitive: frozenset[str] = _NO_NAMES
    ) -> None:
        members = dict(answer or {})
        self.response_metadata = ResponseMetadata(members.pop("ResponseMetadata", {}))
        self._sensitive = sensitive
        super().__init__(members)

    def __repr__(self) -> str:
        return f"UntypedResponse({_shown(dict(self), self._sensitive)!r})"


@attrs.define(kw_only=True, eq=False, repr=False)
class UntypedRequest(Request[Response]):
    """The parameters of an operation, as boto3 takes them; each operation has its own subclass.

    A member of a path in ``__paging__`` is a key of ``parameters``.
    """

    __wire_names__: ClassVar[Mapping[str, str]] = {"secrets": ""}
    """The field that is searched for sensitive values."""
    __sensitive__: ClassVar[frozenset[str]] = _NO_NAMES
    """The wire names of the members of the response whose values must not be shown."""

    parameters: dict[str, Any]
    secrets: list[Any] = attrs.field(repr=False)
    """The sensitive values in the parameters."""


def sensitive_values(value: Any, names: frozenset[str]) -> Iterator[Any]:
    """Yield the values of sensitive members in a dict, at any depth.

    Args:
        value: The dict, or a value inside it.
        names: The wire names of the members that the service model marks as sensitive.
    """
    if is_map(value):
        for name, member in value.items():
            if _is_hidden(name, names):
                yield member
            else:
                yield from sensitive_values(member, names)
    elif is_list(value):
        for item in value:
            yield from sensitive_values(item, names)


def _shown(value: Any, names: frozenset[str]) -> Any:
    """Return a copy of a value for its ``repr``, without sensitive values."""
    if is_map(value):
        return {
            name: _HIDDEN if _is_hidden(name, names) else _shown(member, names)
            for name, member in value.items()
        }
    if is_list(value):
        return [_shown(item, names) for item in value]
    return value


def _is_hidden(name: object, names: frozenset[str]) -> bool:
    """Return whether the value of a key is sensitive, also after ``mark_sensitive``."""
    # Any, because in the stub of ``sensitive`` type checkers see a different ``Shape``.
    shape: Any = Shape
    return name in names or (isinstance(name, str) and is_sensitive(shape, xform_name(name)))
