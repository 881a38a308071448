"""Patterns of rules: from keywords to the dict that EventBridge reads."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, Final, NoReturn, assert_never

from typing_extensions import TypeIs

from sagemaker_typed._hints.names import either, nearest
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import entries, is_list, is_map
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.paths import ROOT, Key, Path
from sagemaker_typed._schema.walk import contents_of
from sagemaker_typed.enums import OpenEnum
from sagemaker_typed.operation import Shape

from .event import Event, detail_class
from .matching import OF_STRINGS, OPERATORS, EventFilter, Matcher
from .spelling import known_value, spellings

__all__ = ["pattern_of"]

SOURCE: Final = "aws.sagemaker"
_TEXT: Final = kinds.Text()
_TAGS: Final = kinds.Map(_TEXT, _TEXT)
_RAW: Final = kinds.Document()
_FUNCTIONS: Final = {name: name.replace("-", "_") for name in OPERATORS if name != "exists"}
"""The functions that make conditions, by the operator of EventBridge."""
_ENVELOPE: Final = ("account", "region", "resources")


def pattern_of(cls: type[Event[Any]], filters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the pattern for the events of a class.

    Args:
        cls: The class.
        filters: The keywords. ``None`` is absent.

    Raises:
        TypeError: a keyword, or a name in a structure, is not known, or a value has another type
            than the member.
        ValueError: an enum does not have a value, or a list is empty.
    """
    given = {name: value for name, value in filters.items() if value is not None}
    writer = _Writer(cls)
    source = given.pop("source", SOURCE)
    pattern: dict[str, Any] = {
        "source": writer.rule(_TEXT, source, ROOT / "source"),
        "detail-type": [cls.__detail_type__],
    }
    for name in _ENVELOPE:
        if name in given:
            pattern[name] = writer.rule(_TEXT, given.pop(name), ROOT / name)
    tags, more = given.pop("tags", None), given.pop("detail", None)
    detail = dict(writer.detail(given))
    if tags is not None:
        detail["tags" if cls.__lower__ else "Tags"] = writer.rule(_TAGS, tags, ROOT / "tags")
    if more is not None:
        if not is_map(more):
            raise TypeError(f"detail: expected a dict of filters, got {type(more).__name__}")
        twice = [str(key) for key in more if key in detail]
        if twice:
            raise ValueError(
                f"detail: {', '.join(twice)} is filtered by a keyword too; remove one of the "
                "filters"
            )
        if more:
            detail |= writer.rule(_RAW, more, ROOT / "detail")
    if detail:
        pattern["detail"] = detail
    return pattern


class _Writer:
    """Writes the rules of one class of events."""

    def __init__(self, cls: type[Event[Any]]) -> None:
        self._cls = cls

    def detail(self, given: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        """Yield the names of members of the detail, and their rules."""
        cls = self._cls
        shape = detail_class(cls) or Shape
        contents, wire_names = contents_of(shape), shape.__wire_names__
        for name, value in given.items():
            if name in contents:
                wire = self._wire_name(wire_names[name])
                yield wire, self.rule(contents[name], value, ROOT / name, wire_names[name])
            elif name in cls.__extras__:
                yield cls.__extras__[name], self.rule(_RAW, value, ROOT / name)
            else:
                known = [*contents, *cls.__extras__, *EventFilter.__annotations__]
                _refuse(f"{cls.__name__}.pattern got an unexpected keyword {name!r}", name, known)

    def rule(self, content: Content, value: Any, path: Path, wire: str = "") -> Any:
        """Return the rule for a value: a dict for a structure or map, otherwise a list.

        Args:
            content: The content of the member.
            value: The filter.
            path: The path of the keyword, for errors.
            wire: The name of the member in the API.
        """
        match content:
            case kinds.Structure():
                return _filled(dict(self._members(content, _a_dict(value, path), path)), path)
            case kinds.List():
                # A rule for a list matches if one of its items does.
                return self.rule(content.member, value, path, wire)
            case kinds.Map():
                rules = {
                    str(key): self.rule(content.value, inner, path / Key(str(key)), wire)
                    for key, inner in entries(_a_dict(value, path))
                }
                return _filled(rules, path)
            case kinds.Document() if is_map(value):
                rules = {
                    str(key): self.rule(content, inner, path / Key(str(key)))
                    for key, inner in entries(value)
                }
                return _filled(rules, path)
            case _:
                return self._values(content, value, path, wire)

    def _members(
        self, content: kinds.Structure, value: Mapping[Any, Any], path: Path
    ) -> Iterator[tuple[str, Any]]:
        contents, names = contents_of(content.type), content.type.__wire_names__
        for name, inner in value.items():
            if name not in contents:
                text = f"{path}: {content.type.__name__} has no field {name!r}"
                _refuse(text, str(name), contents)
            if inner is not None:
                wire = names[name]
                rule = self.rule(contents[name], inner, path / name, wire)
                yield self._wire_name(wire), rule

    def _wire_name(self, name: str) -> str:
        return name[0].lower() + name[1:] if self._cls.__lower__ else name

    def _values(self, content: Content, value: Any, path: Path, wire: str) -> list[Any]:
        items = list(value) if is_list(value) else [value]
        if not items:
            raise ValueError(f"{path}: an empty list matches nothing, and EventBridge refuses it")
        found: list[Any] = []
        for number, item in enumerate(items):
            here = path / number if is_list(value) else path
            if item is None:
                found.append(None)
            elif _is_matcher(item):
                found.append(self._matcher(content, item, here, wire))
            else:
                found += self._plain(content, item, here, wire)
        return found

    def _matcher(self, content: Content, matcher: Matcher[Any], path: Path, wire: str) -> Any:
        operator, operand = matcher.operator, matcher.operand
        if operator not in OPERATORS:
            _refuse(f"{path}: there is no condition {operator!r}", str(operator), OPERATORS)
        if operator in OF_STRINGS and isinstance(content, kinds.Number | kinds.Boolean):
            raise TypeError(f"{path}: {operator} matches a str, and the member is none")
        if operator == "numeric" and not isinstance(content, kinds.Number | kinds.Document):
            raise TypeError(f"{path}: numeric matches a number, and the member is none")
        if _is_matcher(operand):
            return {operator: self._matcher(content, operand, path, wire)}
        if operator == "anything-but":
            operand = [v for item in operand for v in self._plain(content, item, path, wire)]
        return {operator: [*operand] if is_list(operand) else operand}

    def _plain(self, content: Content, value: Any, path: Path, wire: str) -> list[Any]:
        """Return a value as events have it; more than one, if its spelling differs."""
        match content:
            case kinds.Text() | kinds.Blob():
                return [_of_type(value, str, "a str", path)]
            case kinds.Enum():
                return self._enum(content.type, _of_type(value, str, "a str", path), path, wire)
            case kinds.Number():
                return [_of_type(value, int | float, "a number", path)]
            case kinds.Boolean():
                return [_of_type(value, bool, "a bool", path)]
            case kinds.Timestamp():
                return [_of_type(value, str | int | float, "a time as in the event", path)]
            case kinds.Document() | kinds.Stream() | kinds.Events() | kinds.Other():
                return [_of_type(value, str | int | float | bool, "a value of JSON", path)]
            case kinds.Structure() | kinds.List() | kinds.Map():
                raise AssertionError(f"{content!r} has no plain values")
            case _:
                assert_never(content)

    def _enum(self, enum: type[OpenEnum], value: str, path: Path, wire: str) -> list[Any]:
        if isinstance(value, OpenEnum) and not value.is_known:
            return [str.__str__(value)]  # opened with `open`
        try:
            known = known_value(enum, str.__str__(value)) or enum(value)
        except ValueError as error:
            raise ValueError(f"{path}: {error}") from None
        return [*spellings(enum, known, self._cls.__spelled__.get(wire))]


def _is_matcher(value: Any) -> TypeIs[Matcher[Any]]:
    return isinstance(value, Matcher)


def _a_dict(value: Any, path: Path) -> Mapping[Any, Any]:
    if not is_map(value):
        raise TypeError(f"{path}: expected a dict of filters, got {type(value).__name__}")
    return value


def _filled(rules: dict[str, Any], path: Path) -> dict[str, Any]:
    if not rules:
        raise ValueError(f"{path}: an empty dict has no filters, and EventBridge refuses it")
    return rules


def _of_type(value: Any, kind: Any, expected: str, path: Path) -> Any:
    is_bool = isinstance(value, bool)
    if not isinstance(value, kind) or (is_bool and kind is not bool and bool not in _parts(kind)):
        hint = _meant_matcher(value)
        raise TypeError(
            f"{path}: expected {expected} or a matcher, got {type(value).__name__}{hint}"
        )
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{path}: JSON has neither infinity nor NaN")
    return str.__str__(value) if isinstance(value, str) and kind is not str else value


def _meant_matcher(value: Any) -> str:
    """Return the end of a message about a condition in the syntax of EventBridge, if it is one."""
    if not is_map(value) or len(value) != 1:
        return ""
    ((operator, operand),) = entries(value)
    function = _FUNCTIONS.get(str(operator), "")
    if isinstance(operand, str) and function:
        return f"; use {function}({operand!r})"
    if operator == "exists" and isinstance(operand, bool):
        return f"; use {'exists' if operand else 'absent'}()"
    return f"; use {function}(...)" if function else ""


def _parts(kind: Any) -> tuple[Any, ...]:
    return getattr(kind, "__args__", (kind,))


def _refuse(text: str, name: str, known: Any) -> NoReturn:
    near = nearest(name, known)
    hint = f"; did you mean {either(near)}?" if near else ""
    raise TypeError(text + hint)
