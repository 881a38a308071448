"""Facts about resources that the service model does not have, with reasons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

NOT_ONE_RESOURCE: Final[Mapping[str, str]] = {
    "ImageVersion": (
        "each call adds a version to the image, and DescribeImageVersion returns the newest one"
    ),
}
"""Nouns whose create operation makes another resource each time, with the reason."""

IDENTIFIERS: Final[Mapping[tuple[str, str], str]] = {
    # The summary has no member of that name; the pattern of the member is the id's.
    ("GlobalInferenceGateway", "identifier"): "id",
}
"""By noun and field of the describe request: the field of the summaries with its value."""

ADDED_BY: Final[Mapping[tuple[str, str], str]] = {
    # Features cannot be changed or removed, only added.
    ("FeatureGroup", "feature_definitions"): "feature_additions",
    ("ModelPackage", "additional_inference_specifications"): (
        "additional_inference_specifications_to_add"
    ),
}
"""By noun and list of the create request: the field of the update request for new items."""

REMOVED_BY: Final[Mapping[tuple[str, str], tuple[str, str]]] = {
    # Groups that UpdateCluster does not name stay.
    ("Cluster", "instance_groups"): ("instance_groups_to_delete", "instance_group_name"),
}
"""By noun and list of the create request: the field of the update request that names the items to
remove, and the field of an item with its name."""

UPDATED_ALONE: Final[Mapping[tuple[str, str], str]] = {
    ("ModelCard", "model_card_status"): (
        "the service refuses a call that changes the content and the status"
    ),
}
"""By noun and field of the update request: why it is sent alone, after the other members."""

STEADY: Final[Mapping[tuple[str, str], str]] = {
    ("InferenceExperiment", "Running"): "it runs until the end of its schedule",
}
"""By noun and status: why a status that looks like a change is not one."""

NOT_A_SETTING: Final[Mapping[tuple[str, str], str]] = {
    ("Endpoint", "deployment_config"): (
        "it says how to move to another configuration; the description has that of the last move"
    ),
}
"""By noun and field of the create request: why a difference changes nothing, although the
description has the field. An update sends it."""

DESCRIBED_BY_ARN: Final[Mapping[tuple[str, str], str]] = {
    # The ARN of the workforce ends in its name.
    ("Workteam", "workforce_name"): "workforce_arn",
}
"""By noun and field of the create request: the field of the description with the ARN of what the
request names."""
