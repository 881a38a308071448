"""A second comparison of service models, written independently of the generator.

A raw model becomes a set of rows, and the differences are those between two sets. A row is the path
of something in the model, such as ``("member", "Tag", "Key")``, or a path and a property of it. A
property counts only if the thing that has it is in both models.
"""

from __future__ import annotations

import gzip
import json
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias, cast

from sagemaker_typed.codegen.changes.facts import Changes, ServiceChanges
from sagemaker_typed.codegen.changes.methods import Method, methods

Raw: TypeAlias = Mapping[str, Any]
Row: TypeAlias = tuple[Any, ...]
"""Kind, change, subject, part, property, old value, new value."""
Things: TypeAlias = dict[tuple[str, ...], dict[str, Any]]
"""The properties of each thing."""


def raw_services(path: Path) -> dict[str, dict[str, Raw]]:
    """Return the raw models of a wheel or a zip file, by service and kind."""
    found: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            parts = name.split("/")
            if parts[:2] != ["botocore", "data"] or not parts[2].startswith("sagemaker"):
                continue
            kind = parts[-1].removesuffix(".gz").removesuffix(".json")
            if kind in {"service-2", "paginators-1", "waiters-2", "paginators-1.sdk-extras"}:
                found[parts[2]][kind] = read_json(archive.read(name))
    for kinds in found.values():
        extras = kinds.pop("paginators-1.sdk-extras", {"merge": {"pagination": {}}})
        for operation, row in extras["merge"]["pagination"].items():
            kinds["paginators-1"]["pagination"][operation].update(row)
    return dict(found)


def read_json(packed: bytes) -> Any:
    return json.loads(gzip.decompress(packed) if packed.startswith(b"\x1f\x8b") else packed)


def rows_between(old: Mapping[str, Raw], new: Mapping[str, Raw]) -> set[Row]:
    """Return the rows that differ between the raw models of one service."""
    before, after = things(old), things(new)
    in_both = before.keys() & after.keys()
    found: set[Row] = set()
    for thing in before.keys() ^ after.keys():
        change = "added" if thing in after else "removed"
        counts = owner(thing) is None or owner(thing) in in_both
        if counts and thing[0] != "as":
            found.add(row(thing, change))
    for thing in in_both:
        for key in before[thing].keys() | after[thing].keys():
            values = before[thing].get(key), after[thing].get(key)
            if values[0] != values[1]:
                found.add(row(thing, "changed", key, *values))
    return found


def owner(thing: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return what must be in both models, so that the thing counts on its own."""
    match thing:
        case "member", structure, _:
            return ("as", structure, "structure")
        case "value", enum, _:
            return ("as", enum, "enum")
        case "error", operation, _:
            return ("operation", operation)
        case _:
            return None


def row(
    thing: tuple[str, ...], change: str, key: str = "", old: Any = None, new: Any = None
) -> Row:
    kind, subject, *parts = thing
    if kind == "as":
        return ("shape", change, subject, "", key, old, new)
    return (kind, change, subject, "".join(parts), key, old, new)


def things(models: Mapping[str, Raw]) -> Things:
    service = models["service-2"]
    metadata = service["metadata"]
    found: Things = {
        ("service", ""): {
            "full_name": metadata["serviceFullName"],
            "api_version": metadata["apiVersion"],
        }
    }
    for name, operation in service["operations"].items():
        found["operation", name] = present(
            input=operation.get("input", {}).get("shape"),
            output=operation.get("output", {}).get("shape"),
            deprecated=operation.get("deprecated"),
            readonly=operation.get("readonly"),
            idempotent=operation.get("idempotent"),
        )
        for error in operation.get("errors", ()):
            found["error", name, error["shape"]] = {}
    used = used_shapes(service)
    for name, shape in service["shapes"].items():
        kind = "enum" if "enum" in shape else shape["type"]
        found["shape", name] = present(kind=kind, used=name in used)
        # Properties belong to a group of types, because a number has no members.
        group = kind if kind in {"structure", "list", "map", "enum"} else "scalar"
        found["as", name, group] = dict(properties(shape, group))
        for value in shape.get("enum", ()):
            found["value", name, value] = {}
        for member, traits in shape.get("members", {}).items():
            found["member", name, member] = present(
                shape=traits["shape"],
                required=member in shape.get("required", ()),
                idempotency_token=traits.get("idempotencyToken"),
                deprecated=traits.get("deprecated"),
                json_value=traits.get("jsonvalue"),
                location=traits.get("location"),
                location_name=traits.get("locationName"),
                is_payload=member == shape.get("payload"),
            )
    for name, pages in models.get("paginators-1", {}).get("pagination", {}).items():
        found["paginator", name] = present(
            **{f"{key}s": names(pages[key]) for key in ("input_token", "output_token")},
            result_keys=names(pages["result_key"]),
            limit_key=pages.get("limit_key"),
            more_results=pages.get("more_results"),
            non_aggregate_keys=names(pages.get("non_aggregate_keys", [])),
        )
    for name, waiter in models.get("waiters-2", {}).get("waiters", {}).items():
        found["waiter", name] = {
            "operation": waiter["operation"],
            "delay": waiter["delay"],
            "max_attempts": waiter["maxAttempts"],
            "acceptors": tuple(
                (a["state"], a["matcher"], a["expected"], a.get("argument"))
                for a in waiter["acceptors"]
            ),
        }
    return found


def used_shapes(service: Raw) -> set[str]:
    """Return the shapes that requests and responses use."""
    found: set[str] = set()
    operations = service["operations"].values()
    fresh = {op[side]["shape"] for op in operations for side in ("input", "output") if side in op}
    while fresh:
        found |= fresh
        shapes = [service["shapes"][name] for name in fresh]
        references = [
            reference["shape"]
            for shape in shapes
            for reference in (
                *shape.get("members", {}).values(),
                *(shape[part] for part in ("member", "key", "value") if part in shape),
            )
        ]
        fresh = {*references} - found
    return found


def properties(shape: Raw, group: str) -> Iterator[tuple[str, Any]]:
    yield from present(sensitive=shape.get("sensitive")).items()
    if group == "structure":
        flags = {"union": "union", "exception": "exception", "document": "document"}
        for key, trait in (flags | {"event_stream": "eventstream"}).items():
            yield from present(**{key: shape.get(trait)}).items()
        return
    if group == "enum":
        return
    yield from present(minimum=shape.get("min"), maximum=shape.get("max")).items()
    if group == "scalar":
        yield from present(pattern=shape.get("pattern")).items()
    for part in ("member", "key", "value"):
        if part in shape:
            yield part, shape[part]["shape"]


def present(**values: Any) -> dict[str, Any]:
    """Return the values that say something: ``0`` does, ``False`` and an empty list do not."""
    return {
        key: value
        for key, value in values.items()
        if value is not None and value is not False and value != ()
    }


def names(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


# --- methods --------------------------------------------------------------------------------------


def paths(service: Raw, operation: str, side: str) -> set[tuple[str, ...]]:
    """Return every path of members in an input or output, and the enum values at their ends."""
    shape = service["operations"][operation].get(side, {}).get("shape")
    return set(below(service["shapes"], shape, (), ())) if shape else set()


def below(
    shapes: Raw, name: str, path: tuple[str, ...], within: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    if name in within:
        return
    shape, within = shapes[name], (*within, name)
    for member, traits in shape.get("members", {}).items():
        yield (*path, member)
        yield from below(shapes, traits["shape"], (*path, member), within)
    for value in shape.get("enum", ()):
        yield (*path, f"={value}")
    for part in ("member", "value"):
        if part in shape:
            yield from below(shapes, shape[part]["shape"], path, within)


def gained(old: Raw, new: Raw, operation: str, side: str) -> set[tuple[str, ...]]:
    """Return the paths that an input or output gains, without those below them."""
    added = paths(new, operation, side) - paths(old, operation, side)
    return {path for path in added if not any(path[:n] in added for n in range(len(path)))}


# --- the results of the comparison in the same form ----------------------------------------------


OF_THIS_PACKAGE = {"derived_pages", "has_name", "member_names"}
"""Aspects that come from the rules of the generator, and not from a model."""


def rows_of(changes: ServiceChanges) -> set[Row]:
    """Return the facts of the generator's comparison as rows, one for each enum value."""
    found: set[Row] = set()
    for fact in changes.facts:
        difference = fact.difference
        if difference.aspect in OF_THIS_PACKAGE:
            continue
        subject = "" if difference.kind == "service" else difference.subject
        if difference.kind == "values":
            values = difference.new if difference.change == "added" else difference.old
            assert isinstance(values, tuple)
            found |= {("value", difference.change, subject, v, "", None, None) for v in values}
            continue
        old, new = (
            None if side is False or side == () or difference.change != "changed" else side
            for side in (difference.old, difference.new)
        )
        key = (difference.kind, difference.change, subject, difference.part, difference.aspect)
        found.add((*key, old, new))
    return found


def ends_of(
    block: object, old: set[tuple[str, ...]], path: tuple[str, ...] = ()
) -> set[tuple[str, ...]]:
    """Return the paths at which a block says that something is new."""
    found: set[tuple[str, ...]] = set()
    if isinstance(block, set):
        return {(*path, f"={value}") for value in cast("set[str]", block)}
    if isinstance(block, dict):
        for member, inner in cast("dict[str, object]", block).items():
            below_it = (*path, member)
            found |= ends_of(inner, old, below_it) if below_it in old else {below_it}
    return found


def disagreements(
    old: Mapping[str, dict[str, Raw]], new: Mapping[str, dict[str, Raw]], changes: Changes
) -> list[str]:
    """Return where the comparison of the generator differs from the one in this module."""
    found: list[str] = []
    by_name = {change.service.name: change for change in changes.services}
    for name in sorted(old.keys() | new.keys()):
        if name not in old or name not in new:
            expected = {("service", "added" if name in new else "removed", "", "", "", None, None)}
        else:
            expected = rows_between(old[name], new[name])
        got = rows_of(by_name[name]) if name in by_name else set[Row]()
        found += [f"{name}: only here: {row}" for row in expected - got]
        found += [f"{name}: only in `changes`: {row}" for row in got - expected]
        if name in by_name and name in old and name in new:
            blocks = {method.operation: method for method in methods(by_name[name])}
            models = old[name]["service-2"], new[name]["service-2"]
            found += [f"{name}: {text}" for text in blocks_that_differ(*models, blocks)]
    return found


def blocks_that_differ(old: Raw, new: Raw, blocks: Mapping[str, Method]) -> Iterator[str]:
    for operation in new["operations"]:
        method = blocks.get(operation)
        if operation not in old["operations"]:
            if method is None or method.change != "new":
                yield f"{operation} is new"
            continue
        for side, block in (
            ("input", method.request if method else ""),
            ("output", method.response if method else ""),
        ):
            expected = gained(old, new, operation, side)
            got = ends_of(block, paths(old, operation, side))
            if expected != got:
                yield f"{operation}, {side}: {sorted(expected ^ got)}"
