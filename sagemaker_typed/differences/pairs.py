"""Which objects can be compared."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from functools import cache
from typing import Final, cast

from sagemaker_typed._lazy import public_path
from sagemaker_typed._schema.resource_rules import READING
from sagemaker_typed.operation import Request, Response, Shape

__all__ = ["check_pair", "descriptions", "is_old_leading"]

_VERB: Final = re.compile(r"[A-Z][a-z]+")
_WRITING: Final = frozenset({"Create", "Update", "Put"})
_REQUEST: Final[type] = Request  # a narrowed type would be partially unknown


def is_old_leading(old: Shape, new: Shape) -> bool:
    """Return whether the members of ``old`` decide what is compared, not those of ``new``.

    Those of a request do, and, of a class and its subclass, those of the former.
    """
    if isinstance(old, type(new)):
        return False
    return isinstance(new, type(old)) or isinstance(old, Request)


def check_pair(old: Shape, new: Shape) -> None:
    """Check that two objects can be compared.

    Raises:
        TypeError: they have different classes, and are not a request and its description.
    """
    if isinstance(old, type(new)) or isinstance(new, type(old)):
        return
    here = ""
    for request, other in ((old, new), (new, old)):
        cls: type = type(request)
        if issubclass(cls, _REQUEST):
            found = descriptions(cls)
            if isinstance(other, found):
                return
            here = f", here {found[0].__name__}" if found else here
    raise TypeError(
        f"diff cannot compare {type(old).__name__} with {type(new).__name__}: it compares two "
        "objects of one class, or a request that creates or updates a resource with the "
        f"description of the resource{here}. To compare others, make requests of one class with "
        "as_request"
    )


def _descriptions(request: type) -> tuple[type[Response], ...]:
    """Return the responses that describe what a request creates or updates.

    They are found by the names of the operations: ``DescribeModel`` for ``CreateModel``.
    """
    operation = getattr(request, "__operation__", "")
    verb = _VERB.match(operation)
    package = next((path[0] for base in request.__mro__ if (path := public_path(base))), None)
    if verb is None or verb[0] not in _WRITING or package is None:
        return ()
    noun = operation[verb.end() :]
    names = (f"{reading}{noun}Response" for reading in READING)
    found = (getattr(sys.modules[package], name, None) for name in names)
    return tuple(cls for cls in found if cls is not None)


# Cached, because looking up a name that does not exist is slow. The cast is needed because type
# checkers do not accept a class as a hashable argument.
descriptions: Final = cast("Callable[[type], tuple[type[Response], ...]]", cache(_descriptions))
