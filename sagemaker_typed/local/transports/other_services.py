"""Refuses calls of services that the engine does not have, in the protocol of each."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any, Final
from urllib.parse import unquote
from xml.sax.saxutils import escape

from sagemaker_typed._botocore.faking.http import HttpAnswer
from sagemaker_typed.local.engine.services import service_model, services

from .reading import HttpRequest

__all__ = ["other_service", "protocol_of", "refusal"]

# A signature of version 4A has no region.
_SCOPE: Final = re.compile(r"Credential=[^/]*/\d{8}/(?:[a-z0-9-]+/)?([a-z0-9-]{1,40})/aws4_request")
_CODE: Final = "NotImplemented"
_STATUS: Final = 501
"""botocore does not retry it."""
_WITH_XML: Final = {"cloudfront", "route53", "s3", "s3-outposts", "s3express"}
"""The services with the protocol ``rest-xml``, as signatures name them."""


def other_service(request: HttpRequest) -> str | None:
    """Return the service that a request is signed for, if the engine does not have it."""
    signed = f"{request.headers.get('authorization', '')} {unquote(request.query)}"
    match = _SCOPE.search(signed)
    return None if match is None or match[1] in _own_names() else match[1]


@cache
def _own_names() -> frozenset[str]:
    return frozenset(service_model(name).signing_name for name in services())


def protocol_of(request: HttpRequest) -> str:
    """Return the protocol of a request, as far as errors of the protocols differ."""
    if "x-amz-target" in request.headers:
        return "json"
    service = other_service(request)
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/x-www-form-urlencoded"):
        return "ec2" if service == "ec2" else "query"
    return "rest-xml" if service in _WITH_XML else "rest-json"


def refusal(service: str, protocol: str) -> HttpAnswer:
    """Return the HTTP response to a call of a service that the engine does not have.

    Args:
        service: The name of the service, as in botocore or in a signature.
        protocol: botocore's name of the protocol.
    """
    text = (
        f"the local SageMaker does not serve {service}, only the services of SageMaker; "
        'local_server(engine="moto") has S3, IAM, STS, CloudWatch Logs and others, and a part of '
        "SageMaker"
    )
    kind, body = _encoded(text, protocol)
    headers = {"Content-Type": kind, "Content-Length": str(len(body)), "x-amzn-ErrorType": _CODE}
    return HttpAnswer(_STATUS, headers, (body,))


def _encoded(text: str, protocol: str) -> tuple[str, bytes]:
    """Return the content type and the body of the error."""
    error = f"<Code>{_CODE}</Code><Message>{escape(text)}</Message>"
    match protocol:
        case "query":
            xml = f"<ErrorResponse><Error>{error}</Error></ErrorResponse>"
        case "ec2":
            xml = f"<Response><Errors><Error>{error}</Error></Errors></Response>"
        case "rest-xml":
            xml = f"<Error>{error}</Error>"
        case _:
            content: Any = {"__type": _CODE, "message": text}
            return "application/x-amz-json-1.1", json.dumps(content).encode()
    return "text/xml", f'<?xml version="1.0" encoding="UTF-8"?>\n{xml}'.encode()
