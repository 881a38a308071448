"""The call itself: one request through botocore, its answer or its error brought back typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from botocore.exceptions import ClientError, ParamValidationError

from ._answers import misfit, reading
from ._boto_client import BotoClient
from .converter import ConversionError, from_boto, to_boto
from .errors import ServiceError, typed_error
from .operation import Request, Response
from .sensitive import without_secrets

ResponseT = TypeVar("ResponseT", bound=Response)
ErrorClasses = Mapping[str, type[ServiceError]]


def call(client: BotoClient, request: Request[ResponseT], errors: ErrorClasses) -> ResponseT:
    """Send ``request`` with ``client``.

    Args:
        client: The boto3 client.
        request: The request.
        errors: The modelled errors by their code.

    Raises:
        ServiceError: the service answered with an error.
        InvalidResponse: the answer cannot be read.
        ConversionError: a field of the request holds something that its type does not allow.
        botocore.exceptions.BotoCoreError: what botocore refuses, or could not send.
    """
    parameters = to_boto(request)
    try:
        with reading(request):
            answer = getattr(client, request.__method__)(**parameters)
    except ParamValidationError as error:
        report = without_secrets(str(error.kwargs.get("report", "")), request)
        raise ParamValidationError(report=report).with_traceback(error.__traceback__) from None
    except ClientError as error:
        # Credentials are got with calls of their own: what fails there says nothing of this one.
        if error.operation_name not in {request.__operation__, request.__method__}:
            raise
        # Where in botocore an answer became an exception helps nobody.
        raise typed_error(_without_secrets(error, request), errors) from None
    try:
        return from_boto(cast("type[ResponseT]", request.__response__), answer)
    except ConversionError as error:
        raise misfit(request, answer, error) from None


def _without_secrets(error: ClientError, request: Request[Any]) -> ClientError:
    """``error`` without the request's sensitive values, which a service may quote."""
    response = cast("dict[str, Any]", error.response)
    details = response.get("Error", {})
    message = details.get("Message")
    if not isinstance(message, str):
        return error
    hidden = without_secrets(message, request)
    if hidden == message:
        return error
    return type(error)(
        cast("Any", {**response, "Error": {**details, "Message": hidden}}), error.operation_name
    )
