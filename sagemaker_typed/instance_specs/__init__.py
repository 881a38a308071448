"""Specifications of instance types: vCPUs, memory, GPUs, network, local disk."""

from sagemaker_typed._lazy import publish

from .specs import InstanceSpecs
from .specs import specs_of as specs_of

__all__ = ["InstanceSpecs"]

publish(__name__)
