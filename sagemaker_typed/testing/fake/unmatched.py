"""The message for a request that no rule answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from sagemaker_typed._hints.names import nearest
from sagemaker_typed.operation import Request

from .calls import FakeCall
from .entry import Entry

__all__ = ["unmatched"]

_MOST: Final = 8
_LONGEST: Final = 300


def unmatched(call: FakeCall, rules: Iterable[Entry]) -> str:
    """Return the message for a call that no rule answers."""
    request = call.request
    if request is None:
        return (
            f"no rule answers the call {call.service}.{call.operation}; add one with "
            f"fake.on_call({call.operation!r}, service={call.service!r}).returns({{...}})"
        )
    shown = repr(request)
    shown = shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}..."
    lines = [f"no rule answers {shown}"]
    rules = [*rules]
    same = [rule for rule in rules if rule.matcher.is_of(request)]
    lines += _about_same(request, same) if same else _about_others(request, rules)
    return "\n".join(lines)


def _about_same(request: Request[Any], rules: Sequence[Entry]) -> list[str]:
    ranked = [(rule.matcher.differences(request), rule) for rule in rules]
    differences, rule = min(ranked, key=lambda pair: len(pair[0]))
    lines = [f"nearest rule: {rule.matcher.described()} ({rule.origin})"]
    if differences:
        lines.append("the request differs from it:")
        lines += [f"  {line}" for line in differences[:_MOST]]
        if len(differences) > _MOST:
            lines.append(f"  ... and {len(differences) - _MOST} more")
    elif rule.answers.is_empty():
        lines.append("it matches, but has no response: add .returns(...) or .raises(...)")
    else:
        _, count = rule.answers.left()
        lines.append(
            f"it matches, but its {count} response{'s' * (count != 1)} are used up: add more, or "
            "omit times= of the last one to repeat it"
        )
    return lines


def _about_others(request: Request[Any], rules: Sequence[Entry]) -> list[str]:
    operations = [*dict.fromkeys(rule.matcher.cls.__operation__ for rule in rules)]
    if not operations:
        about = "there are no rules"
    else:
        near = nearest(request.__operation__, operations) or operations
        others = ", ".join(near[:_MOST])
        about = f"there is no rule for {request.__operation__}, but there are rules for {others}"
    name = type(request).__name__
    return [f"{about}; add one with fake.on({name}, ...).returns(...)"]
