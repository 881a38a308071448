"""The bars: what a ratio may be at most. The rows of every group take theirs from this table."""

from __future__ import annotations

from dataclasses import dataclass

from .sides import BY_HAND, CAPO, CORE, DICTS, OURS, RAW, SENT, STUBS, TYPED, WRAPPED


@dataclass(frozen=True)
class Bar:
    """A bar, and the rows of the report that it is for: each name with each of our sides."""

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
        "typed call around a boto3 client, median", RAW, 0.85,
        "calls", ("call, median",), (WRAPPED,),
    ),
    Bar(
        "typed call around a boto3 client, worst", RAW, 1.00,
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
        "page of 100 training jobs around a boto3 client", RAW, 0.30,
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
        "fresh process: import, client, one call", RAW, 1.00,
        "cold", ("cold start, whole process", "cold start, without Python's own start"), (TYPED,),
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
        "peak while ten times as many items are streamed", "a tenth of the items", 1.10,
        "memory", ("items streamed, peak, garbage collected",), (TYPED,),
    ),
    Bar(
        "mypy `--strict` without a cache, six calls", STUBS, 1.65,
        "checkers", ("mypy --strict, no cache, six calls",), (OURS,),
    ),
    Bar(
        "mypy `--strict` after one line has changed, six calls", STUBS, 1.40,
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
        "import of what describes a training job", CORE, 0.10,
        "peers", ("import to describe a training job",), (OURS,),
    ),
    Bar(
        "peak memory: import, client, one call", CORE, 0.40,
        "peers", ("peak memory: import, client, one call",), (OURS,),
    ),
)  # fmt: skip


def rows_of(group: str) -> dict[tuple[str, str, str], float]:
    """The rows of a group that have a bar: name, our side, and what it is compared with."""
    return {
        (name, ours, bar.against): bar.at_most
        for bar in BARS
        if bar.group == group
        for name in bar.names
        for ours in bar.ours
    }


def bar_of(group: str, name: str, ours: str, against: str) -> float | None:
    """The bar of a row; ``None`` for a row that is for information."""
    return rows_of(group).get((name, ours, against))


def markdown() -> str:
    """The table as the page on performance has it."""
    lines = ["| what | against | at most | group |", "| --- | --- | --- | --- |"]
    lines += [f"| {bar.what} | {bar.against} | {bar.at_most:.2f} | `{bar.group}` |" for bar in BARS]
    return "\n".join(lines) + "\n"
