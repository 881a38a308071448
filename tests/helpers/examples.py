"""How many examples Hypothesis makes for an operation, and which."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from hypothesis import HealthCheck, seed, settings

FULL = settings.get_current_profile_name() == "full"
EXAMPLES = settings(
    max_examples=100 if FULL else 3,
    # A structure with all its members is large, however small each one is.
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example],
)

Check: TypeAlias = Callable[..., None]


def examples(*name: str, of: settings = EXAMPLES) -> Callable[[Check], Check]:
    """Settings for a check of one operation.

    Where the examples are the same each time, they are not those of the next operation: the name
    makes them. A check is a function within its test, because the parametrized tests of one
    function share its settings, and Hypothesis wraps these once more for each.
    """

    def configured(check: Check) -> Check:
        if of.derandomize:
            check = seed(" ".join(name))(check)
        return of(check)

    return configured
