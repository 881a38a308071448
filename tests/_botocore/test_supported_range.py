"""Tests with an older botocore: a request is sent with all of its members, or not at all.

Without its validation, botocore silently drops unknown members. The botocore version that the
package was generated from has all members.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, cast

import attrs
import botocore
import botocore.session
import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders
from botocore.config import Config
from botocore.exceptions import ParamValidationError
from helpers.cases import each
from helpers.strategies import requests
from hypothesis import HealthCheck, given, settings

import sagemaker_typed.sagemaker
from sagemaker_typed import BaseClient, Request, Response, SageMaker, ServiceError, to_boto
from sagemaker_typed._botocore.supported import check_supported
from sagemaker_typed.errors import BotocoreTooOldError
from sagemaker_typed.instance_types import ProductionVariantInstanceType as InstanceType
from sagemaker_typed.sagemaker import (
    CreateEndpointConfigRequest,
    CreateModelRequest,
    ProductionVariant,
)


def request_classes() -> Iterator[type[Request[Response]]]:
    for name in dir(sagemaker_typed.sagemaker):
        cls = getattr(sagemaker_typed.sagemaker, name)
        if name.endswith("Request") and issubclass(cls, Request):
            yield cls


# Limits have changed too, so the validation of an older botocore may fail.
NOT_SENT = (BotocoreTooOldError, ParamValidationError)
IS_OLD = botocore.__version__ != SageMaker.__botocore__


EXAMPLES = settings(
    max_examples=3, suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example]
)


class Recorder:
    """A client that records its requests, and returns an error for each."""

    def __init__(self, validation: bool) -> None:
        session: Any = botocore.session.Session()
        self.bodies: list[Any] = []
        self.boto_client = session.create_client(
            "sagemaker",
            region_name="eu-west-1",
            aws_access_key_id="testing",
            aws_secret_access_key="testing",
            config=Config(parameter_validation=validation),
        )
        self.boto_client.meta.events.register("before-send.sagemaker", self.answer)
        self.client = SageMaker(client=self.boto_client)

    def answer(self, request: AWSPreparedRequest, **_: Any) -> Any:
        body: Any = request.body
        self.bodies.append(json.loads(body))
        response: Any = AWSResponse(str(request.url), 400, HTTPHeaders(), None)
        response._content = b'{"__type": "NotAnswered"}'
        return response


@pytest.fixture(scope="module", params=[True, False], ids=["validation", "no validation"])
def recorder(request: pytest.FixtureRequest) -> Recorder:
    return Recorder(request.param)


def left_out(ours: Any, sent: Any, path: str = "") -> Iterator[str]:
    """Yield the paths of the members that are in boto3's dict but were not sent."""
    if isinstance(ours, dict):
        members = cast("dict[str, Any]", ours)
        for key, value in members.items():
            if key not in sent:
                yield f"{path}.{key}"
            else:
                yield from left_out(value, sent[key], f"{path}.{key}")
    elif isinstance(ours, list):
        items: Any = cast("Any", ours)
        for item, there in zip(items, sent, strict=True):
            yield from left_out(item, there, path)


@each("cls", list(request_classes()), ids=lambda cls: cls.__operation__)
def test_request_is_sent_with_all_members_or_not_at_all(
    cls: type[Request[Response]], recorder: Recorder
) -> None:
    @settings(
        max_examples=3, suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example]
    )
    @given(requests(cls, "all"))
    def check(request: Request[Response]) -> None:
        recorder.bodies.clear()
        with pytest.raises((ServiceError, *NOT_SENT)) as caught:
            recorder.client.send(request)
        if isinstance(caught.value, NOT_SENT):
            assert IS_OLD
            assert recorder.bodies == []
        else:
            (sent,) = recorder.bodies
            assert list(left_out(to_boto(request), sent)) == []

    check()


REFUSAL = f"the installed botocore {botocore.__version__} does not have "
ADVICE = f"boto3 {SageMaker.__botocore__} does: pip install --upgrade "


def refusal(client: SageMaker, request: Request[Any]) -> str:
    with pytest.raises(BotocoreTooOldError) as caught:
        client.send(request)
    return str(caught.value)


@attrs.define(kw_only=True, eq=False, repr=False)
class FutureVariant(ProductionVariant):
    __wire_names__: ClassVar[Mapping[str, str]] = {
        **ProductionVariant.__wire_names__,
        "future": "Future",
    }

    future: str | None = None


def test_error_names_a_missing_member(recorder: Recorder) -> None:
    class Newer(CreateModelRequest):
        __wire_names__: ClassVar[Mapping[str, str]] = {
            **CreateModelRequest.__wire_names__,
            "model_name": "NameOfTomorrow",
        }

    recorder.bodies.clear()
    assert refusal(recorder.client, Newer(model_name="a")) == (
        f'{REFUSAL}CreateModel\'s model_name; {ADVICE}"boto3>={SageMaker.__botocore__}"'
    )
    assert recorder.bodies == []


def test_error_names_the_path_of_a_nested_missing_member(recorder: Recorder) -> None:
    request = CreateEndpointConfigRequest(
        endpoint_config_name="a",
        production_variants=[
            FutureVariant(variant_name="a", instance_type=InstanceType.ML_M5_LARGE),
            FutureVariant(variant_name="b", future=""),
        ],
    )
    with pytest.raises(BotocoreTooOldError, match=r"have \w+'s production_variants\[1\].future; "):
        check_supported(recorder.boto_client, request, "999.0.1")


def test_error_names_a_missing_operation(recorder: Recorder) -> None:
    class CreateUniverseRequest(CreateModelRequest):
        __operation__ = "CreateUniverse"
        __method__ = "create_universe"

    recorder.bodies.clear()
    found = refusal(recorder.client, CreateUniverseRequest(model_name="a"))
    assert found.startswith(f"{REFUSAL}the operation CreateUniverse; ")
    assert recorder.bodies == []


def test_other_errors_are_raised_unchanged(recorder: Recorder) -> None:
    def fail(**_: object) -> None:
        raise KeyError("of a hook")

    events = recorder.boto_client.meta.events
    events.register("before-call.sagemaker", fail)
    try:
        with pytest.raises(KeyError, match="of a hook"):
            recorder.client.list_models()
    finally:
        events.unregister("before-call.sagemaker", fail)


@pytest.mark.parametrize("session", [None, botocore.session.Session()], ids=["own", "given"])
def test_error_names_a_missing_service(session: Any) -> None:
    class Tomorrow(BaseClient):
        __service__ = "sagemaker-of-tomorrow"
        __botocore__ = "99.1.0"

    with pytest.raises(BotocoreTooOldError) as caught:
        Tomorrow(session=session, region_name="eu-west-1")
    assert "the service 'sagemaker-of-tomorrow'; boto3 99.1.0 does" in str(caught.value)
    assert caught.value.__cause__ is None


def test_error_names_a_version_of_boto3_only_if_one_is_known() -> None:
    known = BotocoreTooOldError(lacking="the operation A", installed="1.40.0", needed="1.44.5")
    assert str(known) == (
        "the installed botocore 1.40.0 does not have the operation A; boto3 1.44.5 does: "
        'pip install --upgrade "boto3>=1.44.5"'
    )
    unknown = BotocoreTooOldError(lacking="the operation A", installed="1.40.0", needed="")
    assert str(unknown).endswith("a newer one may have it: pip install --upgrade boto3")
    for error in (known, unknown):
        assert str(pickle.loads(pickle.dumps(error))) == str(error)
