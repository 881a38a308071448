"""JSON Schemas of requests, responses, other structures and enums.

::

    schema = json_schema(sm.CreateModelRequest)
"""

from sagemaker_typed._lazy import publish

from .describer import Names
from .schema import json_schema

__all__ = ["Names", "json_schema"]

publish(__name__)
