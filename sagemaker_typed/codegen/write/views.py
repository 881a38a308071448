"""The views: the plain data that the templates render, without any logic."""

from __future__ import annotations

import attrs


@attrs.frozen
class AliasView:
    """``name = Annotated[...]``."""

    name: str
    annotation: str
    kind: str = "alias"


@attrs.frozen
class EnumView:
    """An enum; each of ``members`` is a name and a literal."""

    name: str
    base: str
    doc: str
    members: tuple[tuple[str, str], ...]
    class_variables: tuple[tuple[str, str], ...] = ()
    kind: str = "enum"


@attrs.frozen
class FieldView:
    """One field of a class."""

    name: str
    annotation: str
    required: bool
    sensitive: bool
    wire_name: str
    doc: str


@attrs.frozen
class ParameterView:
    """One keyword of a method; ``kind`` is its type for readers."""

    name: str
    annotation: str
    required: bool
    wire_name: str
    kind: str
    doc: str


@attrs.frozen
class ErrorLineView:
    """An error that a method raises, and what to do about it."""

    name: str
    advice: str


@attrs.frozen
class ClassView:
    """A structure, a request or a response."""

    name: str
    base: str
    doc: str
    fields: tuple[FieldView, ...]
    class_variables: tuple[tuple[str, str], ...] = ()
    kind: str = "class"


@attrs.frozen
class ModuleView:
    """A module of definitions."""

    doc: str
    modules: tuple[str, ...]
    imports: tuple[tuple[str, tuple[str, ...]], ...]
    statements: tuple[AliasView | EnumView | ClassView, ...]


@attrs.frozen
class MethodView:
    """A client method; ``doc`` does not have the parameters and the errors."""

    name: str
    doc: str
    parameters: tuple[ParameterView, ...]
    request: str
    response: str
    room: str
    errors: tuple[ErrorLineView, ...] = ()


@attrs.frozen
class WaiterView:
    """A waiter method; each of ``acceptors`` is a constructor call as source.

    ``parameters`` are the fields of the request, and ``options`` those of waiting.
    """

    name: str
    doc: str
    parameters: tuple[ParameterView, ...]
    options: tuple[ParameterView, ...]
    request: str
    response: str
    room: str
    function: str
    returned: str
    waiter: str
    delay: int
    max_attempts: int
    acceptors: tuple[str, ...]
    errors: tuple[ErrorLineView, ...] = ()


@attrs.frozen
class WaitersView:
    """All waiter methods; ``service`` is a literal."""

    full_name: str
    service: str
    modules: tuple[str, ...]
    imports: tuple[tuple[str, tuple[str, ...]], ...]
    methods: tuple[WaiterView, ...]


@attrs.frozen
class OperationsView:
    """An area's client methods; ``service`` is a literal."""

    doc: str
    name: str
    service: str
    modules: tuple[str, ...]
    imports: tuple[tuple[str, tuple[str, ...]], ...]
    methods: tuple[MethodView, ...]


@attrs.frozen(kw_only=True)
class ClientView:
    """A client; ``service`` is a literal, and each of ``areas`` is an area and its class."""

    name: str
    service: str
    is_locked: bool
    full_name: str
    api_version: str
    areas: tuple[tuple[str, str], ...]
    bases: tuple[str, ...]
    modules: tuple[str, ...]
    imports: tuple[tuple[str, tuple[str, ...]], ...]
    methods: tuple[MethodView, ...]


@attrs.frozen(kw_only=True)
class AsyncClientView:
    """An asynchronous client; ``service`` is a literal.

    At run time, its methods are those of the client ``sync_name``. Only the stub lists them.
    """

    name: str
    sync_name: str
    service: str
    full_name: str
    api_version: str
    modules: tuple[str, ...] = ()
    imports: tuple[tuple[str, tuple[str, ...]], ...] = ()
    methods: tuple[MethodView, ...] = ()
    waiters: tuple[WaiterView, ...] = ()

    @property
    def derived(self) -> AsyncClientView:
        """The client without the methods, which it has from ``sync_name``."""
        return attrs.evolve(self, modules=(), imports=(), methods=(), waiters=())


@attrs.frozen
class NamespaceView:
    """A lazy namespace: the names of each module, relative to the namespace's package."""

    doc: str
    rooms: tuple[tuple[str, tuple[str, ...]], ...]
    exported: tuple[str, ...] = ()
    """The names in ``__all__``, for type checkers."""
    deprecated: tuple[tuple[str, str], ...] = ()
    """The deprecated names, and what to use instead."""
    package: str = ""
    """The name of a service's package."""
    submodules: tuple[str, ...] = ()
    """The package's own modules that are attributes of it without an import."""
