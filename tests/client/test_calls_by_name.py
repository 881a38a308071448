"""Tests of ``call``, ``call_pages`` and ``call_items``, which send and return boto3's dicts.

The installed botocore is given operations that this release does not have.
"""

from __future__ import annotations

import copy
import json
import logging
import pickle
import threading
from collections.abc import Callable
from typing import Any, Final, cast
from unittest import mock

import boto3
import botocore.session
import pytest
from botocore.exceptions import ClientError, ParamValidationError
from botocore.stub import Stubber
from helpers.answers import Server
from helpers.cases import each
from helpers.faults import REQUEST_ID, answer, error, faulty_server, raw_client, typed_client
from helpers.models import IS_LOCKED, locked_model
from helpers.samples import SERVICES, client_class
from moto import mock_aws

from sagemaker_typed import (
    BaseClient,
    PagedRequest,
    RepeatedTokenError,
    RequestOfPages,
    SageMaker,
    SageMakerRuntime,
    ServiceError,
    UntypedResponse,
    ViolationError,
    mark_sensitive,
)
from sagemaker_typed._botocore.untyped_paging import listing_of
from sagemaker_typed.errors import BotocoreTooOldError, InvalidResponse, ThrottlingException
from sagemaker_typed.sagemaker.errors import ResourceNotFound

SECRET: Final = "kettle-secret-4711"
SHAPES: Final[dict[str, Any]] = {
    "BoilKettleInput": {
        "type": "structure",
        "required": ["Name"],
        "members": {
            "Name": {"shape": "KettleName"},
            "Litres": {"shape": "Litres"},
            "Pins": {"shape": "Pins"},
            "Heat": {"shape": "Heat"},
            "ClientToken": {"shape": "KettleName", "idempotencyToken": True},
            "Inner": {"shape": "BoilKettleInput"},
        },
    },
    "BoilKettleOutput": {
        "type": "structure",
        "members": {
            "Name": {"shape": "KettleName"},
            "Pin": {"shape": "Pin"},
            "BoiledAt": {"shape": "Timestamp"},
        },
    },
    "Heat": {
        "type": "structure",
        "union": True,
        "members": {"Low": {"shape": "Litres"}, "High": {"shape": "Litres"}},
    },
    "KettleName": {"type": "string", "min": 2},
    "Kettles": {"type": "list", "member": {"shape": "BoilKettleOutput"}},
    "ListKettlesInput": {
        "type": "structure",
        "members": {"NextToken": {"shape": "KettleName"}, "MaxResults": {"shape": "Litres"}},
    },
    "ListKettlesOutput": {
        "type": "structure",
        "members": {"Kettles": {"shape": "Kettles"}, "NextToken": {"shape": "KettleName"}},
    },
    "Litres": {"type": "integer", "min": 1},
    "Pin": {"type": "string", "sensitive": True},
    "Pins": {"type": "list", "member": {"shape": "Pin"}},
    "KettleBusy": {"type": "structure", "members": {}, "exception": True},
}
PAGINATOR: Final = {
    "input_token": "NextToken",
    "output_token": "NextToken",
    "limit_key": "MaxResults",
    "result_key": "Kettles",
}


def operation(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "http": {"method": "POST", "requestUri": "/"},
        "input": {"shape": f"{name}Input"},
        "output": {"shape": f"{name}Output"},
        "errors": [{"shape": "KettleBusy"}],
    }


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A botocore session whose model of SageMaker has more operations."""
    folder = tmp_path_factory.mktemp("models")
    model = json.loads(json.dumps(locked_model()))
    model["metadata"]["apiVersion"] = "2030-01-01"
    model["shapes"] |= SHAPES
    for name in ("BoilKettle", "ListKettles"):
        model["operations"][name] = operation(name)
    model["operations"]["ListPlainKettles"] = operation("ListKettles") | {
        "name": "ListPlainKettles"
    }
    place = folder / "sagemaker" / "2030-01-01"
    place.mkdir(parents=True)
    paginators = json.dumps({"pagination": {"ListKettles": PAGINATOR}})
    (place / "service-2.json").write_text(json.dumps(model))
    (place / "paginators-1.json").write_text(paginators)
    made: Any = botocore.session.Session()
    made.set_config_variable("data_path", str(folder))
    return made


@pytest.fixture
def client(session: Any) -> SageMaker:
    return SageMaker(
        session=session,
        region_name="eu-west-1",
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
    )


@pytest.fixture
def stubber(client: SageMaker) -> Any:
    stubber = Stubber(client.boto_client)
    stubber.activate()
    return stubber


def served(session: Any, url: str, *, wraps: bool = False, **options: Any) -> Any:
    """A client of a server; ``wraps`` for one that wraps a boto3 client."""
    if wraps:
        return SageMaker(client=raw_client(url, session))
    return typed_client(url, session=session, **options)


@pytest.mark.parametrize("wraps", [False, True])
def test_operation_without_classes_is_sent_and_read_as_boto3_does(
    session: Any, *, wraps: bool
) -> None:
    body = json.dumps({"Name": "tea", "BoiledAt": 5, "Unknown": 1, "Pin": SECRET}).encode()
    parameters = {"Name": "tea", "Litres": 2, "ClientToken": "a-b"}
    with faulty_server(answer(body)) as server:
        raw = raw_client(server.endpoint_url, session)
        expected = raw.boil_kettle(**parameters)
        client = served(session, server.endpoint_url, wraps=wraps)
        found = client.call("BoilKettle", parameters)
        theirs, ours = server.requests

    assert ours.partition(b"\r\n\r\n")[2] == theirs.partition(b"\r\n\r\n")[2]
    assert b"X-Amz-Target: SageMaker.BoilKettle" in ours
    metadata = expected.pop("ResponseMetadata")
    assert found == expected
    assert found.response_metadata.request_id == REQUEST_ID
    assert found.response_metadata.raw.keys() == metadata.keys()
    assert parameters == {"Name": "tea", "Litres": 2, "ClientToken": "a-b"}


def test_idempotency_tokens_are_filled_in(session: Any) -> None:
    with faulty_server(answer()) as server:
        served(session, server.endpoint_url).call("BoilKettle", {"Name": "tea"})
        (sent,) = server.requests

    assert len(json.loads(sent.partition(b"\r\n\r\n")[2])["ClientToken"]) == 36


def test_options_of_the_client_apply(session: Any) -> None:
    with faulty_server(answer()) as server:
        client = served(session, server.endpoint_url)
        client.with_options(headers={"X-Kettle": "42"}).call("BoilKettle", {"Name": "tea"})
        (sent,) = server.requests

    assert b"X-Kettle: 42" in sent


def test_errors_are_typed(session: Any) -> None:
    faults = [error("KettleBusy", 409), error("ThrottlingException"), error("ResourceNotFound")]
    classes: list[type[Exception]] = [ServiceError, ThrottlingException, ResourceNotFound]
    with faulty_server(*faults) as server:
        client = served(session, server.endpoint_url)
        for cls in classes:
            with pytest.raises(cls) as caught:
                client.call("BoilKettle", {"Name": "tea"})
            found = cast("ServiceError", caught.value)
            assert (found.operation_name, found.request_id) == ("BoilKettle", REQUEST_ID)
            assert isinstance(found, ClientError)
            assert type(pickle.loads(pickle.dumps(found))).__name__ == type(found).__name__


def test_responses_that_cannot_be_read_are_refused(session: Any) -> None:
    with faulty_server(answer(b"<html>"), answer(b"[]"), answer(b'{"BoiledAt": []}')) as server:
        client = served(session, server.endpoint_url)
        for _ in server.faults:
            with pytest.raises(InvalidResponse, match="BoilKettle"):
                client.call("BoilKettle", {"Name": "tea"})


def test_sensitive_values_are_never_shown(session: Any) -> None:
    body = json.dumps({"Pin": SECRET, "Name": "tea"}).encode()
    quoting = error("KettleBusy", message=f"the pin {SECRET} is wrong")
    with faulty_server(answer(body), quoting) as server:
        client = served(session, server.endpoint_url)
        found = client.call("BoilKettle", {"Name": "tea"})
        with pytest.raises(ServiceError) as caught:
            client.call("BoilKettle", {"Name": "tea", "Inner": {"Name": "me", "Pins": [SECRET]}})

    assert repr(found) == "UntypedResponse({'Name': 'tea', 'Pin': <sensitive>})"
    assert found["Pin"] == SECRET
    assert caught.value.message == "the pin <sensitive> is wrong"


def test_members_that_the_user_marks_as_sensitive_are_never_shown(
    monkeypatch: pytest.MonkeyPatch, client: SageMaker
) -> None:
    monkeypatch.setattr("sagemaker_typed.sensitive._marked", set[Any]())
    mark_sensitive("name")
    found = UntypedResponse({"Name": "tea"})
    with pytest.raises(ViolationError) as caught:
        client.call("BoilKettle", {"Name": 4711})

    assert "tea" not in repr(found)
    assert str(caught.value).endswith("Name: expected str, got int")


def test_parameters_that_only_the_user_marks_as_sensitive_are_never_shown(
    monkeypatch: pytest.MonkeyPatch, session: Any
) -> None:
    monkeypatch.setattr("sagemaker_typed.sensitive._marked", set[Any]())
    mark_sensitive("next_token")
    with faulty_server(error("KettleBusy", message=f"no page {SECRET}")) as server:
        client = served(session, server.endpoint_url)
        with pytest.raises(ServiceError) as caught:
            client.call("ListKettles", {"NextToken": SECRET})

    assert caught.value.message == "no page <sensitive>"


REFUSED: Final[dict[str, tuple[dict[str, Any], list[tuple[str, str, str]]]]] = {
    "missing": ({}, [("Name", "required", "required, but missing")]),
    "unknown": (
        {"Name": "tea", "Litrs": 2},
        [("Litrs", "unknown", "not a member in this botocore; did you mean Litres?")],
    ),
    "nothing near": (
        {"Name": "tea", "Heat": {"Zzz": 1}},
        [("Heat.Zzz", "unknown", "not a member in this botocore; the members are Low, High")],
    ),
    "type": ({"Name": 5}, [("Name", "type", "expected str, got 5")]),
    "list": ({"Name": "tea", "Pins": "x"}, [("Pins", "type", "expected list or tuple, got ")]),
    "range": (
        {"Name": "tea", "Inner": {"Name": "tea", "Litres": 0}},
        [("Inner.Litres", "min", "must be at least 1, got 0")],
    ),
    "length": ({"Name": "x"}, [("Name", "min_length", "must have a length of at least 2, got ")]),
    "union": (
        {"Name": "tea", "Heat": {"Low": 1, "High": 1}},
        [("Heat", "union", "exactly one of Low, High must be set")],
    ),
    "item": ({"Name": "tea", "Pins": [12345]}, [("Pins[0]", "type", "expected str, got int")]),
    "several": (
        {"Litres": "2"},
        [("Name", "required", "required, but missing"), ("Litres", "type", "expected int, got ")],
    ),
}


@each("name", REFUSED)
def test_parameters_that_botocore_refuses_raise_the_error_of_send(
    name: str, client: SageMaker
) -> None:
    parameters, expected = REFUSED[name]
    raw: Any = client.boto_client
    with pytest.raises(ParamValidationError):
        raw.boil_kettle(**parameters)
    with pytest.raises(ViolationError, match=r"^BoilKettleRequest is not valid:") as caught:
        client.call("BoilKettle", parameters)

    found = [(each.path, each.rule, each.message) for each in caught.value.violations]
    assert len(found) == len(expected)
    for (path, rule, message), (their_path, their_rule, start) in zip(found, expected, strict=True):
        assert (path, rule) == (their_path, their_rule)
        assert message.startswith(start)
    assert isinstance(caught.value, ParamValidationError)


def test_refused_parameters_show_no_secrets(client: SageMaker) -> None:
    with pytest.raises(ViolationError) as caught:
        client.call("BoilKettle", {"Name": "tea", "Pins": SECRET})

    assert SECRET not in str(caught.value)
    assert caught.value.violations[0].value is None


def test_parameters_that_contain_themselves_are_refused(client: SageMaker) -> None:
    endless: dict[str, Any] = {"Name": "tea"}
    endless["Inner"] = endless
    with pytest.raises(ViolationError, match="nested too deeply"):
        client.call("BoilKettle", endless)


def test_validation_can_be_turned_off(session: Any) -> None:
    with faulty_server(answer()) as server:
        served(session, server.endpoint_url, parameter_validation=False).call("BoilKettle", {})

        assert len(server.requests) == 1


WRONG: Final[list[tuple[Callable[[Any], Any], type[Exception], str]]] = [
    (lambda c: c.call("boil_kettle"), ValueError, "as in the service model: 'BoilKettle'"),
    (lambda c: c.call("BoilKettel"), ValueError, "did you mean 'BoilKettle'"),
    (lambda c: c.call("Zzz"), ValueError, "a newer one may have it: pip install --upgrade boto3"),
    (lambda c: c.call(5), TypeError, "expected the name of an operation, such as 'ListModels'"),
    (lambda c: c.call("BoilKettle", [1]), TypeError, "the parameters as a dict.*got list"),
    (lambda c: c.call("BoilKettle", name="x"), TypeError, "name"),
    (lambda c: c.call_pages("BoilKettle"), TypeError, "BoilKettle is not paginated: use call,"),
    (lambda c: c.call_items("QueryLineage"), TypeError, "several lists: use call_pages instead"),
    (lambda c: c.call_pages("ListKettles", page_size=0), ValueError, "page_size"),
]


@each("case", WRONG, ids=lambda case: case[2])
def test_wrong_arguments_are_explained(
    case: tuple[Callable[[Any], Any], type[Exception], str], client: SageMaker
) -> None:
    call, cls, message = case
    with pytest.raises(cls, match=message):
        call(client)


def test_request_objects_are_for_send(client: SageMaker) -> None:
    from sagemaker_typed.sagemaker import ListModelsRequest

    untyped: Any = client
    for arguments in ((ListModelsRequest(),), ("ListModels", ListModelsRequest())):
        with pytest.raises(TypeError, match="got ListModelsRequest; use send for requests"):
            untyped.call(*arguments)


def test_operation_that_only_this_release_has_names_the_boto3_to_install(session: Any) -> None:
    class Newer(SageMaker):
        def pour_tea(self) -> None: ...

    client = Newer(session=session, region_name="eu-west-1")
    with pytest.raises(BotocoreTooOldError, match=r"the operation PourTea; boto3 .* does: pip"):
        client.call("PourTea")


def test_operations_with_classes_can_be_called_too(client: SageMaker, stubber: Any) -> None:
    answered: dict[str, Any] = {"Models": [], "NextToken": "x"}
    stubber.add_response("list_models", answered, {"MaxResults": 1})
    stubber.add_client_error("describe_model", "ResourceNotFound", "no such model")

    assert client.call("ListModels", {"MaxResults": 1}) == answered
    with pytest.raises(ResourceNotFound, match="no such model"):
        client.call("DescribeModel", {"ModelName": "a"})


def test_moto_answers() -> None:
    with mock_aws():
        client = SageMaker(region_name="eu-west-1")
        role = "arn:aws:iam::123456789012:role/sagemaker"
        made = client.call("CreateModel", {"ModelName": "churn", "ExecutionRoleArn": role})
        names = [model["ModelName"] for model in client.call_items("ListModels")]

    assert made["ModelArn"].endswith("model/churn")
    assert names == ["churn"]


def test_streaming_body_is_that_of_boto3() -> None:
    with mock_aws():
        client = SageMakerRuntime(region_name="eu-west-1")
        found = client.call("InvokeEndpoint", {"EndpointName": "churn", "Body": b"[1]"})

    assert found["Body"].read() == b"body"


def test_calls_are_logged_and_refused_ones_are_not(
    session: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with (
        caplog.at_level(logging.INFO, logger="sagemaker_typed.calls"),
        faulty_server(answer()) as server,
    ):
        client = served(session, server.endpoint_url)
        client.call("BoilKettle", {"Name": "tea"})
        with pytest.raises(ViolationError):
            client.call("BoilKettle", {})

    assert [vars(record)["operation"] for record in caplog.records] == ["BoilKettle"]


def test_raw_calls_keep_botocores_validation(session: Any) -> None:
    with faulty_server(answer()) as server:
        client = served(session, server.endpoint_url)
        client.call("BoilKettle", {"Name": "tea"})
        with pytest.raises(ParamValidationError) as caught:
            client.boto_client.boil_kettle(Name=5)

    assert not isinstance(caught.value, ViolationError)


def test_responses_are_dicts_that_pickle_and_copy() -> None:
    metadata = {"RequestId": "id-1"}
    found = UntypedResponse(
        {"Pin": SECRET, "ResponseMetadata": metadata}, sensitive=frozenset({"Pin"})
    )
    for other in (pickle.loads(pickle.dumps(found)), copy.copy(found), copy.deepcopy(found)):
        assert other == found == {"Pin": SECRET}
        assert other.response_metadata.request_id == "id-1"
        assert SECRET not in repr(other)
    assert json.loads(json.dumps(found)) == {"Pin": SECRET}
    assert UntypedResponse().response_metadata.request_id == ""


def test_operation_is_read_from_botocore_only_at_its_first_call(
    client: SageMaker, stubber: Any
) -> None:
    raw: Any = client.boto_client
    for _ in range(3):
        stubber.add_response("list_kettles", {"Kettles": []}, {})
    with mock.patch.object(raw, "can_paginate", wraps=raw.can_paginate) as asked:
        client.call("ListKettles")
        at_first = asked.call_count
        client.call("ListKettles")
        list(client.call_pages("ListKettles"))

    assert asked.call_count == at_first > 0


def test_threads_share_a_client(session: Any) -> None:
    with faulty_server(answer(b'{"Name": "tea"}')) as server:
        client = served(session, server.endpoint_url)
        found: list[Any] = []

        def send() -> None:
            found.append(client.call("BoilKettle", {"Name": "tea"}))

        threads = [threading.Thread(target=send) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert found == [{"Name": "tea"}] * 8


# --- pages ----------------------------------------------------------------------------------------


def kettles(*names: str) -> list[dict[str, str]]:
    return [{"Name": name} for name in names]


@pytest.fixture
def listed(stubber: Any) -> Callable[[str], None]:
    """Returns a function that stubs three pages of an operation."""

    def stub(method: str) -> None:
        pages = [(kettles("a1", "a2"), "t1"), (kettles(), "t2"), (kettles("c1"), None)]
        token: str | None = None
        for found, following in pages:
            asked = {"NextToken": token} if token else {}
            more = {"NextToken": following} if following else {}
            stubber.add_response(method, {"Kettles": found, **more}, asked)
            token = following

    return stub


@pytest.mark.parametrize("name", ["ListKettles", "ListPlainKettles"])
def test_pages_follow_the_paginator_or_the_tokens(
    name: str, client: SageMaker, listed: Callable[[str], None]
) -> None:
    method = "list_kettles" if name == "ListKettles" else "list_plain_kettles"
    listed(method)
    pages = [*client.call_pages(name)]
    listed(method)
    items = client.call_items(name)
    first = next(items)
    listed(method)
    some = client.call_items(name, max_items=1)

    assert [page["Kettles"] for page in pages] == [kettles("a1", "a2"), [], kettles("c1")]
    assert first == {"Name": "a1"}
    assert [*items] == kettles("a2", "c1")
    assert [*some] == kettles("a1")
    assert some.resume_token


def test_pages_are_those_of_boto3s_paginator(client: SageMaker, stubber: Any) -> None:
    raw: Any = client.boto_client
    for _ in range(2):
        stubber.add_response(
            "list_kettles", {"Kettles": kettles("a1", "a2", "a3"), "NextToken": "t1"},
            {"MaxResults": 3},
        )  # fmt: skip
    theirs = raw.get_paginator("list_kettles").paginate(
        PaginationConfig={"PageSize": 3, "MaxItems": 2}
    )
    expected = [item for page in theirs for item in page["Kettles"]]
    ours = client.call_items("ListKettles", page_size=3, max_items=2)

    assert [*ours] == expected
    assert ours.resume_token == theirs.resume_token
    stubber.add_response("list_kettles", {"Kettles": kettles("a1", "a2", "a3")}, {"MaxResults": 3})
    resumed = client.call_items(
        "ListKettles", {"MaxResults": 3}, starting_token=theirs.resume_token
    )
    assert [*resumed] == kettles("a3")


def test_pages_start_at_the_token_of_the_parameters(client: SageMaker, stubber: Any) -> None:
    parameters = {"NextToken": "t7"}
    stubber.add_response("list_kettles", {"Kettles": []}, {"NextToken": "t7"})

    assert [*client.call_pages("ListKettles", parameters)] == [{"Kettles": []}]
    assert parameters == {"NextToken": "t7"}


def test_repeated_token_ends_the_listing(client: SageMaker, stubber: Any) -> None:
    requests: list[dict[str, str]] = [{}, {"NextToken": "t1"}]
    for asked in requests:
        stubber.add_response("list_kettles", {"Kettles": [], "NextToken": "t1"}, asked)
    with pytest.raises(RepeatedTokenError, match="ListKettles"):
        list(client.call_pages("ListKettles"))


@pytest.mark.skipif(not IS_LOCKED, reason="compares with the paginators of the locked models")
@each("service", SERVICES)
def test_every_typed_listing_has_the_same_pages_by_name(service: str) -> None:
    cls: type[BaseClient[Any]] = client_class(service)
    client = cls(region_name="eu-west-1").boto_client
    namespace: Any = __import__(cls.__module__.rpartition(".")[0], fromlist=["x"])
    for name in locked_model(service)["operations"]:
        request = getattr(namespace, f"{name}Request")
        model = client.meta.service_model.operation_model(name)
        listing = listing_of(client, model)
        if not issubclass(request, RequestOfPages):
            assert listing is None, name
            continue
        assert listing is not None, name
        _, found = listing
        paging, wires = request.__paging__, request.__wire_names__
        assert [f"parameters.{wires[each]}" for each in paging.input_tokens] == [
            *found.input_tokens
        ], name
        limit = paging.limit_key
        assert found.limit_key == (f"parameters.{wires[limit]}" if limit else None), name
        if issubclass(request, PagedRequest) and found.result_keys:
            assert len(found.result_keys) == len(paging.result_keys), name


def test_server_double_sees_the_parameters() -> None:
    server = Server(lambda asked: {"Models": [], "asked": asked["MaxResults"]})
    assert server.client.call("ListModels", {"MaxResults": 3})["asked"] == 3
    assert server.taken() == [{"MaxResults": 3}]


def test_clients_of_boto3_sessions_work_too(session: Any) -> None:
    with faulty_server(answer(b'{"Name": "tea"}')) as server:
        untyped: Any = boto3
        raw = untyped.Session(botocore_session=session).client(
            "sagemaker",
            region_name="eu-west-1",
            endpoint_url=server.endpoint_url,
            aws_access_key_id="x",
            aws_secret_access_key="x",
        )
        assert SageMaker(client=raw).call("BoilKettle", {"Name": "tea"}) == {"Name": "tea"}
