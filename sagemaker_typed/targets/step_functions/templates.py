"""Payload templates: the parameters of a task, with expressions in them."""

from __future__ import annotations

import math
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from typing import Any, Final, assert_never

from sagemaker_typed._conversion.misfits import Problem
from sagemaker_typed._placeholders import Placeholder
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import entries, is_list, is_map, numbered
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.paths import HIDDEN, Key, Path, Step
from sagemaker_typed._schema.walk import contents_of
from sagemaker_typed.operation import Shape
from sagemaker_typed.sensitive import is_sensitive
from sagemaker_typed.targets.reference import Reference

from .expressions import (
    QueryLanguage,
    is_jsonata,
    is_substitution,
    literal,
    looks_evaluated,
    misfit,
)
from .member_names import names_in_sdk
from .payloads import TwiceError, json_of_blob, text_of_timestamp

__all__ = ["SUFFIX", "Template"]

SUFFIX: Final = ".$"
"""The end of a name whose value is an expression in JSONPath."""
_PATHS: Final = {("DataProcessing", "InputFilter"), ("DataProcessing", "OutputFilter")}
"""The members that the service itself reads as JSONPath, by their API documentation."""


class Template:
    """Writes values as a payload template, and collects what cannot be written.

    Args:
        language: The language of expressions.
        sdk_names: Whether members have the names of AWS SDK integrations.
        literals: Whether a str that looks like an expression is text.
    """

    def __init__(
        self, language: QueryLanguage, *, sdk_names: bool = False, literals: bool = False
    ) -> None:
        self.language: Final[QueryLanguage] = language
        self.sdk_names: Final = sdk_names
        self.problems: list[Problem] = []
        self._is_hidden = False
        self._literals = literals

    def of_object(self, cls: type[Shape], value: Mapping[str, Any], path: Path) -> dict[str, Any]:
        """Return the template for the wire dict of an object; the path has names of fields."""
        contents = contents_of(cls)
        names = names_in_sdk(cls) if self.sdk_names else {}
        result: dict[str, Any] = {}
        for field, wire in cls.__wire_names__.items():
            if wire in value:
                one = (names.get(wire, wire), contents[field], value[wire], path / field)
                is_text = (cls.__name__, wire) in _PATHS
                with self.within(is_sensitive(cls, field), literals=is_text):
                    result |= self._fields([one])
        return result

    def of_json(self, value: Any, path: Path, *, asl: bool = False) -> Any:
        """Return the template for JSON values.

        Args:
            value: The values, with placeholders.
            path: Their path.
            asl: Whether they are the Amazon States Language: names may end with ``.$``, and a str
                may be JSONata.
        """
        if is_map(value):
            return self._entries(None, value, path, asl=asl)
        if is_list(value):
            return [
                self._item(None, item, path, number, value, asl=asl)
                for number, item in numbered(value)
            ]
        return self._scalar(value, path, asl=asl)

    def expression(self, placeholder: Placeholder, path: Path) -> str:
        """Return the expression of a placeholder."""
        shown = "the placeholder" if self._is_hidden else repr(placeholder)
        problem = misfit(placeholder, self.language, shown)
        if problem:
            self._refuse(path, problem)
        return placeholder.expression if isinstance(placeholder, Reference) else ""

    def _entries(
        self, content: Content | None, value: Any, path: Path, *, asl: bool = False
    ) -> dict[str, Any]:
        named = ((str(key), item) for key, item in entries(value))
        return self._fields(
            (
                (key, content, item, path / (HIDDEN if self._is_hidden else Key(key)))
                for key, item in named
            ),
            asl=asl,
        )

    def _fields(
        self, fields: Iterable[tuple[str, Content | None, Any, Path]], *, asl: bool = False
    ) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for name, content, value, path in fields:
            if isinstance(value, Placeholder):
                is_path = self.language == "JSONPath" and not is_substitution(value)
                result[name + SUFFIX if is_path else name] = self.expression(value, path)
                continue
            if name.endswith(SUFFIX) and self.language == "JSONPath" and not asl:
                text = f"JSONPath would evaluate it, because its name ends with {SUFFIX}"
                self._refuse(path, f"{text}; write the task in JSONata")
            is_path = asl and name.endswith(SUFFIX) and self.language == "JSONPath"
            with self.within(literals=is_path):
                result[name] = self._value(content, value, path, asl=asl)
        return result

    def _value(self, content: Content | None, value: Any, path: Path, *, asl: bool = False) -> Any:
        match content:
            case None | kinds.Document():
                return self.of_json(value, path, asl=asl)
            case kinds.Structure():
                return self.of_object(content.type, value, path)
            case kinds.List():
                return [
                    self._item(content.member, item, path, number, value)
                    for number, item in numbered(value)
                ]
            case kinds.Map():
                return self._entries(content.value, value, path)
            case kinds.Timestamp():
                return text_of_timestamp(value)
            case kinds.Blob():
                return self._blob(value, path)
            case kinds.Stream() | kinds.Events():
                self._refuse(path, "a stream, which a task cannot send")
                return None
            case kinds.Text() | kinds.Number() | kinds.Boolean() | kinds.Enum() | kinds.Other():
                return self._scalar(value, path)
            case _:
                assert_never(content)

    def _item(
        self,
        content: Content | None,
        item: Any,
        path: Path,
        number: int,
        items: Any,
        *,
        asl: bool = False,
    ) -> Any:
        at = path / number
        if not isinstance(item, Placeholder):
            return self._value(content, item, at, asl=asl)
        expression = self.expression(item, at)
        is_path = self.language == "JSONPath" and not is_substitution(item)
        if is_path and not self._is_refused(at):
            parts = [literal(one) for _, one in numbered(items)]
            written = ", ".join(part for part in parts if part is not None)
            is_shown = None not in parts and not self._is_hidden
            whole = repr(Reference(f"States.Array({written if is_shown else '...'})"))
            self._refuse(at, f"JSONPath has no expressions in lists; pass {whole} for the list")
        return expression

    def _blob(self, value: Any, path: Path) -> Any:
        try:
            content = json_of_blob(value)
        except TwiceError:
            self._refuse(path, "an object in this JSON has a name twice; remove one")
            return None
        except ValueError:
            # Not raised again: the error may quote the content.
            text = "Step Functions sends a blob as JSON, and these bytes are not JSON"
            self._refuse(path, f"{text}; send them from a Lambda function, or put them in S3")
            return None
        # Expressions cannot be inside bytes, so that a str that looks like one is data.
        with self.within(literals=True):
            return self.of_json(content, path)

    def _scalar(self, value: Any, path: Path, *, asl: bool = False) -> Any:
        if isinstance(value, Placeholder):
            return self.expression(value, path)
        if not isinstance(value, str | int | float | None):
            self._refuse(path, f"JSON has no {type(value).__name__}")
        if isinstance(value, float) and not math.isfinite(value):
            self._refuse(path, "JSON has neither infinity nor NaN")
        if isinstance(value, str):
            self._check_text(value, path, asl=asl)
        return value

    def _check_text(self, value: str, path: Path, *, asl: bool) -> None:
        """Report a str that would be evaluated, or that was probably meant to be."""
        if self.language == "JSONata" and is_jsonata(value):
            if not asl:
                text = "JSONata would evaluate this str, because it is in {% %}; pass ref(...), or"
                self._refuse(path, f"{text} write the task in JSONPath with literals=True")
        elif not self._literals and looks_evaluated(value):
            shown, passed = "the str", "ref(...)"
            if not self._is_hidden:
                shown, passed = repr(value), f"ref({value!r})"
            text = f"{shown} would be sent as text; pass {passed} for an expression"
            self._refuse(path, f"{text}, or literals=True for text")

    @contextmanager
    def within(self, is_sensitive: bool = False, *, literals: bool = False) -> Generator[None]:
        """Show no values in a sensitive field, and allow any text where ``literals`` is true."""
        before = self._is_hidden, self._literals
        self._is_hidden |= is_sensitive
        self._literals |= literals
        try:
            yield
        finally:
            self._is_hidden, self._literals = before

    def _is_refused(self, path: Path) -> bool:
        return any(problem.steps == tuple(path) for problem in self.problems)

    def _refuse(self, path: Path, message: str) -> None:
        steps: tuple[Step, ...] = path
        self.problems.append(Problem(steps, message))
