"""AWS's own documentation, read from the installed botocore."""

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
# Its enums are those of SageMaker.
_INSTANCE_TYPES: Final = "instance_types"

_Raw: TypeAlias = Mapping[str, Any]


@exported_from(_PACKAGE)
def documentation(of: object, field: str | None = None) -> str:
    """AWS's own text about something, as Markdown; empty where there is none.

    It comes from the service model in the installed botocore, where few responses and no enums
    have a text of their own: a request or response has that of its operation then. Needs the
    extra ``documentation``.

    Args:
        of: A class of the API, a client's method such as ``SageMaker.create_model`` or
            ``client.create_model``, an error of a service, or a client's class. A field can be
            given as ``Tag.key`` too.
        field: The field of the class, or the keyword of the method, that is asked about.

    Raises:
        TypeError: ``of`` is nothing of a service's.
        ValueError: there is no such field.
        BotocoreTooOldError: the installed botocore does not know it.
        ModuleNotFoundError: the extra ``documentation`` is not installed.
    """
    if inspect.ismemberdescriptor(of) and field is None:
        of, field = of.__objclass__, of.__name__
    subject = _subject(of)
    html = subject.text() if field is None else subject.field_text(field)
    return to_markdown(html)


@attrs.frozen
class _Subject:
    """What is asked about: a shape or operation of a service, or the service itself."""

    name: str
    """What to call it in an error."""
    client: type[BaseClient]
    shape: str = ""
    operation: str = ""
    fields: Mapping[str, str] = attrs.field(factory=dict[str, str])
    """Wire names by field."""
    shape_first: bool = False
    """Whether the shape's own text goes before the operation's."""

    @property
    def model(self) -> _Raw:
        """The service model."""
        try:
            return service_model(self.client.__service__)
        except UnknownServiceError:
            raise self._too_old(f"the service {self.client.__service__}") from None

    def text(self) -> str:
        """The HTML of the text about all of it."""
        if not self.shape and not self.operation:
            return str(self.model.get("documentation", ""))
        found = [self._operation()] if self.operation else []
        if self.shape:
            found.insert(0 if self.shape_first else len(found), self._shape())
        return next((str(raw["documentation"]) for raw in found if raw.get("documentation")), "")

    def field_text(self, field: str) -> str:
        """The HTML of the text about a field."""
        wire = self.fields.get(field)
        if wire is None:
            near = nearest(field, self.fields)
            shown = f"; did you mean {either(near)}?" if near else ""
            raise ValueError(f"{self.name} has no field {field!r}{shown}")
        member = self._shape().get("members", {}).get(wire)
        if member is None:
            raise self._too_old(f"{self.shape}'s {wire}")
        # What a member says of itself comes first; then what its structure does.
        target = self.model["shapes"][member["shape"]]
        return str(member.get("documentation") or target.get("documentation") or "")

    def _operation(self) -> _Raw:
        found: _Raw | None = self.model["operations"].get(self.operation)
        if found is None:
            raise self._too_old(f"the operation {self.operation}")
        return found

    def _shape(self) -> _Raw:
        shapes = self.model["shapes"]
        # As naming.py of the generator makes a class's name.
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
        # A user's own class has the text of ours below it.
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
        hint = f": ask for {name}, its class"
    raise TypeError(
        "documentation takes a class of the API, a field such as Tag.key, or a client's method, "
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
        # An operation without output has no shape of its own.
        operation = name.removesuffix("Response")
        return _Subject(
            name, client, cls.__shape_name__, operation, cls.__wire_names__, shape_first=True
        )
    if issubclass(cls, Shape):
        return _Subject(name, client, name, fields=cls.__wire_names__)
    return _Subject(name, client, name)


def _of_method(name: str, client: type[BaseClient]) -> _Subject:
    if name.startswith("wait_until_"):
        raise TypeError(f"AWS has no text about the waiter {name}; ask for what it calls")
    raw = _Subject(name, client).model
    for operation in raw["operations"]:
        # A name that Python keeps for itself has an underscore behind it.
        if xform_name(operation) == name.removesuffix("_"):
            package = client.__module__.rpartition(".")[0]
            request = getattr(import_module(package), f"{operation}Request")
            return attrs.evolve(_of_class(request, client), name=f"{client.__name__}.{name}")
    raise BotocoreTooOldError(
        lacking=f"an operation {name}", installed=botocore.__version__, needed=client.__botocore__
    )


def _client_of(module: str) -> type[BaseClient] | None:
    """The client of the service to which a module of ours belongs."""
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
