"""Check that the installed botocore has everything that a request needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import botocore
from botocore.model import ServiceModel

from sagemaker_typed._schema.fields import is_list, is_map
from sagemaker_typed._schema.paths import ROOT, Key, Path
from sagemaker_typed.errors import BotocoreTooOldError
from sagemaker_typed.operation import Request, Shape

from .session import BotoClient


def check_supported(client: BotoClient, request: Request[Any], generated_from: str) -> None:
    """Check that the botocore of ``client`` has the operation and members of ``request``.

    Call this after botocore failed to send ``request``: without the operation or a member, it fails
    with an arbitrary Python error, before it sends anything.

    Args:
        client: The boto3 client.
        request: The request that could not be sent.
        generated_from: The botocore version that this package was generated from.

    Raises:
        BotocoreTooOldError: the installed botocore does not have the operation, or a member.
    """
    model: Any = client.meta.service_model
    # A mock has no service model.
    if isinstance(model, ServiceModel):
        missing = tuple(_missing(model, request))
        if missing:
            raise BotocoreTooOldError(
                lacking=", ".join(missing),
                installed=botocore.__version__,
                needed=generated_from,
            )


def _missing(model: Any, request: Request[Any]) -> Iterator[str]:
    if request.__operation__ not in model.operation_names:
        yield f"the operation {request.__operation__}"
        return
    shape = model.operation_model(request.__operation__).input_shape
    for path in _missing_members(shape, request, ROOT):
        yield f"{request.__operation__}'s {path}"


def _missing_members(shape: Any, value: object, path: Path) -> Iterator[Path]:
    """Yield the paths of the members of ``value`` that botocore's ``shape`` does not have."""
    # This cannot use ``_conversion``, which follows this package's classes, not botocore's shapes.
    if isinstance(value, Shape):
        members: dict[str, Any] = {} if shape is None else shape.members
        for name, wire in value.__wire_names__.items():
            member = getattr(value, name)
            if member is not None and wire not in members:
                yield path / name
            elif member is not None:
                yield from _missing_members(members[wire], member, path / name)
    elif is_list(value) and shape.type_name == "list":
        for number, item in enumerate(value):
            yield from _missing_members(shape.member, item, path / number)
    elif is_map(value) and shape.type_name == "map":
        for key, item in value.items():
            yield from _missing_members(shape.value, item, path / Key(key))
