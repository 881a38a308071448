"""Give a place to operations that no row of ``rooms.toml`` places.

The resource of a noun is the longest known resource whose name is part of the noun, unless the
operations of the noun both create and describe: then the noun is a resource of its own. The area of
a new resource is the one whose resources share most shapes with it; a shape that many resources use
counts little. Measured on the rows of ``rooms.toml``, each left out in turn, the first rule finds
34 of 54 resources and the second 63 of 75 areas. A wrong place does no harm: public import paths do
not depend on it, and a row moves it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import attrs

from sagemaker_typed.codegen.model.shapes import Service, references

from . import naming
from .graph import Graph, reachable
from .rules import Noun, Rules, operation_noun, singular

OTHER_AREA: Final = "other"
"""The area of resources that share no shape with a resource of any area."""
_OTHER_REASON: Final = "Resources that have nothing in common with those of another area."
_BY_RULE: Final = "By rule."


def placed(service: Service, rules: Rules) -> tuple[Rules, tuple[str, ...]]:
    """Return rules that place every operation, and a note for each place that a rule has chosen.

    Args:
        service: A service whose rules have areas.
        rules: Its rules.
    """
    operations: defaultdict[str, list[str]] = defaultdict(list)
    resources: set[str] = set()
    for operation in service.operations:
        noun = operation_noun(operation)
        resource = rules.resource_of(noun)
        if resource in rules.areas:
            continue
        if rules.has_row(noun):
            resources.add(resource)
        else:
            operations[singular(noun)].append(operation)
    nouns = dict(rules.nouns)
    notes: list[str] = []
    own = [noun for noun, found in operations.items() if _is_resource(found)]
    resources.update(map(naming.module_name, own))
    for noun in sorted(operations.keys() - own):
        known = _longest_known(noun, [*rules.areas, *resources])
        if known is None:
            resources.add(naming.module_name(noun))
        else:
            nouns[noun] = Noun(noun, known, _BY_RULE)
            notes.append(
                f"{_listed(operations[noun])}: placed in the resource {known} by rule; "
                f'[[nouns]] noun = "{noun}" resource = "..." moves it'
            )
    rules = attrs.evolve(rules, nouns=nouns)
    areas, reasons = dict(rules.areas), dict(rules.area_reasons)
    shapes = _shapes(service, rules)
    # The surest first: a resource that has a place gives one to those that share its shapes.
    while resources:
        scores = {resource: _scores(resource, shapes, areas, rules) for resource in resources}
        resource = max(sorted(scores), key=lambda name: max(scores[name].values()))
        resources.remove(resource)
        found = scores[resource]
        area = max(sorted(found), key=lambda name: found[name])
        areas[resource] = area
        reasons.setdefault(area, _OTHER_REASON)
        notes.append(
            f"{resource}: a new resource, placed in the area {area} by rule; a row in the "
            "resources of another area moves it"
        )
    return attrs.evolve(rules, areas=areas, area_reasons=reasons), tuple(notes)


def _is_resource(operations: Iterable[str]) -> bool:
    verbs = {naming.words(operation)[0] for operation in operations}
    return "Create" in verbs and bool(verbs & {"Describe", "Get"})


def _longest_known(noun: str, resources: Iterable[str]) -> str | None:
    """Return the resource with most words that are part of a noun; of several, the last part."""
    words = [singular(word.lower()) for word in naming.words(noun)]
    found: list[tuple[int, int, str]] = []
    for resource in resources:
        parts = [singular(part) for part in resource.split("_")]
        starts = [i for i in range(len(words)) if words[i : i + len(parts)] == parts]
        found += [(len(parts), start, resource) for start in starts]
    return max(found)[2] if found else None


def _shapes(service: Service, rules: Rules) -> Mapping[str, set[str]]:
    """Return the shapes that each resource uses."""
    mentions: Graph = {name: frozenset(references(shape)) for name, shape in service.shapes.items()}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, operation in service.operations.items():
        roots = [shape for shape in (operation.input, operation.output) if shape is not None]
        found[rules.resource_of(operation_noun(name))] |= reachable(mentions, roots)
    return found


def _scores(
    resource: str, shapes: Mapping[str, set[str]], areas: Mapping[str, str], rules: Rules
) -> Mapping[str, float]:
    """Return for each area how much of a resource its resources share."""
    users = Counter(shape for used in shapes.values() for shape in used)
    shared: defaultdict[str, float] = defaultdict(float, {OTHER_AREA: 0.0})
    for other, used in shapes.items():
        if other in areas and other not in rules.set_aside:
            common = shapes[resource] & used
            if common:
                shared[areas[other]] += sum(users[shape] ** -2 for shape in sorted(common))
    return shared


def _listed(operations: Sequence[str]) -> str:
    return ", ".join(sorted(operations))
