"""Read AWS documentation from the installed botocore."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from importlib import import_module
from typing import Any, Final, TypeAlias

import attrs
import botocore
from botocore import xform_name
from botocore.exceptions import UnknownServiceError

from sagemaker_typed._botocore.model_files import service_model
from sagemaker_typed._hints.names import either, nearest
from sagemaker_typed._lazy import exported_from
from sagemaker_typed.client import BaseClient
from sagemaker_typed.enums import OpenEnum
from sagemaker_typed.errors import BotocoreTooOldError, ServiceError
from sagemaker_typed.operation import Request, Response, Shape

from .markdown import to_markdown

__all__ = ["documentation"]

_PACKAGE: Final = __name__.partition(".")[0]
# The enums in this package belong to SageMaker.
_INSTANCE_TYPES: Final = "instance_types"

_Raw: TypeAlias = Mapping[str, Any]


@exported_from(_PACKAGE)
def documentation(of: object, field: str | None = None) -> str:
    """Return AWS's documentation as Markdown; empty if there is none.

    It is read from the service model in the installed botocore. Requests, and responses that are
    not documented themselves, have the documentation of their operation. Enums have none. Needs the
    extra ``documentation``.

    Args:
        of: A class of the API, a client method such as ``SageMaker.create_model`` or
            ``client.create_model``, an error of a service, a client class, or a field such as
            ``Tag.key``.
        field: A field of the class, or a keyword of the method.

    Raises:
        TypeError: ``of`` is none of these.
        ValueError: there is no such field.
        BotocoreTooOldError: the installed botocore does not have it.
        ModuleNotFoundError: the extra ``documentation`` is not installed.
    """
    if inspect.ismemberdescriptor(of) and field is None:
        of, field = of.__objclass__, of.__name__
    subject = _subject(of)
    html = subject.text() if field is None else subject.field_text(field)
    return to_markdown(html)


@attrs.frozen
class _Subject:
    """The thing to document: a shape or operation of a service, or the service itself."""

    name: str
    """Its name in error messages."""
    client: type[BaseClient]
    shape: str = ""
    operation: str = ""
    fields: Mapping[str, str] = attrs.field(factory=dict[str, str])
    """Wire name by field name."""
    shape_first: bool = False
    """Whether the shape's own documentation is preferred to the operation's."""

    @property
    def model(self) -> _Raw:
        """The service model."""
        try:
            return service_model(self.client.__service__)
        except UnknownServiceError:
            raise self._too_old(f"the service {self.client.__service__}") from None

    def text(self) -> str:
        """Return its documentation as HTML."""
        if not self.shape and not self.operation:
            return str(self.model.get("documentation", ""))
        found = [self._operation()] if self.operation else []
        if self.shape:
            found.insert(0 if self.shape_first else len(found), self._shape())
        return next((str(raw["documentation"]) for raw in found if raw.get("documentation")), "")

    def field_text(self, field: str) -> str:
        """Return the documentation of a field as HTML."""
        wire = self.fields.get(field)
        if wire is None:
            near = nearest(field, self.fields)
            shown = f"; did you mean {either(near)}?" if near else ""
            raise ValueError(f"{self.name} has no field {field!r}{shown}")
        member = self._shape().get("members", {}).get(wire)
        if member is None:
            raise self._too_old(f"the member {self.shape}.{wire}")
        # The member's own documentation is preferred to that of its shape.
        target = self.model["shapes"][member["shape"]]
        return str(member.get("documentation") or target.get("documentation") or "")

    def _operation(self) -> _Raw:
        found: _Raw | None = self.model["operations"].get(self.operation)
        if found is None:
            raise self._too_old(f"the operation {self.operation}")
        return found

    def _shape(self) -> _Raw:
        shapes = self.model["shapes"]
        # The inverse of class_name in codegen/plan/naming.py.
        names = [self.shape, self.shape.removesuffix("Shape")]
        names += [name[0].lower() + name[1:] for name in names if name]
        for name in names:
            if name in shapes:
                found: _Raw = shapes[name]
                return found
        raise self._too_old(self.shape)

    def _too_old(self, lacking: str) -> BotocoreTooOldError:
        return BotocoreTooOldError(
            lacking=lacking, installed=botocore.__version__, needed=self.client.__botocore__
        )


def _subject(of: object) -> _Subject:
    if isinstance(of, type):
        # A user's subclass has the documentation of the generated class.
        for cls in of.__mro__:
            client = _client_of(cls.__module__)
            if client is not None:
                return _of_class(cls, client)
    elif callable(of) and hasattr(of, "__name__"):
        client = _client_of(getattr(of, "__module__", "") or "")
        if client is not None:
            return _of_method(of.__name__, client)
    name = type(of).__name__
    what = f"the class {of.__name__}" if isinstance(of, type) else name
    hint = ""
    if isinstance(of, Shape | OpenEnum | BaseClient | ServiceError):
        hint = f": pass its class, {name}"
    raise TypeError(
        "documentation() takes a class of the API, a field such as Tag.key, or a client method, "
        f"not {what}{hint}"
    )


def _of_class(cls: type, client: type[BaseClient]) -> _Subject:
    name = cls.__name__
    if issubclass(cls, BaseClient):
        return _Subject(client.__name__, client)
    if issubclass(cls, Request):
        shape, operation = cls.__shape_name__, cls.__operation__
        return _Subject(name, client, shape, operation, cls.__wire_names__)
    if issubclass(cls, Response):
        # An operation without output has no output shape, so the name is taken from the class.
        operation = name.removesuffix("Response")
        return _Subject(
            name, client, cls.__shape_name__, operation, cls.__wire_names__, shape_first=True
        )
    if issubclass(cls, Shape):
        return _Subject(name, client, name, fields=cls.__wire_names__)
    return _Subject(name, client, name)


def _of_method(name: str, client: type[BaseClient]) -> _Subject:
    if name.startswith("wait_until_"):
        raise TypeError(
            f"AWS does not document the waiter {name}: pass the method of the operation it polls"
        )
    raw = _Subject(name, client).model
    for operation in raw["operations"]:
        # Names that are Python keywords end with an underscore.
        if xform_name(operation) == name.removesuffix("_"):
            package = client.__module__.rpartition(".")[0]
            request = getattr(import_module(package), f"{operation}Request")
            return attrs.evolve(_of_class(request, client), name=f"{client.__name__}.{name}")
    raise BotocoreTooOldError(
        lacking=f"an operation {name}", installed=botocore.__version__, needed=client.__botocore__
    )


def _client_of(module: str) -> type[BaseClient] | None:
    """Return the client class of the service that a module belongs to, if it is generated."""
    package, _, rest = module.partition(f"{_PACKAGE}.")
    name = rest.partition(".")[0]
    if package or not name or name == rest:
        return None
    if name == _INSTANCE_TYPES:
        name = "sagemaker"
    try:
        clients: Any = import_module(f"{_PACKAGE}.{name}.client")
    except ModuleNotFoundError:
        return None
    found: list[type[BaseClient]] = [getattr(clients, exported) for exported in clients.__all__]
    return found[0]
