"""Which class an error gets: one that ``except`` finds by code, by kind, and as botocore's own."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, cast

from .codes import Kind, kind_of, text_of

if TYPE_CHECKING:
    from botocore.exceptions import ClientError

    from .service_error import ServiceError

CLASS_BY_KIND: Final[dict[Kind, type[ServiceError]]] = {}
"""The classes of ``kinds.py``, which puts them here: ``ServiceError`` asks for them, too."""


def typed_error(error: ClientError, modelled: Mapping[str, type[ServiceError]]) -> ServiceError:
    """``error`` as one of ours, which the class that botocore raised still catches.

    Args:
        error: What botocore raised.
        modelled: The errors of the service model, by their code.
    """
    answer: Any = error.response
    known = modelled.get(text_of(answer, "Error", "Code"), CLASS_BY_KIND["ServiceError"])
    ours, family = natural_classes(answer, known)
    return _made(ours, family, type(error))(answer, error.operation_name)


def restored(public: type[ServiceError], answer: Any, operation_name: str) -> ServiceError:
    """An error from its parts, in another process or as a copy."""
    return _made(public, natural_classes(answer, public)[1], public)(answer, operation_name)


def natural_classes(
    answer: Any, known: type[ServiceError]
) -> tuple[type[ServiceError], type[ServiceError]]:
    """The class for an answer, and the family that its code, message or status puts it into.

    Args:
        answer: The answer, as botocore has it.
        known: The class that the service has for the code, if it has one.
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
    """A class that ``except`` finds under all three names; botocore makes ``theirs`` per session.

    One that exists is found among the subclasses that Python itself knows, weakly: neither it nor
    botocore's class, which goes with its session, is kept alive here.
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
