"""Compare two versions of the services."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sagemaker_typed.codegen.model.shapes import Service
from sagemaker_typed.codegen.plan.rules import Rules

from .differences import differences
from .effects import meaning
from .facts import NO_RULES, Change, Changes, Difference, Fact, ServiceChanges, Use
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
    """Compare what ``read_models`` has read."""
    found = compare(old.services, new.services, rules, labels=(old.label, new.label))
    notes = (*(f"old: {note}" for note in old.notes), *(f"new: {note}" for note in new.notes))
    return Changes(found.old, found.new, found.services, new.date, notes)


def _service(old: Service | None, new: Service | None, rules: Rules) -> ServiceChanges:
    if old is None or new is None:
        service = new or old
        assert service is not None
        fact = _whole(Side(service, rules), is_new=old is None)
        return ServiceChanges(old, new, (fact,), rules)
    before, after = Side(old, rules), Side(new, rules)
    found = (*differences(old, new), *_uses(before, after))
    facts = tuple(_fact(difference, before, after) for difference in found)
    return ServiceChanges(old, new, facts, rules)


def _uses(old: Side, new: Side) -> Iterator[Difference]:
    """Yield the shapes that a request or response uses in only one of the two versions."""
    for name in sorted(old.service.shapes.keys() & new.service.shapes.keys()):
        was, now = (bool({*side.uses.get(name, ())} - {"errors"}) for side in (old, new))
        if was != now:
            yield Difference("shape", "changed", name, aspect="used", old=was, new=now)


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
    return Fact(difference, used, effect, reason, _names(difference, old, new))


def _names(difference: Difference, old: Side, new: Side) -> tuple[str, ...]:
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
        case "values":
            changed = difference.old if difference.change == "removed" else difference.new
            return side.values(name, tuple(map(str, changed if isinstance(changed, tuple) else ())))
