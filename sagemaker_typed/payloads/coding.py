"""Encode a payload with its content type, and decode a response by its content type."""

from __future__ import annotations

from typing import Any, Final, Protocol, TypedDict, TypeVar

from .codecs import CSV, JSON, NPY, Codec, PayloadError

__all__ = ["Answer", "AsyncAnswer", "Payload", "async_decode", "decode", "payload"]

T = TypeVar("T")

COMMON: Final[tuple[Codec[Any, Any], ...]] = (JSON, NPY, CSV)


class Payload(TypedDict):
    """The keyword arguments for ``invoke_endpoint`` and similar methods."""

    body: bytes
    content_type: str


class _Body(Protocol):
    def read(self) -> bytes: ...


class _AsyncBody(Protocol):
    async def aread(self) -> bytes: ...


class Answer(Protocol):
    """An object with a body and a content type, such as the response of ``invoke_endpoint``."""

    @property
    def body(self) -> _Body:
        """The body: a ``ByteStream``, or an ``EventStream``."""
        ...

    @property
    def content_type(self) -> str | None:
        """The MIME type of the body."""
        ...


class AsyncAnswer(Protocol):
    """An :class:`Answer` of an asynchronous client."""

    @property
    def body(self) -> _AsyncBody:
        """The body: a ``ByteStream``, or an ``EventStream``."""
        ...

    @property
    def content_type(self) -> str | None:
        """The MIME type of the body."""
        ...


def payload(value: T, codec: Codec[T, object] = JSON) -> Payload:
    """Encode a value as keyword arguments: ``invoke_endpoint(..., **payload(x))``.

    Args:
        value: The value to send.
        codec: The codec that encodes it: ``JSON``, ``NPY``, ``CSV``, or your own.

    Raises:
        PayloadError: the codec cannot encode the value.
        ModuleNotFoundError: the extra that the codec needs is not installed.
    """
    return {"body": codec.encode(value), "content_type": codec.content_type}


def decode(answer: Answer, *codecs: Codec[Any, Any]) -> Any:
    """Decode the body of a response by its content type.

    The whole body is read.

    Args:
        answer: A response with ``body`` and ``content_type``.
        codecs: Your own codecs. They take precedence over ``JSON``, ``NPY`` and ``CSV``.

    Raises:
        PayloadError: no codec has the content type (the body is not read), or the codec cannot
            decode the body, which is then the error's ``body``.
        ModuleNotFoundError: the extra that the codec needs is not installed.
    """
    codec = _codec_for(answer.content_type, codecs)
    return _decoded(codec, answer.body.read())


async def async_decode(answer: AsyncAnswer, *codecs: Codec[Any, Any]) -> Any:
    """Decode the body of a response of an asynchronous client, as :func:`decode` does.

    Args:
        answer: A response with ``body`` and ``content_type``.
        codecs: Your own codecs. They take precedence over ``JSON``, ``NPY`` and ``CSV``.

    Raises the errors of :func:`decode`.
    """
    codec = _codec_for(answer.content_type, codecs)
    return _decoded(codec, await answer.body.aread())


def _codec_for(content_type: str | None, codecs: tuple[Codec[Any, Any], ...]) -> Codec[Any, Any]:
    possible = (*codecs, *COMMON)
    for codec in possible:
        if _bare(codec.content_type) == _bare(content_type or ""):
            return codec
    known = ", ".join(codec.content_type for codec in possible)
    raise PayloadError(
        f"no codec for the content type {content_type!r} (known: {known}); "
        "request one of these with accept=, pass your own codec, or read the body yourself"
    )


def _decoded(codec: Codec[Any, Any], body: bytes) -> Any:
    try:
        return codec.decode(body)
    except PayloadError as error:
        error.body = body  # a stream can be read only once
        raise


def _bare(content_type: str) -> str:
    """Return a MIME type without its parameters."""
    return content_type.partition(";")[0].strip().lower()
