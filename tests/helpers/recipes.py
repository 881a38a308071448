"""The pages of the cookbook, and their programs."""

from __future__ import annotations

import re
from typing import Any, Final

from sagemaker_typed import sagemaker as sm

from .folders import DOCS

COOKBOOK: Final = DOCS / "cookbook"
RECIPES: Final = sorted(page.stem for page in COOKBOOK.glob("*.md") if page.stem != "index")
"""The names of the pages."""
_RUN: Final = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def text_of(page: str) -> str:
    """Return the source of a page."""
    return (COOKBOOK / f"{page}.md").read_text(encoding="utf-8")


def blocks_of(page: str) -> list[str]:
    """Return the parts of the program of a page."""
    return _RUN.findall(text_of(page))


def run_recipe(page: str, names: dict[str, Any]) -> None:
    """Run the program of a page with these global names."""
    for number, block in enumerate(blocks_of(page), 1):
        exec(compile(block, f"{page}.md, block {number}", "exec", dont_inherit=True), names)


def training_job(name: str) -> sm.CreateTrainingJobRequest:
    """Return a request for a training job, for accounts that recipes look at."""
    return sm.CreateTrainingJobRequest(
        training_job_name=name,
        role_arn="arn:aws:iam::123456789012:role/sagemaker",
        algorithm_specification=sm.AlgorithmSpecification(
            training_image="123456789012.dkr.ecr.us-east-1.amazonaws.com/churn:1",
            training_input_mode=sm.TrainingInputMode.FILE,
        ),
        output_data_config=sm.OutputDataConfig(s3_output_path="s3://churn/models"),
        resource_config=sm.ResourceConfig(
            instance_type=sm.TrainingInstanceType.ML_G5_XLARGE,
            instance_count=1,
            volume_size_in_gb=30,
        ),
        stopping_condition=sm.StoppingCondition(max_runtime_in_seconds=86400),
    )
