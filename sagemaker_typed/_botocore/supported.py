"""What the installed botocore does not know yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import botocore
from botocore.model import ServiceModel

from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.paths import Path
from sagemaker_typed._schema.walk import DELETED, Place, inside
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
    for path in _lacking_members(shape, Place(kinds.Structure(type(request)), request)):
        yield f"{request.__operation__}'s {path}"


def _lacking_members(shape: Any, place: Place) -> Iterator[Path]:
    """The paths of the members within a place that a shape of botocore's does not have."""
    for inner in inside(place):
        if inner.value is None or inner.value is DELETED:
            continue
        match place.content:
            case kinds.Structure(type=cls):
                below = getattr(shape, "members", {}).get(cls.__wire_names__[inner.key])
                if below is None:
                    yield inner.path
                    continue
            case kinds.List():
                below = getattr(shape, "member", None)
            case kinds.Map():
                below = getattr(shape, "value", None)
            case _:  # nothing within other kinds has a shape
                return
        content = inner.content
        if isinstance(inner.value, Shape):  # a subclass may have more members
            content = kinds.Structure(type(inner.value))
        yield from _lacking_members(below, inner._replace(content=content))
