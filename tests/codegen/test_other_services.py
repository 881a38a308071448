"""Other services of the installed botocore are generated and called like those of SageMaker.

Services that the installed botocore does not have are skipped.
"""

from __future__ import annotations

import importlib
import itertools
import json
import os
import sys
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import Any, Final, NamedTuple
from uuid import UUID

import pytest
from botocore.exceptions import BotoCoreError
from helpers.cases import each
from helpers.codegen.other_services import (
    JSON,
    Loopback,
    available,
    callable_operations,
    features,
    generated_service,
    http_answer,
    loopback,
    models_of,
    raw_client,
    streamed,
)
from helpers.samples import sample

from sagemaker_typed import ServiceError, from_boto, to_boto
from sagemaker_typed.codegen.errors import GenerationError
from sagemaker_typed.codegen.model.store import SERVICE

# Chosen so that together they have every feature of the protocols; small ones where possible.
DAILY: Final = (
    *("dynamodb", "kinesis", "logs", "stepfunctions", "secretsmanager"),  # json
    *("sqs", "translate", "textract", "identitystore", "firehose"),
    *("bedrock-runtime", "lambda", "amplifyuibuilder", "s3tables", "iot-data"),  # rest-json
    *("apigatewaymanagementapi", "dataexchange", "mq", "cleanroomsml", "codeartifact"),
)
EVERY: Final = os.environ.get("HYPOTHESIS_PROFILE") == "full"
MOST_OPERATIONS: Final = 4
SERVICES: Final = available() if EVERY else [*filter(set(available()).__contains__, DAILY)]

UNSUPPORTED: Final = {"ec2", "query", "rest-xml"}

_numbers: Final = itertools.count()


@pytest.fixture(scope="module")
def server() -> Generator[Loopback]:
    with loopback() as running:
        yield running


class Package(NamedTuple):
    """The generated package of a service."""

    client: Any
    namespace: Any
    errors: Any


def build(name: str, folder: Path) -> Package:
    """Generate and import the package of a service.

    Raises:
        GenerationError: the generator does not support the service, and says why.
    """
    entry, found = generated_service(name)
    root = f"other_service_{next(_numbers)}"
    for path, source in found.sources.items():
        target = folder / root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(source, encoding="utf-8")
    importlib.invalidate_caches()
    namespace = importlib.import_module(f"{root}.{entry.package}")
    errors = importlib.import_module(f"{root}.{entry.package}.errors")
    return Package(getattr(namespace, entry.client), namespace, errors)


def chosen(model: Any) -> list[Any]:
    """Return operations that together have most features of a service, the largest ones first."""
    operations = [*callable_operations(model)]
    picked: list[Any] = []
    missing = set[str]().union(*map(features, operations))
    for one in operations:
        if len(picked) < MOST_OPERATIONS and features(one) & missing:
            picked.append(one)
            missing -= features(one)
    return picked


@each("name", SERVICES, size=5)
def test_service_is_generated_imported_and_called_like_boto3(
    name: str, tmp_path: Path, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("uuid.uuid4", lambda: UUID(int=1))  # idempotency tokens, invocation ids
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    if not is_supported(name):
        with pytest.raises(GenerationError, match=r"^the service uses the protocol"):
            build(name, tmp_path)
        return
    package = build(name, tmp_path)
    with closing(raw_client(name, server.url)) as raw:
        model = raw.meta.service_model
        if model.resolved_protocol in JSON:
            client = package.client(client=raw)
            called = [is_called_alike(one, raw, client, package, server) for one in chosen(model)]
            assert any(called) or name not in DAILY  # others may refuse every sample
            check_error(model, client, package, server)


def is_supported(name: str) -> bool:
    metadata = models_of(name).models[SERVICE]["metadata"]
    protocols = {*metadata.get("protocols", ()), metadata["protocol"]}
    return bool(protocols - UNSUPPORTED)


def is_called_alike(
    operation: Any, raw: Any, client: Any, package: Package, server: Loopback
) -> bool:
    """Compare a typed call with a raw one; return whether botocore can make the call."""
    cls = getattr(package.namespace, f"{operation.name}Request")
    parameters = sample(operation.input_shape)
    server.answer = http_answer(operation, sample(operation.output_shape))
    server.taken()
    try:
        expected = getattr(raw, cls.__method__)(**parameters)
    except BotoCoreError:  # such as for a sample that is not a valid ARN
        return False
    response = client.send(from_boto(cls, parameters))
    theirs, ours = server.taken()
    assert ours == theirs, operation.name
    found = to_boto(response)
    for answer in (expected, found):
        answer.pop("ResponseMetadata", None)
    wire = streamed(operation)
    if wire is not None:
        raw_stream = expected.pop(wire)
        found.pop(wire)
        stream = getattr(
            response, next(k for k, v in cls.__response__.__wire_names__.items() if v == wire)
        )
        if operation.has_streaming_output:
            assert stream.read() == raw_stream.read()
        stream.close()
        raw_stream.close()
    # A sample of a recursive structure ends somewhere, also where a member is required.
    if not response.response_metadata.corrected:
        assert found == expected, operation.name
    return True


def check_error(model: Any, client: Any, package: Package, server: Loopback) -> None:
    """Check that an error of the service model has its own class."""
    for operation in callable_operations(model):
        for shape in operation.error_shapes[:1]:
            code = shape.metadata.get("error", {}).get("code") or shape.name
            server.answer = (400, {"x-amzn-errortype": code}, json.dumps({"__type": code}).encode())
            cls = getattr(package.namespace, f"{operation.name}Request")
            request = from_boto(cls, sample(operation.input_shape))
            with pytest.raises((ServiceError, BotoCoreError)) as caught:
                client.send(request)
            found: Any = caught.value
            if isinstance(found, ServiceError):
                assert found.code == code
                assert isinstance(found, package.errors.BY_CODE[code])
                return
