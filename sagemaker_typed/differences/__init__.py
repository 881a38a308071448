"""Compare objects: two of one class, or a request with a description.

::

    print(diff(described, request))
"""

from typing import Any as Any  # annotations of the classes are evaluated here

from sagemaker_typed._lazy import publish
from sagemaker_typed._schema.paths import Step as Step

from .comparing import diff
from .results import Difference, DifferenceKind, Differences

__all__ = ["Difference", "DifferenceKind", "Differences", "diff"]

publish(__name__)
