"""Features that are written and read."""

from __future__ import annotations

from typing import Any

from sagemaker_typed.local import LocalEngine


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """All records were written, and what is read is what was written."""
    assert not names["written"].errors
    assert not names["written"].unprocessed
    found = names["found"].sort_values("customer_id")
    assert list(found["customer_id"]) == ["7", "8"]
    assert list(found["calls"].astype(int)) == [3, 12]
    assert list(found["score"].astype(float)) == [0.25, 0.75]
    group = local.sagemaker().describe_feature_group(feature_group_name="customers")
    assert group.feature_group_status == "Created"
