"""Records a pipeline definition with steps that only version 3 of the SageMaker Python SDK has.

Run ``python tests/tools/record_newer_pipeline_definitions.py`` in an environment with
``sagemaker-mlops``, after ``record_pipeline_definitions.py``. Nothing is sent.
"""

from __future__ import annotations

import json
import os
from importlib.metadata import version
from pathlib import Path
from unittest.mock import Mock

os.environ["AWS_DEFAULT_REGION"] = "us-west-2"

from sagemaker.mlops.workflow.emr_serverless_step import (
    EMRServerlessJobConfig,
    EMRServerlessStep,
)
from sagemaker.mlops.workflow.fail_step import FailStep
from sagemaker.mlops.workflow.pipeline import Pipeline
from sagemaker.mlops.workflow.step_dependency import (
    StepDependency,
    TriggerCondition,
)
from sagemaker.mlops.workflow.steps import CacheConfig

TARGET = Path(__file__).parent.parent / "data" / "pipeline_definitions.json"
ROLE = "arn:aws:iam::123456789012:role/sagemaker"


def recovery() -> Pipeline:
    job = EMRServerlessJobConfig({"sparkSubmit": {"entryPoint": "s3://churn/job.py"}}, ROLE)
    spark = EMRServerlessStep(
        "spark",
        "Spark",
        "Runs without a cluster",
        job,
        "00f1abcdefg",
        cache_config=CacheConfig(enable_caching=True, expire_after="P1D"),
    )
    fail = FailStep("fail", "no", depends_on=[StepDependency(spark, TriggerCondition.FAILED)])
    return Pipeline("recovery", steps=[spark, fail], sagemaker_session=Mock())


def main() -> None:
    recorded = json.loads(TARGET.read_bytes())
    recorded["sagemaker-mlops"] = version("sagemaker-mlops")
    recorded["definitions"]["recovery"] = json.loads(recovery().definition())
    TARGET.write_text(json.dumps(recorded, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
