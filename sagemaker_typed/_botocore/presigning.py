"""URLs that make a call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import UnknownClientMethodError

from sagemaker_typed.operation import Request

from .supported import check_supported


def presigned_url(
    client: Any,
    request: Request[Any],
    parameters: Mapping[str, Any],
    *,
    generated_from: str,
    expires_in: int,
    http_method: str | None,
) -> str:
    """A URL that makes the call of ``request``, as botocore makes it.

    Args:
        client: The boto3 client.
        request: The request.
        parameters: What boto3 takes for it.
        generated_from: The botocore version that has everything that a request can say.
        expires_in: Seconds for which the URL is good.
        http_method: Another HTTP method than the operation's own.

    Raises:
        BotocoreTooOldError: the installed botocore lacks the operation or a member of it.
    """
    try:
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
