"""The error for a response that cannot be read."""

from __future__ import annotations

from typing import Any

from botocore.parsers import ResponseParserError


class InvalidResponse(ResponseParserError):
    """The service, or a proxy in between, sent a response that cannot be read.

    The effect of the call is unknown: it may have been carried out. The message never quotes
    a body that the service did not send.

    Args:
        operation_name: The service model's name of the operation.
        reason: What is wrong with the response, such as ``the body is empty``.
        status_code: The HTTP status.
        request_id: The service's request id; empty if there is none.
        content_type: The content type of the response; empty if it has none.
    """

    def __init__(
        self,
        operation_name: str,
        reason: str,
        status_code: int | None = None,
        request_id: str = "",
        content_type: str = "",
    ) -> None:
        self.operation_name = operation_name
        self.reason = reason
        self.status_code = status_code
        self.request_id = request_id
        self.content_type = content_type
        details = [
            f"HTTP status {status_code}",
            f"content type {content_type!r}" if content_type else "no content type",
            f"request id {request_id!r}" if request_id else "no request id",
        ]
        super().__init__(
            f"The response to {operation_name} cannot be read: {reason} ({', '.join(details)}). "
            "The request may have been carried out, so check before you send it again. "
            "Also check whether a proxy or another server answers at the endpoint."
        )

    def __reduce__(self) -> tuple[Any, ...]:
        parts = (self.operation_name, self.reason, self.status_code)
        return type(self), (*parts, self.request_id, self.content_type), self.__dict__
