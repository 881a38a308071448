"""Calls of boto3's own clients: which are found, and the mistakes in their parameters."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any, Final

import pytest
from botocore import xform_name
from botocore.session import Session
from botocore.validate import ParamValidator
from helpers.cases import each
from helpers.drift import Check, found_in, short
from helpers.models import IS_LOCKED
from helpers.samples import Operation, operations, sample

from sagemaker_typed._doctor.sides import Sides, read_sides

CLIENTS: Final = {
    "boto3.client": "import boto3\nc = boto3.client('sagemaker')",
    "keyword": "import boto3\nc = boto3.client(service_name='sagemaker', region_name='a')",
    "from import": "from boto3 import client\nc = client('sagemaker')",
    "alias": "import boto3 as b\nc = b.client('sagemaker')",
    "session": "import boto3\nc = boto3.Session().client('sagemaker')",
    "session module": "import boto3\nc = boto3.session.Session().client('sagemaker')",
    "session variable": "import boto3\ns = boto3.Session()\nc = s.client('sagemaker')",
    "botocore": (
        "import botocore.session\nc = botocore.session.get_session().create_client('sagemaker')"
    ),
    "typed client": "from sagemaker_typed import SageMaker\nc = SageMaker().boto_client",
    "mypy_boto3": "from mypy_boto3_sagemaker import SageMakerClient\nc: SageMakerClient = get()",
    "mypy_boto3 client": (
        "from mypy_boto3_sagemaker.client import SageMakerClient\nc: SageMakerClient = get()"
    ),
    "types_boto3": (
        "from types_boto3_sagemaker import SageMakerClient\nc: 'SageMakerClient' = get()"
    ),
    "module of stubs": "import types_boto3_sagemaker as t\nc: t.SageMakerClient = get()",
    "with": "import boto3\nwith boto3.Session().client('sagemaker') as c: pass",
    "annotated session": ("import boto3\ns: boto3.Session = get()\nc = s.client('sagemaker')"),
    "aioboto3": (
        "import aioboto3\nasync def f():\n"
        "    async with aioboto3.Session().client('sagemaker') as c:\n"
        "        await c.create_model(ModelName='a')\nimport boto3\nc = boto3.client('s3')"
    ),
    "or": "import boto3\nc = boto3.client('sagemaker') or boto3.client('sagemaker')",
}
OTHER_CLIENTS: Final = (
    "import boto3\nc = boto3.client('s3')",
    "import boto3\nc = boto3.client(name)",
    "import boto3\nc = boto3.client('sage' + 'maker')",
    "c = client('sagemaker')",
    "from mypy_boto3_s3 import S3Client\nc: S3Client = get()",
    "from mypy_boto3_sagemaker import type_defs\nc: type_defs.Client = get()",
    "from mypy_boto3_sagemaker_nothing import SageMakerNothingClient as S\nc: S = get()",
    "import boto3\nc = boto3.client()",
    "def client(name): ...\nc = client('sagemaker')",
)
MISTAKES: Final = {
    "c.list_modles()": (
        "3 raw-unknown-name: boto3.client(\"sagemaker\") has no method 'list_modles'; did you mean "
        "list_models?"
    ),
    "c.get_paginator('list_modles')": (
        "17 raw-unknown-name: boto3.client(\"sagemaker\") has no paginator 'list_modles'; did you "
        "mean list_models?"
    ),
    "c.get_paginator('describe_model')": (
        "17 raw-unknown-name: boto3.client(\"sagemaker\") has no paginator 'describe_model'"
    ),
    "c.get_paginator(operation_name='describe_model')": (
        "1 raw-unknown-name: boto3.client(\"sagemaker\") has no paginator 'describe_model'"
    ),
    "c.get_paginator('describe_model').paginate(ModelNmae='a')": (
        "17 raw-unknown-name: boto3.client(\"sagemaker\") has no paginator 'describe_model'"
    ),
    "c.generate_presigned_url('describe_modle')": (
        "26 raw-unknown-name: boto3.client(\"sagemaker\") has no method 'describe_modle'; did you "
        "mean describe_model?"
    ),
    "c.generate_presigned_url('describe_modle', Params={'ModelNmae': 'a'})": (
        "26 raw-unknown-name: boto3.client(\"sagemaker\") has no method 'describe_modle'; did you "
        "mean describe_model?"
    ),
    "c.can_paginate('list_modles')": (
        "16 raw-unknown-name: boto3.client(\"sagemaker\") has no method 'list_modles'; did you "
        "mean list_models?"
    ),
    "c.get_waiter('endpoint_in_servce')": (
        "14 raw-unknown-name: boto3.client(\"sagemaker\") has no waiter 'endpoint_in_servce'; did "
        "you mean endpoint_in_service?"
    ),
    "c.create_model(ModelNmae='a', ModelName='a')": (
        "16 raw-unknown-member: CreateModel has no member 'ModelNmae'; did you mean ModelName?"
    ),
    "c.create_model()": "1 raw-missing-member: CreateModel needs ModelName",
    "c.create_endpoint()": (
        "1 raw-missing-member: CreateEndpoint needs EndpointName and EndpointConfigName"
    ),
    "c.create_app()": "1 raw-missing-member: CreateApp needs DomainId, AppType and AppName",
    "c.list_endpoints(StatusEquals='InServce')": (
        "31 raw-unknown-value: ListEndpoints.StatusEquals: 'InServce' is not a value of "
        "EndpointStatus; did you mean 'InService' or 'OutOfService'?"
    ),
    "c.create_model(ModelName='a', PrimaryContainer={'Imgae': 'a'})": (
        "49 raw-unknown-member: CreateModel.PrimaryContainer has no member 'Imgae'; did you mean "
        "Image?"
    ),
    "c.create_model(ModelName='a', PrimaryContainer=dict(Imgae='a'))": (
        "53 raw-unknown-member: CreateModel.PrimaryContainer has no member 'Imgae'; did you mean "
        "Image?"
    ),
    "c.create_model(ModelName='a', Tags=[{'Key': 'a'}])": (
        "37 raw-missing-member: CreateModel.Tags[0] needs Value"
    ),
    "c.create_model(ModelName='a', Containers=[x, {'Mode': 'Multi'}])": (
        "55 raw-unknown-value: CreateModel.Containers[1].Mode: 'Multi' is not a value of "
        "ContainerMode; did you mean 'MultiModel'?"
    ),
    "c.get_paginator('list_models').paginate(NameContain='a')": (
        "41 raw-unknown-member: ListModels has no member 'NameContain'; did you mean NameContains?"
    ),
    "c.get_waiter('endpoint_in_service').wait()": (
        "1 raw-missing-member: DescribeEndpoint needs EndpointName"
    ),
    "c.generate_presigned_url('create_model', Params={'ModelNmae': 'a', 'ModelName': 'a'})": (
        "50 raw-unknown-member: CreateModel has no member 'ModelNmae'; did you mean ModelName?"
    ),
    "c.create_domain(HomeEfsFileSystemKmsKeyId='a', **others)": (
        "17 deprecated: the service has deprecated the member HomeEfsFileSystemKmsKeyId of "
        "CreateDomain"
    ),
}
RIGHT: Final = (
    "c.create_model(**arguments)",
    "c.create_model(ModelName='a', **arguments)",
    "c.create_model(ModelName=name, Tags=tags)",
    "c.create_model(ModelName='a', Tags=[{**tag}])",
    "c.create_model(ModelName='a', Tags=[{key: 'a'}])",
    "c.create_model(ModelName='a', Tags=[tag for tag in tags])",
    "c.create_model(ModelName='a', PrimaryContainer={'Image': 'a', 'Environment': {'Any': 'a'}})",
    "c.list_endpoints(StatusEquals=status)",
    "c.get_paginator('list_models').paginate(PaginationConfig={'MaxItems': 1})",
    "c.get_waiter('endpoint_in_service').wait(EndpointName='a', WaiterConfig={'Delay': 1})",
    "c.get_paginator(name); c.get_waiter(name); c.can_paginate('list_models')",
    "c.exceptions.ResourceNotFound; c.meta.region_name; c.close(); c._make_api_call",
    "c.create_action(**x); c.update_pipeline(PipelineName='a')",
    # The idempotency token is required, and botocore sets it.
    "c.start_pipeline_execution(PipelineName='a')",
    "c.create_endpoint",
    "c.get_paginator('list_models').build_full_result()",
    "c.get_paginator(operation_name=name); c.get_waiter(waiter_name='endpoint_deleted')",
    "c.generate_presigned_url('create_model', parameters)",
    "c.generate_presigned_url(name, Params={'ModelNmae': 'a'})",
)
START: Final = "import boto3\nc = boto3.client('sagemaker')\n"


@each("code", CLIENTS.items(), ids=lambda case: case[0])
def test_a_client_of_boto3_is_recognized(code: tuple[str, str], in_equal: Check) -> None:
    (found,) = in_equal(f"{code[1]}\nc.create_model(ModelName='a')")

    assert found.endswith("raw-call: CreateModel has a typed method: SageMaker.create_model")


@each("code", OTHER_CLIENTS)
def test_other_clients_are_not(code: str, in_equal: Check) -> None:
    assert in_equal(f"{code}\nc.list_modles()") == []


@each(("code", "expected"), MISTAKES.items(), ids=lambda case: case[0])
def test_mistakes_in_parameters_are_reported(code: str, expected: str, in_equal: Check) -> None:
    found = [text for text in in_equal(START + code) if " raw-call: " not in text]

    assert found == [f"3:{expected}"]


@each("code", RIGHT)
def test_right_calls_have_no_mistakes(code: str, in_equal: Check) -> None:
    assert [text for text in in_equal(START + code) if " raw-call: " not in text] == []


def test_the_typed_method_is_named(in_equal: Check) -> None:
    code = """\
        import boto3
        runtime = boto3.client("sagemaker-runtime")
        runtime.invoke_endpoint(EndpointName="a", Body=b"")
        c = boto3.client("sagemaker")
        for page in c.get_paginator("list_models").paginate():
            pass
        c.get_waiter("endpoint_deleted").wait(EndpointName="a")
    """

    assert in_equal(code) == [
        "3:1 raw-call: InvokeEndpoint has a typed method: SageMakerRuntime.invoke_endpoint",
        "5:13 raw-call: ListModels has a typed method: SageMaker.items",
        "7:1 raw-call: DescribeEndpoint has a typed method: SageMaker.wait_until_endpoint_deleted",
    ]


def client_of(service: str) -> Any:
    session: Any = Session()
    return session.create_client(
        service, "us-west-2", aws_access_key_id="a", aws_secret_access_key="a"
    )


@pytest.mark.parametrize("service", ["sagemaker", "sagemaker-runtime"])
def test_every_name_of_a_client_exists(service: str, both: Sides, tmp_path: Path) -> None:
    client = client_of(service)
    names = [name for name in dir(client) if not name.startswith("_")]
    code = f"import boto3\nc = boto3.client({service!r})\n"

    assert len(names) > 10
    assert found_in(code + "".join(f"c.{name}\n" for name in names), both, tmp_path) == []


@pytest.mark.skipif(not IS_LOCKED, reason="compares with the locked botocore")
@pytest.mark.parametrize("service", ["sagemaker", "sagemaker-runtime"])
def test_boto3_has_a_paginator_where_nothing_is_reported(
    service: str, both: Sides, tmp_path: Path
) -> None:
    client = client_of(service)
    names: list[str] = [xform_name(name) for name in client.meta.service_model.operation_names]
    code = f"import boto3\nc = boto3.client({service!r})\n"

    found = found_in(
        code + "".join(f"c.get_paginator({name!r})\n" for name in names), both, tmp_path
    )

    assert [finding.place.line - 3 for finding in found] == [
        number for number, name in enumerate(names) if not client.can_paginate(name)
    ]


@pytest.fixture(scope="module")
def both() -> Sides:
    return read_sides()


def call_of(operation: Operation, parameters: dict[str, Any]) -> str:
    arguments = ", ".join(f"{name}={value!r}" for name, value in parameters.items())
    arguments = re.sub(r"datetime\.datetime\([^()]*\)", "moment", arguments)
    client = f"boto3.client({operation.service!r})"
    return f"import boto3\n{client}.{xform_name(operation.name)}({arguments})"


def spoil(value: Any, shape: Any) -> Any:
    """Remove the required members of each structure, and add one that does not exist."""
    if shape.type_name == "structure" and not getattr(shape, "is_document_type", False):
        members: dict[str, Any] = shape.members
        # botocore sets an idempotency token before it validates.
        left = {
            name: item
            for name, item in value.items()
            if name not in shape.required_members or members[name].metadata.get("idempotencyToken")
        }
        changed = {name: spoil(item, members[name]) for name, item in left.items()}
        return changed | {"NoSuchMember": 1}
    if shape.type_name == "list":
        return [spoil(item, shape.member) for item in value]
    if shape.type_name == "map":
        return {key: spoil(item, shape.value) for key, item in value.items()}
    return value


def botocore_says(parameters: Any, shape: Any) -> Counter[str]:
    report = ParamValidator().validate(parameters, shape)
    missing = re.findall(r'Missing required parameter in \S+: "(\w+)"', report.generate_report())
    unknown = re.findall(r'Unknown parameter in \S+: "(\w+)"', report.generate_report())
    return Counter([*missing, *unknown])


def doctor_says(code: str, both: Sides, folder: Path) -> Counter[str]:
    names: list[str] = []
    for finding in found_in(code, both, folder):
        if finding.rule == "raw-missing-member":
            names += re.split(r", | and ", finding.message.rpartition(" needs ")[2])
        elif finding.rule == "raw-unknown-member":
            names += re.findall(r"no member '(\w+)'", finding.message)
    return Counter(names)


@pytest.mark.skipif(not IS_LOCKED, reason="compares with the locked botocore")
@each("operation", operations(), ids=str)
def test_botocore_finds_the_same_mistakes_in_every_operation(
    operation: Operation, both: Sides, tmp_path: Path
) -> None:
    shape = operation.input
    if shape is None:
        return
    whole = sample(shape)
    right = short(found_in(call_of(operation, whole), both, tmp_path))
    assert [text for text in right if not re.search(" raw-call: | deprecated: ", text)] == []

    wrong = spoil(whole, shape)
    assert doctor_says(call_of(operation, wrong), both, tmp_path) == botocore_says(wrong, shape)
