"""A model to list."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

from sagemaker_typed.local import LocalEngine


def set_up(local: LocalEngine) -> None:
    """Create the model."""
    local.sagemaker().create_model(
        model_name="churn", execution_role_arn="arn:aws:iam::123456789012:role/sagemaker"
    )


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """Check the lines of the file, and stop logging."""
    calls = logging.getLogger("sagemaker_typed.calls")
    calls.setLevel(logging.NOTSET)
    calls.removeHandler(names["file"])
    names["file"].close()
    text = Path("calls.jsonl").read_text(encoding="utf-8")
    listed, described = map(json.loads, text.splitlines())
    assert (listed["operation"], listed["error"]) == ("ListModels", None)
    assert (described["operation"], described["error"]) == ("DescribeModel", "ValidationException")
    assert listed["attempts"] == described["attempts"] == 1
    assert listed["request_id"] != described["request_id"]
    assert "chrun" not in text
