"""A small CloudFormation, whose resources are typed requests that a client sends."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl
from xml.sax.saxutils import escape

import attrs

from sagemaker_typed import SageMaker, sagemaker
from sagemaker_typed.operation import Request
from sagemaker_typed.targets.cloudformation import from_cloudformation, ref

NO_VALUE = ref("AWS::NoValue")
NAMESPACE = "http://cloudformation.amazonaws.com/doc/2010-05-15/"


@attrs.define
class Resource:
    """A resource of a stack: the request that made it, and its ARN."""

    request: Request[Any]
    arn: str

    @property
    def noun(self) -> str:
        return type(self.request).__name__.removeprefix("Create").removesuffix("Request")

    @property
    def name(self) -> str:
        name: str = getattr(self.request, f"{snake(self.noun)}_name")
        return name


@attrs.define
class Stack:
    """A stack."""

    name: str
    resources: dict[str, Resource] = attrs.field(factory=dict[str, Resource])
    outputs: dict[str, str] = attrs.field(factory=dict[str, str])


def snake(noun: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", noun).lower()


class CloudFormation:
    """Stacks, by name.

    Args:
        client: The client that creates, updates and deletes the resources.
    """

    def __init__(self, client: SageMaker) -> None:
        self._client = client
        self._stacks: dict[str, Stack] = {}
        self._count = 0

    def answer(self, body: bytes) -> bytes:
        """Return the XML response to a request of the protocol ``query``."""
        given = dict(parse_qsl(body.decode()))
        action = given["Action"]
        result = getattr(self, snake(action))(given)
        return (
            f'<{action}Response xmlns="{NAMESPACE}"><{action}Result>{result}</{action}Result>'
            f"<ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></{action}Response>"
        ).encode()

    def create_stack(self, given: Mapping[str, str]) -> str:
        stack = self._stacks[given["StackName"]] = Stack(given["StackName"])
        return self._apply(stack, given["TemplateBody"])

    def update_stack(self, given: Mapping[str, str]) -> str:
        return self._apply(self._stacks[given["StackName"]], given["TemplateBody"])

    def delete_stack(self, given: Mapping[str, str]) -> str:
        for resource in self._stacks.pop(given["StackName"]).resources.values():
            self._delete(resource)
        return ""

    def describe_stacks(self, given: Mapping[str, str]) -> str:
        stack = self._stacks[given["StackName"]]
        outputs = "".join(
            f"<member><OutputKey>{key}</OutputKey><OutputValue>{escape(value)}</OutputValue></member>"
            for key, value in stack.outputs.items()
        )
        return (
            f"<Stacks><member><StackName>{stack.name}</StackName><Outputs>{outputs}</Outputs>"
            "<StackStatus>CREATE_COMPLETE</StackStatus></member></Stacks>"
        )

    def list_stack_resources(self, given: Mapping[str, str]) -> str:
        members = "".join(
            f"<member><LogicalResourceId>{key}</LogicalResourceId>"
            f"<PhysicalResourceId>{resource.arn}</PhysicalResourceId></member>"
            for key, resource in self._stacks[given["StackName"]].resources.items()
        )
        return f"<StackResourceSummaries>{members}</StackResourceSummaries>"

    def _apply(self, stack: Stack, text: str) -> str:
        template = json.loads(text)
        for key, described in template["Resources"].items():
            request = from_cloudformation(described)
            before = stack.resources.get(key)
            if before is None:
                made = self._create(self._named(request, stack, key))
            else:
                made = self._update(before, request, stack, key)
            stack.resources[key] = made
        stack.outputs = {
            key: self._value(stack, output["Value"])
            for key, output in template.get("Outputs", {}).items()
        }
        return f"<StackId>arn:aws:cloudformation:us-east-1:1:stack/{stack.name}/1</StackId>"

    def _named(self, request: Request[Any], stack: Stack, key: str) -> Request[Any]:
        """Return a request with new names in place of those that the template leaves open."""
        self._count += 1
        name = re.sub(r"[^0-9A-Za-z-]", "", f"{stack.name}-{key}-{self._count:08}")
        fields = attrs.fields(type(request))
        left_open = [one.name for one in fields if getattr(request, one.name, None) == NO_VALUE]
        return attrs.evolve(request, **dict.fromkeys(left_open, name))

    def _create(self, request: Request[Any]) -> Resource:
        response: Any = self._client.send(request)
        noun = Resource(request, "").noun
        return Resource(request, getattr(response, f"{snake(noun)}_arn"))

    def _update(self, before: Resource, request: Request[Any], stack: Stack, key: str) -> Resource:
        """Update a resource, or replace it, as the plan of the client says."""
        name = f"{snake(before.noun)}_name"
        same: Request[Any] = attrs.evolve(request, **{name: before.name})
        if before.noun == "NotebookInstance":
            self._client.stop_notebook_instance(notebook_instance_name=before.name)
        if self._client.plan(same).action != "replace":
            self._client.ensure(same)
            return Resource(same, before.arn)
        made = self._create(self._named(request, stack, key))
        self._delete(before)
        return made

    def _delete(self, resource: Resource) -> None:
        name = {f"{snake(resource.noun)}_name": resource.name}
        if resource.noun == "NotebookInstance":
            self._client.stop_notebook_instance(**name)
        delete = getattr(sagemaker, f"Delete{resource.noun}Request")
        self._client.send(delete(**name))

    def _value(self, stack: Stack, value: Any) -> str:
        """Return the value of an output; ``Ref`` of these resources is their ARN."""
        match value:
            case {"Ref": key}:
                return stack.resources[key].arn
            case {"Fn::GetAtt": [key, _]}:
                return stack.resources[key].name
            case _:
                return str(value)
