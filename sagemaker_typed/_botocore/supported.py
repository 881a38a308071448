"""What the installed botocore does not know yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

import botocore
from botocore.model import ServiceModel

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
    for path in _lacking_members(shape, request):
        yield f"{request.__operation__}'s {path}"


def _lacking_members(shape: Any, value: object) -> Iterator[str]:
    """The paths of the members within ``value`` that a shape of botocore's does not have."""
    if isinstance(value, Shape):
        members: dict[str, Any] = {} if shape is None else shape.members
        for name, wire in value.__wire_names__.items():
            member = getattr(value, name)
            if member is None:
                continue
            if wire not in members:
                yield name
                continue
            for path in _lacking_members(members[wire], member):
                yield f"{name}{path}" if path.startswith("[") else f"{name}.{path}"
    elif isinstance(value, list | tuple) and shape.type_name == "list":
        yield from _within(shape.member, enumerate(cast("Iterable[Any]", value)))
    elif isinstance(value, dict) and shape.type_name == "map":
        yield from _within(shape.value, cast("dict[str, Any]", value).items())


def _within(shape: Any, items: Iterable[tuple[Any, Any]]) -> Iterator[str]:
    for key, item in items:
        for path in _lacking_members(shape, item):
            yield f"[{key!r}]{path}" if path.startswith("[") else f"[{key!r}].{path}"
