"""The server for moto's tests: the engine, and what they use beside SageMaker."""

from __future__ import annotations

import json
import math
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeAlias

from sagemaker_typed import SageMaker
from sagemaker_typed._botocore.faking.http import HttpAnswer
from sagemaker_typed.local import Invocation, LocalEngine
from sagemaker_typed.local._engine import engine_of
from sagemaker_typed.local.engine.engine import Engine
from sagemaker_typed.local.transports import server as http_server
from sagemaker_typed.local.transports.answering import region_of
from sagemaker_typed.local.transports.reading import HttpRequest

from .cloudformation import CloudFormation

JsonObject: TypeAlias = dict[str, Any]


class Results:
    """The results that moto's tests order for invocations: one for each different invocation."""

    def __init__(self) -> None:
        self.waiting: list[Mapping[str, str]] = []
        self._given: dict[Invocation, Mapping[str, str]] = {}

    def __call__(self, invocation: Invocation) -> str:
        if invocation not in self._given:
            # What moto answers if nothing was ordered.
            default = {"Body": "body"}
            self._given[invocation] = self.waiting.pop(0) if self.waiting else default
        return self._given[invocation]["Body"]


class MotoService:
    """Serves an engine at a port, with the other services that moto's tests call.

    Args:
        strict: Whether the engine checks lengths and patterns.
    """

    def __init__(self, *, strict: bool = False) -> None:
        self._strict = strict
        module: Any = http_server
        self._answer: Callable[[Engine, HttpRequest], HttpAnswer] = module._answer
        module._answer = self._answered
        self.renew()
        self.server = http_server.EngineServer(Engine())
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        """The host and the port."""
        return f"{http_server.HOST}:{self.server.bound_port}"

    def renew(self, *, check_references: bool = True, until_stopped: bool = False) -> None:
        """Begin with a new engine.

        Args:
            check_references: Whether resources that a request names must exist.
            until_stopped: Whether jobs run until they are stopped; otherwise they end immediately.
        """
        self.local = LocalEngine(
            speed=0 if until_stopped else math.inf,
            strict=self._strict,
            check_references=check_references,
        )
        self._cloudformation: CloudFormation | None = None
        self._results = Results()
        self.local.serve_model(self._results)

    def _answered(self, _: Engine, request: HttpRequest) -> HttpAnswer:
        engine = engine_of(self.local)
        authorization = request.headers.get("authorization", "")
        target = request.headers.get("x-amz-target", "")
        if request.path.startswith("/moto-api/"):
            return self._moto_api(request)
        if "/s3/" in authorization:
            return _s3(engine, request)
        if "/cloudformation/" in authorization:
            if self._cloudformation is None:
                self._cloudformation = CloudFormation(self.local.typed(SageMaker))
            return _text(self._cloudformation.answer(request.body))
        if target.startswith("ResourceGroupsTaggingAPI"):
            return _tagging(engine, request, target.rpartition(".")[2], region_of(authorization))
        if engine.clock.is_instant:
            # The time that a test has frozen.
            engine.clock.set(datetime.now(UTC))
        found = self._answer(engine, request)
        if target.startswith("SageMaker.Stop") and not engine.clock.is_instant:
            engine.advance(3600)
        if request.path.endswith("/invocations"):
            # What moto answers, whatever was sent.
            name = "X-Amzn-SageMaker-Custom-Attributes"
            return found.with_headers({name: "custom_attributes"})
        return found

    def _moto_api(self, request: HttpRequest) -> HttpAnswer:
        if request.path == "/moto-api/reset":
            self.local.reset()
        elif request.path == "/moto-api/static/sagemaker/endpoint-results":
            self._results.waiting.extend(json.loads(request.body)["results"])
        return _text(b"{}")


def _text(content: bytes, status: int = 200) -> HttpAnswer:
    return HttpAnswer(status, {"Content-Length": str(len(content))}, (content,))


def _s3(engine: Engine, request: HttpRequest) -> HttpAnswer:
    """Keep and return objects."""
    bucket, _, key = request.path.lstrip("/").partition("/")
    if request.method == "GET":
        found = engine.read_object(bucket, key)
        return _text(found or b"", 200 if found is not None else 404)
    if key:
        engine.put_object(bucket, key, request.body)
    return HttpAnswer(200, {"Content-Length": "0", "ETag": '"0"'}, ())


def _tagging(engine: Engine, request: HttpRequest, name: str, region: str) -> HttpAnswer:
    """Answer the Resource Groups Tagging API, from the tags that SageMaker has."""
    given: JsonObject = json.loads(request.body)

    def call(operation: str, **members: Any) -> JsonObject:
        return engine.call("sagemaker", operation, members, region=region)

    def get_resources() -> JsonObject:
        types = given.get("ResourceTypeFilters", [])
        found: list[JsonObject] = []
        for arn in engine.resources(region):
            tags = call("ListTags", ResourceArn=arn)["Tags"]
            by_key = {tag["Key"]: tag["Value"] for tag in tags}
            kind = f"sagemaker:{arn.split(':')[5].partition('/')[0]}"
            wanted = given.get("TagFilters", [])
            if (not types or kind in types) and all(
                by_key.get(one["Key"]) in one["Values"] for one in wanted
            ):
                found.append({"ResourceARN": arn, "Tags": tags})
        return {"ResourceTagMappingList": found}

    def tag_resources() -> JsonObject:
        tags = [{"Key": key, "Value": value} for key, value in given["Tags"].items()]
        for arn in given["ResourceARNList"]:
            call("AddTags", ResourceArn=arn, Tags=tags)
        return {"FailedResourcesMap": {}}

    def untag_resources() -> JsonObject:
        for arn in given["ResourceARNList"]:
            call("DeleteTags", ResourceArn=arn, TagKeys=given["TagKeys"])
        return {"FailedResourcesMap": {}}

    answers: Mapping[str, Callable[[], JsonObject]] = {
        "GetResources": get_resources,
        "TagResources": tag_resources,
        "UntagResources": untag_resources,
    }
    return _text(json.dumps(answers[name]()).encode())
