"""Requests as resources of CloudFormation templates.

::

    template = {"Resources": {"Model": to_cloudformation(request)}}
"""

# Annotations of the functions and classes are evaluated here.
from collections.abc import Mapping as Mapping
from collections.abc import Sequence as Sequence
from typing import TYPE_CHECKING
from typing import Any as Any

from sagemaker_typed._lazy import only_names, publish
from sagemaker_typed.operation import Request as Request
from sagemaker_typed.targets.reference import Reference, ref

from .conversion import Policy, from_cloudformation, to_cloudformation
from .coverage import ResourceType, resource_types
from .intrinsics import Intrinsic, intrinsic, sub

__all__ = [
    "Intrinsic",
    "Policy",
    "Reference",
    "ResourceType",
    "from_cloudformation",
    "intrinsic",
    "ref",
    "resource_types",
    "sub",
    "to_cloudformation",
]

publish(__name__)

if not TYPE_CHECKING:  # type checkers would accept any name
    __getattr__ = only_names(__name__, __all__)
