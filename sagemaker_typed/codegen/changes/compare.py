"""Compare two versions of the services."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from sagemaker_typed.codegen.errors import GenerationError
from sagemaker_typed.codegen.model.shapes import Enum, Paginator, Service
from sagemaker_typed.codegen.plan.rules import Rules

from .differences import differences
from .effects import meaning
from .facts import NO_RULES, Change, Changes, Difference, Fact, ServiceChanges, Use, Value
from .sides import Side
from .sources import Models

_USES: tuple[Use, ...] = ("requests", "responses", "errors")


def compare(
    old: Mapping[str, Service],
    new: Mapping[str, Service],
    rules: Mapping[str, Rules] | None = None,
    *,
    labels: tuple[str, str] = ("old", "new"),
) -> Changes:
    """Compare the services of two versions of botocore.

    Args:
        old: The services of the old version, by botocore's names.
        new: The services of the new version.
        rules: The rules of each service in ``rooms.toml``, by its name in botocore.
        labels: How to call the two versions.
    """
    found: list[ServiceChanges] = []
    for name in sorted(old.keys() | new.keys()):
        of_service = (rules or {}).get(name, NO_RULES)
        changes = _service(old.get(name), new.get(name), of_service)
        if changes.facts:
            found.append(changes)
    return Changes(*labels, tuple(found))


def compare_models(old: Models, new: Models, rules: Mapping[str, Rules] | None = None) -> Changes:
    """Compare what ``read_models`` has read.

    One file has one service, without paginators and waiters: nothing else is compared with it.

    Raises:
        GenerationError: two files have models of different services.
    """
    if old.is_one_file and new.is_one_file and old.services.keys() != new.services.keys():
        names = (", ".join(side.services) for side in (old, new))
        raise GenerationError(
            "the files have models of different services: {} and {}".format(*names)
        )
    services = _comparable(old, new), _comparable(new, old)
    found = compare(*services, rules, labels=(old.label, new.label))
    notes = (*(f"old: {note}" for note in old.notes), *(f"new: {note}" for note in new.notes))
    return Changes(found.old, found.new, found.services, new.date, notes)


def _comparable(side: Models, other: Models) -> Mapping[str, Service]:
    """Return what the other side has too if that is one file."""
    if not other.is_one_file:
        return side.services
    return {
        name: attrs.evolve(service, paginators={}, waiters=())
        for name, service in side.services.items()
        if name in other.services
    }


def _service(old: Service | None, new: Service | None, rules: Rules) -> ServiceChanges:
    if old is None or new is None:
        service = new or old
        assert service is not None
        fact = _whole(Side(service, rules), is_new=old is None)
        return ServiceChanges(old, new, (fact,), rules)
    after = Side(new, rules)
    before = Side(old, rules).with_aliases_in(after)
    found = (
        *differences(old, new),
        *_uses(before, after),
        *_names(before, after),
        *_member_names(before, after),
        *_derived_pages(before, after),
    )
    facts = tuple(_fact(difference, before, after) for difference in found)
    return ServiceChanges(old, new, facts, rules)


def _uses(old: Side, new: Side) -> Iterator[Difference]:
    """Yield the shapes that a request or response uses in only one of the two versions."""
    for name in sorted(old.service.shapes.keys() & new.service.shapes.keys()):
        was, now = (bool({*side.uses.get(name, ())} - {"errors"}) for side in (old, new))
        if was != now:
            yield Difference("shape", "changed", name, aspect="used", old=was, new=now)


def _names(old: Side, new: Side) -> Iterator[Difference]:
    """Yield the shapes that get or lose a name in Python, such as that of a constrained string."""
    for name in sorted(old.service.shapes.keys() & new.service.shapes.keys()):
        was, now = (side.class_of(name) for side in (old, new))
        if {*was} - new.paths or {*now} - old.paths:
            yield Difference("shape", "changed", name, "", "has_name", bool(was), bool(now))


def _member_names(old: Side, new: Side) -> Iterator[Difference]:
    """Yield the enums whose members get other names, because names depend on the other values."""
    for name in sorted(old.service.shapes.keys() & new.service.shapes.keys()):
        shapes = old.service.shapes[name], new.service.shapes[name]
        if not all(isinstance(shape, Enum) for shape in shapes) or shapes[0] == shapes[1]:
            continue
        before, after = old.value_names(name), new.value_names(name)
        moved = [v for v in before if v in after and before[v] != after[v]]
        if moved:
            names = (tuple(side[value] for value in moved) for side in (before, after))
            yield Difference("values", "changed", name, "", "member_names", *names)


def _derived_pages(old: Side, new: Side) -> Iterator[Difference]:
    """Yield the paginators that only this package has, and that changed without botocore's."""
    for name in sorted(old.service.operations.keys() & new.service.operations.keys()):
        if old.service.paginators.get(name) != new.service.paginators.get(name):
            continue
        was, now = old.paginators.get(name), new.paginators.get(name)
        if was != now:
            pages = _pages(was), _pages(now)
            yield Difference("paginator", "changed", name, "", "derived_pages", *pages)


def _pages(paginator: Paginator | None) -> Value:
    if paginator is None:
        return None
    return (paginator.input_tokens, paginator.output_tokens, paginator.result_keys)


def _whole(side: Side, *, is_new: bool) -> Fact:
    change: Change = "added" if is_new else "removed"
    difference = Difference("service", change, side.service.name)
    if is_new:
        reason = "a new client, with the classes of its methods"
        return Fact(difference, (), "additive", reason, (side.client,))
    return Fact(difference, (), "breaking", "the client and its classes disappear", (side.client,))


def _fact(difference: Difference, old: Side, new: Side) -> Fact:
    used: tuple[Use, ...] = ()
    if difference.kind in {"shape", "member", "values"}:
        sides = [side.uses.get(difference.subject, ()) for side in (old, new)]
        used = tuple(use for use in _USES if any(use in uses for uses in sides))
    effect, reason = meaning(difference, used, old, new)
    replacement = None
    if difference.kind == "shape" and effect == "additive":
        replacement = old.stay_as.get(old.classes.get(difference.subject, ""))
    return Fact(difference, used, effect, reason, _paths(difference, old, new), replacement)


def _paths(difference: Difference, old: Side, new: Side) -> tuple[str, ...]:
    side = old if difference.change == "removed" else new
    name = difference.subject
    match difference.kind:
        case "service":
            return (side.client,)
        case "operation" | "paginator" | "error":
            # An operation without a change of its own has the same name in both.
            return (side.method(name),)
        case "waiter":
            return (side.waiter(name),)
        case "shape":
            return side.of_shape(name) or old.of_shape(name)
        case "member":
            return side.field(name, difference.part)
        case "values" if difference.aspect == "member_names":
            names = dict.fromkeys((*_texts(difference.old), *_texts(difference.new)))
            return tuple(f"{owner}.{one}" for owner in side.of_shape(name) for one in names)
        case "values":
            changed = difference.old if difference.change == "removed" else difference.new
            return side.values(name, _texts(changed))


def _texts(value: Value) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple) else ()
