"""A payload with its content type, on its way to an endpoint and back."""

from __future__ import annotations

from typing import Any, Final, Protocol, TypedDict, TypeVar

from .codecs import CSV, JSON, NPY, Codec, PayloadError

__all__ = ["Answer", "Payload", "decode", "payload"]

T = TypeVar("T")

COMMON: Final[tuple[Codec[Any, Any], ...]] = (JSON, NPY, CSV)


class Payload(TypedDict):
    """The keywords of ``invoke_endpoint`` and its like that a payload is."""

    body: bytes
    content_type: str


class _Body(Protocol):
    def read(self) -> bytes: ...


class Answer(Protocol):
    """What has a body and its content type, such as the response of ``invoke_endpoint``."""

    @property
    def body(self) -> _Body:
        """The body: a ``ByteStream``, or an ``EventStream``."""
        ...

    @property
    def content_type(self) -> str | None:
        """The MIME type that the endpoint gave."""
        ...


def payload(value: T, codec: Codec[T, object] = JSON) -> Payload:
    """The keywords for a request that sends ``value``: ``invoke_endpoint(..., **payload(x))``.

    Args:
        value: What to send.
        codec: How it becomes bytes: ``JSON``, ``NPY``, ``CSV``, or one of yours.

    Raises:
        PayloadError: the codec cannot write the value.
        ModuleNotFoundError: the extra that the codec needs is not installed.
    """
    return {"body": codec.encode(value), "content_type": codec.content_type}


def decode(answer: Answer, *codecs: Codec[Any, Any]) -> Any:
    """The value of an answer, by its content type. The body is read to its end.

    Args:
        answer: A response with ``body`` and ``content_type``.
        codecs: Codecs of yours, which go before ``JSON``, ``NPY`` and ``CSV``.

    Raises:
        PayloadError: no codec is for the content type, and nothing was read; or the body is not of
            that type, and is the error's ``body``.
        ModuleNotFoundError: the extra that the codec needs is not installed.
    """
    content_type = _bare(answer.content_type or "")
    for codec in (*codecs, *COMMON):
        if _bare(codec.content_type) == content_type:
            body = answer.body.read()
            try:
                return codec.decode(body)
            except PayloadError as error:
                error.body = body  # a stream is read once
                raise
    known = ", ".join(codec.content_type for codec in (*codecs, *COMMON))
    raise PayloadError(
        f"no codec for the content type {answer.content_type!r} (there are {known}); "
        "ask for one of them with accept=, give a codec of yours, or read the body yourself"
    )


def _bare(content_type: str) -> str:
    """A MIME type without its parameters."""
    return content_type.partition(";")[0].strip().lower()
