"""Invoke an endpoint, which returns what it gets."""

from __future__ import annotations

from typing import Any

from helpers.recipes import run_recipe

from sagemaker_typed.local import LocalEngine


def set_up(local: LocalEngine) -> None:
    """Deploy the endpoint."""
    run_recipe("deploy", {})


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """All payloads arrived as they were sent."""
    assert names["scores"].values.tolist() == [[41, 3], [27, 9]]
    assert names["array"].tolist() == [[41, 3]]
