"""Calls over HTTP, to a server in another process on this machine."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from . import jobs
from .calls import raw_client, typed_client
from .method import Call, Scale, ratios, spread, take_turns
from .payloads import operation
from .report import Part, row
from .sides import RAW, TYPED

GROUP = "loopback"
OPERATIONS = (
    "CreateAlgorithm", "CreateEndpointConfig", "CreateModelPackage", "CreateTrainingJob",
    "DescribeAlgorithm", "DescribeEndpointConfig", "DescribeModelPackage", "DescribeTrainingJob",
    "DeleteEndpoint", "ListTags",
)  # fmt: skip


@contextmanager
def serving(bodies: Mapping[str, bytes], *, delay: float = 0) -> Iterator[str]:
    """Run a server that returns these bodies after some seconds, and yield its address."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bodies.json")
        path.write_text(json.dumps({name: body.decode() for name, body in bodies.items()}))
        script = Path(__file__).parent / "scripts" / "server.py"
        with subprocess.Popen(
            [sys.executable, str(script), str(path), str(delay)],
            stdout=subprocess.PIPE,
            text=True,
        ) as server:
            try:
                assert server.stdout is not None
                yield f"http://127.0.0.1:{int(server.stdout.readline())}"
            finally:
                server.terminate()


def measure(scale: Scale) -> Part:
    """Measure some operations, and the page of 100."""
    described = [operation(name) for name in OPERATIONS[: scale.operations]]
    bodies = {o.name: o.body for o in described} | {"ListTrainingJobs": jobs.body(0, jobs.PAGE)}
    medians: dict[str, float] = {}
    with serving(bodies) as address:
        raw, typed = raw_client(endpoint_url=address), typed_client(endpoint_url=address)
        every: dict[str, dict[str, Call]] = {}
        for o in described:
            ours, theirs = getattr(typed, o.method), getattr(raw, o.method)
            every[o.name] = {
                RAW: partial(theirs, **o.parameters),
                TYPED: partial(ours, **o.fields),
            }
        for name, sides in every.items():
            medians[name] = spread(ratios(take_turns(sides, scale), TYPED, RAW)).median
        page = take_turns({RAW: raw.list_training_jobs, TYPED: typed.list_training_jobs}, scale)
        raw.close()
        typed.boto_client.close()
    count = f"{len(medians)} operations"
    worst = max(medians, key=lambda name: medians[name])
    over = spread(list(medians.values()))
    rows = [
        row(GROUP, "call over HTTP, median", TYPED, RAW, over, count),
        row(GROUP, "call over HTTP, worst", TYPED, RAW, over.worst, f"{worst}, of {count}"),
        row(GROUP, "page of 100 over HTTP", TYPED, RAW, spread(ratios(page, TYPED, RAW))),
    ]
    return Part(rows, {"ratios": medians})
