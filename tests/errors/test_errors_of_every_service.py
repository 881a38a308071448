"""Tests of the errors of all services: their own classes and the common base classes."""

from __future__ import annotations

import json
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

import pytest
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from helpers.cases import each
from helpers.faults import raw_client
from helpers.samples import SERVICES, client_class, namespace, operations, sample, service_model

from sagemaker_typed import ServiceError, errors, from_boto


class Named(NamedTuple):
    """An error of an operation."""

    service: str
    operation: str
    name: str

    @property
    def shape(self) -> Any:
        """botocore's shape of the error."""
        return service_model(self.service).shape_for(self.name)

    @property
    def classes(self) -> Any:
        """The ``errors`` module of the service."""
        return import_module(".errors", namespace(self.service).__name__)


NAMED = list(
    {
        (service, shape.name): Named(service, operation.name, shape.name)
        for service in SERVICES
        for operation in operations(service)
        for shape in operation.model.error_shapes
    }.values()
)
FAMILIES = {
    "AccessDeniedException AccessForbidden": errors.AccessDeniedException,
    "ConflictException ResourceInUse": errors.Conflict,
    "ResourceNotFound ResourceNotFoundException": errors.NotFound,
    "ThrottlingException": errors.ThrottlingException,
    "ValidationError ValidationException": errors.ValidationException,
    "InternalFailure InternalServerException InternalServiceError InternalServiceException": (
        errors.InternalFailure
    ),
    "InternalDependencyException InternalStreamFailure": errors.InternalFailure,
    "ServiceUnavailable ServiceUnavailableException": errors.ServiceUnavailable,
    "RequestTimeoutException": errors.RequestTimeoutException,
    "ServiceQuotaExceededException": errors.ServiceQuotaExceededException,
}
FAMILY = {name: family for names, family in FAMILIES.items() for name in names.split()}


class Refusing:
    """A client whose service returns an error."""

    def __init__(self, service: str) -> None:
        raw = raw_client("http://127.0.0.1:1", service=service)
        raw.meta.events.register("before-send", self.answer)
        self.client: Any = client_class(service)(client=raw)
        self.status, self.headers, self.body = 400, {"x-amzn-requestid": "id-1"}, b""

    def answer(self, request: Any, **_: Any) -> Any:
        headers: Any = HTTPHeaders()
        for name, value in self.headers.items():
            headers[name] = value
        response: Any = AWSResponse(request.url, self.status, headers, None)
        response._content = self.body
        return response


@cache
def refusing(service: str) -> Refusing:
    return Refusing(service)


def refused(named: Named, members: dict[str, Any]) -> ServiceError:
    server = refusing(named.service)
    server.status = named.shape.metadata.get("error", {}).get("httpStatusCode", 400)
    server.headers["x-amzn-errortype"] = f"{named.name}:http://internal.amazon.com/"
    server.body = json.dumps({"__type": named.name, **members}).encode()
    (operation,) = (op for op in operations(named.service) if op.name == named.operation)
    request = from_boto(operation.request, sample(operation.input, "required"))
    with pytest.raises(server.client.boto_client.exceptions.from_code(named.name)) as caught:
        server.client.send(request)
    assert isinstance(caught.value, ServiceError)
    return caught.value


@each("named", NAMED, ids=lambda named: f"{named.service}.{named.name}")
def test_every_error_has_its_own_class_and_its_common_base(named: Named) -> None:
    members = {name: sample(shape) for name, shape in named.shape.members.items()}
    error = refused(named, members)
    own = getattr(named.classes, named.name)

    assert isinstance(error, own)
    assert isinstance(error, FAMILY.get(named.name, ServiceError))
    assert error.code == own.__code__ == named.name
    assert error.request_id == "id-1"
    assert error.operation_name == named.operation
    if "retryable" in named.shape.metadata:
        assert error.is_retryable
    text = next((name for name in members if name.lower() == "message"), None)
    assert error.message == (members[text] if text else "")
    for name, value in members.items():
        if name != text:
            wire = {w: f for f, w in fields(named).items()}
            assert getattr(error, wire[name]) == value


def fields(named: Named) -> dict[str, str]:
    """The members of an error, by attribute."""
    from botocore import xform_name

    return {xform_name(name): name for name in named.shape.members}


def test_errors_of_the_same_name_differ_by_service_and_share_a_base() -> None:
    """``ConflictException`` of one service does not catch that of another; ``Conflict`` does."""
    conflicts = [named for named in NAMED if named.name == "ConflictException"]
    found = {named.service: refused(named, {"message": "no"}) for named in conflicts}
    assert len(found) > 5
    for named in conflicts:
        own = named.classes.ConflictException
        assert [s for s, error in found.items() if isinstance(error, own)] == [named.service]
        assert found[named.service].is_conflict
        assert isinstance(found[named.service], errors.Conflict)


@pytest.mark.parametrize("service", SERVICES)
def test_errors_module_of_every_service_includes_the_common_errors(service: str) -> None:
    found: Any = import_module(".errors", namespace(service).__name__)
    assert set(errors.__all__) <= set(found.__all__)
