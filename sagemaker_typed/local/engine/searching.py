"""``Search``: resources by the properties of their descriptions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sagemaker_typed._schema.fields import is_list, is_map

from . import rows
from .context import Call
from .errors import invalid
from .kinds import Kind, kinds
from .moments import moment
from .ordering import place_of
from .paging import page
from .projection import project
from .records import Record
from .services import operation
from .words import squeezed

__all__ = ["search", "suggestions"]

_NOUNS: Final[Mapping[str, str]] = {
    # model: SearchRecord has these members for the values of ResourceType.
    "ExperimentTrial": "Trial",
    "ExperimentTrialComponent": "TrialComponent",
}

# model: TrialComponentParameterValue has one of these.
_PARAMETER: Final = frozenset({"StringValue", "NumberValue"})


def search(call: Call) -> dict[str, Any]:
    """Return a page of the records that an expression selects."""
    resource: str = call.members["Resource"]
    noun = _NOUNS.get(resource, resource)
    kind = kinds(call.service).get(noun)
    result = call.model.output_shape.members["Results"].member
    if kind is None or noun not in result.members:
        return {**page(call, "Results", []), "TotalHits": {"Value": 0, "Relation": "EqualTo"}}
    shape = result.members[noun]
    # Models are in a structure together with their endpoints and monitors.
    is_inner = noun in shape.members and shape.members[noun].type_name == "structure"
    if is_inner:
        shape = shape.members[noun]
    expression = call.members.get("SearchExpression", {})
    _check(shape, expression)
    by = str(call.members.get("SortBy") or "LastModifiedTime")
    needed = {name.partition(".")[0] for name in (by, *_named(expression))}
    found: list[tuple[Any, Record]] = []
    for record in call.records(kind):
        # Most members of most resources are neither compared nor returned.
        item = _item(call, kind, record, shape, needed)
        if _fits(item, expression):
            found.append((_order(by, item, record.number), record))
    order = call.members.get("SortOrder", "Descending")
    found.sort(key=lambda pair: pair[0], reverse=squeezed(str(order)) == "descending")
    answer = page(call, "Results", [record for _, record in found])
    shown = [_item(call, kind, record, shape) for record in answer["Results"]]
    answer["Results"] = [{noun: {noun: item} if is_inner else item} for item in shown]
    if "TotalHits" in call.model.output_shape.members:
        answer["TotalHits"] = {"Value": len(found), "Relation": "EqualTo"}
    return answer


def suggestions(call: Call) -> dict[str, Any]:
    """``GetSearchSuggestions``: the properties of a resource whose names contain a hint."""
    resource: str = call.members["Resource"]
    noun = _NOUNS.get(resource, resource)
    result = operation(call.service, "Search").output_shape.members["Results"].member
    shape = result.members.get(noun)
    names: list[str] = []
    if shape is not None:
        is_inner = noun in shape.members and shape.members[noun].type_name == "structure"
        names = [*(shape.members[noun] if is_inner else shape).members]
    query = call.members.get("SuggestionQuery", {}).get("PropertyNameQuery", {})
    hint = str(query.get("PropertyNameHint", "")).lower()
    found = [{"PropertyName": name} for name in names if hint in name.lower()]
    return {"PropertyNameSuggestions": found}


def _item(
    call: Call, kind: Kind, record: Record, shape: Any, needed: Collection[str] | None = None
) -> dict[str, Any]:
    """Return a record as ``Search`` shows it, or only the members that are needed."""
    item = project(kind, record, shape, call.now, needed)
    if record.tags and "Tags" in shape.members:
        item["Tags"] = [{"Key": key, "Value": value} for key, value in record.tags.items()]
    behaviour = call.engine.behaviours.get(kind.noun)
    if behaviour is not None:
        behaviour.searched(call, kind, record, item)
    return item


def _named(expression: Mapping[str, Any]) -> Iterable[str]:
    """Yield the names of the properties in an expression."""
    for one in expression.get("Filters", []):
        yield one["Name"]
    for nested in expression.get("NestedFilters", []):
        yield nested["NestedPropertyName"]
    for part in expression.get("SubExpressions", []):
        yield from _named(part)


def _order(by: str, item: dict[str, Any], number: int) -> tuple[Any, ...]:
    value = next(iter(_values(item, by.split("."))), None)
    return (*place_of(value), number)


def _check(shape: Any, expression: Mapping[str, Any]) -> None:
    """Check that the first part of each property is a member of the resource."""
    for name in _named(expression):
        first = name.partition(".")[0]
        if first not in shape.members and first not in rows.SEARCH_NAMES:
            raise invalid(f"Unknown property name: {name}")


def _fits(item: dict[str, Any], expression: Mapping[str, Any]) -> bool:
    results = [
        *(_passes(item, one) for one in expression.get("Filters", [])),
        *(_nested(item, one) for one in expression.get("NestedFilters", [])),
        *(_fits(item, one) for one in expression.get("SubExpressions", [])),
    ]
    if not results:
        return True
    return any(results) if expression.get("Operator") == "Or" else all(results)


def _nested(item: dict[str, Any], nested: Mapping[str, Any]) -> bool:
    """Return whether one item of a list passes all filters, whose names begin with the list's."""
    start: str = nested["NestedPropertyName"]
    filters = [{**one, "Name": one["Name"].removeprefix(f"{start}.")} for one in nested["Filters"]]
    inner = [*_values(item, start.split("."))]
    return any(all(_passes(one, entry) for entry in filters) for one in inner if is_map(one))


def _values(value: Any, path: list[str]) -> Iterable[Any]:
    """Yield the values at a path.

    Lists are searched. Tags are found by their key, and the statistics of metrics by the metric's
    name, as in ``Metrics.error.Min``. A parameter of a trial component is its string or number.
    """
    if is_list(value):
        items: Sequence[Any] = value
        if path and items and all(is_map(one) and "Key" in one for one in items):
            key = ".".join(path)
            yield from (one.get("Value") for one in items if one["Key"] == key)
        if len(path) > 1:
            name = ".".join(path[:-1])
            metrics = [one for one in items if is_map(one) and one.get("MetricName") == name]
            yield from (found for one in metrics for found in _values(one, path[-1:]))
        for item in items:
            if path or not is_list(item):
                yield from _values(item, path)
    elif not path:
        if is_map(value) and len(value) == 1 and value.keys() <= _PARAMETER:
            yield from value.values()
        else:
            yield value
    elif is_map(value):
        entries: Mapping[str, Any] = value
        # Names of parameters and metrics may have dots.
        for size in range(len(path), 0, -1):
            name = ".".join(path[:size])
            if name not in entries:  # upper and lower case are ignored
                name = next((own for own in entries if own.lower() == name.lower()), name)
            if name in entries:
                yield from _values(entries[name], path[size:])
                return


def _passes(item: Mapping[str, Any], one: Mapping[str, Any]) -> bool:
    values = [value for value in _values(item, one["Name"].split(".")) if value is not None]
    wanted = one.get("Value")
    operator = one.get("Operator", "Equals")
    match operator:
        case "Exists":
            return bool(values)
        case "NotExists":
            return not values
        case "NotEquals":
            return not any(_compared(value, wanted) == 0 for value in values)
        case "Contains":
            return any(_text(wanted) in _text(value) for value in values)
        case "In":
            options = [part.strip() for part in str(wanted or "").split(",")]
            return any(_compared(value, option) == 0 for value in values for option in options)
        case _:
            return any(_COMPARISONS[operator](_compared(value, wanted)) for value in values)


_COMPARISONS: Final[Mapping[str, Callable[[int | None], bool]]] = {
    "Equals": lambda order: order == 0,
    "GreaterThan": lambda order: order is not None and order > 0,
    "GreaterThanOrEqualTo": lambda order: order is not None and order >= 0,
    "LessThan": lambda order: order is not None and order < 0,
    "LessThanOrEqualTo": lambda order: order is not None and order <= 0,
}


def _text(value: Any) -> str:
    return str(value).lower()


def _compared(value: Any, wanted: Any) -> int | None:
    """Return how a value is ordered against one of a filter; ``None`` if it cannot be."""
    if wanted is None:
        return None
    left: Any
    right: Any
    try:
        if isinstance(value, datetime):
            left, right = moment(value), moment(wanted)
        elif isinstance(value, bool):
            left, right = str(value).lower(), str(wanted).lower()
        elif isinstance(value, int | float):
            left, right = float(value), float(wanted)
        else:
            left, right = str(value), str(wanted)
    except (ValueError, TypeError, OverflowError, OSError):
        return None
    return int(left > right) - int(left < right)
