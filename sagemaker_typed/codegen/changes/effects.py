"""The effect of a difference on users of this package: breaking, additive or invisible.

``docs/versions.md`` has the policy. Names and types of fields, keywords, enum members and classes
are public; what a type checker reports counts as a break.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from .facts import Difference, Effect, Use
from .of_members import of_member
from .of_operations import of_operation, of_paginator, of_waiter
from .of_shapes import of_shape, of_values
from .sides import Side

Meaning: TypeAlias = tuple[Effect, str]


def meaning(difference: Difference, used: Sequence[Use], old: Side, new: Side) -> Meaning:
    """Return the effect of a difference, and the reason in a sentence."""
    match difference.kind:
        case "service":
            return "invisible", "only descriptions in the documentation contain it"
        case "error":
            return "invisible", "a method can raise every error; types do not list them"
        case "operation":
            return of_operation(difference, old, new)
        case "paginator":
            return of_paginator(difference, old, new)
        case "waiter":
            return of_waiter(difference, old, new)
        case "shape" | "values" | "member" if not used:
            return "invisible", "no operation uses the shape"
        case "shape":
            return of_shape(difference, used, old, new)
        case "values":
            return of_values(difference)
        case "member":
            return of_member(difference, used, old, new)
