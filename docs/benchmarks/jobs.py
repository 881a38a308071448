"""Responses of ListTrainingJobs as the service writes them: any number of jobs, in pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

PAGE = 100
_ARN = "arn:aws:sagemaker:us-west-2:123456789012:"
_EPOCH = 1767323045.125


def summary(number: int) -> dict[str, Any]:
    """Return the summary of a job; each has its own name, ARN and timestamps."""
    name = f"churn-xgboost-2026-01-02-{number:08d}"
    return {
        "TrainingJobName": name,
        "TrainingJobArn": f"{_ARN}training-job/{name}",
        "CreationTime": _EPOCH + number,
        "TrainingEndTime": _EPOCH + number + 1800.5,
        "LastModifiedTime": _EPOCH + number + 1801.25,
        "TrainingJobStatus": ("Completed", "Failed", "InProgress", "Stopped")[number % 4],
        "SecondaryStatus": ("Completed", "Failed", "Training", "Stopped")[number % 4],
        "WarmPoolStatus": {
            "Status": "Available",
            "ResourceRetainedBillableTimeInSeconds": 600,
        },
    }


def body(start: int, count: int, token: str | None = None) -> bytes:
    """Return a response with some jobs."""
    answer: dict[str, Any] = {
        "TrainingJobSummaries": [summary(n) for n in range(start, start + count)]
    }
    if token is not None:
        answer["NextToken"] = token
    return json.dumps(answer).encode()


def pages(items: int, *, fresh: bool = False) -> Callable[[str, bytes], bytes]:
    """Return a response function for ``items`` jobs, 100 per page.

    With ``fresh``, each page is written when it is requested, so that the stub stores nothing and
    all jobs are different. Otherwise all full pages are the same except for the token.
    """
    first = body(0, min(items, PAGE))[:-1]
    rest = body(0, items % PAGE or PAGE)

    def answer(_: str, request: bytes) -> bytes:
        start = int(json.loads(request).get("NextToken", "0"))
        end = start + PAGE
        if fresh:
            return body(start, min(PAGE, items - start), str(end) if end < items else None)
        return rest if end >= items else first + b', "NextToken": "%d"}' % end

    return answer
