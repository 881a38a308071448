"""The bars: the maximum accepted ratios. The rows of every group take theirs from this table."""

from __future__ import annotations

from dataclasses import dataclass

from .sides import (
    AIOBOTOCORE,
    ASYNC,
    BY_HAND,
    CAPO,
    CORE,
    DICTS,
    FEW,
    LOCAL,
    MANY,
    OURS,
    RAW,
    SENT,
    STUB,
    STUBS,
    THREADS,
    TYPED,
    WRAPPED,
)  # fmt: skip


@dataclass(frozen=True)
class Bar:
    """A bar, and the rows of the report that it applies to: each name with each of our sides."""

    what: str
    against: str
    at_most: float
    group: str
    names: tuple[str, ...]
    ours: tuple[str, ...]


BARS = (
    Bar(
        "typed call, median of all operations", RAW, 0.75,
        "calls", ("call, median",), (TYPED, SENT),
    ),
    Bar(
        "typed call, worst of all operations", RAW, 0.90,
        "calls", ("call, worst",), (TYPED, SENT),
    ),
    Bar(
        "typed call on a wrapped boto3 client, median", RAW, 0.85,
        "calls", ("call, median",), (WRAPPED,),
    ),
    Bar(
        "typed call on a wrapped boto3 client, worst", RAW, 1.00,
        "calls", ("call, worst",), (WRAPPED,),
    ),
    Bar(
        "page of 100 training jobs", RAW, 0.22,
        "pages", ("page of 100 training jobs",), (TYPED,),
    ),
    Bar(
        "page of 100, median of all list operations", RAW, 0.27,
        "pages", ("page of 100 full summaries, median",), (TYPED,),
    ),
    Bar(
        "page of 100 training jobs, wrapped boto3 client", RAW, 0.30,
        "pages", ("page of 100 training jobs",), (WRAPPED,),
    ),
    Bar(
        "call over HTTP, median", RAW, 0.85,
        "loopback", ("call over HTTP, median",), (TYPED,),
    ),
    Bar(
        "call over HTTP, worst", RAW, 1.00,
        "loopback", ("call over HTTP, worst",), (TYPED,),
    ),
    Bar(
        "page of 100 over HTTP", RAW, 0.30,
        "loopback", ("page of 100 over HTTP",), (TYPED,),
    ),
    Bar(
        "200 calls together over HTTP", AIOBOTOCORE, 0.80,
        "concurrent", ("calls together",), (ASYNC,),
    ),
    Bar(
        "200 calls together over HTTP, threads", THREADS, 0.50,
        "concurrent", ("calls together",), (ASYNC,),
    ),
    Bar(
        "fresh process: import, client, one call", RAW, 1.00,
        "cold", ("cold start, whole process", "cold start, without Python's startup"), (TYPED,),
    ),
    Bar(
        "import of the package", "import boto3", 0.02,
        "cold", ("import",), ("import sagemaker_typed",),
    ),
    Bar(
        "`from_boto` and `to_boto`, the ten largest shapes", BY_HAND, 1.00,
        "conversion", ("conversion, median", "conversion, worst"), ("from_boto and to_boto",),
    ),
    Bar(
        "memory of 10,000 job summaries", DICTS, 0.30,
        "memory", ("job summaries kept",), (TYPED,),
    ),
    Bar(
        "memory of kept errors of a service", RAW, 1.00,
        "memory", ("errors kept",), (TYPED,),
    ),
    Bar(
        "peak memory while streaming ten times as many items", "a tenth of the items", 1.10,
        "memory", ("items streamed, peak, garbage collected",), (TYPED,),
    ),
    Bar(
        "mypy `--strict`, no cache, six calls", STUBS, 1.65,
        "checkers", ("mypy --strict, no cache, six calls",), (OURS,),
    ),
    Bar(
        "mypy `--strict`, one line changed, six calls", STUBS, 1.40,
        "checkers", ("mypy --strict, one line changed, six calls",), (OURS,),
    ),
    Bar(
        "pyright, six calls", STUBS, 0.85,
        "checkers", ("pyright, six calls",), (OURS,),
    ),
    Bar(
        "editor: first completion", STUBS, 0.65,
        "editor", ("first completion, CPU", "first completion, wall clock"), (OURS,),
    ),
    Bar(
        "editor: first hover", STUBS, 0.65,
        "editor", ("first hover, CPU", "first hover, wall clock"), (OURS,),
    ),
    Bar(
        "editor: later hovers", STUBS, 1.20,
        "editor",
        ("a hover on each call after the first completion",
         "a hover on each call after the first hover"), (OURS,),
    ),
    Bar(
        "jedi: completion of `client.`, all operations", STUBS, 1.00,
        "jedi", ("completion of `client.`",), (OURS,),
    ),
    Bar(
        "describe a training job", CAPO, 1.10,
        "peers", ("describe a training job",), (OURS,),
    ),
    Bar(
        "imports needed to describe a training job", CORE, 0.10,
        "peers", ("import to describe a training job",), (OURS,),
    ),
    Bar(
        "peak memory: import, client, one call", CORE, 0.40,
        "peers", ("peak memory: import, client, one call",), (OURS,),
    ),
    Bar(
        "call of the local engine, median of all operations of all services", STUB, 2.00,
        "local", ("call in this process, median",), (LOCAL,),
    ),
    Bar(
        "call of the local engine with 10,000 resources", FEW, 1.50,
        "local",
        ("describe a model", "create and delete a model", "tags of a model", "page of models"),
        (MANY,),
    ),
)  # fmt: skip


def rows_of(group: str) -> dict[tuple[str, str, str], float]:
    """Return the bars of a group by row: name, our side, and the side that it is compared with."""
    return {
        (name, ours, bar.against): bar.at_most
        for bar in BARS
        if bar.group == group
        for name in bar.names
        for ours in bar.ours
    }


def bar_of(group: str, name: str, ours: str, against: str) -> float | None:
    """Return the bar of a row, or ``None`` if the row is for information only."""
    return rows_of(group).get((name, ours, against))


def markdown() -> str:
    """Return the table that the page on performance shows."""
    lines = ["| measurement | compared with | maximum | group |", "| --- | --- | --- | --- |"]
    lines += [f"| {bar.what} | {bar.against} | {bar.at_most:.2f} | `{bar.group}` |" for bar in BARS]
    return "\n".join(lines) + "\n"
