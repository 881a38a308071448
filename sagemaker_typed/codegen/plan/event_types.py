"""Read ``event_types.toml``: the events that SageMaker sends to EventBridge."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import attrs

from sagemaker_typed.codegen.errors import GenerationError
from sagemaker_typed.codegen.model.store import SAGEMAKER

EVENT_TYPES_FILE: Final = "codegen/event_types.toml"
"""Its path in the package."""
EXTRA_TYPES: Final = frozenset({"str", "int", "bool", "list[str]"})
SPELLINGS: Final = frozenset({"names", "any"})

_PREFIX: Final = "SageMaker "
_KEYS: Final = frozenset(
    {"type", "describes", "detail", "source", "analogy", "lower", "spelled", "extras", "base"}
)


@attrs.frozen
class Extra:
    """A member of a detail that the response does not have."""

    type: str
    name: str | None = None
    """The field name, if it is not the one by rule."""


@attrs.frozen
class EventType:
    """One type of event."""

    type: str
    """The detail type."""
    source: str
    """The URL of the page that describes the detail; of the list, if no page does."""
    package: str = SAGEMAKER
    """The package of the operation."""
    operation: str | None = None
    """The operation whose response has the members of the detail."""
    shape: str | None = None
    """The name of the detail's own shape."""
    analogy: str | None = None
    """Why the detail has this shape, if no page describes it."""
    lower: bool = False
    """Whether the members of API shapes begin with a lower-case letter."""
    spelled: Mapping[str, str] = {}
    """How the values of enums are spelled, by wire name of the member."""
    extras: Mapping[str, Extra] = {}
    """The members that the response does not have, by wire name."""
    base: str = "Event"
    """The base class."""

    @property
    def class_name(self) -> str:
        """The name of the class of the event."""
        words = self.type.removeprefix(_PREFIX).split()
        return "".join(word[0].upper() + word[1:] for word in words)


@attrs.frozen
class EventTypes:
    """The content of ``event_types.toml``."""

    events: tuple[EventType, ...] = ()
    shapes: Mapping[str, Mapping[str, str]] = {}
    """The types of the members of each own shape, by wire name."""
    sensitive: Mapping[str, Sequence[str]] = {}
    """The members of own shapes whose values are not shown, by wire name."""


def read_event_types(path: Path) -> EventTypes:
    """Read ``event_types.toml``. A package without the file has no events.

    Raises:
        GenerationError: a row has another form.
    """
    if not path.exists():
        return EventTypes()
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise GenerationError(f"{path.name} is not valid TOML: {error}") from error
    sources: Mapping[str, str] = content.get("sources", {})
    shapes: Mapping[str, Mapping[str, str]] = content.get("shapes", {})
    events = tuple(_event_type(row, sources, shapes) for row in content.get("events", ()))
    names = [event.class_name for event in events]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise GenerationError(f"{path.name}: two rows for {', '.join(twice)}")
    sensitive: Mapping[str, Sequence[str]] = content.get("sensitive", {})
    unknown = [
        f"{shape}.{name}"
        for shape, members in sensitive.items()
        for name in members
        if name not in shapes.get(shape, ())
    ]
    if unknown:
        raise GenerationError(f"{path.name}: [shapes] does not have {', '.join(unknown)}")
    return EventTypes(events, shapes, sensitive)


def _event_type(
    row: Mapping[str, Any], sources: Mapping[str, str], shapes: Mapping[str, object]
) -> EventType:
    where = f"event_types.toml: [[events]] {row.get('type', dict(row))!r}"
    unknown = row.keys() - _KEYS
    if unknown or "type" not in row:
        raise GenerationError(f"{where}: expected the keys {', '.join(sorted(_KEYS))}")
    source = row.get("source", "list")
    if source not in sources:
        raise GenerationError(f"{where}: [sources] does not have {source!r}")
    package, _, operation = row.get("describes", "").rpartition(".")
    shape = row.get("detail")
    if shape is not None and (operation or shape not in shapes):
        raise GenerationError(f"{where}: [shapes] must have {shape!r}, without describes")
    spelled: Mapping[str, str] = row.get("spelled", {})
    extras = {
        wire: Extra(given) if isinstance(given, str) else Extra(**given)
        for wire, given in row.get("extras", {}).items()
    }
    types = {extra.type for extra in extras.values()}
    if types - EXTRA_TYPES or set(spelled.values()) - SPELLINGS:
        raise GenerationError(
            f"{where}: extras are {', '.join(sorted(EXTRA_TYPES))}, "
            f"spelled is {' or '.join(sorted(SPELLINGS))}"
        )
    return EventType(
        row["type"],
        sources[source],
        package or SAGEMAKER,
        operation or None,
        shape,
        row.get("analogy"),
        row.get("lower", False),
        spelled,
        extras,
        row.get("base", "Event"),
    )
