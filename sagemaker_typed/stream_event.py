"""The base class of stream events, with the methods that ``EventStream`` uses to read them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

import attrs

from .operation import TaggedUnion

if TYPE_CHECKING:
    from botocore.exceptions import ClientError

__all__ = ["StreamEvent"]

_payload_fields: dict[type[TaggedUnion], dict[str, str]] = {}


@attrs.define(kw_only=True, eq=False, repr=False)
class StreamEvent(TaggedUnion):
    """An event of a stream; its branch is the type of event."""

    __errors__: ClassVar[tuple[str, str | None]] = ("", None)
    """The module of the errors that the service may send instead of an event.

    The two values are the arguments of ``importlib.import_module``.
    """

    @classmethod
    def __typed__(
        cls,
        source: Iterable[Any],
        convert: Callable[[Any, Any], Any] | None,
        hide: Callable[[ClientError], ClientError] | None,
    ) -> Iterator[Self]:
        """Yield the events of ``source``.

        Args:
            source: botocore's ``EventStream``, or an iterable of typed events, boto3's dicts and
                errors.
            convert: A function that makes an event from boto3's dict; default: the package's
                converter.
            hide: A function that removes sensitive values from an error.
        """
        from ._botocore.typed_events import typed_events

        return typed_events(source, cls, convert, hide)

    def __payload__(self) -> bytes | None:
        """Return the payload of the event; ``None`` if events of its type have none."""
        cls, branch = type(self), self.branch or ""
        fields = _payload_fields.get(cls)
        if fields is None:
            fields = _payload_fields[cls] = _fields_with_bytes(cls)
        field = fields.get(branch)
        return (
            None if field is None else cast("bytes", getattr(getattr(self, branch), field) or b"")
        )


def _fields_with_bytes(cls: type[TaggedUnion]) -> dict[str, str]:
    """Return the payload field of each branch: its first field that holds bytes."""
    from ._schema import kinds
    from ._schema.fields import field_contents

    found: dict[str, str] = {}
    for branch, content in field_contents(cls).items():
        if isinstance(content, kinds.Structure):
            for field, inner in field_contents(content.type).items():
                if isinstance(inner, kinds.Blob):
                    found.setdefault(branch, field)
    return found
