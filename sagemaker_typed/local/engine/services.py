"""The service models of the installed botocore."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from sagemaker_typed._hints.names import either, nearest

__all__ = ["MAIN", "has_operation", "operation", "service_model", "service_with", "services"]

MAIN: Final = "sagemaker"
"""botocore's name of the service with the resources."""
_FAMILY: Final = "sagemaker"


@cache
def _session() -> Any:
    from sagemaker_typed._botocore.session import isolated_session

    return isolated_session()


@cache
def services() -> tuple[str, ...]:
    """Return botocore's names of all services of SageMaker, the main one first."""
    names = [name for name in _session().get_available_services() if name.startswith(_FAMILY)]
    return tuple(sorted(names))


@cache
def service_model(service: str) -> Any:
    """Return botocore's model of a service."""
    return _session().get_service_model(service)


@cache
def _operations(service: str) -> frozenset[str]:
    return frozenset(service_model(service).operation_names)


def has_operation(service: str, name: str) -> bool:
    """Return whether a service has an operation."""
    return name in _operations(service)


def service_with(name: str) -> str:
    """Return botocore's name of the service that has an operation.

    Raises:
        ValueError: no service has it.
    """
    found = next((service for service in services() if has_operation(service, name)), None)
    if found is None:
        near = nearest(name, [known for service in services() for known in _operations(service)])
        hint = f"; did you mean {either(near)}?" if near else ""
        raise ValueError(f"there is no operation {name!r}{hint}")
    return found


@cache
def operation(service: str, name: str) -> Any:
    """Return botocore's model of an operation."""
    return service_model(service).operation_model(name)
