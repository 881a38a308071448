"""Messages about quotas: which one, its value, how much is used and how much was asked for.

Sources of the forms: aws/amazon-sagemaker-examples 307 and 1564, aws-cloudformation/rain 468,
data-science-on-aws/data-science-on-aws 200, jupyterlab/jupyterlab 8759, and for the oldest one
aws/sagemaker-python-sdk 35.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

_MESSAGE: Final = (
    r"The account-(level)? ?service limit ('(?P<name>[^']+)'|for (?P<usage>[\w-]+)/(?P<type>\S+))"
    r" is (?P<limit>\d+) (?P<unit>\w+), with current utilization of (?P<used>\d+) \w+"
    r" and a request delta of (?P<delta>\d+) \w+"
)
_NAMES: Final = (
    r"(?P<type>ml\.[\w.-]+) for (?P<usage>.+)",
    r"(?P<usage>.+) running on (?P<type>ml\.[\w.-]+) instances?",
)


class Quota(NamedTuple):
    """The facts in a message."""

    name: str | None
    instance_type: str | None
    usage: str | None
    limit: int
    unit: str
    used: int
    delta: int


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def quota_in(message: str) -> Quota | None:
    """Return the facts in a message; ``None`` if it has another form."""
    found = _compiled(_MESSAGE).search(" ".join(message.split()))
    if found is None:
        return None
    name, instance_type, usage = found["name"], found["type"], found["usage"]
    if name is not None:
        forms = (_compiled(form).fullmatch(name) for form in _NAMES)
        parts = next((form for form in forms if form is not None), None)
        if parts is not None:
            instance_type, usage = parts["type"], parts["usage"]
    numbers = (int(found["limit"]), found["unit"], int(found["used"]), int(found["delta"]))
    return Quota(name, instance_type, usage, *numbers)
