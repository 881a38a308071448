"""Names that the installed botocore has and this release does not have, for error messages.

Only a name with an error is looked up: a method of a client or its argument, a class or its field,
an error, or a service.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

import botocore
from botocore import xform_name
from botocore.exceptions import BotoCoreError
from botocore.model import ServiceModel

from .generated_from import BOTOCORE
from .model_files import available_services, service_model

_CLASS_NAME: Final = re.compile(r"[A-Z]\w*")
_FAMILY: Final = "sagemaker"
_WITH_DICTS: Final = "client.call with dicts"
_UPGRADE: Final = "pip install --upgrade sagemaker-typed"


def newer_method(client: Any, name: str) -> str:
    """Return a hint for a client method whose operation or waiter only botocore has, if any.

    Args:
        client: The boto3 client.
        name: The name of the method.
    """
    model: Any = client.meta.service_model
    if not isinstance(model, ServiceModel):  # a mock has no service model
        return ""
    for operation in model.operation_names:
        if xform_name(operation) == name.removesuffix("_"):
            return _hint(f"the operation {operation}", _call_of(operation))
    waiter = name.removeprefix("wait_until_")
    if waiter != name and waiter in client.waiter_names:
        return _hint(f"the waiter {waiter}", f'client.boto_client.get_waiter("{waiter}")')
    return ""


def newer_class(service: str, name: str) -> str:
    """Return a hint for a class whose operation or shape only botocore has, if any.

    Args:
        service: botocore's name of the service of the namespace without the class.
        name: The name of the class.
    """
    if not _CLASS_NAME.fullmatch(name):
        return ""
    model = _model(service)
    operation = _operation_of(name, model)
    if operation:
        return _hint(f"the operation {operation}", _call_of(operation))
    shape = model["shapes"].get(name, {})
    if "enum" in shape:
        return _hint(f"the enum {name}", "its values as str")
    if _is_nested_structure(name, model):
        return _hint(f"the structure {name}", _WITH_DICTS)
    return ""


def newer_error(service: str, name: str) -> str:
    """Return a hint for the class of an error that only botocore has, if any.

    Args:
        service: botocore's name of the service.
        name: The name of the class.
    """
    if not _model(service)["shapes"].get(name, {}).get("exception"):
        return ""
    return _hint(f"the error {name}", f"ServiceError, whose code is {name!r}")


def newer_member(service: str, cls: str, name: str, known: Mapping[str, str]) -> str:
    """Return a hint for a member of a shape that only botocore has, if any.

    Args:
        service: botocore's name of the service.
        cls: The name of the shape's class.
        name: The wire name of the member, or the name of the field that it would have.
        known: The wire names of the members that the class has, by field name.
    """
    model = _model(service)
    operation = _operation_of(cls, model)
    shape = cls
    if operation:
        side = "input" if cls.endswith("Request") else "output"
        shape = model["operations"][operation].get(side, {}).get("shape", "")
    fix = _call_of(operation) if operation else _WITH_DICTS
    members = model["shapes"].get(shape, {}).get("members", {})
    return _member_hint(name, members, known.values(), cls, fix)


def newer_argument(client: Any, method: str, name: str) -> str:
    """Return a hint for an argument of a client's method that only botocore has, if any.

    Args:
        client: The typed client.
        method: The name of the method.
        name: The name of the argument.
    """
    model = _model(client.__service__)
    for operation, described in model["operations"].items():
        if xform_name(operation) == method.removesuffix("_"):
            shape = described.get("input", {}).get("shape", "")
            members = model["shapes"].get(shape, {}).get("members", {})
            fix = _call_of(operation)
            return _member_hint(name, members, (), f"{operation}Request", fix)
    return ""


def _member_hint(
    name: str, members: Iterable[str], known: Collection[str], cls: str, fix: str
) -> str:
    for member in members:
        if name in {member, xform_name(member)} and member not in known:
            return _hint(f"the member {member} of {cls}", fix)
    return ""


def newer_service(name: str, clients: Iterable[str]) -> str:
    """Return a hint for the client class or the package of a service that only botocore has.

    Args:
        name: The name of the class or the package.
        clients: The names of the client classes of this release, among others.
    """
    spelling, known = _spelling(name), {*map(_spelling, clients)}
    for service in available_services():
        spelt = _spelling(service)
        is_meant = spelling in {spelt, spelt.removeprefix(_FAMILY)}
        if is_meant and spelt.startswith(_FAMILY) and spelt not in known:
            return _hint(f"the service {service}", f'boto3.client("{service}")')
    return ""


def _model(service: str) -> dict[str, Any]:
    """Return the installed service model; an empty one if it cannot be read."""
    try:
        return service_model(service)
    except (BotoCoreError, OSError, ValueError):
        return {"operations": {}, "shapes": {}}


def _operation_of(cls: str, model: dict[str, Any]) -> str:
    """Return the operation of a class of requests or responses; empty for other classes."""
    operation = cls.removesuffix("Request").removesuffix("Response")
    return operation if operation != cls and operation in model["operations"] else ""


def _call_of(operation: str) -> str:
    return f'client.call("{operation}", {{...}})'


def _hint(what: str, fix: str) -> str:
    return (
        f"the installed botocore {botocore.__version__} has {what}, but this release, which was "
        f"generated from botocore {BOTOCORE}, does not: upgrade it ({_UPGRADE}), or use {fix}"
    )


def _spelling(name: str) -> str:
    return name.replace("-", "").replace("_", "").lower()


def _is_nested_structure(name: str, model: dict[str, Any]) -> bool:
    """Return whether a shape is a structure that has a class of its own."""
    shape = model["shapes"].get(name, {})
    if shape.get("type") != "structure" or shape.get("document") or shape.get("exception"):
        return False
    return not any(
        operation.get(side, {}).get("shape") == name
        for operation in model["operations"].values()
        for side in ("input", "output")
    )
