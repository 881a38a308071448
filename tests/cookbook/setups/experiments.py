"""Runs of an experiment."""

from __future__ import annotations

from typing import Any

from sagemaker_typed.local import LocalEngine


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """The runs of the experiment are ordered by their smallest error."""
    assert names["rows"] == [
        {"run": "churn-depth-8", "depth": 8.0, "error": 0.24},
        {"run": "churn-depth-12", "depth": 12.0, "error": 0.27},
        {"run": "churn-depth-4", "depth": 4.0, "error": 0.31},
    ]
