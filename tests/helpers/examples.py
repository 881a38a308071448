"""Hypothesis settings for the checks of one operation."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from hypothesis import HealthCheck, seed, settings

FULL = settings.get_current_profile_name() == "full"
EXAMPLES = settings(
    max_examples=100 if FULL else 3,
    # A structure with all its members is large, even if each member is small.
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example],
)

Check: TypeAlias = Callable[..., None]


def examples(*name: str, of: settings = EXAMPLES) -> Callable[[Check], Check]:
    """Return the settings for a check of one operation.

    Derandomized examples are seeded with the name of the operation, so that operations have
    different examples. The check must be a function inside the test: parametrized tests would share
    one function, and Hypothesis would wrap it again for each of them.
    """

    def configured(check: Check) -> Check:
        if of.derandomize:
            check = seed(" ".join(name))(check)
        return of(check)

    return configured
