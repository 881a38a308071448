"""What to say of arguments that a client's method does not have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from .names import either, nearest, spelt

__all__ = ["keywords", "misfit"]

_MOST_SHOWN: Final = 8


def misfit(
    what: str, method: Callable[..., Any], args: tuple[Any, ...], fields: Mapping[str, Any]
) -> str:
    """What is wrong with the arguments of a call, of which something is.

    Args:
        what: What was called, such as ``SageMaker.create_model()``.
        method: The same, as it is written.
        args: The positional arguments.
        fields: The keywords.
    """
    names, required = keywords(method)
    example = ", ".join(f"{name}=..." for name in required or names[:2])
    call = f"{method.__name__}({example})"
    if args:
        return f"{what} {_positional(args, call, names)}"
    unknown = [name for name in fields if name not in names]
    if unknown:
        return "; ".join([f"{what} {_unknown(unknown[0], names)}", *_others(unknown[1:], names)])
    missing = [name for name in required if name not in fields]
    return f"{what} lacks {', '.join(missing)}: {call}"


def keywords(method: Callable[..., Any]) -> tuple[list[str], list[str]]:
    """All keywords of a method, and those that are required."""
    from inspect import Parameter, signature

    parameters = signature(method).parameters.values()
    found = [each for each in parameters if each.kind is Parameter.KEYWORD_ONLY]
    required = [each.name for each in found if each.default is Parameter.empty]
    return [each.name for each in found], required


def _positional(args: tuple[Any, ...], call: str, names: list[str]) -> str:
    value = args[0]
    kind: str = value.__class__.__name__
    if hasattr(value.__class__, "__operation__"):
        return f"takes the fields as keywords: {call}; a {kind} is sent with send(...)"
    if isinstance(value, Mapping):
        given = [spelt(str(key), names) for key in args[0]]
        return (
            f"takes the fields as keywords, not a {kind}: "
            f"{_call(call, [name for name in given if name])}"
        )
    return f"takes the fields as keywords: {call}" if names else "takes no arguments"


def _call(call: str, names: list[str]) -> str:
    arguments = ", ".join(f"{name}=..." for name in names[:_MOST_SHOWN])
    return f"{call.partition('(')[0]}({arguments})" if names else call


def _unknown(name: str, names: list[str]) -> str:
    same = spelt(name, names)
    if same is not None:
        return f"has no argument {name!r}: it is {same} here"
    near = nearest(name, names)
    if near:
        return f"has no argument {name!r}; did you mean {either(near)}?"
    shown = ", ".join(names[:_MOST_SHOWN]) + (", ..." if len(names) > _MOST_SHOWN else "")
    return f"has no argument {name!r}; it has {shown or 'none'}"


def _others(unknown: list[str], names: list[str]) -> list[str]:
    return [f"{name!r} is {same}" for name in unknown if (same := spelt(name, names))]
