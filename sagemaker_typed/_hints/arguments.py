"""What to say of arguments that a client's method, or its constructor, does not have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import FunctionType
from typing import Any, Final

from .names import either, nearest, spelt

__all__ = ["explain_methods", "explained_constructor"]

_MOST_SHOWN: Final = 8


def explain_methods(cls: type) -> None:
    """Have the methods of a client's class, or of a part of one, say more of their arguments."""
    for name, method in [*vars(cls).items()]:
        if isinstance(method, FunctionType) and not name.startswith("_"):
            setattr(cls, name, _explained(method))


def _explained(method: Callable[..., Any]) -> Callable[..., Any]:
    """A client's method that says more where its arguments do not fit.

    What it adds to a call is less than can be measured beside the call itself. Signature, text and
    source are those of ``method``.
    """

    def call(self: Any = None, /, *args: Any, **fields: Any) -> Any:
        try:
            return method(self, *args, **fields)
        except Exception as error:
            if self is None:  # called on the class
                name = method.__name__
                text = f"{name}() is called on a client, such as SageMaker().{name}(...)"
            elif _is_misfit(error, method, self, args, fields):
                text = _misfit(f"{type(self).__name__}.{method.__name__}()", method, args, fields)
            else:
                _leave_out_the_wrapper(error)
                raise
        raise TypeError(text)

    return _like(call, method)


def explained_constructor(init: Callable[..., Any]) -> Callable[..., Any]:
    """A client's constructor that says more where its arguments do not fit."""

    def made(self: Any, *args: Any, **options: Any) -> None:
        try:
            init(self, *args, **options)
            return
        except Exception as error:
            if not _is_misfit(error, init, self, args, options):
                _leave_out_the_wrapper(error)
                raise
            text = _client_misfit(type(self), init, args, options)
        raise TypeError(text)

    return _like(made, init)


def _is_misfit(
    error: Exception,
    method: Callable[..., Any],
    self: object,
    args: tuple[Any, ...],
    fields: Mapping[str, Any],
) -> bool:
    """Whether an error is about the arguments of a call: they do not fit, so nothing was run."""
    if not isinstance(error, TypeError):
        return False
    from inspect import signature

    try:
        signature(method).bind(self, *args, **fields)
    except TypeError:
        return True
    return False


def _leave_out_the_wrapper(error: Exception) -> None:
    """Show no wrapper between the user's line and the method in a traceback."""
    if error.__traceback__ is not None:
        error.__traceback__ = error.__traceback__.tb_next


def _like(function: Any, original: Any) -> Callable[..., Any]:
    # What functools.wraps does, at a third of its price: there are hundreds of methods.
    function.__name__ = original.__name__
    function.__qualname__ = original.__qualname__
    function.__module__ = original.__module__
    function.__doc__ = original.__doc__
    function.__annotations__ = original.__annotations__
    function.__wrapped__ = original
    wrapper: Callable[..., Any] = function
    return wrapper


def _misfit(
    what: str, method: Callable[..., Any], args: tuple[Any, ...], fields: Mapping[str, Any]
) -> str:
    names, required = _keywords(method)
    example = ", ".join(f"{name}=..." for name in required or names[:2])
    call = f"{method.__name__}({example})"
    if args:
        return f"{what} {_positional(args, call, names)}"
    unknown = [name for name in fields if name not in names]
    if unknown:
        return "; ".join([f"{what} {_unknown(unknown[0], names)}", *_others(unknown[1:], names)])
    missing = [name for name in required if name not in fields]
    return f"{what} lacks {', '.join(missing)}: {call}"


def _keywords(method: Callable[..., Any]) -> tuple[list[str], list[str]]:
    """All keywords of a method, and those that are required."""
    from inspect import Parameter, signature

    parameters = signature(method).parameters.values()
    keywords = [each for each in parameters if each.kind is Parameter.KEYWORD_ONLY]
    required = [each.name for each in keywords if each.default is Parameter.empty]
    return [each.name for each in keywords], required


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


_IN_CONFIG: Final = {
    "connect_timeout": "connect_timeout",
    "max_attempts": "retries",
    "max_pool_connections": "max_pool_connections",
    "proxies": "proxies",
    "read_timeout": "read_timeout",
    "retries": "retries",
    "timeout": "read_timeout",
    "user_agent_extra": "user_agent_extra",
}
_OTHER_OPTIONS: Final = {
    "region": "region_name",
    "profile": "profile_name",
    "endpoint": "endpoint_url",
    "aws_region": "region_name",
    "boto_client": "client",
    "boto3_client": "client",
    "sagemaker_client": "client",
    "boto_session": "session",
    "sagemaker_session": "session",
    "boto3_session": "session",
    "botocore_session": "session",
}


def _client_misfit(
    cls: Any, init: Callable[..., Any], args: tuple[Any, ...], options: Mapping[str, Any]
) -> str:
    name = cls.__name__
    if args:
        value = args[0]
        if isinstance(value, str) and value == cls.__service__:
            return f"{name}() is the client of {value!r} already: leave that out"
        option = "region_name"
        if hasattr(value, "meta"):
            option = "client"
        elif hasattr(value, "client") or hasattr(value, "create_client"):
            option = "session"
        shown = repr(value) if isinstance(value, str) and option == "region_name" else "..."
        return f"{name}() takes keywords, such as {name}({option}={shown})"
    names, _ = _keywords(init)
    unknown = next(option for option in options if option not in names)
    if unknown == "service_name":
        return f"{name}() is the client of {cls.__service__!r} already: leave {unknown}= out"
    if unknown in _IN_CONFIG:
        way = f"give config=Config({_IN_CONFIG[unknown]}=...)"
        return f"{name}() has no argument {unknown!r}: {way}"
    other = _OTHER_OPTIONS.get(unknown)
    if other is not None:
        return f"{name}() has no argument {unknown!r}: it is {other} here"
    text = _misfit(f"{name}()", init, (), options)
    return f"{text}; with client= it takes a client of boto3, made with any options"
