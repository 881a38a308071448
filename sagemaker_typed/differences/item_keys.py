"""The keys of the items of lists, so that an item is compared with its counterpart.

A rule finds the key of most structures: the only required member that is called ``key`` or ``name``
or ends in ``_name`` or ``_id``. A row is for structures where the rule finds no member or the wrong
one, and for lists whose order the service does not keep. Without a row or a rule, items are
compared by position. A row for a name that the service has removed has no effect.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final, NamedTuple, cast

from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import required_fields
from sagemaker_typed._schema.walk import contents_of
from sagemaker_typed.operation import Shape

__all__ = ["BY_POSITION", "KEYS", "UNORDERED", "ItemKey", "item_key"]

_NAMING: Final = re.compile(r"key|name|.+_name|.+_id")


class ItemKey(NamedTuple):
    """The key of the items of a list."""

    member: str
    """The field whose value identifies an item."""
    reason: str = ""
    is_ordered: bool = False
    """Whether the order of the items has a meaning: in another order, items have no keys."""


_ONE_OF_TWO: Final = "the class requires two names, and this one identifies the item"
_OPTIONAL: Final = "the model does not require the name, but it identifies the item"
_ONE_EACH: Final = "a list has one item for each value, and the items have no names"

KEYS: Final[Mapping[str, ItemKey]] = {
    "ContainerDefinition": ItemKey(
        "container_hostname",
        "the name is optional, and the containers of a pipeline run in their order",
        is_ordered=True,
    ),
    "ModelPackageContainerDefinition": ItemKey(
        "container_hostname",
        "the name is optional, and the containers of a pipeline run in their order",
        is_ordered=True,
    ),
    "DeploymentStage": ItemKey(
        "stage_name", "the stages of a deployment run in their order", is_ordered=True
    ),
    "KernelSpec": ItemKey("name", "Studio shows kernels in their order", is_ordered=True),
    "EdgeDeploymentModelConfig": ItemKey("model_handle", _ONE_OF_TWO),
    "ModelVariantConfig": ItemKey("variant_name", _ONE_OF_TWO),
    "ModelVariantConfigSummary": ItemKey("variant_name", _ONE_OF_TWO),
    "Alarm": ItemKey("alarm_name", _OPTIONAL),
    "ClusterInstanceGroupDetails": ItemKey("instance_group_name", _OPTIONAL),
    "ClusterRestrictedInstanceGroupDetails": ItemKey("instance_group_name", _OPTIONAL),
    "CollectionConfiguration": ItemKey("collection_name", _OPTIONAL),
    "EndpointInfo": ItemKey("endpoint_name", _OPTIONAL),
    "FeatureParameter": ItemKey("key", _OPTIONAL),
    "HiddenSageMakerImage": ItemKey("sage_maker_image_name", _OPTIONAL),
    "HyperParameterTrainingJobDefinition": ItemKey("definition_name", _OPTIONAL),
    "ParentHyperParameterTuningJob": ItemKey("hyper_parameter_tuning_job_name", _OPTIONAL),
    "ProvisioningParameter": ItemKey("key", _OPTIONAL),
    "CaptureOption": ItemKey("capture_mode", _ONE_EACH),
    "ComputeQuotaResourceConfig": ItemKey("instance_type", _ONE_EACH),
    "InferenceComponentSpecification": ItemKey("instance_type", _ONE_EACH),
    "InferenceComponentSpecificationSummary": ItemKey("instance_type", _ONE_EACH),
    "InstancePool": ItemKey("instance_type", _ONE_EACH),
    "InstancePoolSummary": ItemKey("instance_type", _ONE_EACH),
    "MetricsEndpoint": ItemKey("metrics_endpoint_path", _ONE_EACH),
    "VariantProperty": ItemKey("variant_property_type", _ONE_EACH),
}
"""The keys of structures, by class name."""

BY_POSITION: Final[Mapping[str, str]] = {
    "AutoMLChannel": "its only required name is that of a column, which all channels share",
}
"""The structures for which the rule finds a wrong key, by class name, with the reason."""

_SET: Final = "CloudFormation's schema has no order for it"

UNORDERED: Final[Mapping[str, str]] = {
    "accelerator_types": _SET,
    "additional_code_repositories": _SET,
    "admin_users": _SET,
    "hidden_app_types": _SET,
    "hidden_instance_types": _SET,
    "hidden_ml_tools": _SET,
    "hub_search_keywords": _SET,
    "on_start_deep_health_checks": _SET,
    "partition_names": _SET,
    "security_group_ids": _SET,
    "security_groups": _SET,
    "subnet_ids": _SET,
    "subnets": _SET,
    "version_aliases": _SET,
    "vpc_only_trusted_accounts": _SET,
}
"""The lists of strings that are sets, by field name, with the reason."""


def item_key(cls: type[Shape]) -> ItemKey | None:
    """Return the key of items of a class; ``None`` to compare them by position."""
    for base in cls.__mro__:
        if base.__name__ in BY_POSITION:
            return None
        key = KEYS.get(base.__name__)
        if key is not None and key.member in cls.__wire_names__:
            return key
    return _by_rule(cls)


def _rule(cls: type[Shape]) -> ItemKey | None:
    contents = contents_of(cls)
    found = [
        name
        for name in contents
        if _NAMING.fullmatch(name)
        and name in required_fields(cls)
        and isinstance(contents[name], kinds.Text | kinds.Enum)
    ]
    return ItemKey(found[0]) if len(found) == 1 else None


# The cast is needed because type checkers do not accept a class as a hashable argument.
_by_rule: Final = cast("Callable[[type[Shape]], ItemKey | None]", cache(_rule))
