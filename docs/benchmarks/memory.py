"""Memory: 10,000 summaries and errors kept, and 100,000 items streamed, in fresh processes."""

from __future__ import annotations

import json
import sys
from typing import Any

from . import fresh
from .method import Scale
from .report import Part, row
from .sides import DICTS, RAW, TYPED

GROUP = "memory"
_TENTH = "a tenth of the items"
_PATHS = f"import sys; sys.path[:0] = {[str(fresh.DOCS)]!r}\n"
_SETUP = """
import gc, tracemalloc
import boto3
from benchmarks import jobs
from benchmarks.stub import Stub
if side == "typed":
    from sagemaker_typed import SageMaker
    client = SageMaker(region_name="us-west-2")
    boto_client = client.boto_client
    from sagemaker_typed.sagemaker import ListTrainingJobsRequest
    def everything():
        return client.items(ListTrainingJobsRequest())
else:
    boto_client = boto3.client("sagemaker", region_name="us-west-2")
    def everything():
        for page in boto_client.get_paginator("list_training_jobs").paginate():
            yield from page["TrainingJobSummaries"]
stub = Stub(jobs.pages(200, fresh=True))
stub.attach(boto_client)
assert sum(1 for _ in everything()) == 200  # warm-up
stub.answer = jobs.pages(count, fresh=True)
gc.collect()
"""
_KEPT = """
tracemalloc.start()
before = tracemalloc.get_traced_memory()[0]
kept = list(everything())
gc.collect()
after = tracemalloc.get_traced_memory()[0]
assert len(kept) == count
report(bytes=after - before)
"""
# The first figure, with `every`, excludes memory that is unused but not yet released: cycles in
# botocore that wait for Python's collector, and the tuples (up to 2,000 of each length) and dicts
# that CPython keeps for reuse. botocore's signing and headers add a few of those with each page.
_STREAMED = """
tracemalloc.start()
for seen, _ in enumerate(everything(), 1):
    if every and seen % every == 0:
        gc.collect()
assert seen == count
report(bytes=tracemalloc.get_traced_memory()[1])
"""
_COLLECTED_EVERY = 1_000
_KEPT_BY_PYTHON = "including memory that Python keeps for reuse"
# With their tracebacks, as a list of failed calls has them.
_ERRORS = """
from botocore.exceptions import ClientError
stub.status = 400
stub.answer = lambda name, _: b'{"__type": "ResourceNotFound", "Message": "not there"}'
def failed():
    try:
        client.describe_model(model_name="m") if side == "typed" else (
            boto_client.describe_model(ModelName="m")
        )
    except ClientError as error:
        return error
assert all(failed().response for _ in range(20))
gc.collect()
tracemalloc.start()
before = tracemalloc.get_traced_memory()[0]
kept = [failed() for _ in range(count)]
gc.collect()
report(bytes=tracemalloc.get_traced_memory()[0] - before)
"""
_PLAIN = """
kept = list(everything())
assert len(kept) == count
report(bytes=0)
"""


def measure(scale: Scale) -> Part:
    """Measure summaries that are kept and summaries that are streamed."""
    count = min(10_000, scale.items * 10)
    kept = {side: _run(_KEPT, side, count)["bytes"] for side in (RAW, TYPED)}
    errors = {side: _run(_ERRORS, side, count // 10)["bytes"] for side in (RAW, TYPED)}
    peak = {side: _run(_PLAIN, side, count)["peak"] for side in (RAW, TYPED)}
    many = max(2_000, scale.items)
    few = many // 10
    alive, streamed = (
        {
            side: {n: _run(f"every = {every}\n{_STREAMED}", side, n)["bytes"] for n in (few, many)}
            for side in (RAW, TYPED)
        }
        for every in (min(_COLLECTED_EVERY, few // 10), 0)
    )
    kept_count, streamed_count = f"{count:,}", f"{many:,}"
    name, collected = "items streamed, peak", "items streamed, peak, garbage collected"
    rows = [
        row(GROUP, "job summaries kept", TYPED, DICTS, kept[TYPED] / kept[RAW],
            f"{kept_count}, traced by Python"),
        row(GROUP, "job summaries kept, peak of the process", TYPED, RAW,
            peak[TYPED] / peak[RAW], kept_count),
        row(GROUP, "errors kept", TYPED, RAW, errors[TYPED] / errors[RAW],
            f"{count // 10:,}, with tracebacks"),
    ]  # fmt: skip
    for what, sides, note in (
        (collected, alive, streamed_count),
        (name, streamed, f"{streamed_count}, {_KEPT_BY_PYTHON}"),
    ):
        rows += [
            row(GROUP, what, side, _TENTH, sides[side][many] / sides[side][few], note)
            for side in (TYPED, RAW)
        ]
    over = streamed[TYPED][many] / streamed[RAW][many]
    rows.append(row(GROUP, name, TYPED, RAW, over, streamed_count))
    data = {
        "bytes each": {side: total / count for side, total in kept.items()},
        "peak bytes": peak,
        "streamed peak bytes": json.loads(json.dumps(streamed)),
        "streamed peak bytes alive": json.loads(json.dumps(alive)),
    }
    return Part(rows, data)


def _run(code: str, side: str, count: int) -> dict[str, Any]:
    which = "typed" if side == TYPED else "raw"
    setup = f"side, count = {which!r}, {count}\n"
    return fresh.run(_PATHS + fresh.REPORT + setup + _SETUP + code, sys.executable).found
