"""Fields whose values must not be shown: those of the service model, and those marked by users."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final, cast

import attrs

if TYPE_CHECKING:
    from .operation import Shape

__all__ = ["is_sensitive", "is_sensitive_in_model", "mark_sensitive", "without_secrets"]

_HIDDEN: Final = "<sensitive>"
# Shorter values, such as 1 or "a", are part of many words that do not quote them.
_SHORTEST: Final = 4
# So long that a str can contain the value only if it quotes it.
_CERTAIN: Final = 16
_BYTES_PER_CHARACTER: Final = 4
_WORD: Final = re.compile(r"[\w-]")

_marked: set[tuple[type, str]] = set()


def mark_sensitive(*names: str, on: type[Shape] | None = None) -> None:
    """Hide the values of fields in every ``repr``, log and error.

    Environment variables and hyperparameters often hold secrets, although the service model does
    not mark them as sensitive: ``mark_sensitive("environment", "hyper_parameters")``.

    Args:
        names: Field names.
        on: The class that has the fields; subclasses are included. By default, every class.

    Raises:
        ValueError: ``on`` has no field of that name.
    """
    if on is not None:
        unknown = [name for name in names if name not in on.__wire_names__]
        if unknown:
            from ._hints.names import either, nearest

            near = nearest(unknown[0], on.__wire_names__)
            hint = f"; did you mean {either(near)}?" if near else ""
            raise ValueError(f"{on.__name__} has no field {either(map(repr, unknown))}{hint}")
    _marked.update((on or object, name) for name in names)


def has_marked_names() -> bool:
    """Return whether ``mark_sensitive`` has marked anything."""
    return bool(_marked)


def is_sensitive(cls: type[Shape], name: str) -> bool:
    """Return whether the value of a field must not be shown."""
    if is_sensitive_in_model(cls, name):
        return True
    return bool(_marked) and any((base, name) in _marked for base in cls.__mro__)


def is_sensitive_in_model(cls: type[Shape], name: str) -> bool:
    """Return whether the service model marks a field as sensitive, which never changes."""
    field: attrs.Attribute[Any] | None = getattr(attrs.fields(cls), name, None)
    return field is not None and not field.repr


def without_secrets(text: str, shape: Shape, *, shortest: int = _SHORTEST) -> str:
    """Replace the values of a shape's sensitive fields, at any depth, where a str quotes them.

    Args:
        text: The str, such as the message of an error.
        shape: The request.
        shortest: The minimum length of a value that is replaced without quotation marks around it.
    """
    forms = _all_forms(shape, len(text))
    for form in forms:
        if len(form) >= _CERTAIN:
            text = text.replace(form, _HIDDEN)
    quoted = [rf"(?<=['\"`]){re.escape(form)}(?=['\"`])" for form in forms]
    tokens = [_token(form) for form in forms if len(form) >= shortest]
    # An ARN or a hidden value that contains a shorter value is kept.
    pattern = "|".join([rf"(?P<kept>\barn:[^\s'\"]+|{_HIDDEN})", *quoted, *tokens])
    return re.sub(pattern, lambda found: found["kept"] or _HIDDEN, text)


def is_secret(text: str, shape: Shape) -> bool:
    """Return whether a str is the value of a sensitive field of a shape, at any depth."""
    return len(text) >= _SHORTEST and text in _all_forms(shape, len(text))


class Shown:
    """An object whose ``repr`` is a given str, shown instead of a value."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return self._text


def _token(form: str) -> str:
    """Return a pattern for a value that is not part of a longer word."""
    before = r"(?<![\w-])" if _WORD.match(form[0]) else ""
    after = r"(?![\w-])" if _WORD.match(form[-1]) else ""
    return before + re.escape(form) + after


def _all_forms(shape: Shape, most: int) -> list[str]:
    """Return the forms of a shape's sensitive values with at most ``most`` characters."""
    # A str inside a dict or list is shown with escapes.
    forms = {form for secret in _secrets(shape) for form in _forms(secret, most)}
    return sorted((form for form in forms if 0 < len(form) <= most), key=len, reverse=True)


def _forms(secret: Any, most: int) -> Iterator[str]:
    """Yield the forms in which a str may contain a value: plain, Python ``repr``, JSON.

    A value that is too long for ``most`` characters in every form has none.
    """
    if isinstance(secret, str | bytes | bytearray) and len(secret) > _BYTES_PER_CHARACTER * most:
        return
    yield str(secret)
    yield repr(secret)
    if isinstance(secret, bytes | bytearray):
        secret = secret.decode("utf-8", "replace")
        yield secret
    if isinstance(secret, str):
        yield repr(secret)[1:-1]
        yield json.dumps(secret)[1:-1]


def _secrets(value: Any, *, inside: bool = False) -> Iterator[Any]:
    """Yield the innermost values of sensitive fields; ``inside`` means inside such a field."""
    cls = cast("Any", type(value))
    parts: Iterable[Any] = ()
    if hasattr(cls, "__wire_names__"):
        for name in cls.__wire_names__:
            member = getattr(value, name, None)
            yield from _secrets(member, inside=inside or is_sensitive(cls, name))
    elif issubclass(cls, dict):
        parts = (*value.keys(), *value.values())
    elif issubclass(cls, list | tuple):
        parts = value
    elif inside and value is not None and cls is not bool:
        yield value
    for part in parts:
        yield from _secrets(part, inside=inside)
