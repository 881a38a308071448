"""Changes as JSON. A set of new enum values is an object with the only key ``+``."""

from __future__ import annotations

import json
from typing import Any

from .facts import Changes, Fact, ServiceChanges
from .grouping import is_shown
from .history import plain
from .methods import Method, headline, methods
from .sentences import sentence
from .sides import Side
from .syntax import request_syntax, response_syntax


def to_json(changes: Changes, *, date: str | None = None, syntax: bool = True) -> str:
    """Return the changes as JSON, which is the same for the same models.

    Args:
        changes: The changes.
        date: The date; by default, that of the new version if it is known.
        syntax: Whether to include the syntax of each new or updated method.
    """
    date = date or changes.date
    content = {
        "old": changes.old,
        "new": changes.new,
        "date": date,
        "effect": changes.effect,
        "services": [_service(change, date, syntax=syntax) for change in changes.services],
        "notes": list(changes.notes),
    }
    return json.dumps(content, indent=1) + "\n"


def _service(change: ServiceChanges, date: str | None, *, syntax: bool) -> dict[str, Any]:
    found = methods(change)
    old, new = (
        None if side is None else Side(side, change.rules) for side in (change.old, change.new)
    )
    status = "removed" if new is None else "updated" if old is not None else "new"
    return {
        "name": change.service.name,
        "title": change.service.full_name,
        "change": status,
        "effect": change.effect,
        "headline": headline(change.service.full_name, found, date) if found else None,
        "methods": [_method(method, old, new, syntax=syntax) for method in found],
        "facts": [_fact(fact) for fact in change.facts],
    }


def _method(method: Method, old: Side | None, new: Side | None, *, syntax: bool) -> dict[str, Any]:
    side = old if method.change == "removed" else new
    assert side is not None, method
    content: dict[str, Any] = {
        "operation": method.operation,
        "name": side.method(method.operation),
        "change": method.change,
    }
    if method.request:
        content["request"] = plain(method.request)
    if method.response:
        content["response"] = plain(method.response)
    if syntax and method.change != "removed":
        content["syntax"] = {
            "request": request_syntax(side, method.operation),
            "response": response_syntax(side, method.operation),
        }
    return content


def _fact(fact: Fact) -> dict[str, Any]:
    difference = fact.difference
    content = {
        "effect": fact.effect,
        "kind": difference.kind,
        "change": difference.change,
        "subject": difference.subject,
        "part": difference.part,
        "aspect": difference.aspect,
        "old": difference.old,
        "new": difference.new,
        "used": list(fact.used),
        "sentence": sentence(difference),
        "reason": fact.reason,
        "names": list(fact.names),
        "in_a_block": is_shown(fact),
    }
    # 0 and False are values of a model.
    return {
        key: value
        for key, value in content.items()
        if value not in ("", None, []) and (value is not False or key in {"old", "new"})
    }
