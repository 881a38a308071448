"""What the installed botocore does not know yet, told before anything is sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, cast

import botocore
from botocore.model import ServiceModel

from ._boto_client import BotoClient
from .errors import BotocoreTooOldError
from .operation import Request, Shape


def check_supported(client: BotoClient, request: Request[Any], generated_from: str) -> None:
    """Refuse an operation or member that the botocore of ``client`` does not have.

    Args:
        client: The boto3 client.
        request: The request that it is to send.
        generated_from: The botocore version that has everything that a request can say.

    Raises:
        BotocoreTooOldError: the installed botocore is older and lacks something.
    """
    if not _is_older(botocore.__version__, generated_from):
        return
    model: Any = client.meta.service_model
    # A mock has no model to look into.
    if isinstance(model, ServiceModel):
        lacking = tuple(_lacking(model, request))
        if lacking:
            raise BotocoreTooOldError(
                lacking=", ".join(lacking), installed=botocore.__version__, needed=generated_from
            )


@cache
def _is_older(installed: str, generated_from: str) -> bool:
    return _numbers(installed) < _numbers(generated_from)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


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
