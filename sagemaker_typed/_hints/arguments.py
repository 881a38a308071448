"""Error messages for calls whose arguments do not match a client method."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from .names import either, nearest, spelt

__all__ = ["keywords", "misfit"]

_MOST_SHOWN: Final = 8


def misfit(
    what: str,
    method: Callable[..., Any],
    args: tuple[Any, ...],
    fields: Mapping[str, Any],
    *,
    name: str = "",
    newer: Callable[[str], str] | None = None,
) -> str:
    """Describe the first error in the arguments of a call that failed.

    Args:
        what: The name of the call, such as ``SageMaker.create_model()``.
        method: The undecorated method.
        args: The positional arguments.
        fields: The keyword arguments.
        name: The name to call; by default, that of the method.
        newer: Returns a hint if only the installed botocore has a keyword.
    """
    names, required = keywords(method)
    example = ", ".join(f"{name}=..." for name in required or names[:2])
    call = f"{name or method.__name__}({example})"
    if args:
        return f"{what} {_positional(args, call, names)}"
    unknown = [name for name in fields if name not in names]
    if unknown:
        text = _unknown(unknown[0], names, newer)
        return "; ".join([f"{what} {text}", *_others(unknown[1:], names)])
    missing = [name for name in required if name not in fields]
    arguments = "argument" if len(missing) == 1 else "arguments"
    return f"{what} is missing the required {arguments} {', '.join(missing)}: call {call}"


def keywords(method: Callable[..., Any]) -> tuple[list[str], list[str]]:
    """Return the names of a method's keyword arguments, and the names of the required ones."""
    from inspect import Parameter, signature

    parameters = signature(method).parameters.values()
    found = [
        each
        for each in parameters
        if each.kind is Parameter.KEYWORD_ONLY and each.name != "unknown_members"
    ]
    required = [each.name for each in found if each.default is Parameter.empty]
    return [each.name for each in found], required


def _positional(args: tuple[Any, ...], call: str, names: list[str]) -> str:
    value = args[0]
    kind: str = value.__class__.__name__
    if hasattr(value.__class__, "__operation__"):
        return f"takes keyword arguments only: call {call}, or send the {kind} with send(...)"
    if isinstance(value, Mapping):
        given = [spelt(str(key), names) for key in args[0]]
        return (
            f"takes keyword arguments, not a {kind}: "
            f"call {_call(call, [name for name in given if name])}"
        )
    return f"takes keyword arguments only: call {call}" if names else "takes no arguments"


def _call(call: str, names: list[str]) -> str:
    arguments = ", ".join(f"{name}=..." for name in names[:_MOST_SHOWN])
    return f"{call.partition('(')[0]}({arguments})" if names else call


def _unknown(name: str, names: list[str], newer: Callable[[str], str] | None) -> str:
    same = spelt(name, names)
    if same is not None:
        return f"has no argument {name!r}: use {same}"
    hint = newer(name) if newer is not None else ""
    if hint:
        return f"has no argument {name!r}; {hint}"
    near = nearest(name, names)
    if near:
        return f"has no argument {name!r}; did you mean {either(near)}?"
    if not names:
        return f"has no argument {name!r}; it takes no arguments"
    shown = ", ".join(names[:_MOST_SHOWN]) + (", ..." if len(names) > _MOST_SHOWN else "")
    arguments = "argument is" if len(names) == 1 else "arguments are"
    return f"has no argument {name!r}; its {arguments} {shown}"


def _others(unknown: list[str], names: list[str]) -> list[str]:
    return [f"for {name!r}, use {same}" for name in unknown if (same := spelt(name, names))]
