"""What identifies the items of a list, so that an item is compared with its counterpart.

A rule finds the key of most structures: the only required member that is called ``key`` or ``name``
or ends in ``_name`` or ``_id``. A row is for structures where the rule finds no member or the wrong
one, and for lists whose order the service does not keep. Without a row or a rule, items are
compared by position. A row for a name that the service has removed has no effect.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final, NamedTuple, cast

from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import required_fields
from sagemaker_typed._schema.walk import contents_of
from sagemaker_typed.operation import Shape

__all__ = ["KEYS", "UNORDERED", "ItemKey", "item_key"]

_NAMING: Final = re.compile(r"key|name|.+_name|.+_id")


class ItemKey(NamedTuple):
    """The key of the items of a list."""

    member: str
    """The field whose value identifies an item."""
    is_ordered: bool = False
    """Whether the order of the items also has a meaning."""
    reason: str = ""


KEYS: Final[Mapping[str, ItemKey]] = {}

UNORDERED: Final[Mapping[str, str]] = {
    "security_group_ids": "a network interface has security groups in no order",
    "security_groups": "a network interface has security groups in no order",
    "subnets": "the service chooses any of them",
    "subnet_ids": "the service chooses any of them",
}
"""Lists of strings that are sets, by field name, and the reasons."""


def item_key(cls: type[Shape]) -> ItemKey | None:
    """Return the key of items of a class; ``None`` to compare them by position."""
    for base in cls.__mro__:
        if base.__name__ in KEYS:
            key = KEYS[base.__name__]
            return key if key.member in cls.__wire_names__ else None
    return _by_rule(cls)


def _rule(cls: type[Shape]) -> ItemKey | None:
    contents = contents_of(cls)
    found = [
        name
        for name in contents
        if _NAMING.fullmatch(name)
        and name in required_fields(cls)
        and isinstance(contents[name], kinds.Text | kinds.Enum)
    ]
    return ItemKey(found[0]) if len(found) == 1 else None


# The cast is needed because type checkers do not accept a class as a hashable argument.
_by_rule: Final = cast("Callable[[type[Shape]], ItemKey | None]", cache(_rule))
