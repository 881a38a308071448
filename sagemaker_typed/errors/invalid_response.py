"""The error for an answer that cannot be read."""

from __future__ import annotations

from typing import Any

from botocore.parsers import ResponseParserError


class InvalidResponse(ResponseParserError):
    """The service, or something between it and here, answered with what cannot be read.

    Nothing is known of what the call did: it may have been carried out. The text quotes no answer
    that is not the service's own.

    Args:
        operation_name: The service model's name of the operation.
        reason: What is wrong with the answer, such as ``it is empty``.
        status_code: The HTTP status.
        request_id: The service's id of the request; empty where none came.
        content_type: What the answer calls itself; empty where it does not.
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
        with_it = [
            f"HTTP status {status_code}",
            f"content type {content_type!r}" if content_type else "no content type",
            f"request id {request_id!r}" if request_id else "no request id",
        ]
        super().__init__(
            f"The answer to {operation_name} cannot be read: {reason} ({', '.join(with_it)}). "
            "The request may have been carried out: look before you send it again, "
            "and ask what answers at the endpoint, such as a proxy."
        )

    def __reduce__(self) -> tuple[Any, ...]:
        parts = (self.operation_name, self.reason, self.status_code)
        return type(self), (*parts, self.request_id, self.content_type), self.__dict__
