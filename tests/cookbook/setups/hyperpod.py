"""A HyperPod cluster: it is scaled, and gone in the end."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sagemaker_typed.local import LocalEngine


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """Both groups have their nodes; the update has left the other group as it was."""
    counted = Counter(
        (node.instance_group_name, str(node.instance_type)) for node in names["nodes"]
    )
    assert counted == {("controller", "ml.m5.2xlarge"): 1, ("workers", "ml.p5.48xlarge"): 4}
    for made in names["update"].instance_groups:
        assert made.life_cycle_config == names["scripts"]
        assert made.execution_role == names["ROLE"]
    assert not local.sagemaker().list_clusters().cluster_summaries
