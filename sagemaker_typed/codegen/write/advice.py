"""Write the errors of an operation: each with its meaning, and with what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sagemaker_typed.codegen.model.shapes import Structure
from sagemaker_typed.errors.codes import Kind, kind_of

_BY_CODE: Final[Mapping[str, str]] = {
    "ModelError": (
        "The container of the model returned an error: see ``original_status_code`` and "
        "``original_message``, and the log stream ``log_stream_arn``."
    ),
    "ModelNotReadyException": (
        "The endpoint is still starting or loading the model: wait, and send the request again."
    ),
    "ModelStreamError": (
        "The container of the model failed while it streamed its response: see ``error_code``, and "
        "the logs of the endpoint."
    ),
}
"""Errors that only some services have, and that no kind describes."""

_BY_KIND: Final[Mapping[Kind, str]] = {
    "NotFound": "A resource does not exist: check its name, the region and the account.",
    "Conflict": (
        "The resource is in use, changing, or already exists: wait until it is ready, or use "
        "another name."
    ),
    "AlreadyExists": "The resource already exists: use another name, or update the resource.",
    "ThrottlingException": (
        "Too many requests, also after botocore's retries: send fewer in a second, or raise "
        "``max_attempts`` of the client."
    ),
    "ValidationException": "The service rejected a value: the message names it.",
    "AccessDeniedException": (
        "The caller has no permission: the message names the action that its IAM policies must "
        "allow."
    ),
    "NotAuthenticated": "The caller is unknown: check the credentials.",
    "ExpiredTokenException": "The session token has expired: get new credentials.",
    "UnrecognizedClientException": (
        "The access key or the session token is unknown: check the credentials and the partition."
    ),
    "InvalidSignatureException": "The signature is wrong: check the secret key, and any proxy.",
    "RequestExpired": "The clock of this machine is wrong: correct it.",
    "InternalFailure": "The service failed: send the request again later.",
    "ServiceUnavailable": "The service is not available: send the request again later.",
    "RequestTimeoutException": "The request took too long: send it again, or make it smaller.",
    "QuotaExceeded": (
        "A quota of the account would be exceeded: delete what is not used, or increase the quota "
        "in Service Quotas; ``hint`` names it."
    ),
    "ServiceQuotaExceededException": (
        "A quota of the account would be exceeded: delete what is not used, or increase the quota "
        "in Service Quotas; ``hint`` names it."
    ),
    "UnknownOperationException": "The endpoint does not have the operation: check its URL.",
    "SerializationException": (
        "The service could not read the request: check any hook or proxy that changes requests."
    ),
    "RequestEntityTooLargeException": "The request is too large: send less in one request.",
    "ServiceError": "Read the error's ``message``.",
}


def advice(error: Structure) -> str:
    """Return the meaning of an error of the service model, and what to do about it.

    The error's code decides, or else its HTTP status.
    """
    answer = {
        "Error": {"Code": error.name},
        # Without a request id, a 404 would be taken for the response of a proxy.
        "ResponseMetadata": {"HTTPStatusCode": error.error_status, "RequestId": "-"},
    }
    kind, _ = kind_of(answer, is_modelled=False)
    return _BY_CODE.get(error.name) or _BY_KIND[kind or "ServiceError"]
