"""Names in code that only one of the two sides has."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from helpers.cases import each
from helpers.drift import Check, Without, found_in, short, sides
from helpers.models import COMMITTED

from sagemaker_typed._doctor.sides import Sides
from sagemaker_typed.codegen.changes.sources import models_of
from sagemaker_typed.codegen.model.sources import Source
from sagemaker_typed.codegen.model.store import ServiceModels

START: Final = """\
import boto3
from sagemaker_typed import SageMaker, sagemaker as sm
client = SageMaker()
raw = boto3.client("sagemaker")
request: sm.CreateModelRequest = load()
"""
MISSING: Final = {
    # Only botocore has it.
    "client.list_monitoring_alerts()": "8 not-in-release: the operation ListMonitoringAlerts",
    "sm.ListMonitoringAlertsRequest()": "4 not-in-release: the operation ListMonitoringAlerts",
    "client.create_model(model_name='a', enable_network_isolation=True)": (
        "37 not-in-release: the member EnableNetworkIsolation of CreateModelRequest"
    ),
    "sm.CreateModelRequest(model_name='a', enable_network_isolation=True)": (
        "39 not-in-release: the member EnableNetworkIsolation of CreateModelRequest"
    ),
    "request.enable_network_isolation": (
        "9 not-in-release: the member EnableNetworkIsolation of CreateModelRequest"
    ),
    "client.describe_endpoint(endpoint_name='a').failure_reason": (
        "45 not-in-release: the member FailureReason of DescribeEndpointResponse"
    ),
    "sm.TrainingJobStatus.STOPPED": "22 not-in-release: the value 'Stopped' of TrainingJobStatus",
    "sm.TrainingJobStatus['STOPPED']": (
        "22 not-in-release: the value 'Stopped' of TrainingJobStatus"
    ),
    "sm.TrainingJobStatus('Stopped')": (
        "22 not-in-release: the value 'Stopped' of TrainingJobStatus"
    ),
    "client.list_training_jobs(status_equals='Stopped')": (
        "41 not-in-release: the value 'Stopped' of TrainingJobStatus"
    ),
    "sm.ExplainerConfig()": "4 not-in-release: ExplainerConfig",
    "from sagemaker_typed.sagemaker import ExplainerConfig": "39 not-in-release: ExplainerConfig",
    "from sagemaker_typed.sagemaker.errors import ConflictException": (
        "46 not-in-release: the error ConflictException"
    ),
    "client.wait_until_image_created(image_name='a')": "8 not-in-release: the waiter ImageCreated",
    "from sagemaker_typed import SageMakerMetrics": (
        "29 not-in-release: the service sagemaker-metrics"
    ),
    "import sagemaker_typed.metrics": "8 not-in-release: the service sagemaker-metrics",
    "from sagemaker_typed.metrics import RawMetricData": (
        "1 not-in-release: the service sagemaker-metrics"
    ),
    # Only this release has it.
    "client.list_hubs()": "8 not-in-botocore: the operation ListHubs",
    "sm.ListHubsRequest()": "4 not-in-botocore: the operation ListHubs",
    "client.create_model(model_name='a', tags=[])": (
        "37 not-in-botocore: the member Tags of CreateModelRequest"
    ),
    "request.tags": "9 not-in-botocore: the member Tags of CreateModelRequest",
    "client.describe_endpoint(endpoint_name='a').endpoint_arn": (
        "45 not-in-botocore: the member EndpointArn of DescribeEndpointResponse"
    ),
    "sm.EndpointStatus.FAILED": "19 newer-value: the value 'Failed' of EndpointStatus",
    "client.list_endpoints(status_equals='Failed')": (
        "37 newer-value: the value 'Failed' of EndpointStatus"
    ),
    "sm.ShadowModeConfig()": "4 not-in-botocore: ShadowModeConfig",
    "from sagemaker_typed.sagemaker.errors import ResourceInUse": (
        "46 not-in-botocore: the error ResourceInUse"
    ),
    "client.wait_until_endpoint_deleted(endpoint_name='a')": (
        "8 not-in-botocore: the waiter EndpointDeleted"
    ),
    "from sagemaker_typed import SageMakerEdge": "29 not-in-botocore: the service sagemaker-edge",
    # Calls of boto3.
    "raw.list_hubs()": "5 not-in-botocore: the operation ListHubs",
    "raw.create_model(ModelName='a', Tags=[])": (
        "33 not-in-botocore: the member Tags of CreateModel"
    ),
    "raw.list_endpoints(StatusEquals='Failed')": (
        "33 newer-value: the value 'Failed' of EndpointStatus"
    ),
    "raw.generate_presigned_url('list_hubs')": "28 not-in-botocore: the operation ListHubs",
    "raw.can_paginate('list_hubs')": "18 not-in-botocore: the operation ListHubs",
    "raw.get_waiter('endpoint_deleted')": "16 not-in-botocore: the waiter endpoint_deleted",
}
# What boto3 has can be used, although this release does not have it.
RIGHT: Final = (
    "raw.list_monitoring_alerts(MonitoringScheduleName='a')",
    "raw.create_model(ModelName='a', EnableNetworkIsolation=True)",
    "raw.list_training_jobs(StatusEquals='Stopped')",
    "raw.get_paginator('list_monitoring_alerts').paginate(MonitoringScheduleName='a')",
    "raw.generate_presigned_url('list_monitoring_alerts')",
    "raw.get_waiter('image_created').wait(ImageName='a')",
    "boto3.client('sagemaker-metrics').batch_put_metrics(TrialComponentName='a', MetricData=[])",
    "sm.TrainingJobStatus.open('Stopped')",
    "sm.Tag(key='a', value='b').key",
)


@each(("code", "expected"), MISSING.items(), ids=lambda case: case[0])
def test_a_name_that_only_one_side_has_is_reported(
    code: str, expected: str, in_planted: Check
) -> None:
    found = [text for text in in_planted(START + code) if " raw-call: " not in text]

    assert len(found) == 1, found
    place, rest = expected.split(" ", maxsplit=1)
    rule, what = rest.split(": ", maxsplit=1)
    assert found[0].startswith(f"6:{place} {rule}: ")
    assert f"has {what}" in found[0]
    assert ("the installed botocore 9.9.9 has" in found[0]) == (rule == "not-in-release")


def test_the_type_of_a_new_field_is_known(in_planted: Check) -> None:
    code = "client.describe_endpoint(endpoint_name='a').explainer_config.clarify_explainer_cnfig"
    new, wrong = in_planted(START + code)

    assert "has the member ExplainerConfig of DescribeEndpointResponse" in new
    assert "ExplainerConfig has no field 'clarify_explainer_cnfig'" in wrong


@each("code", RIGHT)
def test_raw_calls_need_only_botocore(code: str, in_planted: Check) -> None:
    assert [text for text in in_planted(START + code) if " raw-call: " not in text] == []


def test_messages_name_the_versions_and_the_fix(in_planted: Check) -> None:
    ours, theirs = in_planted(START + "client.list_monitoring_alerts()\nclient.list_hubs()\n")

    assert "pip install --upgrade sagemaker-typed" in ours
    assert "client.call" in ours
    assert "install a newer boto3" in theirs


@each(
    "code",
    [
        "if hasattr(client, 'list_monitoring_alerts'): client.list_monitoring_alerts()",
        "f = getattr(client, 'list_monitoring_alerts', None) or client.list_monitoring_alerts",
        "def f():\n    if not hasattr(client, 'list_hubs'): return\n    client.list_hubs()",
        "def f():\n    if hasattr(client, 'list_hubs'):\n        def g(): client.list_hubs()",
        "if hasattr(client, 'list_hubs'):\n    def f(): client.list_hubs()",
        "if not hasattr(client, 'list_hubs'): sys.exit()\nclient.list_hubs()",
        "HAS = hasattr(client, 'list_hubs')\ndef f():\n    if HAS: client.list_hubs()",
        "try:\n    client.list_monitoring_alerts()\nexcept AttributeError:\n    pass",
        "try:\n    from sagemaker_typed.sagemaker import ExplainerConfig\nexcept ImportError: pass",
        "with pytest.raises(AttributeError):\n    client.list_monitoring_alerts()",
        "with contextlib.suppress(AttributeError):\n    client.list_monitoring_alerts()",
        "client.list_monitoring_alerts()  # doctor: ignore",
    ],
)
def test_code_that_tries_a_name_is_not_reported(code: str, in_planted: Check) -> None:
    assert in_planted(START + code) == []


def test_code_within_try_is_reported_if_it_catches_other_errors(in_planted: Check) -> None:
    code = "try:\n    client.list_hubs()\nexcept Exception:\n    pass"

    assert [text.split(":")[0] for text in in_planted(START + code)] == ["7"]


@each(
    "code",
    [
        "getattr(client, 'list_hubs')\nclient.list_hubs()",
        "def f():\n    hasattr(client, 'list_hubs')\ndef g():\n    client.list_hubs()",
        "class A:\n    def f(self): hasattr(client, 'list_hubs')\nclient.list_hubs()",
        "if hasattr(client, 'list_hubs'): pass\ndef f():\n    client.list_hubs()",
        "hasattr(client, 'list_hubs')\ndef f():\n    client.list_hubs()",
        "hasattr(client, name)\nclient.list_hubs()",
        "def f():\n    def g(): hasattr(client, 'list_hubs')\n    client.list_hubs()",
    ],
)
def test_a_test_of_a_name_is_for_the_code_around_it(code: str, in_planted: Check) -> None:
    (found,) = in_planted(START + code)

    assert " not-in-botocore: " in found


@each(
    "start",
    [
        "with suppress(ClientError):\n        return",
        "with contextlib.suppress(ClientError):\n        raise x",
        "with suppress(AttributeError):\n        return",
        "with pytest.raises(ClientError):\n        raise x",
        "with self.assertRaises(ClientError):\n        raise x",
        "with unknown():\n        return client",
        "with unknown as x:\n        raise x",
        "with open('a') as f, unknown():\n        return",
        "with open('a') as f:\n        pass",
        "with client:\n        if x:\n            return",
    ],
)
def test_code_after_a_with_that_may_swallow_errors_is_read(start: str, in_planted: Check) -> None:
    (found,) = in_planted(f"{START}def f():\n    {start}\n    client.list_hubs()")

    assert " not-in-botocore: " in found


@each("manager", ["client", "SageMaker()", "raw", "open('a')", "closing(x)", "nullcontext()"])
def test_code_after_a_with_that_lets_errors_pass_is_not_reached(
    manager: str, in_planted: Check
) -> None:
    code = f"def f():\n    with {manager}:\n        return\n    client.list_hubs()"

    assert in_planted(START + code) == []


def test_a_with_that_may_swallow_errors_may_have_changed_names(in_planted: Check) -> None:
    start = "def f(c: SageMaker):\n    with suppress(E):\n        c = 1\n        return\n"

    assert in_planted(f"{START}{start}    c.list_hubs()") == []


def test_a_paginator_that_only_this_release_has(tmp_path: Path) -> None:
    both = sides(Without(), Without(operations=["ListModels"]))

    assert short(found_in(f"{START}raw.get_paginator('list_models')", both, tmp_path)) == [
        f"6:19 not-in-botocore: this release has the paginator of ListModels from botocore "
        f"{both.release_botocore}, but the installed botocore 9.9.9 does not: install a newer boto3"
    ]


def test_a_service_that_only_botocore_has(tmp_path: Path) -> None:
    metrics = json.dumps(dict(COMMITTED["sagemaker-metrics"].models))
    raw = json.loads(metrics.replace("SageMaker Metrics", "SageMaker Novelty"))
    models = ServiceModels("sagemaker-novelty", "2026-01-01", raw)
    known = Without().services_of()
    new = models_of(Source("", {"sagemaker-novelty": models})).services
    both = Sides(known, {**known, **new}, {}, "1.0.0", "2.0.0")
    code = (
        "from sagemaker_typed import SageMakerNovelty\n"
        "import sagemaker_typed.novelty\n"
        "from sagemaker_typed.novelty import BatchPutMetricsRequest, Other\n"
        "SageMakerNovelty().batch_put_metrics(trial_component_name='a', metric_data=[])\n"
        "import boto3\nboto3.client('sagemaker-novelty').batch_put_metrics(TrialComponentName='a')"
    )

    found = short(found_in(code, both, tmp_path))

    assert [text.partition(":")[0] for text in found] == ["1", "2", "3", "6"]
    assert all("has the service sagemaker-novelty, but this" in text for text in found[:3])
    assert 'boto3.client("sagemaker-novelty")' in found[0]
    assert found[3] == "6:1 raw-missing-member: BatchPutMetrics needs MetricData"
