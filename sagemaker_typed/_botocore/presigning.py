"""Presigned URLs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import UnknownClientMethodError

from sagemaker_typed.operation import Request

from .call_context import CallContext
from .supported import check_supported


def presigned_url(
    client: Any,
    request: Request[Any],
    parameters: Mapping[str, Any],
    *,
    generated_from: str,
    expires_in: int,
    http_method: str | None,
    takes_shortcuts: bool,
) -> str:
    """Return botocore's presigned URL for ``request``.

    Args:
        client: The boto3 client.
        request: The request.
        parameters: The request as boto3's dict.
        generated_from: The botocore version that this package was generated from.
        expires_in: Seconds until the URL expires.
        http_method: The HTTP method; default: the operation's.
        takes_shortcuts: Whether work that botocore does without effect may be left out.

    Raises:
        BotocoreTooOldError: the installed botocore does not have the operation, or a member.
    """
    try:
        # As for a call, botocore does not validate again.
        with CallContext(request, takes_shortcuts=takes_shortcuts):
            url: str = client.generate_presigned_url(
                request.__method__,
                Params=parameters,
                ExpiresIn=expires_in,
                HttpMethod=http_method,
            )
    except (UnknownClientMethodError, AttributeError, LookupError):
        check_supported(client, request, generated_from)
        raise
    return url
