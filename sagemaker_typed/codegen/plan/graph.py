"""Graph algorithms on the references between shapes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import TypeAlias

Graph: TypeAlias = Mapping[str, Set[str]]
"""The names that each name mentions."""


def reachable(graph: Graph, roots: Iterable[str]) -> set[str]:
    """Return the roots and all names that they mention directly or indirectly."""
    seen: set[str] = set()
    waiting = list(roots)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(graph[name])
    return seen


def cyclic_nodes(graph: Graph) -> set[str]:
    """Return the names that mention themselves directly or indirectly."""
    return {name for name in graph if name in reachable(graph, graph[name])}


def components(graph: Graph) -> list[list[str]]:
    """Return the connected components of the graph, each sorted, ordered by their first names."""
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
    """Sort names so that each one comes after the names that it mentions.

    A cycle is cut at its first name. Otherwise the order is alphabetical.
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
