"""The intrinsic functions of CloudFormation, and the mistakes in calls of them.

The source of the names is the intrinsic function reference of CloudFormation's user guide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from sagemaker_typed._hints.names import either, nearest
from sagemaker_typed._schema.fields import is_list

__all__ = ["FUNCTIONS", "mistake_in_call", "mistake_in_text"]

FUNCTIONS: Final = (
    *("And", "Base64", "Cidr", "Contains", "EachMemberEquals", "EachMemberIn", "Equals"),
    *("FindInMap", "ForEach", "GetAZs", "GetAtt", "If", "ImportValue", "Join", "Length", "Not"),
    *("Or", "RefAll", "Select", "Split", "Sub", "ToJsonString", "Transform", "ValueOf"),
    "ValueOfAll",
)
"""The functions without their prefix ``Fn::``."""
_PREFIX: Final = "Fn::"
# `${!Name}` is the text `${Name}`.
_VARIABLE: Final = re.compile(r"\$\{(?!!)([^${}]*)\}")
_ANY: Final = re.compile(r"\$\{[^${}]*\}")


def mistake_in_call(name: str, argument: object) -> str:
    """Return why CloudFormation refuses a call; empty for a function that is not known here.

    Args:
        name: The key, such as ``Ref`` or ``Fn::GetAtt``.
        argument: The value.
    """
    if name == "Ref":
        return "" if isinstance(argument, str) else "Ref takes a name, which is a str"
    function = name.removeprefix(_PREFIX).partition("::")[0]
    if function not in FUNCTIONS:
        near = [_PREFIX + one for one in nearest(function, FUNCTIONS)]
        return f"there is no function {name}; did you mean {either(near)}?" if near else ""
    if function != "GetAtt":
        return ""
    is_text = isinstance(argument, str) and "." in argument.strip(".")
    is_pair = is_list(argument) and len(argument) > 1
    rule = "takes a resource and an attribute, such as ['Role', 'Arn']"
    return "" if is_text or is_pair else f"{name} {rule}"


def mistake_in_text(text: str, variables: Mapping[str, Any]) -> Iterator[str]:
    """Yield why the text of ``Fn::Sub`` is probably not what was meant."""
    start = _ANY.sub(lambda found: "_" * len(found[0]), text).find("${")
    if start >= 0:
        yield f"the ${{ at character {start} has no end; write ${{Name}}"
        return
    used = [found.strip() for found in _VARIABLE.findall(text)]
    for name in variables:
        if name not in used:
            near = nearest(name, used)
            hint = f", but ${{{near[0]}}}" if near else "; remove the variable"
            yield f"the text does not have ${{{name}}}{hint}"
