"""The strategy for objects of a class."""

from __future__ import annotations

from functools import cache
from typing import Any, cast

from hypothesis.strategies import SearchStrategy

from sagemaker_typed._lazy import exported_from
from sagemaker_typed._schema.fields import is_shape_type
from sagemaker_typed.operation import ShapeT
from sagemaker_typed.testing.building.given import given_fields
from sagemaker_typed.validation import ViolationError, violations

from .given import spread
from .objects import ObjectStrategies
from .texts import warm_up

__all__ = ["of_class", "shapes"]


@exported_from("sagemaker_typed.testing.strategies")
def shapes(
    cls: type[ShapeT], /, *, full: bool = False, open_enums: bool = False, **fields: Any
) -> SearchStrategy[ShapeT]:
    """Return a strategy for valid objects of a class, some of whose fields are given.

    Without fields, it is ``st.from_type(cls)``. Values obey the bounds, patterns and enums of the
    service model. Examples are reduced to the values of ``build``, with empty lists where the
    service allows them.

    ::

        shapes(sm.Tag, key=st.sampled_from(["team", "owner"]))

    Args:
        cls: The class of a request, a response or another structure.
        full: Whether all optional fields are set, also of the objects directly inside. Deeper
            objects have some of them.
        open_enums: Whether enums also have values that this release does not know, as answers of
            the service may.
        fields: A value or a strategy for a field, by name or by path, as for ``build``. A strategy
            is not checked.

    Raises:
        TypeError: the class has no such field; the message names the nearest one.
        ValueError: a str is not a value of its enum.
        ViolationError: a given value violates the service model.
    """
    given: Any = cls
    if not is_shape_type(given):
        raise TypeError(
            f"shapes takes the class of a request, response or structure, not {given!r}"
        )
    if not fields:
        return cast("SearchStrategy[ShapeT]", of_class(given, full=full, open_enums=open_enums))
    call = f"shapes({given.__name__})"
    warm_up()
    made = ObjectStrategies(full=full, open_enums=open_enums, call=call)
    tree = spread(given_fields(fields, call))
    strategy = made.of_class(given, tree)
    found = violations(made.simplest(given, tree))
    if found:
        raise ViolationError(given.__name__, found)
    return cast("SearchStrategy[ShapeT]", strategy)


def of_class(cls: Any, *, full: bool = False, open_enums: bool = False) -> SearchStrategy[Any]:
    """Return the strategy for a class, which is made once."""
    warm_up()
    return _strategies(full, open_enums).of_class(cls)


@cache
def _strategies(full: bool, open_enums: bool) -> ObjectStrategies:
    return ObjectStrategies(full=full, open_enums=open_enums, call="shapes")
