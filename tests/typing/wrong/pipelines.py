"""Errors with definitions of pipelines.

The comment above each error has its kind and the words that all checkers must report; see
kinds.toml. A checker that does not report an error is listed after "not". If a new release of the
checker does report it, the test fails.
"""
# ruff: noqa: B018, F401, I001 - each error has its own line

from __future__ import annotations

from sagemaker_typed import sagemaker as sm
from sagemaker_typed.targets.pipelines import (
    CacheConfig,
    ConditionStep,
    Dependency,
    Execution,
    FailStep,
    IntegerParameter,
    LessThan,
    ModelStep,
    PipelineDefinition,
    RetryPolicy,
    StringParameter,
    TrainingStep,
    generated_name,
)

# -> misspelt-import: TraniningStep
from sagemaker_typed.targets.pipelines import TraniningStep

request = sm.CreateModelRequest(model_name=generated_name)
model = ModelStep("model", request)
fail = FailStep("fail", "no")
train: sm.CreateTrainingJobRequest = generated_name

# -> wrong-argument: CreateModelRequest, CreateTrainingJobRequest
TrainingStep("train", request)
# -> wrong-argument: CacheConfig
TrainingStep("train", train, cache=True)
# -> misspelt-keyword: cache
ModelStep("model", request, cache=CacheConfig())
# -> misspelt-keyword: depends
FailStep("fail", depends=[model])
# -> wrong-item: int
FailStep("fail", depends_on=[5])
# -> wrong-item: str, Condition
ConditionStep("check", ["a < b"])
# -> wrong-argument: Trigger
Dependency(model, "Failed")
# -> wrong-argument: int
IntegerParameter("count", "1")
# -> wrong-item: str, ExceptionType
RetryPolicy(["Step.THROTTLING"])
# -> wrong-argument: Properties
FailStep("fail", model.properties)
# -> misspelt-attribute: execution_id
Execution.execution_id
# -> misspelt-attribute: reference, StringParameter
StringParameter("a").reference
# -> misspelt-attribute: model_nam, CreateModelRequest
model.request.model_nam
# -> wrong-item: str, Step
PipelineDefinition(["train"])
# -> misspelt-attribute: to_jsn, PipelineDefinition
PipelineDefinition([fail]).to_jsn()
# -> missing-keyword: right
LessThan(1)
