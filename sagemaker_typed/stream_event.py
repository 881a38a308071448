"""The base of the events of a stream: it tells ``EventStream`` how they are read."""

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
    """An event of a stream; its branch is the kind of event."""

    __errors__: ClassVar[tuple[str, str | None]] = ("", None)
    """The module of the errors that can come in the place of an event, as it is imported."""

    @classmethod
    def __typed__(
        cls,
        source: Iterable[Any],
        convert: Callable[[Any, Any], Any] | None,
        hide: Callable[[ClientError], ClientError] | None,
    ) -> Iterator[Self]:
        """The events of ``source``, one after the other.

        Args:
            source: botocore's ``EventStream``, or typed events, boto3's dicts and errors.
            convert: Makes an event from boto3's dict, where that is not the package's converter.
            hide: Takes out of an error what must not be shown.
        """
        from ._botocore.typed_events import typed_events

        return typed_events(source, cls, convert, hide)

    def __payload__(self) -> bytes | None:
        """The bytes that the event brings; ``None`` where it is of a kind that has none."""
        cls, branch = type(self), self.branch or ""
        fields = _payload_fields.get(cls)
        if fields is None:
            fields = _payload_fields[cls] = _fields_with_bytes(cls)
        field = fields.get(branch)
        return (
            None if field is None else cast("bytes", getattr(getattr(self, branch), field) or b"")
        )


def _fields_with_bytes(cls: type[TaggedUnion]) -> dict[str, str]:
    """The field with the payload, by the branch: the one that holds bytes."""
    from ._schema import kinds
    from ._schema.fields import field_contents

    found: dict[str, str] = {}
    for branch, content in field_contents(cls).items():
        if isinstance(content, kinds.Structure):
            for field, inner in field_contents(content.type).items():
                if isinstance(inner, kinds.Blob):
                    found.setdefault(branch, field)
    return found
