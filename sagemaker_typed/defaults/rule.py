"""One rule: the requests that it is for, and the values that it gives them."""

# Without `from __future__ import annotations`: they can be evaluated from the public path.

import re
from collections.abc import Mapping, Sequence
from typing import Any

import attrs

__all__ = ["Rule"]


def _several(value: str | Sequence[str] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    several: tuple[Any, ...] = (value,) if isinstance(value, str) else tuple(value)
    for one in several:
        if not isinstance(one, str):
            kind = type(one).__name__
            raise TypeError(f"the conditions of a Rule must be str, got {kind}")
    return several


def _check_values(_: object, __: object, values: object) -> None:
    if not isinstance(values, Mapping):
        kind = type(values).__name__
        raise TypeError(f"the values of a Rule must be a dict, got {kind}")


@attrs.frozen(kw_only=True)
class Rule:
    """Values for some requests.

    A condition that is not given is met by every request. ``*`` in it matches any characters.
    """

    values: Mapping[str, Any] = attrs.field(repr=False, validator=_check_values)
    """The values, by field name or wire name. A dict is for a structure, or for each structure in
    a list. The ``repr`` does not show them, because they may be secret."""
    requests: tuple[str, ...] = attrs.field(default=("Create*",), converter=_several)
    """The operations, such as ``CreateTrainingJob``. Default: ``Create*``."""
    names: tuple[str, ...] = attrs.field(default=(), converter=_several)
    """The names of the resources, such as ``churn-*``."""
    regions: tuple[str, ...] = attrs.field(default=(), converter=_several)
    """The regions of the client, such as ``eu-*``."""
    accounts: tuple[str, ...] = attrs.field(default=(), converter=_several)
    """The ids of the account of the client."""

    def is_for_operation(self, operation: str) -> bool:
        """Return whether the rule is for an operation."""
        return _matches(self.requests, operation)

    def is_for_resource(self, name: str | None) -> bool:
        """Return whether the rule is for a resource with this name."""
        return not self.names or (name is not None and _matches(self.names, name))

    def is_for_region(self, region: str) -> bool:
        """Return whether the rule is for a client of this region."""
        return not self.regions or _matches(self.regions, region)

    def is_for_account(self, account: str) -> bool:
        """Return whether the rule is for a client of this account."""
        return not self.accounts or _matches(self.accounts, account)


def _matches(patterns: tuple[str, ...], name: str) -> bool:
    return any(
        re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), name, re.DOTALL)
        for pattern in patterns
    )
