"""The classes of errors: ``except`` matches them by code, by kind, and by botocore's own class."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, cast

from .codes import Kind, kind_of, text_of

if TYPE_CHECKING:
    from botocore.exceptions import ClientError

    from .service_error import ServiceError

CLASS_BY_KIND: Final[dict[Kind, type[ServiceError]]] = {}
"""The classes of ``kinds.py``, which fills this dict, so that ``ServiceError`` can use it too."""


def typed_error(error: ClientError, modelled: Mapping[str, type[ServiceError]]) -> ServiceError:
    """Return ``error`` as a typed error, which also derives from the class that botocore raised.

    Args:
        error: The error that botocore raised.
        modelled: The errors of the service model, by their code.
    """
    answer: Any = error.response
    known = modelled.get(text_of(answer, "Error", "Code"), CLASS_BY_KIND["ServiceError"])
    ours, family = natural_classes(answer, known)
    return _made(ours, family, type(error))(answer, error.operation_name)


def restored(
    public: type[ServiceError],
    answer: Any,
    operation_name: str,
    family: type[ServiceError] | None,
) -> ServiceError:
    """Recreate an error from its parts, for pickle; an old pickle has no family."""
    family = family or natural_classes(answer, public)[1]
    return _made(public, family, public)(answer, operation_name)


def family_of(cls: type[ServiceError]) -> type[ServiceError] | None:
    """Return the class of an error's kind, which its message may no longer tell.

    ``None`` for a class that was not made for an error: only the response then tells the kind.
    """
    if cls.__public__ is None:
        return None
    ours = [base for base in cls.__bases__ if issubclass(base, CLASS_BY_KIND["ServiceError"])]
    return next((base for base in ours if base is not cls.__public__), cls.__public__)


def natural_classes(
    answer: Any, known: type[ServiceError]
) -> tuple[type[ServiceError], type[ServiceError]]:
    """Return the class for an error response, and its family by code, message or status.

    Args:
        answer: The response, as botocore parsed it.
        known: The service's own class for the code; ``ServiceError`` if there is none.
    """
    code = text_of(answer, "Error", "Code")
    is_modelled = bool(code) and known.__code__ == code
    kind, family = kind_of(answer, is_modelled=is_modelled)
    return (
        known if is_modelled or kind is None else CLASS_BY_KIND[kind],
        known if family is None else CLASS_BY_KIND[family],
    )


_making: Final = threading.Lock()


def _made(
    ours: type[ServiceError], family: type[ServiceError], theirs: type[ClientError]
) -> type[ServiceError]:
    """Return a class that derives from all three; botocore creates ``theirs`` once per session.

    An existing class is found through ``__subclasses__``, which has weak references. So neither the
    class nor botocore's class is kept alive after its session.
    """
    if issubclass(family, ours):
        ours = family
    bases: list[type[ClientError]] = [ours]
    bases += [base for base in (family, theirs) if not issubclass(ours, base)]
    if len(bases) == 1:
        return ours
    with _making:
        for known in bases[-1].__subclasses__():
            if known.__bases__ == tuple(bases) and known.__dict__.get("__public__") is ours:
                return cast("type[ServiceError]", known)
        names = ("__module__", "__qualname__", "__doc__")
        body: dict[str, Any] = {name: getattr(ours, name) for name in names}
        made: Any = type(ours.__name__, tuple(bases), {**body, "__public__": ours})
        return cast("type[ServiceError]", made)
