"""Requests that fail among many, and the options of ``client.each``."""

from typing import Any, Final, Literal, TypeAlias, get_args

import attrs
from botocore.exceptions import BotoCoreError, HTTPClientError, ParamValidationError
from botocore.exceptions import ConnectionError as BotoConnectionError

from sagemaker_typed.errors import InvalidResponse, NotAuthenticated, ServiceError
from sagemaker_typed.operation import Request

Errors: TypeAlias = Literal["raise", "skip", "yield"]
"""The ways to handle the error of one request."""

_OF_ONE_REQUEST: Final = (
    *(ServiceError, InvalidResponse, HTTPClientError, BotoConnectionError, ParamValidationError),
)


def is_of_one_request(error: BaseException) -> bool:
    """Return whether an error concerns one request. Others end the iteration in any case.

    Missing and expired credentials, for example, concern all of them.
    """
    return isinstance(error, _OF_ONE_REQUEST) and not isinstance(error, NotAuthenticated)


@attrs.frozen
class FailedRequest:
    """A failed request, instead of a response, with ``errors="yield"``."""

    request: Request[Any, Any]
    """The request."""
    error: ServiceError | BotoCoreError | InvalidResponse
    """The error that ``client.send`` raises for it."""


def check_errors(errors: object) -> None:
    """Check the argument ``errors``.

    Raises:
        ValueError: it is none of the known values.
    """
    known = get_args(Errors)
    if errors not in known:
        raise ValueError(f"errors must be {', '.join(map(repr, known))}, got {errors!r}")


def check_workers(workers: object) -> None:
    """Check the argument ``workers``.

    Raises:
        TypeError: it is not an int.
        ValueError: it is less than 1.
    """
    if isinstance(workers, bool) or not isinstance(workers, int):
        raise TypeError(f"workers must be an int, got {type(workers).__name__}")
    if workers < 1:
        raise ValueError(f"workers must be at least 1, got {workers}")
