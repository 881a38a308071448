"""Every class of every service that mirrors a structure."""

from __future__ import annotations

from typing import Any, Final

from helpers.samples import SERVICES, namespace

from sagemaker_typed import Shape


def _all_classes() -> list[type[Shape]]:
    found: dict[Any, None] = {}
    for service in SERVICES:
        package = namespace(service)
        for name in package.__all__:
            value = getattr(package, name)
            if isinstance(value, type) and issubclass(value, Shape):
                found[value] = None
    return [*found]


CLASSES: Final = _all_classes()


def class_name(cls: type[Shape]) -> str:
    """Return the name of a class with its service."""
    return f"{cls.__module__.split('.')[1]}.{cls.__name__}"
