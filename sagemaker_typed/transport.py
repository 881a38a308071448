"""The call itself: one request through botocore, its answer or its error brought back typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from botocore.exceptions import ClientError, ParamValidationError

from ._boto_client import BotoClient
from .converter import from_boto, to_boto
from .errors import ServiceError
from .operation import Request, Response
from .sensitive import without_secrets
from .validation import explain, to_checked_boto

ResponseT = TypeVar("ResponseT", bound=Response)
ErrorClasses = Mapping[str, type[ServiceError]]


def call(
    client: BotoClient,
    request: Request[ResponseT],
    errors: ErrorClasses,
    *,
    validates: bool = True,
) -> ResponseT:
    """Send ``request`` with ``client``.

    Args:
        client: The boto3 client.
        request: The request.
        errors: The modelled errors by their code.
        validates: Whether the request is validated before it is sent.

    Raises:
        ServiceError: the service answered with an error.
        ViolationError: the request violates rules of the service model, and was not sent.
        ConversionError: a field of the request holds something that its type does not allow, and
            ``validates`` is false.
        botocore.exceptions.BotoCoreError: what botocore refuses, or could not send.
    """
    parameters = to_checked_boto(request) if validates else to_boto(request)
    try:
        answer = getattr(client, request.__method__)(**parameters)
    except ParamValidationError as error:
        report = without_secrets(str(error.kwargs.get("report", "")), request)
        raise ParamValidationError(report=report).with_traceback(error.__traceback__) from None
    except ClientError as error:
        raise typed_error(error, errors).with_traceback(error.__traceback__) from None
    except (AttributeError, LookupError, RecursionError) as error:
        if validates:
            explain(client, request, parameters, error)
        raise
    return from_boto(cast("type[ResponseT]", request.__response__), answer)


def typed_error(error: ClientError, errors: ErrorClasses) -> ServiceError:
    """``error`` as one of ours, which the class that botocore raised still catches."""
    code = error.response.get("Error", {}).get("Code", "")
    ours = errors.get(code, ServiceError)
    return _both(ours, type(error))(cast("Any", error.response), error.operation_name)


def _both(ours: type[ServiceError], theirs: type[ClientError]) -> type[ServiceError]:
    """A class that ``except`` finds under both names; botocore makes ``theirs`` for each client."""
    if issubclass(ours, theirs):
        return ours
    return type(ours.__name__, (ours, theirs), {"__module__": ours.__module__, "__public__": ours})
