"""Tests of service errors: their classes and attributes, how to catch and how to pickle them."""

from __future__ import annotations

import copy
import gc
import importlib.resources
import json
import pickle
import subprocess
import sys
import traceback
import weakref
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast
from unittest.mock import MagicMock

import botocore
import pytest
from botocore.exceptions import ClientError
from botocore.parsers import create_parser
from botocore.retries import standard
from botocore.session import Session
from botocore.stub import Stubber
from helpers.cases import each
from helpers.codegen.synthetic import (
    generated,
    import_sources,
    model,
    operation,
    structure,
    submodule,
)
from helpers.faults import raw_client

from sagemaker_typed import SageMaker, SageMakerRuntime, ServiceError
from sagemaker_typed import errors as common
from sagemaker_typed.errors import COMMON, InvalidResponse, codes, typed_error
from sagemaker_typed.local import local_sagemaker
from sagemaker_typed.sagemaker import ModelCardStatus, errors

NOWHERE = "http://127.0.0.1:1"


def parsed(body: dict[str, Any], status: int = 400, request_id: str = "id-1") -> ClientError:
    """An error response as botocore parses it."""
    headers = {"x-amzn-requestid": request_id} if request_id else {}
    http = {"status_code": status, "headers": headers, "body": json.dumps(body).encode()}
    parser: Any = create_parser("json")
    return ClientError(parser.parse(http, None), "DescribeModel")


def typed(code: str, message: str = "no", status: int = 400) -> ServiceError:
    return typed_error(parsed({"__type": code, "message": message}, status), errors.BY_CODE)


# --- classes --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "status", "cls"),
    [
        ("ResourceNotFound", 400, errors.ResourceNotFound),
        ("com.amazon.sagemaker#ResourceInUse", 400, errors.ResourceInUse),
        ("ResourceInUse:http://internal", 400, errors.ResourceInUse),
        ("ResourceLimitExceeded", 400, errors.ResourceLimitExceeded),
        ("ResourceNotFoundException", 400, errors.NotFound),
        ("ValidationException", 400, errors.ValidationException),
        ("ValidationError", 400, errors.ValidationException),
        ("ThrottlingException", 400, errors.ThrottlingException),
        ("Throttling", 400, errors.ThrottlingException),
        ("TooManyRequestsException", 429, errors.ThrottlingException),
        ("RequestLimitExceeded", 503, errors.ThrottlingException),
        ("AccessDeniedException", 400, errors.AccessDeniedException),
        ("ExpiredTokenException", 403, errors.ExpiredTokenException),
        ("ExpiredToken", 400, errors.ExpiredTokenException),
        ("UnrecognizedClientException", 400, errors.UnrecognizedClientException),
        ("InvalidClientTokenId", 403, errors.UnrecognizedClientException),
        ("InvalidSignatureException", 403, errors.InvalidSignatureException),
        ("RequestTimeTooSkewed", 403, errors.RequestExpired),
        ("InternalFailure", 500, errors.InternalFailure),
        ("ServiceUnavailable", 503, errors.ServiceUnavailable),
        ("UnknownOperationException", 404, errors.UnknownOperationException),
        ("SomethingNew", 400, ServiceError),
        ("SomethingNew", 403, errors.AccessDeniedException),
        ("SomethingNew", 404, errors.NotFound),
        ("SomethingNew", 409, errors.Conflict),
        ("SomethingNew", 429, errors.ThrottlingException),
        ("SomethingNew", 500, errors.InternalFailure),
        ("SomethingNew", 503, errors.ServiceUnavailable),
    ],
)
def test_error_class_depends_on_code_or_else_on_status(
    code: str, status: int, cls: type[ServiceError]
) -> None:
    error = typed(code, status=status)

    assert type(error) is cls
    assert error.code == code.removeprefix("com.amazon.sagemaker#").removesuffix(":http://internal")
    assert (error.message, error.status_code, error.request_id) == ("no", status, "id-1")
    assert (error.operation_name, error.retry_attempts) == ("DescribeModel", 0)


def test_every_code_has_one_class_and_every_class_has_the_name_of_a_code() -> None:
    # In ``COMMON``, a duplicate code would go unnoticed.
    listed = [code for row in cast("Any", codes)._CODES.values() for code in row.split()]

    assert len(listed) == len(set(listed)) == len(COMMON)
    for cls in set(COMMON.values()):
        assert cls.__name__ in common.__all__
        assert cls.__code__ in {"", cls.__name__}
        assert not cls.__code__ or COMMON[cls.__code__] is cls


def test_errors_that_botocore_retries_are_retryable() -> None:
    tables = importlib.resources.files("botocore").joinpath("data/_retry.json").read_text()
    rules = [rule["applies_when"] for rule in json.loads(tables)["definitions"].values()]
    answers = [rule["response"] for rule in rules if "response" in rule]
    throttled: Any = standard.ThrottledRetryableChecker
    transient: Any = standard.TransientRetryableChecker
    sent = {answer["service_error_code"] for answer in answers if "service_error_code" in answer}
    statuses = {answer["http_status_code"] for answer in answers} - {400}

    assert len(sent) >= 5
    for code in {*sent, *throttled._THROTTLED_ERROR_CODES}:
        assert typed(code).is_throttled, code
        assert typed(code).is_retryable, code
    for code in transient._TRANSIENT_ERROR_CODES:
        assert typed(code).is_retryable, code
    for status in {*statuses, *transient._TRANSIENT_STATUS_CODES}:
        assert typed("SomethingNew", status=status).is_retryable, status


@pytest.mark.parametrize("request_id", ["", "id-1"])
def test_404_without_request_id_is_not_a_not_found_error(request_id: str) -> None:
    error = typed_error(parsed({"message": "nothing here"}, 404, request_id), errors.BY_CODE)

    assert error.code == "404"
    assert error.is_not_found is bool(request_id)


# --- classes by message: not found, already exists, conflict --------------------------------------

NOT_FOUND = [
    'Could not find endpoint "arn:aws:sagemaker:us-east-1:123456789012:endpoint/a".',
    "Could not find endpoint configuration 'arn:aws:sagemaker:us-east-1:1:endpoint-config/a'.",
    "Requested resource not found.",
    "Model Package Group does not exist.",
    "Cannot find Model Package Group: arn:aws:sagemaker:us-east-1:1:model-package-group/a",
    "Cannot find resource policy for the group",
    "ModelPackageGroup arn:aws:sagemaker:us-east-1:1:model-package-group/a does not exist.",
    "Unable to describe it 'arn'. (Details: Notebook Instance Lifecycle Config does not exist.)",
    "RecordNotFound",
    "No device with name: a in fleet: b",
    "No devicefleet with name: b",
    "No device fleet with name: b",
    "No workforce found in the account",
    "The work team arn:aws:sagemaker:us-east-1:1:workteam/a does not exist in the account",
    "Endpoint churn of account 123456789012 not found.",
    "Resource Not Found: Amazon SageMaker can't find a FeatureGroup with name a",
]
NOTEBOOK = "(arn:aws:sagemaker:us-east-1:123456789012:notebook-instance/a)"
CONFLICT = [
    'Cannot update in-progress endpoint "arn:aws:sagemaker:us-west-2:123456789098:endpoint/a".',
    "Cannot delete endpoint with inference component associated. Please delete it.",
    "Status (Stopping) not in ([Stopped, Failed]). Unable to transition to (Pending) for Notebook "
    f"Instance {NOTEBOOK}",
    "Status (Pending) not in ([InService]). Unable to transition to (Stopping) for Notebook "
    f"Instance {NOTEBOOK}.",
    "The request was rejected because the training job is in status Stopped.",
    "The request was rejected because the transform job is in status Stopped",
    "Monitoring schedule in status Pending",
    "Unable to update Domain [arn:aws:sagemaker:us-east-1:1:domain/d-1] with InService App. Delete",
]
SOMETHING_ELSE = [
    "",
    "The instance type was not found in the list of those that are allowed",
    "1 validation error detected: Value 'Could not find' at 'modelName' failed to satisfy",
    "1 validation error detected: Value 'a' at 'role' failed: Member does not exist.",
    "Value 'does not exist.' at 'name' failed to satisfy constraint: does not exist.",
    "Could not find ml.x9 in the list of instance types",
    "Could not assume role arn:aws:iam::1:role/a.",
    "The device and work team settings are not found to be valid",
    "No devices may be registered",
    "Tags for a resource that does not exist yet cannot be changed",
    # The same words about a value.
    "Status (a) is not a valid filter: it is not in ([Stopped, Failed]).",
    "1 validation error detected: Value 'Cannot update in-progress endpoint' at 'a' failed to "
    "satisfy constraint: Member must satisfy enum value set: [InService]",
    "Value 'Monitoring schedule in status Pending' at 'name' failed to satisfy constraint",
    "The request was rejected because the role of the training job is invalid.",
    "Inference Component Name header is required for endpoints to which you plan to deploy",
    "Min instance count needs to be greater than 0 for enabled managed instance scaling",
    "Unable to update Domain [arn:aws:sagemaker:us-east-1:1:domain/d-1] with an invalid role",
]


@pytest.mark.parametrize("code", ["ValidationException", "ValidationError"])
@pytest.mark.parametrize("message", NOT_FOUND)
def test_validation_error_with_not_found_message_is_not_found(code: str, message: str) -> None:
    error = typed(code, message)

    assert error.is_not_found
    assert isinstance(error, errors.NotFound)
    assert isinstance(error, errors.ValidationException)
    assert type(error).__name__ == "ValidationException"


@pytest.mark.parametrize("message", SOMETHING_ELSE)
def test_validation_error_with_other_message_is_not_a_not_found_error(message: str) -> None:
    assert type(typed("ValidationException", message)) is errors.ValidationException


@pytest.mark.parametrize("code", ["ValidationException", "ValidationError"])
@pytest.mark.parametrize("message", CONFLICT)
def test_validation_error_about_a_status_is_a_conflict(code: str, message: str) -> None:
    error = typed(code, message)

    assert error.is_conflict
    assert isinstance(error, errors.Conflict)
    assert isinstance(error, errors.ValidationException)
    assert not error.is_not_found
    assert not error.is_already_exists
    assert not isinstance(error, errors.AlreadyExists | errors.NotFound)
    again = pickle.loads(pickle.dumps(error))
    assert again.is_conflict
    assert isinstance(again, errors.Conflict)


@pytest.mark.parametrize("message", [*NOT_FOUND, *SOMETHING_ELSE])
def test_other_validation_errors_are_not_conflicts(message: str) -> None:
    error = typed("ValidationException", message)

    assert not error.is_conflict
    assert not isinstance(error, errors.Conflict)


@pytest.mark.parametrize(
    "code", ["AccessDeniedException", "ResourceLimitExceeded", "InternalError"]
)
@pytest.mark.parametrize("message", [*NOT_FOUND, *CONFLICT])
def test_message_does_not_matter_for_other_codes(code: str, message: str) -> None:
    assert not typed(code, message).is_not_found
    assert not typed(code, message).is_conflict


@pytest.mark.parametrize(
    ("code", "message", "exists"),
    [
        ("ResourceAlreadyExists", "", True),
        ("ValidationException", 'Cannot create already existing model "arn".', True),
        ("ResourceInUse", "Training job with name a already exists. Choose another.", True),
        ("ConflictException", "Modelcard a already exists", True),
        ("ResourceInUseException", "It already exists", True),
        ("ResourceInUse", "The domain has user profiles", False),
        ("ConflictException", "Another update is in progress", False),
        ("ValidationException", f"Cannot create a duplicate Notebook Instance {NOTEBOOK}", True),
        ("ValidationException", "1 validation error detected: 'already exists' is bad", False),
        ("AccessDeniedException", "It already exists", False),
    ],
)
def test_already_exists_depends_on_code_and_message(code: str, message: str, exists: bool) -> None:
    error = typed(code, message)

    assert error.is_already_exists is isinstance(error, errors.AlreadyExists) is exists
    assert error.is_conflict is isinstance(error, errors.Conflict)
    assert error.is_conflict is (exists or code.startswith(("Conflict", "ResourceInUse")))
    assert isinstance(error, errors.BY_CODE.get(code, ServiceError))


@pytest.mark.parametrize(
    ("message", "is_clock"),
    [
        ("Signature expired: 20260101T000000Z is now earlier than 20260101T001000Z", True),
        ("Signature not yet current: 20260101T000000Z is still later than", True),
        ("The request signature we calculated does not match the signature", False),
    ],
)
def test_expired_signature_is_request_expired(message: str, is_clock: bool) -> None:
    error = typed("InvalidSignatureException", message, 403)

    assert isinstance(error, errors.InvalidSignatureException)
    assert isinstance(error, errors.RequestExpired) is is_clock
    assert not error.is_access_denied


def quota(name: str, limit: int, unit: str, used: int, delta: int, end: str = "") -> str:
    """A message about a quota in SageMaker's form; its last sentences differ by year."""
    return (
        f"The account-level service limit {name} is {limit} {unit}, with current utilization of "
        f"{used} {unit} and a request delta of {delta} {unit}.{end}"
    )


# The messages are from issues; see errors/quotas.py. Then: the name of the quota, the instance type
# and the usage.
QUOTAS: list[tuple[str, tuple[str | None, ...], tuple[Any, ...]]] = [
    (
        quota("'ml.p3.8xlarge for training job usage'", 2, "Instances", 3, 1),
        ("ml.p3.8xlarge for training job usage", "ml.p3.8xlarge", "training job usage"),
        (2, "Instances", 3, 1),
    ),
    (
        quota("'ml.g5.48xlarge for spot training job usage'", 0, "Instances", 0, 4, " See limits."),
        ("ml.g5.48xlarge for spot training job usage", "ml.g5.48xlarge", "spot training job usage"),
        (0, "Instances", 0, 4),
    ),
    (
        quota("'Number of instances across all processing jobs'", 4, "Instances", 0, 11),
        ("Number of instances across all processing jobs", None, None),
        (4, "Instances", 0, 11),
    ),
    (
        quota("'Total domains'", 1, "Domains", 1, 1),
        ("Total domains", None, None),
        (1, "Domains", 1, 1),
    ),
    (
        quota("'KernelGateway Apps running on ml.m5.12xlarge instance'", 0, "Apps", 0, 1),
        (
            "KernelGateway Apps running on ml.m5.12xlarge instance",
            "ml.m5.12xlarge",
            "KernelGateway Apps",
        ),
        (0, "Apps", 0, 1),
    ),
    (
        quota(
            "'Studio JupyterLab Apps running on ml.p3.2xlarge instances'", 0, "Apps", 0, 1, " 2 a"
        ),
        (
            "Studio JupyterLab Apps running on ml.p3.2xlarge instances",
            "ml.p3.2xlarge",
            "Studio JupyterLab Apps",
        ),
        (0, "Apps", 0, 1),
    ),
    (
        quota("for training-job/ml.p2.xlarge", 0, "Instances", 0, 2),
        (None, "ml.p2.xlarge", "training-job"),
        (0, "Instances", 0, 2),
    ),
    (
        quota("'Total number of notebook instances'", 8, "NotebookInstances", 16, 1).replace(
            "account-level service", "account- service"
        ),
        ("Total number of notebook instances", None, None),
        (8, "NotebookInstances", 16, 1),
    ),
    ("Limit exceeded", (None, None, None), (None, None, None, None)),
    ("", (None, None, None), (None, None, None, None)),
    (
        "The account-level service limit 'a' is many Instances, with current utilization of none",
        (None, None, None),
        (None, None, None, None),
    ),
]


@pytest.mark.parametrize(("message", "names", "numbers"), QUOTAS, ids=lambda value: str(value)[:70])
def test_quota_is_read_from_the_message(
    message: str, names: tuple[str | None, ...], numbers: tuple[Any, ...]
) -> None:
    for text in (message, message.replace(" for ", "\nfor ")):  # some tools wrap lines
        error = typed("ResourceLimitExceeded", text)
        assert isinstance(error, errors.ResourceLimitExceeded)
        assert isinstance(error, errors.QuotaExceeded)
        for one in (error, pickle.loads(pickle.dumps(error)), copy.copy(error)):
            assert (one.quota_name, one.instance_type, one.usage) == names
            assert (one.limit, one.unit, one.current_utilization, one.request_delta) == numbers
        if names[0] is None:
            assert error.hint is None
        else:
            assert error.hint is not None
            assert f"the quota {names[0]!r} of Amazon SageMaker" in error.hint
            assert f"from {numbers[0]} to at least " in error.hint
    assert typed("ServiceQuotaExceededException", message).is_quota_exceeded


def test_hint_names_a_value_that_is_enough() -> None:
    hints: list[str | None] = []
    for message, *_ in QUOTAS:
        error = typed("ResourceLimitExceeded", message)
        assert isinstance(error, errors.QuotaExceeded)
        hints.append(error.hint)
    assert hints[0] == (
        "increase the quota 'ml.p3.8xlarge for training job usage' of Amazon SageMaker in Service "
        "Quotas from 2 to at least 4"
    )
    assert hints[2] is not None
    assert hints[2].endswith("from 4 to at least 11")


# A new predicate must be added to the table below.
PREDICATES = {name for name in vars(ServiceError) if name.startswith("is_")}


@pytest.mark.parametrize(
    ("code", "true"),
    [
        ("ResourceNotFound", {"is_not_found"}),
        ("ResourceInUse", {"is_conflict"}),
        ("ResourceAlreadyExists", {"is_conflict", "is_already_exists"}),
        ("ThrottlingException", {"is_throttled", "is_retryable"}),
        ("AccessDenied", {"is_access_denied"}),
        ("ExpiredToken", {"is_expired_credentials"}),
        ("InternalFailure", {"is_retryable"}),
        ("ResourceLimitExceeded", {"is_quota_exceeded"}),
        ("ServiceQuotaExceededException", {"is_quota_exceeded"}),
        ("ValidationException", set[str]()),
        ("SomethingNew", set[str]()),
    ],
)
def test_predicates_are_correct_for_typed_and_plain_errors(code: str, true: set[str]) -> None:
    plain = ServiceError({"Error": {"Code": code, "Message": "no"}}, "DescribeModel")

    for error in (typed(code), plain):
        assert {name for name in PREDICATES if getattr(error, name)} == true
    assert (plain.status_code, plain.request_id, plain.retry_attempts) == (None, "", 0)


@pytest.mark.parametrize(
    "response",
    [{}, {"Error": {}}, {"Error": {"Code": None, "Message": None}}, {"ResponseMetadata": {}}],
)
def test_error_response_without_members_is_a_plain_service_error(response: Any) -> None:
    error = typed_error(ClientError(response, "DescribeModel"), errors.BY_CODE)

    assert type(error) is ServiceError
    assert (error.code, error.message, error.request_id) == ("", "", "")
    assert not any(getattr(error, name) for name in PREDICATES)
    assert repr(error) == "ServiceError(operation_name='DescribeModel')"


# --- catching, printing, pickling -----------------------------------------------------------------


@pytest.fixture
def raw() -> Any:
    return raw_client(NOWHERE)


def stubbed(raw: Any, code: str, message: str = "no") -> ServiceError:
    """The error that a call raises."""
    with Stubber(raw) as stubber:
        stubber.add_client_error("describe_model", code, message, 400)
        with pytest.raises(ServiceError) as caught:
            SageMaker(client=raw).describe_model(model_name="churn")
    return caught.value


@pytest.mark.parametrize("code", errors.BY_CODE)
def test_error_is_also_of_botocores_class(raw: Any, code: str) -> None:
    error = stubbed(raw, code, "It already exists")

    assert isinstance(error, errors.BY_CODE[code])
    assert isinstance(error, getattr(raw.exceptions, code))
    assert isinstance(error, ClientError)
    assert str(error).startswith(f"An error occurred ({code}) when calling the DescribeModel")
    assert traceback.format_exception_only(error)[-1].startswith(
        f"sagemaker_typed.sagemaker.errors.{code}: An error occurred ({code})"
    )
    for again in (copy.copy(error), copy.deepcopy(error)):
        assert type(again) is type(error)


def test_errors_of_one_kind_share_a_class_across_threads(raw: Any) -> None:
    answer: Any = {"Error": {"Code": "ResourceInUse", "Message": "It already exists"}}
    theirs = raw.exceptions.ResourceInUse

    def made(number: int) -> type[ServiceError]:
        return type(typed_error(theirs(answer, f"Create{number}"), errors.BY_CODE))

    with ThreadPoolExecutor(8) as threads:
        (cls,) = set(threads.map(made, range(500)))

    assert issubclass(cls, errors.AlreadyExists)
    assert issubclass(cls, theirs)


def test_error_classes_are_freed_with_their_client() -> None:
    raw = raw_client(NOWHERE, Session())
    made = weakref.ref(type(stubbed(raw, "ResourceNotFound")))

    assert made() is not None
    del raw
    gc.collect()
    assert made() is None


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("ResourceNotFound", "no"),
        ("ResourceInUse", "It already exists"),
        ("ValidationException", "Could not find model 'a'."),
        ("ConflictException", "It already exists"),
        ("SomethingNew", "no"),
    ],
)
def test_pickled_error_keeps_class_predicates_and_notes(raw: Any, code: str, message: str) -> None:
    error = stubbed(raw, code, message)
    error.add_note("during the cleanup")
    again = pickle.loads(pickle.dumps(error))

    assert type(again).__name__ == type(error).__name__
    assert [getattr(again, name) for name in PREDICATES] == [
        getattr(error, name) for name in PREDICATES
    ]
    for family in (errors.NotFound, errors.AlreadyExists, errors.BY_CODE.get(code, ServiceError)):
        assert isinstance(again, family) is isinstance(error, family)
    assert again.__notes__ == ["during the cleanup"]
    assert again.response == error.response
    assert type(pickle.loads(pickle.dumps(again))) is type(again)


PICKLING_PROGRAM = """
import pickle, sys
import botocore.session
from botocore.stub import Stubber
from sagemaker_typed import SageMaker, SageMakerRuntime, ServiceError
raw = botocore.session.Session().create_client(
    "sagemaker", region_name="eu-west-1", aws_access_key_id="a", aws_secret_access_key="b"
)
with Stubber(raw) as stubber:
    stubber.add_client_error("describe_model", "ValidationException", "Could not find model 'a'.")
    try:
        SageMaker(client=raw).describe_model(model_name="a")
    except ServiceError as error:
        sys.stdout.buffer.write(pickle.dumps(error))
"""


def test_error_can_be_unpickled_in_another_process() -> None:
    done = subprocess.run([sys.executable, "-c", PICKLING_PROGRAM], capture_output=True, check=True)
    error = pickle.loads(done.stdout)

    assert isinstance(error, errors.ValidationException)
    assert isinstance(error, errors.NotFound)


def test_traceback_is_short_and_names_the_operation(raw: Any) -> None:
    error = stubbed(raw, "ResourceNotFound")
    files = [frame.filename for frame in traceback.extract_tb(error.__traceback__)]
    text = "".join(traceback.format_exception(error))
    package = Path(botocore.__file__).parent

    assert len(files) == 5
    assert not [name for name in files if Path(name).is_relative_to(package)]
    assert text.count("Traceback") == 1
    assert "DescribeModel" in text.splitlines()[-1]


def test_repr_has_operation_code_message_status_and_request_id() -> None:
    assert repr(typed("ResourceNotFound")) == (
        "ResourceNotFound(operation_name='DescribeModel', code='ResourceNotFound', message='no', "
        "status_code=400, request_id='id-1')"
    )


def test_error_hides_a_quoted_sensitive_value(raw: Any) -> None:
    # A variable, because the lines of the call are in the traceback.
    secret = "hunter22"
    with Stubber(raw) as stubber:
        stubber.add_client_error(
            "create_workforce", "ValidationException", f"bad client secret {secret}", 400
        )
        with pytest.raises(errors.ValidationException) as caught:
            SageMaker(client=raw).create_workforce(
                workforce_name="w", oidc_config=oidc_config(secret)
            )
    error = caught.value

    assert error.message == "bad client secret <sensitive>"
    assert secret not in "".join(traceback.format_exception(error)) + repr(error)
    assert secret not in str(error.response)


@pytest.mark.parametrize("secret", ["hunter22", "Resource"])
def test_error_of_the_model_hides_a_quoted_sensitive_value(raw: Any, secret: str) -> None:
    with Stubber(raw) as stubber:
        stubber.add_client_error(
            "create_workforce",
            "ResourceLimitExceeded",
            f"client secret {secret}",
            modeled_fields={"Message": f"client secret {secret}"},
        )
        with pytest.raises(errors.ResourceLimitExceeded) as caught:
            SageMaker(client=raw).create_workforce(
                workforce_name="w", oidc_config=oidc_config(secret)
            )
    assert caught.value.code == "ResourceLimitExceeded"
    assert caught.value.response["Message"] == caught.value.message == "client secret <sensitive>"


def invoke_error(body: bytes, code: str, message: str, **members: Any) -> ServiceError:
    """The error of an invocation with a sensitive body."""
    raw = raw_client(NOWHERE, service="sagemaker-runtime")
    with Stubber(raw) as stubber:
        stubber.add_client_error(
            "invoke_endpoint", code, message, modeled_fields={"Message": message, **members}
        )
        with pytest.raises(ServiceError) as caught:
            SageMakerRuntime(client=raw).invoke_endpoint(endpoint_name="churn", body=body)
    return caught.value


ENDPOINT_ARN = "arn:aws:sagemaker:eu-west-1:123456789012:endpoint/churn"
LONG = "s3cr3t-value-0123"
QUOTATIONS: list[tuple[str, str, str]] = [
    ("f", "Endpoint churn of account 1 not found.", "Endpoint churn of account 1 not found."),
    ("1", "expected 12 features, got 1", "expected 12 features, got 1"),
    ("1234", "got 1234, not 12345", "got <sensitive>, not 12345"),
    ("a", "Value 'a' at 'a.b' failed", "Value '<sensitive>' at 'a.b' failed"),
    ("churn", f"cannot read {ENDPOINT_ARN}", f"cannot read {ENDPOINT_ARN}"),
    ("churn", f"churn: {ENDPOINT_ARN}, churn", f"<sensitive>: {ENDPOINT_ARN}, <sensitive>"),
    ("east", "no capacity in us-east-1, east_2, beast", "no capacity in us-east-1, east_2, beast"),
    ("hunter2", "bad {pass=hunter2}, u:hunter2@host", "bad {pass=<sensitive>}, u:<sensitive>@host"),
    ("sensitive", "sensitive 'sensitive'", "<sensitive> '<sensitive>'"),
    (LONG, f"x{LONG}x {ENDPOINT_ARN}{LONG}", f"x<sensitive>x {ENDPOINT_ARN}<sensitive>"),
    ('{"a": 1}', 'cannot read {"a": 1}.', "cannot read <sensitive>."),
]


@pytest.mark.parametrize(("secret", "message", "shown"), QUOTATIONS)
def test_only_whole_quotations_are_hidden(secret: str, message: str, shown: str) -> None:
    error = invoke_error(secret.encode(), "ModelError", message)
    assert error.message == error.response["Message"] == shown


KINDS = [
    ("Endpoint churn of account 1 not found.", "is_not_found"),
    ("Could not find model 'churn'.", "is_not_found"),
    ("Cannot create already existing endpoint", "is_already_exists"),
    ("The name already exists", "is_already_exists"),
]


@each(("message", "predicate"), KINDS)
def test_kind_of_an_error_does_not_depend_on_what_is_hidden(message: str, predicate: str) -> None:
    plain = invoke_error(b"-", "ValidationError", message)
    assert getattr(plain, predicate)
    for secret in {*message.split(), *message, message}:
        error = invoke_error(secret.encode(), "ValidationError", message)
        for again in (error, copy.copy(error), copy.deepcopy(error)):
            assert type(again) is type(plain)
            assert getattr(again, predicate)
        restored: Any = pickle.loads(pickle.dumps(error))
        assert getattr(restored, predicate)
        assert restored.response == error.response


def test_old_pickle_of_an_error_has_its_kind() -> None:
    """It does not name the class of the kind."""
    parts: Any = typed("ValidationException", "Could not find it").__reduce__()
    restore, arguments, _ = parts
    assert arguments[2] is common.NotFound
    assert restore(*arguments[:2]).is_not_found


def test_members_that_are_not_messages_are_not_changed() -> None:
    arn = "arn:aws:logs:eu-west-1:123456789012:log-group:model:log-stream:model"
    members = {"OriginalMessage": "bad model", "OriginalStatusCode": 500, "LogStreamArn": arn}
    error = invoke_error(b"model", "ModelError", "a model failed", **members)
    assert error.message == "a <sensitive> failed"
    assert error.response["OriginalMessage"] == "bad <sensitive>"
    assert error.response["LogStreamArn"] == arn
    assert error.response["OriginalStatusCode"] == 500


def oidc_config(secret: str) -> Any:
    from sagemaker_typed.sagemaker import OidcConfig

    names = ("issuer", "authorization_endpoint", "token_endpoint", "user_info_endpoint")
    addresses: Any = dict.fromkeys((*names, "logout_endpoint", "jwks_uri"), "https://a.test")
    return OidcConfig(client_id="c", client_secret=secret, **addresses)


def test_error_of_a_credentials_call_is_raised_unchanged() -> None:
    """botocore may call another service to get credentials."""
    theirs = ClientError({"Error": {"Code": "ResourceNotFoundException"}}, "AssumeRole")
    client = SageMaker(client=MagicMock(describe_model=MagicMock(side_effect=theirs)))

    with pytest.raises(ClientError) as caught:
        client.describe_model(model_name="churn")
    assert caught.value is theirs


def test_invalid_response_can_be_copied_and_pickled() -> None:
    error = InvalidResponse("DescribeModel", "the body is empty", 200, "id-1", "text/html")

    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(again) is InvalidResponse
        assert str(again) == str(error)
        assert vars(again) == vars(error)


def test_response_that_does_not_match_the_model_is_an_invalid_response() -> None:
    mock = MagicMock()
    mock.describe_model.return_value = {
        "ModelName": "churn",
        "CreationTime": "yesterday",
        "ResponseMetadata": {"HTTPStatusCode": 200, "HTTPHeaders": {"x-amzn-requestid": "id-1"}},
    }
    with pytest.raises(InvalidResponse, match="CreationTime") as caught:
        SageMaker(client=mock).describe_model(model_name="churn")
    assert (caught.value.operation_name, caught.value.status_code) == ("DescribeModel", 200)
    assert caught.value.request_id == "id-1"


# --- a real server --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def local() -> Generator[SageMaker]:
    with local_sagemaker(engine="moto") as client:
        yield client


def test_conflicts_of_motos_notebook_instances(local: SageMaker) -> None:
    role = "arn:aws:iam::123456789012:role/a"
    instance: Any = {"notebook_instance_name": "busy", "role_arn": role}
    instance["instance_type"] = "ml.t2.medium"
    local.create_notebook_instance(**instance)

    with pytest.raises(errors.Conflict) as caught:
        local.delete_notebook_instance(notebook_instance_name="busy")
    assert caught.value.code == "ValidationException"
    assert not caught.value.is_already_exists
    with pytest.raises(errors.AlreadyExists, match="duplicate"):
        local.create_notebook_instance(**instance)


MISSING: list[tuple[str, dict[str, Any]]] = [
    ("describe_endpoint", {"endpoint_name": "nope"}),
    ("describe_endpoint_config", {"endpoint_config_name": "nope"}),
    ("delete_endpoint", {"endpoint_name": "nope"}),
    ("describe_model", {"model_name": "nope"}),
    ("delete_model", {"model_name": "nope"}),
    ("describe_training_job", {"training_job_name": "nope"}),
    ("describe_processing_job", {"processing_job_name": "nope"}),
    ("describe_transform_job", {"transform_job_name": "nope"}),
    ("describe_trial", {"trial_name": "nope"}),
    ("describe_domain", {"domain_id": "nope"}),
    ("describe_cluster", {"cluster_name": "nope"}),
    ("describe_compilation_job", {"compilation_job_name": "nope"}),
    ("describe_model_card", {"model_card_name": "nope"}),
    ("describe_model_package", {"model_package_name": "nope"}),
    (
        "describe_model_package_group",
        {"model_package_group_name": "nope"},
    ),
    (
        "describe_notebook_instance_lifecycle_config",
        {"notebook_instance_lifecycle_config_name": "nope"},
    ),
    ("describe_data_quality_job_definition", {"job_definition_name": "nope"}),
]


@pytest.mark.parametrize(("method", "arguments"), MISSING, ids=[method for method, _ in MISSING])
def test_missing_resource_of_a_server_is_not_found(
    local: SageMaker, method: str, arguments: dict[str, Any]
) -> None:
    with pytest.raises(errors.NotFound) as caught:
        getattr(local, method)(**arguments)

    assert caught.value.is_not_found
    assert caught.value.code in {"ValidationException", "ResourceNotFound"}
    assert not caught.value.is_retryable


@pytest.mark.parametrize(
    ("method", "arguments", "cls"),
    [
        (
            "create_notebook_instance_lifecycle_config",
            {"notebook_instance_lifecycle_config_name": "churn"},
            errors.ValidationException,
        ),
        (
            "create_model_card",
            {
                "model_card_name": "churn",
                "content": "{}",
                "model_card_status": ModelCardStatus.DRAFT,
            },
            errors.ConflictException,
        ),
    ],
)
def test_existing_resource_of_a_server_is_already_exists(
    local: SageMaker, method: str, arguments: dict[str, Any], cls: type[ServiceError]
) -> None:
    getattr(local, method)(**arguments)
    with pytest.raises(errors.AlreadyExists) as caught:
        getattr(local, method)(**arguments)
    assert isinstance(caught.value, cls)


def test_invalid_value_is_not_a_not_found_error(local: SageMaker) -> None:
    with pytest.raises(errors.ValidationException) as caught:
        local.list_training_jobs(max_results=1000)
    assert not isinstance(caught.value, errors.NotFound)


# --- generated classes ----------------------------------------------------------------------------


MEMBERS: dict[str, Any] = {
    "Status": {"type": "integer"},
    "Moment": {"type": "timestamp"},
    "Ratio": {"type": "double"},
    "Names": {"type": "list", "member": {"shape": "Text"}},
    "ModelError": structure(
        {
            "Message": "Text",
            "OriginalStatusCode": "Status",
            "LogStreamArn": "Text",
            "When": "Moment",
            "Ratio": "Ratio",
            "Names": "Names",
            "Code": "Text",
            "Property": "Text",
            "Str": "Text",
            "Last": "Text",
        },
        exception=True,
    ),
    "ValidationException": structure({"Message": "Text", "ResourceId": "Text"}, exception=True),
    "ValidationError": structure({"Message": "Text"}, exception=True),
    "ThrottlingException": structure({"message": "Text"}, exception=True),
    "NotFound": structure({"message": "Text"}, exception=True),
}


@pytest.fixture(scope="module")
def generated_errors(tmp_path_factory: pytest.TempPathFactory) -> Generator[Any]:
    """The errors of a model whose errors have more members than a message."""
    folder = tmp_path_factory.mktemp("generated")
    names = [name for name, shape in MEMBERS.items() if shape.get("exception")]
    sources = generated(model(MEMBERS, {"PutBox": operation(None, None, *names)}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [*sys.path, str(folder)])
        yield submodule(import_sources(sources, folder), "errors")


def test_other_members_of_an_error_are_typed_attributes(generated_errors: Any) -> None:
    response: Any = {
        "Error": {"Code": "ModelError", "Message": "no"},
        "OriginalStatusCode": 503,
        "LogStreamArn": "arn",
        "When": datetime(2026, 1, 1, tzinfo=UTC),
        "Ratio": 2,
        "Names": ["a"],
        "Code": "inner",
        "Str": "s",
        "Last": 5,
    }
    error: Any = typed_error(ClientError(response, "PutBox"), generated_errors.BY_CODE)

    assert isinstance(error, generated_errors.ModelError)
    for again in (error, copy.copy(error), pickle.loads(pickle.dumps(error))):
        assert (again.original_status_code, again.log_stream_arn) == (503, "arn")
        assert (again.when, again.ratio, again.names) == (response["When"], 2.0, ["a"])
        assert type(again.ratio) is float
        assert (again.code, again.code_, again.str_) == ("ModelError", "inner", "s")
        assert again.property_ is None
        assert again.last is None  # not of the type in the model


def test_errors_of_a_model_derive_from_common_classes(generated_errors: Any) -> None:
    response: Any = {"Error": {"Code": "ValidationException"}, "ResourceId": "a"}
    error: Any = typed_error(ClientError(response, "PutBox"), generated_errors.BY_CODE)

    assert error.resource_id == "a"
    assert isinstance(error, generated_errors.ValidationException)
    assert generated_errors.ThrottlingException is common.ThrottlingException
    assert generated_errors.BY_CODE["ThrottlingException"] is common.ThrottlingException
    assert issubclass(generated_errors.ValidationException, common.ValidationException)
    assert issubclass(generated_errors.ValidationError, common.ValidationException)
    assert issubclass(generated_errors.NotFound, ServiceError)


def test_errors_of_a_service_include_the_common_ones() -> None:
    assert set(common.__all__) <= set(errors.__all__)
    for name in common.__all__:
        assert getattr(errors, name) is getattr(common, name)
