"""Received responses: botocore's response of aiohttp's."""

from __future__ import annotations

from functools import cache
from typing import Any, cast

import aiohttp
from aiohttp.http_exceptions import ContentLengthError
from botocore.awsrequest import AWSResponse
from botocore.httpsession import URLLib3Session

__all__ = ["content_of", "response_of"]


def response_of(request: Any, response: aiohttp.ClientResponse, raw: Any) -> Any:
    """Return botocore's response; headers with the same name are joined, as urllib3 does."""
    headers: dict[str, str] = {}
    spellings: dict[bytes, str] = {}
    for raw_name, raw_value in response.raw_headers:
        # As http.client decodes them.
        name = spellings.setdefault(raw_name.lower(), raw_name.decode("latin-1"))
        value = raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return AWSResponse(request.url, response.status, cast("Any", headers), raw)


async def content_of(response: aiohttp.ClientResponse) -> bytes:
    """Return the body; what arrived of it, if the connection was closed too early.

    As with urllib3 under botocore: whoever reads the content then finds that it is incomplete.
    """
    pieces: list[bytes] = []
    try:
        async for piece in response.content.iter_any():
            pieces.append(piece)  # noqa: PERF401 - the pieces before an error are kept
    except aiohttp.ClientPayloadError as error:
        # After a reset, the text continues with the error of the connection.
        text = str(error)
        is_closed = ContentLengthError.__name__ in text and text.endswith(">")
        if not is_closed or not _accepts_truncated():
            raise
        rest: Any = getattr(response.content, "_buffer", ())
        pieces += map(bytes, rest)
    return b"".join(pieces)


@cache
def _accepts_truncated() -> bool:
    """Return whether botocore accepts a body that is shorter than announced; old ones do not."""
    constants: Any = URLLib3Session.send.__code__.co_consts
    names: list[Any] = [one for one in constants if isinstance(one, tuple)]
    return any("enforce_content_length" in one for one in names)
