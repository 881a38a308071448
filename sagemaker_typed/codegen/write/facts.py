"""Write the generated docstrings: names, constraints and links, without AWS documentation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sagemaker_typed._hints.counts import bounded
from sagemaker_typed.codegen.model.shapes import (
    Enum,
    List,
    Map,
    Member,
    Operation,
    Paginator,
    Scalar,
    ShapeModel,
    Structure,
)

_MOST_VALUES = 12
_FIRST_VALUES = 6
_MOST_VALUES_OF_PARAMETER = 5
_LONGEST_PATTERN_OF_PARAMETER = 60
_PLAIN_VALUE = re.compile(r"[\w .:/+-]+")


def member_facts(member: Member, shape: ShapeModel, kind: str = "") -> str:
    """Return a field's docstring: wire name, type, whether it is required, constraints.

    ``kind`` is the builtin type, if the annotation has the name of a constrained shape instead.
    """
    first = f"``{member.name}``: ``{kind}``." if kind else f"``{member.name}``."
    return " ".join([first, *_member_sentences(member, shape, constraint_words(shape))])


def _value_words(values: Sequence[str]) -> str:
    words = _values(values).removesuffix(".")
    return words and f"{'only' if len(values) == 1 else 'one of'} {words}"


def parameter_facts(member: Member, shape: ShapeModel, type_name: str) -> str:
    """Return the description of a keyword on one line: wire name, whether required, constraints.

    ``type_name`` is the name of the shape in the package, if it has one: a long pattern refers to
    it.
    """
    if isinstance(shape, Scalar) and len(shape.pattern or "") > _LONGEST_PATTERN_OF_PARAMETER:
        words = "; ".join(filter(None, [length_words(shape), f"pattern of ``{type_name}``"]))
    elif isinstance(shape, Enum) and len(shape.values) <= _MOST_VALUES_OF_PARAMETER:
        words = _value_words(shape.values)
    else:
        words = constraint_words(shape)
    return " ".join([f"``{member.name}``.", *_member_sentences(member, shape, words)])


def _member_sentences(member: Member, shape: ShapeModel, constraints: str) -> Iterator[str]:
    if member.required and member.idempotency_token:
        yield "Idempotency token: botocore generates one if it is absent."
    elif member.required:
        yield "Required."
    elif member.idempotency_token:
        yield "Idempotency token."
    place = _place(member)
    if place:
        yield place
    if member.may_be_absent is not None:
        yield "Required in the service model, but absent from some responses."
    if member.deprecated:
        yield "Deprecated."
    if member.json_value:
        yield "A JSON value." if member.location == "header" else "A JSON string."
    if constraints:
        yield constraints[0].upper() + constraints[1:] + "."
    if shape.sensitive:
        yield "Sensitive: never shown."


def _place(member: Member) -> str:
    """Return where a member is in the HTTP message; empty if it is part of the JSON body."""
    name = member.location_name or member.name
    match member.location:
        case "uri":
            return "Part of the URL path."
        case "querystring":
            return f"Query parameter ``{name}``."
        case "header":
            return f"Header ``{name}``."
        case "headers":
            prefix = member.location_name
            return "All headers." if prefix == "" else f"Headers that start with ``{name}``."
        case "statusCode":
            return "The HTTP status code."
        case _:
            return "The HTTP body." if member.is_payload else ""


def constraint_words(shape: ShapeModel) -> str:
    """Return the length, range and pattern in words; empty if there are no constraints."""
    match shape:
        case Scalar(kind="string" | "blob" | "body"):
            parts = [length_words(shape)]
            if shape.pattern is not None:
                unchecked = " (not checked)" if shape.pattern_problem else ""
                parts.append(f"pattern ``{shape.pattern}``{unchecked}")
            return "; ".join(filter(None, parts))
        case Scalar():
            return bounded(shape.minimum, shape.maximum)
        case List():
            return _counted(shape.minimum, shape.maximum, "item")
        case Map():
            return _counted(shape.minimum, shape.maximum, "entry")
        case _:
            return ""


def length_words(shape: Scalar) -> str:
    """Return the length of a string or of bytes in words; empty if it has no limits."""
    unit = "character" if shape.kind == "string" else "byte"
    return _counted(shape.minimum, shape.maximum, unit)


def _counted(minimum: float | None, maximum: float | None, unit: str) -> str:
    return bounded(minimum or None, maximum, unit)


def structure_facts(structure: Structure, link: str) -> str:
    """Return a structure's docstring."""
    if structure.event_stream:
        what = f"Event of the stream ``{structure.name}``: exactly one field is set."
    elif structure.union:
        what = f"Tagged union ``{structure.name}``: exactly one field is set."
    else:
        what = f"Structure ``{structure.name}``."
    return _paragraphs(what, f"API reference: {link}")


def enum_facts(enum: Enum) -> str:
    """Return an enum's docstring."""
    count = "1 value" if len(enum.values) == 1 else f"{len(enum.values)} values"
    return _paragraphs(f"Enum ``{enum.name}``: {count}.", _values(enum.values))


def _values(values: Sequence[str]) -> str:
    shown = values if len(values) <= _MOST_VALUES else values[:_FIRST_VALUES]
    if not all(map(_PLAIN_VALUE.fullmatch, shown)):
        return ""
    words = ", ".join(f"``{value}``" for value in shown)
    more = len(values) - len(shown)
    return f"{words} and {more} more." if more else f"{words}."


def request_facts(
    operation: Operation, response: str, link: str, paginator: Paginator | None = None
) -> str:
    """Return a request's docstring."""
    raised = ", ".join(f"``{error}``" for error in operation.errors)
    return _paragraphs(
        f"Request of ``{operation.name}``; the response is :class:`{response}`.",
        "Read-only." if operation.readonly else "",
        "Idempotent." if operation.idempotent else "",
        _paging_words(paginator) if paginator is not None else "",
        f"Errors in the service model: {raised}." if raised else "",
        f"API reference: {link}",
    )


def _paging_words(paginator: Paginator) -> str:
    if not paginator.result_keys:
        return "Paginated; a page has several lists."
    return f"Paginated; the items are in ``{paginator.result_keys[0]}``."


def response_facts(operation: str, *, is_empty: bool, link: str) -> str:
    """Return a response's docstring."""
    return _paragraphs(
        f"Response of ``{operation}``.",
        "It has no fields, only ``response_metadata``." if is_empty else "",
        f"API reference: {link}",
    )


def method_facts(
    operation: str,
    request: str,
    link: str,
    paginator: Paginator | None = None,
) -> str:
    """Return the start of a client method's docstring, without its arguments and errors."""
    everything = ""
    if paginator is not None:
        method, what = ("items", "items") if paginator.result_keys else ("pages", "pages")
        everything = f"One page; for all {what}, use ``client.{method}({request}(...))``."
    return _paragraphs(
        f"Call ``{operation}`` with the fields of :class:`{request}`.",
        everything,
        f"API reference: {link}",
    )


def _paragraphs(first: str, *others: str) -> str:
    """Join a summary line and a block of the other lines, without the empty ones."""
    rest = [text for text in others if text]
    return "\n\n".join([first, "\n".join(rest)]) + "\n" if rest else first
