"""JSON text: reading it with errors that show no values, and with duplicate keys refused."""

from __future__ import annotations

import json
from collections import Counter
from functools import partial
from typing import Any, Final

from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.walk import Place, inside

__all__ = ["UnreadableJsonError", "parsed"]

_MAX_KEYS: Final = 5
_MAX_KEY: Final = 80


class UnreadableJsonError(Exception):
    """The text is not valid JSON; the message shows no values."""


def parsed(content: Content, text: str | bytes) -> Any:
    """Return the value of JSON text.

    Args:
        content: What the text should have: a structure, or a list of structures.
        text: The text.

    Raises:
        UnreadableJsonError: the text is not valid JSON, or an object in it has duplicate keys.
    """
    if isinstance(text, str):
        text = text.removeprefix("\ufeff")  # a byte order mark: accepted in bytes and YAML too
    duplicates: list[dict[str, Any]] = []
    try:
        value = json.loads(text, object_pairs_hook=partial(_object, duplicates))
    except RecursionError:
        problem = "the text is nested too deeply"
    except ValueError as error:
        # An int with too many digits is a plain ValueError.
        what = str(error) if isinstance(error, json.JSONDecodeError | UnicodeError) else ""
        what = what or "a number has too many digits"
        problem = f"invalid JSON: {what}{_hint(content, text)}"
    else:
        if not duplicates:
            return value
        problem = f"invalid JSON: {_duplicate_keys(content, value, duplicates)}"
    # Not raised above: the error has the whole text, which may hold a secret.
    raise UnreadableJsonError(problem)


def _hint(content: Content, text: str | bytes) -> str:
    """Return a hint for text that is not valid JSON, without showing the text."""
    start = text[:80].lstrip()
    if not start:
        return "; the text is empty"
    what, first = ("a list", "[") if isinstance(content, kinds.List) else ("an object", "{")
    if start[:1] in (first, first.encode()):
        return ""
    return f"; the JSON of {what} starts with {first}; for a file, pass its content, not its name"


def _object(duplicates: list[dict[str, Any]], pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object. Record it if keys are duplicate: all but one value would be lost."""
    value = dict(pairs)
    if len(value) != len(pairs):
        # Kept as its value, to be found by identity.
        counts = Counter(key for key, _ in pairs)
        value = {key: value[key] for key, count in counts.items() if count > 1}
        duplicates.append(value)
    return value


def _duplicate_keys(content: Content, value: Any, duplicates: list[dict[str, Any]]) -> str:
    """Return the message for the first object with duplicate keys; it shows no sensitive key."""
    first = duplicates[0]
    what = "duplicate key" if len(first) == 1 else "duplicate keys"
    ahead = [Place(content, value)]
    while ahead:
        place = ahead.pop()
        if place.value is first:
            if place.is_hidden:
                return f"{what} in {place.path}"
            shown = [key[:_MAX_KEY] for key in sorted(first)[:_MAX_KEYS]]
            more = f" and {len(first) - len(shown):,} more" if len(first) > len(shown) else ""
            return f"{what}: {', '.join(shown)}{more}"
        ahead.extend(inside(place, is_dict=True, wire_path=True))
    return what  # in a member that this release does not know
