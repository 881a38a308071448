"""The project's own examples have no findings that count, except those with intended errors."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from helpers.drift import short
from helpers.folders import ROOT
from helpers.models import IS_LOCKED

from sagemaker_typed._doctor.code import findings_in
from sagemaker_typed._doctor.findings import Finding
from sagemaker_typed._doctor.sides import read_sides
from sagemaker_typed._doctor.sources import files_in

pytestmark = pytest.mark.skipif(not IS_LOCKED, reason="the examples are for the locked botocore")
BLOCK = re.compile(r"^```(?:python|pycon)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

# Marked errors about names, as the checkers of types know them.
MARK = re.compile(r"\s*# -> (?:misspelt-|no-such-)")
# Names that do not come from a service model, and names in other places than a use.
NOT_FOUND = (
    'local.load_response("calls.json")',
    'SageMaker(region="us-west-2")',
    'AsyncSageMaker(region="us-west-2")',
    "from sagemaker_typed.runtime import AsyncSageMaker as OfAnotherService",
    'client.describe_endpoint(endpoint_name="churn").endpoint_status',  # without await
    "client.with_options(retries=3)",
    'client.presigned_url(CreateModelRequest(model_name="churn"), expires=60)',
    'client.send_raw(CreateModelRequest(model_name="churn")).status',
    'client.call("ListModels").models',
    'client.wait(describe, until=lambda answer: answer.endpoint_status == "InService")',
    "job.response_metadata.requst_id",
    "error.cod",
    'Tag(key="team", value="churn", unknown_members={})',
    'tag.valeu = "churn"',
    "TrainingInstanceType.ML_M5_LARGE.famly",
    "make_converter().to_boto3(tag)",
    'attrs.evolve(tag, valeu="blue")',
    "attrs.fields(Tag).kee",
    "case Tag(kee=_):",
    # Arguments and results of functions of this package.
    'next(client.describe_each(["churn"], DescribeTrainingJobRequest)).training_job_nmae',
    'to_cloudformation(model, depend_on="Role")',
    "from_cloudformation({}, CreateModelRequest).modelname",
    "resource_types()[0].mising",
    "from_airflow({}, CreateModelRequest).model_nam",
    "read_xcom(DescribeModelResponse, {}).model_nam",
    'fake.on(CreateModelRequest, where=lambda request: request.model_nam == "churn")',
    "fake.on(CreateModelRequest).returns(lambda request: made(request.model_nam))",
    "fake.on(CreateModelRequest).return_",
    "fake.on(CreateModelRequest).throttles(time=2)",
    'FakeService(SageMaker, region="eu-west-1")',
    'Recorder(fake.client, "calls.json", keep_secrets=True)',
    "LocalEngine(sped=0)",
    "local.advanc(60)",
    "diff(request, request, position=True)",
    "diff(request, request)[0].pth",
    "TrainingInstanceType.find(gpu_count=4)",
    "client.plan(request, default=True)",
    "client.plan(request).action",  # without await
    "plan.acton",
    "plan.difference",
    "plan.steps[0].reason",
    "client.ensure(request, replace=True)",
    "client.ensure(request).endpoint_status",
    "client.ensure(request, describe=DescribeEndpointRequest).endpoint_staus",
    "(await client.ensure(request)).endpoint_status",
    "event.detail.training_job_name",
    "event.tag",
    "read_event({}, stric=False)",
    "event.detail.training_job_nmae",
    "TrainingJobStateChange.pattern(training_job_statu=[TrainingJobStatus.FAILED])",
    'TrainingJobStateChange.pattern(resource_config={"instance_cont": [3]})',
    'TrackingServerCreated.pattern(tracking_server_name=["runs"])',
    'to_task(model, result="$.model")',
    'Retry(error_equals="States.ALL", errors="States.ALL")',
    "from_task({}).model_name",
    "next(find_tasks({})).requests",
    "read_result(model, {}).model_name",
    'ModelStep("model", request, cache=CacheConfig())',
    'FailStep("fail", depends=[model])',
    "Execution.execution_id",
    'StringParameter("a").reference',
    "model.request.model_nam",
    "PipelineDefinition([fail]).to_jsn()",
    "build(DescribeEndpointResponse).endpoint_staus",
    "shapes(Tag).flat_map",
)


def counting(*paths: Path) -> list[Finding]:
    return [one for one in findings_in(files_in(paths), read_sides()) if one.counts]


def test_scripts_and_typed_examples_are_right() -> None:
    right = ROOT / "tests" / "typing" / "right"

    assert short(counting(ROOT / "docs" / "quickstart.py", right)) == []


def test_blocks_in_the_documentation_are_right(tmp_path: Path) -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    recipes = (ROOT / "docs" / "cookbook").glob("*.md")
    for name, page in [(page.stem, page) for page in pages] + [
        (f"cookbook_{page.stem}", page) for page in recipes
    ]:
        for number, block in enumerate(BLOCK.findall(page.read_text(encoding="utf-8"))):
            code = re.sub(r"^(>>> |\.\.\. ?)", "", block, flags=re.MULTILINE)
            (tmp_path / f"{name}_{number}.py").write_text(code, encoding="utf-8")

    found = counting(tmp_path)

    # A page shows what validation says about a misspelt value.
    assert [(one.place.path.name, one.rule) for one in found] == [
        ("validation_0.py", "unknown-value")
    ]


def test_marked_errors_are_found() -> None:
    wrong = ROOT / "tests" / "typing" / "wrong"
    marked: dict[tuple[str, int], str] = {}
    for path in wrong.glob("*.py"):
        lines = path.read_text(encoding="utf-8").splitlines()
        marked |= {
            (path.name, number + 1): lines[number].strip()
            for number, line in enumerate(lines, start=1)
            if MARK.match(line)
        }

    found = counting(wrong)
    places = {(one.place.path.name, one.place.line) for one in found}

    assert {one.rule for one in found} == {"unknown-name"}
    assert places <= marked.keys()
    assert sorted(marked[place] for place in marked.keys() - places) == sorted(NOT_FOUND)
