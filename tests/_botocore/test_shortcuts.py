"""Typed calls leave out work of botocore, and nothing that can be observed changes."""

from __future__ import annotations

import contextlib
import copy
import logging
import subprocess
import sys
import threading
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from types import SimpleNamespace
from typing import Any, Final, cast
from unittest import mock
from urllib.parse import urlsplit

import pytest
import time_machine
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest, AWSRequestPreparer, AWSResponse
from botocore.client import BaseClient as BotoBaseClient
from botocore.credentials import Credentials
from botocore.endpoint import Endpoint
from botocore.endpoint_provider import EndpointProvider
from botocore.exceptions import ParamValidationError
from botocore.parsers import (
    PROTOCOL_PARSERS,
    BaseJSONParser,
    JSONParser,
    ResponseParser,
    ResponseParserFactory,
)
from botocore.regions import EndpointRulesetResolver
from botocore.signers import RequestSigner
from botocore.stub import Stubber
from botocore.useragent import UserAgentString
from botocore.validate import ParamValidationDecorator, ParamValidator
from helpers.boto_calls import (
    Recorder,
    SentError,
    boto_client,
    boto_services,
    botocore_functions,
    pair,
)
from helpers.cases import each
from helpers.faults import no_backoff
from helpers.samples import SERVICES, Operation, operations, sample

from sagemaker_typed import BaseClient, SageMaker, from_boto
from sagemaker_typed._botocore.shortcuts import take_shortcuts
from sagemaker_typed._botocore.shortcuts.methods import OwnMethods
from sagemaker_typed.errors import InvalidResponse
from sagemaker_typed.sagemaker import ListModelsRequest

MOMENT: Final = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
REQUEST: Final = ListModelsRequest(name_contains="e")
LEFT_OUT: Final = {
    "AWSRequestPreparer._prepare_headers",
    "Endpoint._encode_headers",
    "EndpointRulesetResolver._resolve_param_from_context",
    "JSONParser._do_parse",
    "ParamValidator.validate",
    "SigV4Auth.canonical_headers",
    "UserAgentString.to_string",
}
"""The functions of botocore that only raw calls run, from the second call on."""
VALIDATION: Final = {"ParamValidator.validate"}
OF_HEADERS: Final = {
    "AWSRequestPreparer._prepare_headers",
    "Endpoint._encode_headers",
    "SigV4Auth.canonical_headers",
}


@pytest.fixture(autouse=True)
def frozen(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stop the clock of signatures, and make the ids of calls and tokens equal."""
    monkeypatch.setattr(uuid, "uuid4", lambda: uuid.UUID(int=1))
    with time_machine.travel(MOMENT, tick=False):
        yield


def clients(**options: Any) -> tuple[Any, SageMaker]:
    """Return two clients with the same settings: a boto3 client, and a typed one."""
    return boto_client(**options), SageMaker(client=boto_client(**options))


def recorders(raw: Any, typed: BaseClient, *statuses: int) -> tuple[Recorder, Recorder]:
    theirs, ours = (Recorder(client, *statuses) for client in (raw, typed.boto_client))
    return theirs, ours


def warm(client: SageMaker) -> Recorder:
    """Make a call, so that everything that is kept is known, and return the recorder."""
    recorder = Recorder(client.boto_client, 200, events=())
    client.send(REQUEST)
    recorder.clear()
    return recorder


# --- what is left out -----------------------------------------------------------------------------


def own_client(*_: object, **__: object) -> Any:
    return boto_client()


@pytest.mark.parametrize("is_own", [True, False], ids=["own", "wrapped"])
def test_typed_calls_leave_out_work_of_botocore(is_own: bool) -> None:
    session: Any = SimpleNamespace(create_client=own_client)
    typed = SageMaker(session=session) if is_own else SageMaker(client=boto_client())
    recorder = warm(typed)
    recorder.statuses = [200] * 3

    assert botocore_functions(lambda: typed.send(REQUEST)) & LEFT_OUT == set()
    by_name = botocore_functions(lambda: typed.call("ListModels"))
    assert by_name & LEFT_OUT == {"JSONParser._do_parse", "ParamValidator.validate"}
    parsed = botocore_functions(lambda: typed.send_raw(REQUEST))
    assert parsed & LEFT_OUT == {"JSONParser._do_parse"}


def test_raw_calls_leave_out_nothing() -> None:
    raw = boto_client()
    typed = SageMaker(client=raw)
    recorder = warm(typed)
    recorder.statuses = [200] * 4

    def call() -> None:
        raw.list_models(NameContains="e")

    assert botocore_functions(call) >= LEFT_OUT
    found: list[set[str]] = []

    def call_in_hook(**_: Any) -> None:
        raw.meta.events.unregister("before-sign", call_in_hook)
        found.append(botocore_functions(call))

    raw.meta.events.register("before-sign", call_in_hook)
    typed.send(REQUEST)

    thread = threading.Thread(target=lambda: found.append(botocore_functions(call)))
    thread.start()
    thread.join()
    assert len(found) == 2
    assert all(functions >= LEFT_OUT for functions in found)


def test_switch_turns_all_shortcuts_off() -> None:
    typed = SageMaker(client=boto_client(), shortcuts=False)
    warm(typed).statuses = [200, 200]

    assert botocore_functions(lambda: typed.send(REQUEST)) >= LEFT_OUT
    with pytest.warns(DeprecationWarning, match="use shortcuts=") as warnings:
        typed = SageMaker(client=typed.boto_client, direct_reading=False)
    assert [warning.filename for warning in warnings] == [__file__]
    assert botocore_functions(lambda: typed.send(REQUEST)) >= LEFT_OUT


# --- what can be observed -------------------------------------------------------------------------


# An older botocore does not have all services.
@each("operation", operations(*sorted(SERVICES.keys() & {*boto_services()})))
def test_every_operation_has_the_same_bytes_and_events(operation: Operation) -> None:
    raw, typed, theirs, ours = pair(operation.service)
    parameters = sample(operation.input)
    request = from_boto(operation.request, parameters)
    # Streams are not read here.
    statuses = [200] if operation.payload is None else []

    def send() -> None:
        with contextlib.suppress(SentError, InvalidResponse):
            typed.send(request)

    functions: set[str] = set()
    for _ in range(2):  # the second time with everything that is kept
        for recorder in (theirs, ours):
            recorder.clear()
            recorder.statuses = [*statuses]
        with contextlib.suppress(SentError):
            raw._make_api_call(operation.name, parameters)
        functions = botocore_functions(send)

        assert len(ours.requests) == 1
        assert ours.requests == theirs.requests
        assert ours.events == theirs.events

    # botocore signs and prepares a request with a header that is not ASCII.
    is_plain = all(value.isascii() for value in ours.sent[0].headers.values())
    # It validates the parameters, because a hook may have changed them.
    assert functions & LEFT_OUT == VALIDATION | (set() if is_plain else OF_HEADERS)


def test_every_attempt_has_the_same_bytes_and_events(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", no_backoff)
    raw, typed = clients()
    theirs, ours = recorders(raw, typed, 503, 200)

    raw.list_models(NameContains="e")
    typed.send(REQUEST)

    assert len(ours.requests) == 2
    assert ours.requests == theirs.requests
    assert ours.events == theirs.events


def test_logs_are_the_same(caplog: pytest.LogCaptureFixture) -> None:
    raw, typed = clients()
    recorders(raw, typed, *[200] * 3)
    typed.send(REQUEST)
    raw.list_models(NameContains="e")

    def logged(call: Callable[[], object]) -> list[tuple[str, str]]:
        caplog.clear()
        with caplog.at_level(logging.DEBUG, "botocore"):
            call()
        found = [(one.name, one.getMessage()) for one in caplog.records]
        # The text of an object has its address; botocore names the handlers that it calls.
        return [
            (name, text.partition(" at 0x")[0])
            for name, text in found
            if name.startswith("botocore") and "handler <function _before_parse" not in text
        ]

    theirs = logged(lambda: raw.list_models(NameContains="e"))
    assert logged(lambda: typed.send(REQUEST)) == theirs
    assert ("botocore.regions", "Endpoint provider result: https://example.com:8443/x") in theirs


# --- botocore's methods, replaced by somebody -----------------------------------------------------

METHODS: Final = [
    *(
        (SigV4Auth, name)
        for name in (
            *("add_auth", "canonical_request", "canonical_headers", "headers_to_sign"),
            *("signature", "string_to_sign", "payload", "_inject_signature_to_request"),
        )
    ),
    (RequestSigner, "get_auth_instance"),
    (Endpoint, "prepare_request"),
    (Endpoint, "_encode_headers"),
    (AWSRequest, "prepare"),
    (AWSRequestPreparer, "prepare"),
    (AWSRequestPreparer, "_prepare_url"),
    (AWSRequestPreparer, "_prepare_body"),
    (AWSRequestPreparer, "_prepare_headers"),
    (AWSRequestPreparer, "_determine_content_length"),
    (EndpointRulesetResolver, "construct_endpoint"),
    (EndpointRulesetResolver, "_get_provider_params"),
    (EndpointRulesetResolver, "_get_customized_builtins"),
    (EndpointRulesetResolver, "_resolve_param_from_context"),
    (EndpointRulesetResolver, "_resolve_param_as_builtin"),
    (EndpointProvider, "resolve_endpoint"),
    (ResponseParserFactory, "create_parser"),
    (ResponseParser, "parse"),
    (JSONParser, "_do_parse"),
    (BaseJSONParser, "_inject_response_metadata"),
    (UserAgentString, "to_string"),
    (ParamValidator, "validate"),
    (ParamValidationDecorator, "serialize_to_request"),
    (BotoBaseClient, "_make_api_call"),
]


@pytest.mark.parametrize("is_early", [True, False], ids=["early", "late"])
@each(("cls", "name"), METHODS, ids=lambda case: f"{case[0].__name__}.{case[1]}")
def test_replaced_method_of_botocore_is_used(cls: type[Any], name: str, is_early: bool) -> None:
    calls: list[str] = []
    method = getattr(cls, name)

    def noted(self: Any, *arguments: Any, **options: Any) -> Any:
        calls.append(name)
        return method(self, *arguments, **options)

    with pytest.MonkeyPatch.context() as patch:
        if is_early:
            patch.setattr(cls, name, noted)
        typed = SageMaker(client=boto_client())
        if not is_early:
            patch.setattr(cls, name, noted)
        Recorder(typed.boto_client, 200, 200)
        typed.send(REQUEST)
        calls.clear()
        typed.send(REQUEST)

    assert calls


class Proxy:
    """A wrapper like those of wrapt: it is equal to the function, and has its attributes."""

    def __init__(self, wrapped: Any, calls: list[object]) -> None:
        self._wrapped = wrapped
        self._calls = calls

    def __getattr__(self, name: str) -> Any:
        return getattr(self._wrapped, name)

    def __eq__(self, other: object) -> bool:
        return bool(self._wrapped == other)

    def __hash__(self) -> int:
        return hash(self._wrapped)

    def __get__(self, owner: object, cls: type) -> Any:
        return partial(self, owner)

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        self._calls.append(self)
        return self._wrapped(*arguments, **options)


@each(("cls", "name"), METHODS, ids=lambda case: f"{case[0].__name__}.{case[1]}")
def test_method_in_a_transparent_wrapper_is_used(cls: type[Any], name: str) -> None:
    calls: list[object] = []
    typed = SageMaker(client=boto_client())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cls, name, Proxy(getattr(cls, name), calls))
        Recorder(typed.boto_client, 200, events=())
        typed.send(REQUEST)
    assert calls


def test_transparent_wrapper_is_not_taken_for_a_method_of_botocore() -> None:
    method = Endpoint.prepare_request
    wrapped = type("Wrapped", (), {"prepare_request": Proxy(method, [])})
    assert not OwnMethods(wrapped, "prepare_request").are_used()
    assert OwnMethods(Endpoint, "prepare_request").are_used()
    assert not OwnMethods(Endpoint, "prepare_request", "absent").are_used()


def test_mocks_of_methods_get_the_arguments_as_from_botocore() -> None:
    raw = boto_client()
    typed = SageMaker(client=raw)
    Recorder(raw, 200, 200, events=())
    prepare: Any = Endpoint.prepare_request

    def prepared(request: Any) -> Any:
        return prepare(raw._endpoint, request)

    with mock.patch.object(Endpoint, "prepare_request", side_effect=prepared) as mocked:
        raw.list_models()
        typed.send(REQUEST)
    assert [len(call.args) for call in mocked.call_args_list] == [1, 1]


def test_class_of_a_part_that_somebody_replaces_is_used() -> None:
    class Other(Endpoint):
        def prepare_request(self, request: Any) -> Any:
            request.headers["X-Mine"] = "1"
            return super().prepare_request(request)

    for is_early in (True, False):
        client: Any = boto_client()
        if is_early:
            client._endpoint.__class__ = Other
        typed = SageMaker(client=client)
        if not is_early:
            client._endpoint.__class__ = Other
        recorder = Recorder(client, 200, events=())
        typed.send(REQUEST)
        assert recorder.sent[0].headers["X-Mine"] == b"1"


def test_methods_and_settings_of_one_object_are_used() -> None:
    client: Any = boto_client(endpoint_url=None)
    typed = SageMaker(client=client)
    warm(typed).statuses = [200] * 3
    calls: list[str] = []

    def noted(name: str, method: Any) -> Any:
        def call(*arguments: Any, **options: Any) -> Any:
            calls.append(name)
            return method(*arguments, **options)

        return call

    client._endpoint._encode_headers = noted("headers", client._endpoint._encode_headers)
    resolver = client._ruleset_resolver
    resolver._get_provider_params = noted("parameters", resolver._get_provider_params)
    typed.send(REQUEST)
    assert calls == ["parameters", "headers"]
    del resolver._get_provider_params
    recorder = Recorder(client, events=())
    resolver._use_ssl = False
    with contextlib.suppress(SentError):
        typed.send(REQUEST)
    assert recorder.sent[0].url.startswith("http://")


def test_parts_can_be_copied() -> None:
    client: Any = boto_client(endpoint_url=None)
    typed = SageMaker(client=client)
    warm(typed)
    signer = copy.copy(client._request_signer)
    signer._credentials = Credentials("OTHER", "x")
    found = signer.get_auth_instance("sagemaker", "eu-west-1")
    assert found.credentials.access_key == "OTHER"
    resolver = copy.copy(client._ruleset_resolver)
    resolver._builtins = {**resolver._builtins, "AWS::Region": "us-west-2"}
    model = client.meta.service_model.operation_model("ListModels")
    endpoint = resolver.construct_endpoint(operation_model=model, call_args={}, request_context={})
    assert "us-west-2" in endpoint.url
    serializer = copy.copy(client._serializer)
    assert isinstance(serializer, ParamValidationDecorator)
    assert isinstance(client._endpoint._response_parser_factory, ResponseParserFactory)


@pytest.mark.parametrize(
    "change",
    [{"MaxResults": "abc"}, {"MaxResults": 0}, {"NameContains": 5}, {"Unknown": 1}],
    ids=str,
)
@pytest.mark.parametrize("event", ["provide-client-params", "before-parameter-build"])
def test_parameters_that_a_hook_has_changed_are_validated(
    event: str, change: dict[str, Any]
) -> None:
    raw, typed = clients()
    theirs, ours = recorders(raw, typed, 200)
    errors: list[str] = []

    def add(params: dict[str, Any], **_: Any) -> None:
        params.update(change)

    for client in (raw, typed.boto_client):
        client.meta.events.register(f"{event}.sagemaker.ListModels", add)
    for call in (partial(raw.list_models, NameContains="e"), partial(typed.send, REQUEST)):
        with pytest.raises(ParamValidationError) as raised:
            call()
        errors.append(str(raised.value))
    assert ours.sent == theirs.sent == []


@pytest.mark.parametrize("event", ["request-created", "before-sign"])
def test_headers_in_another_mapping_are_left_to_botocore(event: str) -> None:
    raw, typed = clients()
    recorders(raw, typed, 200)

    def replace(request: Any, **_: Any) -> None:
        request.headers = dict(request.headers.items())

    found: list[object] = []
    for client in (raw, typed.boto_client):
        client.meta.events.register(event, replace)
    for call in (partial(raw.list_models, NameContains="e"), partial(typed.send, REQUEST)):
        try:
            call()
            found.append("sent")
        except Exception as error:  # noqa: BLE001 - every error is compared
            found.append((type(error), str(error)))
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("cls", "name"),
    [
        *(("auth.SigV4Auth", "signature"), ("awsrequest.AWSRequestPreparer", "_prepare_headers")),
        *(("endpoint.Endpoint", "prepare_request"), ("parsers.JSONParser", "_do_parse")),
        ("regions.EndpointRulesetResolver", "_get_provider_params"),
    ],
)
def test_method_that_was_replaced_before_the_import_is_used(cls: str, name: str) -> None:
    """Instrumentations replace methods when a program starts."""
    module, _, attribute = cls.partition(".")
    program = f"""
import functools
from botocore.{module} import {attribute} as cls
method = cls.{name}
@functools.wraps(method)
def noted(*arguments, **options):
    print("used")
    return method(*arguments, **options)
cls.{name} = noted
from sagemaker_typed import SageMaker, sagemaker as sm
options = dict(region_name="eu-west-1", aws_access_key_id="a", aws_secret_access_key="b")
client = SageMaker(endpoint_url="http://127.0.0.1:9", **options)
def answer(request, **_):
    from botocore.awsrequest import AWSResponse
    response = AWSResponse(request.url, 200, {{}}, None)
    response._content = b"{{}}"
    return response
client.boto_client.meta.events.register("before-send", answer)
client.send(sm.ListModelsRequest())
print("next")
client.send(sm.ListModelsRequest())
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert "used" in done.stdout.partition("next")[2], done.stderr


def test_stubber_is_used() -> None:
    typed = SageMaker(client=boto_client())
    with Stubber(typed.boto_client) as stubber:
        for _ in range(2):
            stubber.add_response("list_models", {"Models": []}, {"NameContains": "e"})
            assert typed.send(REQUEST).models == []
        stubber.assert_no_pending_responses()


def test_call_is_one_call_of_boto3_with_its_dict(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[object] = []

    def call(_: object, *arguments: object) -> object:
        calls.append(arguments)
        return {"Models": []}

    monkeypatch.setattr(BotoBaseClient, "_make_api_call", call)
    SageMaker(client=boto_client()).send(REQUEST)
    assert calls == [("ListModels", {"NameContains": "e"})]


def state(client: Any, part: str) -> dict[str, object]:
    return cast("dict[str, object]", vars(getattr(client, part)))


def test_a_client_is_changed_once() -> None:
    client = boto_client()
    take_shortcuts(client)
    parts = ("_request_signer", "_ruleset_resolver", "_endpoint", "_user_agent_creator")
    before: list[dict[str, object]] = [{**state(client, part)} for part in parts]

    take_shortcuts(client)

    assert [state(client, part) for part in parts] == before


def test_clients_without_botocores_parts_stay_as_they_are() -> None:
    mock: Any = SimpleNamespace()
    take_shortcuts(mock)
    assert vars(mock) == {}
    signer = SimpleNamespace(get_auth_instance=len)
    unknown: Any = SimpleNamespace(_request_signer=signer, _endpoint=SimpleNamespace())
    take_shortcuts(unknown)
    assert signer.get_auth_instance is len
    assert vars(unknown._endpoint) == {}


# --- endpoints ------------------------------------------------------------------------------------


def urls(client: Any, recorder: Recorder, call: Callable[[], object]) -> list[str]:
    recorder.clear()
    recorder.statuses = [200]
    call()
    return [request.url for request in recorder.sent]


@pytest.mark.parametrize(
    "options",
    [
        {"endpoint_url": None},
        {"endpoint_url": None, "use_ssl": False},
        {"endpoint_url": "http://127.0.0.1:5000"},
        {"endpoint_url": None, "region_name": "cn-north-1"},
    ],
    ids=["https", "http", "custom", "another partition"],
)
def test_endpoint_is_the_same(options: dict[str, Any]) -> None:
    raw, typed = clients(**options)
    theirs, ours = recorders(raw, typed)
    for _ in range(3):
        expected = urls(raw, theirs, lambda: raw.list_models(NameContains="e"))
        assert urls(typed, ours, lambda: typed.send(REQUEST)) == expected


def test_hook_may_change_the_endpoint_of_one_call() -> None:
    raw, typed = clients(endpoint_url=None)
    theirs, ours = recorders(raw, typed)
    settings: dict[str, Any] = {}

    def change(builtins: Any, **_: Any) -> None:
        builtins.update(settings)

    for client in (raw, typed.boto_client):
        client.meta.events.register("before-endpoint-resolution.sagemaker", change)
    found: list[str] = []
    for changed in ({}, {"AWS::UseFIPS": True}, {"SDK::Endpoint": "https://a.b"}, {}, {}):
        settings = {"AWS::Region": "us-east-2", **changed}
        expected = urls(raw, theirs, lambda: raw.list_models(NameContains="e"))
        found += urls(typed, ours, lambda: typed.send(REQUEST))
        assert found[-1:] == expected
    assert len({*found}) == 3


def test_rules_without_an_endpoint_raise_the_same_error_each_time() -> None:
    raw, typed = clients()
    errors: list[object] = []

    def refuse(builtins: Any, **_: Any) -> None:
        builtins["AWS::UseFIPS"] = True  # not possible with a custom endpoint

    for client in (raw, typed.boto_client):
        client.meta.events.register("before-endpoint-resolution.sagemaker", refuse)
    for call in (partial(raw.list_models, NameContains="e"), partial(typed.send, REQUEST)) * 2:
        with pytest.raises(Exception, match="FIPS") as raised:
            call()
        errors.append((raised.type, str(raised.value)))
    assert len({*errors}) == 1


def test_headers_of_an_endpoint_are_not_shared() -> None:
    client: Any = boto_client()
    typed = SageMaker(client=client)
    warm(typed).statuses = [200, 200]
    found: list[dict[str, str]] = []
    resolve = client._resolve_endpoint_ruleset

    def noted(*arguments: Any) -> Any:
        url, headers, properties = resolve(*arguments)
        found.append(dict(headers))
        headers["X-Mine"] = "1"
        return url, headers, properties

    client._resolve_endpoint_ruleset = noted
    for _ in range(2):
        typed.send(REQUEST)
    assert found == [{}, {}]


def test_setting_that_is_a_function_is_called_for_each_call() -> None:
    typed = SageMaker(client=boto_client(endpoint_url=None))
    recorder = Recorder(typed.boto_client, 200, 200, 200, events=())
    regions = iter(["eu-west-1", "eu-west-2", "us-east-2"])

    def change(builtins: Any, **_: Any) -> None:
        builtins["AWS::Region"] = region

    def region() -> str:
        return next(regions)

    typed.boto_client.meta.events.register("before-endpoint-resolution.sagemaker", change)
    for _ in range(3):
        typed.send(REQUEST)
    hosts = [urlsplit(str(request.url)).netloc.split(".")[-3] for request in recorder.sent]
    assert hosts == ["eu-west-1", "eu-west-2", "us-east-2"]


# --- responses that have been read ----------------------------------------------------------------


def test_hook_that_replaces_the_body_later_is_parsed() -> None:
    typed = SageMaker(client=boto_client())
    warm(typed).statuses = [200]

    def replace(response_dict: Any, **_: Any) -> None:
        response_dict["body"] = b'{"NextToken": "mine"}'

    typed.boto_client.meta.events.register_last("before-parse", replace)
    assert typed.send(REQUEST).next_token == "mine"


def test_parser_that_somebody_has_registered_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[object] = []

    class Parser(JSONParser):
        def parse(self, response: Any, shape: Any) -> Any:
            calls.append(shape.name)
            return super().parse(response, shape)

    typed = SageMaker(client=boto_client())
    warm(typed).statuses = [200]
    parsers: Any = PROTOCOL_PARSERS
    monkeypatch.setitem(parsers, "json", Parser)
    typed.send(REQUEST)
    assert calls == ["ListModelsOutput"]


def test_headers_in_another_mapping_have_the_metadata_of_botocore() -> None:
    raw, typed = clients()
    recorders(raw, typed, 200)
    found: list[Any] = []

    def replace(response_dict: Any, **_: Any) -> None:
        response_dict["headers"] = {"X-Amzn-RequestId": "1"}

    def note(parsed: Any, **_: Any) -> None:
        found.append(parsed["ResponseMetadata"])

    for client in (raw, typed.boto_client):
        client.meta.events.register_last("before-parse", replace)
        client.meta.events.register("after-call", note)
    raw.list_models(NameContains="e")
    typed.send(REQUEST)
    assert found[0] == found[1]
    assert "RequestId" not in found[0]


@pytest.mark.parametrize("status", [301, 404, 500])
def test_hook_that_changes_the_status_later_makes_an_error(status: int) -> None:
    typed = SageMaker(client=boto_client())
    recorder = warm(typed)
    found: list[Any] = []

    def replace(response_dict: Any, **_: Any) -> None:
        response_dict["status_code"] = status

    def note(parsed: Any, **_: Any) -> None:
        found.append(parsed)

    recorder.statuses = [200]
    typed.boto_client.meta.events.register_last("before-parse", replace)
    typed.boto_client.meta.events.register("after-call.sagemaker", note)
    typed.send(REQUEST)
    assert "Error" in found[0]


@pytest.mark.parametrize(
    "headers",
    [{}, {"X-Amzn-RequestId": "1"}, {"x-amzn-requestid": "2", "É": "é"}, {"A": "1", "a": "2"}],
    ids=["none", "id", "unusual", "twice"],
)
def test_metadata_of_a_response_is_the_same(headers: dict[str, str]) -> None:
    raw, typed = clients()
    found: list[Any] = []

    def answer(request: Any, **_: Any) -> Any:
        make: Any = AWSResponse
        response = make(request.url, 200, headers, None)
        response._content = b"{}"
        return response

    def note(parsed: Any, **_: Any) -> None:
        found.append(parsed)

    for client in (raw, typed.boto_client):
        client.meta.events.register("before-send", answer)
        client.meta.events.register("after-call", note)

    raw.list_models(NameContains="e")
    typed.send(REQUEST)

    theirs, ours = found
    assert ours == theirs
    assert [*ours["ResponseMetadata"].items()] == [*theirs["ResponseMetadata"].items()]
