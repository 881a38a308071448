"""Samples of events that SageMaker sends to EventBridge."""

from __future__ import annotations

import json
from typing import Any, Final

from helpers.folders import DATA

SAMPLES: Final[dict[str, dict[str, Any]]] = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((DATA / "events").glob("*.json"))
}
"""Events by name. Their members are those of AWS's examples, the values are ours."""


def sample(name: str, **detail: Any) -> dict[str, Any]:
    """Return a copy of a sample with other members in its detail."""
    event: dict[str, Any] = json.loads(json.dumps(SAMPLES[name]))
    event["detail"] |= detail
    return event
