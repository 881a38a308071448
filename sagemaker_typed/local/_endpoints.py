"""Endpoints of the local server: they return the request, because there are no models."""

from __future__ import annotations

from typing import Any, Final

# What moto answers if no results are queued with its own API.
_PLACEHOLDERS: Final = ("body", "content_type", "invoked_production_variant", "custom_attributes")
_CONTENT_TYPE: Final = "Content-Type"
_VARIANT: Final = "x-Amzn-Invoked-Production-Variant"
_ATTRIBUTES: Final = "X-Amzn-SageMaker-Custom-Attributes"
_TARGET: Final = "X-Amzn-SageMaker-Target-Variant"


def return_requests() -> None:
    """Let moto's ``InvokeEndpoint`` return the body that it receives, unless results are queued."""
    from moto.sagemakerruntime import responses

    handler: Any = responses.SageMakerRuntimeResponse
    invoke = handler.invoke_endpoint

    def invoke_endpoint(self: Any) -> tuple[int, dict[str, str], str | bytes]:
        # moto puts the body into JSON, to find the result of an equal request.
        self.body = self.raw_body.decode("latin-1")
        status, headers, body = invoke(self)
        if (body, *map(headers.get, (_CONTENT_TYPE, _VARIANT, _ATTRIBUTES))) == _PLACEHOLDERS:
            attributes = self.headers.get(_ATTRIBUTES)
            headers = {
                _CONTENT_TYPE: self.headers.get(_CONTENT_TYPE, "application/json"),
                _VARIANT: self.headers.get(_TARGET, "AllTraffic"),
            } | ({_ATTRIBUTES: attributes} if attributes else {})
            body = self.raw_body
        return status, headers, body

    handler.invoke_endpoint = invoke_endpoint
    handler.use_raw_body = True  # moto would decode it as UTF-8
