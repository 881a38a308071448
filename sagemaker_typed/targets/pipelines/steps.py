"""The base of all steps, and the steps that are not made of a request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final

import attrs

from .conditions import Condition
from .options import CacheConfig, Dependency, OutputParameter, RetryPolicy, Trigger, listed, name_of
from .properties import LEAF, UNKNOWN, Fixed, Keys, Node, Properties
from .texts import NotText

__all__ = [
    "CallbackStep",
    "ConditionStep",
    "EMRServerlessStep",
    "EMRStep",
    "FailStep",
    "LambdaStep",
    "OtherStep",
    "Step",
]


def _dependencies(_: object, __: object, steps: Any) -> list[str | Dependency]:
    return [_dependency(step) for step in listed("depends_on", steps)]


def _dependency(step: Step | str | Dependency) -> str | Dependency:
    """Return a name if another step has only to be completed, as it is written."""
    if isinstance(step, Dependency):
        return step.step_name if step.trigger is Trigger.COMPLETED else step
    return name_of(step)


@attrs.define(slots=False)
class Step(NotText):
    """Base of the steps of a pipeline.

    Two steps are equal if they have the same class and all fields are equal.
    """

    type_name: ClassVar[str] = ""
    """The name of the type in the definition."""
    text_hint: ClassVar[str] = "use its name, or one of its properties"
    """The end of the error for the step in a str."""

    name: str
    """The name, unique in the pipeline."""
    depends_on: Sequence[Step | str | Dependency] = attrs.field(
        default=(), kw_only=True, on_setattr=_dependencies
    )
    """Steps that must have ended before; stored as names. Those whose properties a step uses need
    not be listed."""
    display_name: str | None = attrs.field(default=None, kw_only=True)
    """The name that people see."""
    description: str | None = attrs.field(default=None, kw_only=True)
    """A description."""
    unknown_members: Mapping[str, Any] | None = attrs.field(default=None, kw_only=True)
    """Members of the step that this release does not know, by name."""

    def __attrs_post_init__(self) -> None:
        # The hook of the field stores names.
        self.depends_on = listed("depends_on", self.depends_on)

    @property
    def properties(self) -> Properties:
        """The way to placeholders for what the step made, such as ``properties.model_artifacts``.

        Raises:
            AttributeError: the step has no properties.
        """
        node = self._node()
        if node is None:
            raise AttributeError(f"a {type(self).__name__} has no properties")
        return Properties(f"Steps.{self.name}", node)

    def _node(self) -> Node | None:
        return UNKNOWN


@attrs.define(slots=False)
class Cached(Step):
    """Base of the steps that can use results of an earlier execution."""

    cache: CacheConfig | None = attrs.field(default=None, kw_only=True)
    """Whether the step uses the results of an earlier execution with the same arguments."""


@attrs.define(slots=False)
class Retried(Step):
    """Base of the steps that can be tried again."""

    retry_policies: Sequence[RetryPolicy] = attrs.field(default=(), kw_only=True)
    """When and how often to try the step again."""

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        self.retry_policies = listed("retry_policies", self.retry_policies)


@attrs.define(slots=False)
class ConditionStep(Step):
    """Runs one list of steps if all conditions are true, and another one if not."""

    type_name: ClassVar[str] = "Condition"

    conditions: Sequence[Condition]
    """The conditions."""
    if_steps: Sequence[Step] = attrs.field(default=(), kw_only=True)
    """The steps that run if all conditions are true."""
    else_steps: Sequence[Step] = attrs.field(default=(), kw_only=True)
    """The steps that run if a condition is false."""

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        self.conditions = listed("conditions", self.conditions)
        self.if_steps = listed("if_steps", self.if_steps)
        self.else_steps = listed("else_steps", self.else_steps)

    def _node(self) -> Node:
        return Fixed(Outcome=LEAF)


@attrs.define(slots=False)
class FailStep(Step):
    """Ends the execution as failed."""

    type_name: ClassVar[str] = "Fail"

    error_message: str = ""
    """The reason of the failure; a placeholder is allowed."""

    def _node(self) -> None:
        return None


@attrs.define(slots=False)
class LambdaStep(Cached):
    """Invokes a Lambda function."""

    type_name: ClassVar[str] = "Lambda"

    function_arn: str
    """The ARN of the function."""
    inputs: Mapping[str, Any] = attrs.field(factory=dict[str, Any], kw_only=True)
    """The input of the function: JSON values and placeholders."""
    outputs: Sequence[OutputParameter] = attrs.field(default=(), kw_only=True)
    """The values that the function returns."""

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        self.outputs = listed("outputs", self.outputs)

    def _node(self) -> Node:
        return Fixed(OutputParameters=Keys(output.name for output in self.outputs))


@attrs.define(slots=False)
class CallbackStep(Cached):
    """Sends a message to a queue, and waits until somebody reports success or failure."""

    type_name: ClassVar[str] = "Callback"

    sqs_queue_url: str
    """The URL of the queue."""
    inputs: Mapping[str, Any] = attrs.field(factory=dict[str, Any], kw_only=True)
    """The content of the message: JSON values and placeholders."""
    outputs: Sequence[OutputParameter] = attrs.field(default=(), kw_only=True)
    """The values that are reported with the success."""

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        self.outputs = listed("outputs", self.outputs)

    def _node(self) -> Node:
        return Fixed(OutputParameters=Keys(output.name for output in self.outputs))


@attrs.define(slots=False)
class EMRStep(Cached, Retried):
    """Runs a step on a cluster of EMR. This package has no classes for EMR: values are dicts."""

    type_name: ClassVar[str] = "EMR"

    step_config: Mapping[str, Any] = attrs.field(kw_only=True)
    """EMR's ``StepConfig``, such as ``{"HadoopJarStep": {"Jar": ...}}``."""
    cluster_id: str | None = attrs.field(default=None, kw_only=True)
    """The id of a running cluster."""
    cluster_config: Mapping[str, Any] | None = attrs.field(default=None, kw_only=True)
    """EMR's ``RunJobFlow`` for a new cluster, if there is no ``cluster_id``."""
    execution_role_arn: str | None = attrs.field(default=None, kw_only=True)
    """The ARN of the role of the step on a running cluster."""


@attrs.define(slots=False)
class EMRServerlessStep(Cached, Retried):
    """Runs a job of EMR Serverless. This package has no classes for it: values are dicts."""

    type_name: ClassVar[str] = "EMRServerless"

    execution_role_arn: str = attrs.field(kw_only=True)
    """The ARN of the role of the job."""
    job_config: Mapping[str, Any] = attrs.field(kw_only=True)
    """The parameters of ``StartJobRun``, such as ``{"jobDriver": ...}``."""
    application_id: str | None = attrs.field(default=None, kw_only=True)
    """The id of an application."""
    application_config: Mapping[str, Any] | None = attrs.field(default=None, kw_only=True)
    """The parameters of a new application, if there is no ``application_id``."""


@attrs.define(slots=False)
class OtherStep(Step):
    """A step whose type this release does not know; what it has is kept unchanged."""

    # Not `type`, which is that of the class.
    step_type: str
    """The name of the type in the definition."""
    arguments: Any = None
    """The arguments, with placeholders."""


ROOT_MEMBERS: Final = ("Name", "Type", "Arguments", "DependsOn", "DisplayName", "Description")
"""The members that every step has."""
