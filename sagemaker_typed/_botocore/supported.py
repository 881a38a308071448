"""What the installed botocore does not know yet."""

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
    """Refuse an operation or member that the botocore of ``client`` does not have.

    Botocore fails over those before it sends anything, with whatever Python raises there: that is
    when to ask.

    Args:
        client: The boto3 client.
        request: The request that could not be sent.
        generated_from: The botocore version that has everything that a request can say.

    Raises:
        BotocoreTooOldError: the installed botocore lacks something.
    """
    model: Any = client.meta.service_model
    # A mock has no model to look into.
    if isinstance(model, ServiceModel):
        lacking = tuple(_lacking(model, request))
        if lacking:
            raise BotocoreTooOldError(
                lacking=", ".join(lacking),
                installed=botocore.__version__,
                needed=generated_from,
            )


def _lacking(model: Any, request: Request[Any]) -> Iterator[str]:
    if request.__operation__ not in model.operation_names:
        yield f"the operation {request.__operation__}"
        return
    shape = model.operation_model(request.__operation__).input_shape
    for path in _lacking_members(shape, request, ROOT):
        yield f"{request.__operation__}'s {path}"


def _lacking_members(shape: Any, value: object, path: Path) -> Iterator[Path]:
    """The paths of the members within ``value`` that a shape of botocore's does not have."""
    # Not a walk of ``_conversion``: it goes along botocore's shapes, and those know classes only.
    if isinstance(value, Shape):
        members: dict[str, Any] = {} if shape is None else shape.members
        for name, wire in value.__wire_names__.items():
            member = getattr(value, name)
            if member is not None and wire not in members:
                yield path / name
            elif member is not None:
                yield from _lacking_members(members[wire], member, path / name)
    elif is_list(value) and shape.type_name == "list":
        for number, item in enumerate(value):
            yield from _lacking_members(shape.member, item, path / number)
    elif is_map(value) and shape.type_name == "map":
        for key, item in value.items():
            yield from _lacking_members(shape.value, item, path / Key(key))
