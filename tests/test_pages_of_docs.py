"""The examples on the pages about listings and waiting run, one after the other, on a server."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import sagemaker_typed
from sagemaker_typed.local import local_server
from sagemaker_typed.sagemaker import InstanceType

DOCS = Path(__file__).parents[1] / "docs"
ROLE = "arn:aws:iam::123456789012:role/sagemaker"


@pytest.mark.parametrize("page", ["pagination.md", "waiting.md"])
def test_the_examples_of_a_page(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = re.findall(r"```python\n(.*?)```", (DOCS / page).read_text("utf-8"), re.DOTALL)
    assert len(blocks) > 2
    with local_server(region_name="eu-west-1") as server:
        client = server.sagemaker()
        for number in range(60):
            client.create_model(model_name=f"churn-{number}", execution_role_arn=ROLE)
        client.create_notebook_instance(
            notebook_instance_name="lab", instance_type=InstanceType.ML_T2_MEDIUM, role_arn=ROLE
        )
        monkeypatch.setattr(sagemaker_typed, "SageMaker", lambda: client, raising=False)
        names: dict[str, Any] = {}
        for block in blocks:
            exec(compile(block, page, "exec"), names)
    if page == "pagination.md":
        assert len(names["names"]) == 60
