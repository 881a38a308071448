"""Errors with tasks of Step Functions.

The comment above each error has its kind and the words that all checkers must report; see
kinds.toml. A checker that does not report an error is listed after "not". If a new release of the
checker does report it, the test fails.
"""
# ruff: noqa: B018, F401, I001 - each error has its own line

from __future__ import annotations

from sagemaker_typed.sagemaker import CreateModelRequest, Tag
from sagemaker_typed.targets import find_tasks, from_task, read_result, ref, to_task
from sagemaker_typed.targets.step_functions import Catch, Retry

# -> misspelt-import: to_tsk
from sagemaker_typed.targets import to_tsk

# -> misspelt-import: Retrier
from sagemaker_typed.targets.step_functions import Retrier

model = CreateModelRequest(model_name=ref("$.name"))
tag = Tag(key="team", value=ref("$.team"))

# -> wrong-argument: Tag, Request
to_task(tag)
# -> wrong-argument: CreateModelRequest, Request
to_task(CreateModelRequest)
# -> misspelt-keyword: result
to_task(model, result="$.model")
# -> wrong-argument: Literal[
to_task(model, query_language="JMESPath")
# -> wrong-argument: Literal[
to_task(model, integration="sdk")
# -> wrong-argument: Discard
to_task(model, result_path=5)
# -> wrong-argument: str
ref(5)
# -> misspelt-keyword: errors
Retry(error_equals="States.ALL", errors="States.ALL")
# -> missing-keyword: next
Catch(error_equals="States.ALL")
# -> misspelt-attribute: model_name, Request
from_task({}).model_name
# -> misspelt-attribute: requests, TaskState
next(find_tasks({})).requests
# -> misspelt-attribute: model_name, CreateModelResponse
read_result(model, {}).model_name
