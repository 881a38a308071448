"""Defaults for requests: role, network, encryption and tags, from a file or from code.

``SageMaker(defaults=Defaults.from_file("sagemaker.toml"))`` fills what a request leaves open.
"""

from sagemaker_typed._lazy import publish

from .bound import AsyncDefaultsOfClient, DefaultsOfClient
from .defaults import Defaults
from .rule import Rule

__all__ = ["AsyncDefaultsOfClient", "Defaults", "DefaultsOfClient", "Rule"]

publish(__name__)
