"""Cold starts: a fresh process imports, makes a client and makes one call; also imports alone."""

from __future__ import annotations

from . import fresh
from .method import Scale, ratios, spread
from .report import Part, Row, row
from .sides import AGAIN, BOTOCORE, RAW, TYPED, WRAPPED

GROUP = "cold"

BODY = (
    b'{"EndpointConfigName": "churn", "EndpointConfigArn": "arn:aws:sagemaker:us-west-2:'
    b'123456789012:endpoint-config/churn", "CreationTime": 1767323045.125, "ProductionVariants": '
    b'[{"VariantName": "blue", "ModelName": "churn", "InitialInstanceCount": 1, '
    b'"InstanceType": "ml.m5.large", "InitialVariantWeight": 1.0}]}'
)
START = "import time; start = time.process_time()\n"
# The same for all sides. A client has already imported everything that it imports.
ATTACH = f"""
def attach(client):
    from botocore.awsrequest import AWSResponse
    class Raw:
        def stream(self):
            yield {BODY!r}
    headers = {{"x-amzn-RequestId": "id-1", "Content-Type": "application/x-amz-json-1.1"}}
    client.meta.events.register(
        "before-send.sagemaker", lambda request, **_: AWSResponse(request.url, 200, headers, Raw())
    )
"""
END = "\nseconds = time.process_time() - start\n" + fresh.REPORT + "report(seconds=seconds)\n"
_RAW_CALL = """
attach(client)
answer = client.describe_endpoint_config(EndpointConfigName="churn")
assert answer["ProductionVariants"][0]["InstanceType"] == "ml.m5.large"
"""
_TYPED_CALL = """
attach(client.boto_client)
answer = client.describe_endpoint_config(endpoint_config_name="churn")
assert answer.production_variants[0].instance_type == "ml.m5.large"
"""
_BOTO3 = 'import boto3\nclient = boto3.client("sagemaker", region_name="us-west-2")'
_CALLS = {
    RAW: _BOTO3 + _RAW_CALL,
    TYPED: 'from sagemaker_typed import SageMaker\nclient = SageMaker(region_name="us-west-2")'
    + _TYPED_CALL,
    WRAPPED: _BOTO3
    + "\nfrom sagemaker_typed import SageMaker\nclient = SageMaker(client=client)"
    + _TYPED_CALL,
    BOTOCORE: "from botocore.session import Session\n"
    'client = Session().create_client("sagemaker", region_name="us-west-2")' + _RAW_CALL,
    AGAIN: _BOTO3 + _RAW_CALL,
}
COLD_CALLS = {side: ATTACH + START + code + END for side, code in _CALLS.items()}
_IMPORTS = {
    RAW: "import boto3",
    "import sagemaker_typed": "import sagemaker_typed",
    "from sagemaker_typed import SageMaker": "from sagemaker_typed import SageMaker",
    "import sagemaker_typed.sagemaker": "import sagemaker_typed.sagemaker",
    "import of a request class": "from sagemaker_typed.sagemaker import CreateTrainingJobRequest",
}


def measure(scale: Scale) -> Part:
    """Measure cold starts and imports."""
    turns = fresh.take_turns(COLD_CALLS, scale.processes)
    rows: list[Row] = []
    for side in (TYPED, WRAPPED, BOTOCORE, AGAIN):
        whole = spread(ratios(turns.total, side, RAW))
        own = spread(ratios(turns.found["seconds"], side, RAW))
        rows.append(row(GROUP, "cold start, whole process", side, RAW, whole))
        rows.append(row(GROUP, "cold start, without Python's startup", side, RAW, own))
    imports = fresh.take_turns(
        {side: START + code + END for side, code in _IMPORTS.items()}, scale.processes
    )
    for side in list(_IMPORTS)[1:]:
        over = spread(ratios(imports.found["seconds"], side, RAW))
        rows.append(row(GROUP, "import", side, "import boto3", over))
    data = {
        "cold milliseconds": _milliseconds(turns.total),
        "cold milliseconds without Python": _milliseconds(turns.found["seconds"]),
        "import milliseconds": _milliseconds(imports.found["seconds"]),
    }
    return Part(rows, data)


def _milliseconds(seconds: dict[str, list[float]]) -> dict[str, float]:
    return {side: 1000 * spread(values).median for side, values in seconds.items()}
