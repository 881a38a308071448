"""A training job with a model."""

from __future__ import annotations

from typing import Any

from helpers.recipes import run_recipe

from sagemaker_typed.local import LocalEngine


def set_up(local: LocalEngine) -> None:
    """Train the model."""
    run_recipe("train", {})


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """The model leads to the action and to the data."""
    training = names["training"].action_arn
    edges = names["lineage"].edges
    assert {(edge.source_arn, str(edge.association_type)) for edge in edges} == {
        (names["data"], "ContributedTo"),
        (training, "Produced"),
    }
    assert {vertex.arn for vertex in names["lineage"].vertices} >= {names["data"], training}
    again = names["artifact"]("Model", names["job"].model_artifacts.s3_model_artifacts)
    assert again == names["model"]
