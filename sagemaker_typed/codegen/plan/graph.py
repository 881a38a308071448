"""The little graph theory that the rooms need: who mentions whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import TypeAlias

Graph: TypeAlias = Mapping[str, Set[str]]
"""Names, and the names that each of them mentions."""


def reachable(graph: Graph, roots: Iterable[str]) -> set[str]:
    """The roots and all that they mention, directly or not."""
    seen: set[str] = set()
    waiting = list(roots)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(graph[name])
    return seen


def cyclic_nodes(graph: Graph) -> set[str]:
    """The names that mention themselves, directly or not."""
    return {name for name in graph if name in reachable(graph, graph[name])}


def components(graph: Graph) -> list[list[str]]:
    """The parts of the graph that no mention connects, each sorted, in the order of their names."""
    neighbours: defaultdict[str, set[str]] = defaultdict(set)
    for name, mentioned in graph.items():
        for other in mentioned:
            neighbours[name].add(other)
            neighbours[other].add(name)
    undirected: Graph = {name: neighbours[name] for name in graph}
    parts: list[list[str]] = []
    seen: set[str] = set()
    for name in sorted(graph):
        if name not in seen:
            part = reachable(undirected, [name])
            seen |= part
            parts.append(sorted(part))
    return parts


def dependency_order(graph: Graph, names: Iterable[str]) -> Sequence[str]:
    """``names`` so that each comes after those that it mentions; a cycle is cut at its first name.

    The order is that of the alphabet as far as the mentions allow.
    """
    wanted = set(names)
    ordered: dict[str, None] = {}
    entered: set[str] = set()

    def visit(name: str) -> None:
        if name in entered:
            return
        entered.add(name)
        for mentioned in sorted(graph[name] & wanted):
            visit(mentioned)
        ordered[name] = None

    for name in sorted(wanted):
        visit(name)
    return tuple(ordered)
