"""What a generated docstring says: names, constraints and links, in our own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sagemaker_typed.codegen.model.shapes import (
    Acceptor,
    Enum,
    List,
    Map,
    Member,
    Operation,
    Scalar,
    ShapeModel,
    Structure,
    Waiter,
)

from .literals import number_literal

_MOST_VALUES = 12
_FIRST_VALUES = 6
_PLAIN_VALUE = re.compile(r"[\w .:/+-]+")


def member_facts(member: Member, shape: ShapeModel, kind: str = "") -> str:
    """A field's docstring: wire name, required mark, constraints.

    ``kind`` is the type in Python's own words, where the annotation has a name of the model.
    """
    first = f"``{member.name}``: ``{kind}``." if kind else f"``{member.name}``."
    return " ".join([first, *_member_sentences(member, shape)])


def _member_sentences(member: Member, shape: ShapeModel) -> Iterator[str]:
    if member.required and member.idempotency_token:
        yield "Idempotency token: botocore makes one where it is absent."
    elif member.required:
        yield "Required."
    elif member.idempotency_token:
        yield "Idempotency token."
    place = _place(member)
    if place:
        yield place
    if member.may_be_absent is not None:
        yield "Required in the service model, yet absent from some answers."
    if member.deprecated:
        yield "Deprecated."
    if member.json_value:
        yield "A JSON value." if member.location == "header" else "A JSON text."
    constraints = constraint_words(shape)
    if constraints:
        yield constraints[0].upper() + constraints[1:] + "."
    if shape.sensitive:
        yield "Sensitive: never shown."


def _place(member: Member) -> str:
    """Where a member goes in HTTP; empty where it is a part of the JSON."""
    name = member.location_name or member.name
    match member.location:
        case "uri":
            return "Part of the path."
        case "querystring":
            return f"Query parameter ``{name}``."
        case "header":
            return f"Header ``{name}``."
        case "headers":
            return f"Headers that begin with ``{name}``."
        case "statusCode":
            return "The HTTP status."
        case _:
            return "The HTTP body." if member.is_payload else ""


def constraint_words(shape: ShapeModel) -> str:
    """Length, range and pattern in words; an empty text where the shape has none."""
    match shape:
        case Scalar(kind="string" | "blob" | "body"):
            unit = "character" if shape.kind == "string" else "byte"
            parts = [_counted(shape.minimum, shape.maximum, unit)]
            if shape.pattern is not None:
                parts.append(f"pattern ``{shape.pattern}``")
            return "; ".join(filter(None, parts))
        case Scalar():
            return _range(shape.minimum, shape.maximum)
        case List():
            return _counted(shape.minimum, shape.maximum, "item")
        case Map():
            return _counted(shape.minimum, shape.maximum, "entry")
        case _:
            return ""


def _counted(minimum: float | None, maximum: float | None, unit: str) -> str:
    words = _range(minimum or None, maximum)
    if not words:
        return ""
    last = maximum if maximum is not None else minimum
    plural = {"entry": "entries"}.get(unit, unit + "s")
    return f"{words} {unit if last == 1 else plural}"


def _range(minimum: float | None, maximum: float | None) -> str:
    if minimum is None and maximum is None:
        return ""
    if minimum is None:
        return f"at most {number_literal(maximum or 0)}"
    if maximum is None:
        return f"at least {number_literal(minimum)}"
    if minimum == maximum:
        return f"exactly {number_literal(minimum)}"
    return f"{number_literal(minimum)} to {number_literal(maximum)}"


def structure_facts(structure: Structure, link: str) -> str:
    """A structure's docstring."""
    if structure.event_stream:
        what = f"Event of the stream ``{structure.name}``: exactly one field is set."
    elif structure.union:
        what = f"Tagged union ``{structure.name}``: exactly one field is set."
    else:
        what = f"Structure ``{structure.name}``."
    return _paragraphs(what, f"API reference: {link}")


def enum_facts(enum: Enum) -> str:
    """An enum's docstring."""
    count = "1 value" if len(enum.values) == 1 else f"{len(enum.values)} values"
    return _paragraphs(f"Enum ``{enum.name}``: {count}.", _values(enum.values))


def _values(values: Sequence[str]) -> str:
    shown = values if len(values) <= _MOST_VALUES else values[:_FIRST_VALUES]
    if not all(map(_PLAIN_VALUE.fullmatch, shown)):
        return ""
    words = ", ".join(f"``{value}``" for value in shown)
    more = len(values) - len(shown)
    return f"{words} and {more} more." if more else f"{words}."


def request_facts(operation: Operation, response: str, link: str, items: str | None = None) -> str:
    """A request's docstring; ``items`` is the wire name of what is paginated."""
    raised = ", ".join(f"``{error}``" for error in operation.errors)
    return _paragraphs(
        f"Request of ``{operation.name}``, answered by :class:`{response}`.",
        "It changes nothing." if operation.readonly else "",
        "Sent twice, it has the effect of one." if operation.idempotent else "",
        f"Paginated: the items are those of ``{items}``." if items else "",
        f"Errors in the service model: {raised}." if raised else "",
        f"API reference: {link}",
    )


def response_facts(operation: str, *, is_empty: bool, link: str) -> str:
    """A response's docstring."""
    return _paragraphs(
        f"Response of ``{operation}``.",
        "The service answers without a body; there is only the metadata." if is_empty else "",
        f"API reference: {link}",
    )


def method_facts(operation: str, request: str, errors: Sequence[str], link: str) -> str:
    """A client method's docstring."""
    raised = ", ".join(f"``{error}``" for error in errors)
    return _paragraphs(
        f"Call ``{operation}`` with the fields of :class:`{request}`.",
        f"Errors in the service model: {raised}." if raised else "",
        f"API reference: {link}",
    )


def waiter_facts(waiter: Waiter, request: str) -> str:
    """A waiter method's docstring."""
    if waiter.ends_with_an_error:
        returned = [
            "Returns the last response before the resource was gone; ``None`` where it was gone",
            "at the first look.",
        ]
    else:
        returned = ["Returns the last response."]
    seconds = waiter.delay * waiter.max_attempts
    return "\n".join(
        [
            f"Wait as the waiter ``{waiter.name}`` does, with the fields of :class:`{request}`.",
            "",
            *(_acceptor_words(acceptor) for acceptor in waiter.acceptors),
            "",
            *returned,
            f"By default it looks every {waiter.delay} s, for {seconds} s; ``timeout``, ``poll``,",
            "``on_progress``, ``cancel`` and the errors are those of :meth:`wait`, and an error of",
            "the service that the waiter does not know is a ``WaitFailed``.",
            "",
        ]
    )


def _acceptor_words(acceptor: Acceptor) -> str:
    match acceptor.matcher:
        case "error" if acceptor.expected is True:
            what = "any error"
        case "error" if acceptor.expected is False:
            what = "any answer"
        case "error":
            what = f"the error ``{acceptor.expected}``"
        case "status":
            what = f"HTTP status {acceptor.expected}"
        case "pathAll" | "pathAny":
            which = acceptor.matcher.removeprefix("path").lower()
            what = f"{which} of ``{acceptor.argument}`` ``{acceptor.expected}``"
        case _:
            what = f"``{acceptor.argument}`` ``{acceptor.expected}``"
    verdict = {"success": "Ends", "failure": "Fails", "retry": "Goes on"}[acceptor.state]
    return f"- {verdict} at {what}."


def _paragraphs(first: str, *others: str) -> str:
    """A summary line and a block below it; empty ones are left out."""
    rest = [text for text in others if text]
    return "\n\n".join([first, "\n".join(rest)]) + "\n" if rest else first
