"""``QueryLineage``: walks the associations between entities."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sagemaker_typed.local.engine.context import Call
from sagemaker_typed.local.engine.kinds import kinds
from sagemaker_typed.local.engine.moments import moment
from sagemaker_typed.local.engine.projection import project
from sagemaker_typed.local.engine.records import Record

__all__ = ["query"]

_LINEAGE = {"Artifact", "Context", "Action", "TrialComponent"}


def query(call: Call) -> dict[str, Any]:
    """Return the entities and edges that can be reached from the start, within the depth."""
    table = call.store.table("associations")
    edges = [
        (source, target, kind)
        for (region, source, target), (kind, _) in table.items()
        if region == call.region
    ]
    direction = call.members.get("Direction", "Both")
    depth = call.members.get("MaxDepth", 10)
    seen: dict[str, None] = dict.fromkeys(call.members.get("StartArns", []))
    found: dict[tuple[str, str, str], None] = {}
    front = [*seen]
    for _ in range(depth):
        following: list[str] = []
        for edge in edges:
            source, target, _kind = edge
            for here, there, way in (
                (source, target, "Descendants"),
                (target, source, "Ascendants"),
            ):
                if here in front and direction in {way, "Both"}:
                    found[edge] = None
                    if there not in seen:
                        seen[there] = None
                        following.append(there)
        front = following
    vertices = [vertex for arn in seen if (vertex := _vertex(call, arn)) is not None]
    answer: dict[str, Any] = {"Vertices": vertices[: call.members.get("MaxResults", 50)]}
    if call.members.get("IncludeEdges", True):
        answer["Edges"] = [
            {"SourceArn": source, "DestinationArn": target, "AssociationType": kind}
            for source, target, kind in found
        ]
    return answer


def _vertex(call: Call, arn: str) -> dict[str, Any] | None:
    record = call.store.with_arn(call.region, arn)
    if record is None or record.noun not in _LINEAGE:
        return None
    kind = kinds("sagemaker")[record.noun]
    shown = project(kind, record, kind.output, call.now)
    vertex: dict[str, Any] = {"Arn": arn, "LineageType": record.noun}
    name = f"{record.noun}Type"
    if name in shown:
        vertex["Type"] = shown[name]
    return vertex if _passes(vertex, record, call) else None


def _passes(vertex: dict[str, Any], record: Record, call: Call) -> bool:
    wanted = call.members.get("Filters", {})
    created, modified = record.created, record.since(call.now)
    checks: tuple[tuple[str, Callable[[Any], bool]], ...] = (
        ("Types", lambda names: vertex.get("Type") in names),
        ("LineageTypes", lambda names: vertex["LineageType"] in names),
        ("CreatedBefore", lambda time: created <= moment(time)),
        ("CreatedAfter", lambda time: created >= moment(time)),
        ("ModifiedBefore", lambda time: modified <= moment(time)),
        ("ModifiedAfter", lambda time: modified >= moment(time)),
        ("Properties", lambda pairs: _has(record, pairs)),
    )
    return all(check(wanted[name]) for name, check in checks if name in wanted)


def _has(record: Record, pairs: dict[str, str]) -> bool:
    properties = record.given.get("Properties", {})
    return all(properties.get(key) == value for key, value in pairs.items())
