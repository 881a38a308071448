"""Wrappers that improve the error message of a call with the wrong arguments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import FunctionType
from typing import Any

__all__ = ["explain_methods", "explained_constructor", "explained_fields"]


def explain_methods(cls: type) -> None:
    """Wrap the public methods of a client class, or of one of its base classes."""
    for name, method in [*vars(cls).items()]:
        if isinstance(method, FunctionType) and not name.startswith("_"):
            setattr(cls, name, _explained(method))


def _explained(method: Callable[..., Any]) -> Callable[..., Any]:
    """Return a wrapper that raises a better ``TypeError`` when the arguments are wrong.

    Its overhead is negligible compared with the call itself. Its signature, docstring and source
    are those of ``method``.
    """

    def call(self: Any = None, /, *args: Any, **fields: Any) -> Any:
        try:
            return method(self, *args, **fields)
        except Exception as error:
            if self is None:  # called on the class
                name = method.__name__
                text = f"{name}() must be called on a client, such as SageMaker().{name}(...)"
            elif _is_misfit(error, method, self, args, fields):
                text = _misfit_of_method(self, method, args, fields)
            elif hasattr(error, "violations"):
                # The message has everything; the frames of this package would only hide it.
                error.__traceback__ = None
                raise
            else:
                _leave_out_the_wrapper(error)
                raise
        raise TypeError(text)

    return like(call, method)


def _misfit_of_method(
    client: Any, method: Callable[..., Any], args: tuple[Any, ...], fields: Mapping[str, Any]
) -> str:
    from .arguments import misfit
    from .newer import newer_argument

    name = method.__name__
    newer = partial(newer_argument, client, name)
    return misfit(f"{type(client).__name__}.{name}()", method, args, fields, newer=newer)


def explained_constructor(init: Callable[..., Any]) -> Callable[..., Any]:
    """Return a wrapper of a client's ``__init__`` that raises a better ``TypeError``."""

    def describe(cls: type, args: tuple[Any, ...], options: Mapping[str, Any]) -> str:
        from .options import client_misfit

        return client_misfit(cls, init, args, options)

    return _explained_init(init, describe)


def explained_fields(init: Callable[..., Any]) -> Callable[..., Any]:
    """Return a wrapper of a shape's ``__init__`` that raises a better ``TypeError``."""
    from .notebooks import PlainSignature  # imports inspect, which takes long

    def describe(cls: type, args: tuple[Any, ...], fields: Mapping[str, Any]) -> str:
        from .arguments import misfit
        from .newer import newer_member

        name, newer = cls.__name__, partial(newer_member, cls)
        return misfit(f"{name}()", init, args, fields, name=name, newer=newer)

    explained = _explained_init(init, describe)
    explained.__dict__["__signature__"] = PlainSignature(init)
    return explained


def _explained_init(
    init: Callable[..., Any],
    describe: Callable[[type, tuple[Any, ...], Mapping[str, Any]], str],
) -> Callable[..., Any]:
    """Return a wrapper of an ``__init__``; ``describe`` returns the message for wrong arguments."""

    def made(self: object, /, *args: Any, **given: Any) -> None:
        try:
            init(self, *args, **given)
            return
        except Exception as error:
            if not _is_misfit(error, init, self, args, given):
                _leave_out_the_wrapper(error)
                raise
            text = describe(type(self), args, given)
        raise TypeError(text)

    return like(made, init)


def _is_misfit(
    error: Exception,
    method: Callable[..., Any],
    self: object,
    args: tuple[Any, ...],
    fields: Mapping[str, Any],
) -> bool:
    """Return whether a call failed because its arguments do not match the signature."""
    if not isinstance(error, TypeError):
        return False
    from inspect import signature

    try:
        signature(method).bind(self, *args, **fields)
    except TypeError:
        return True
    return False


def _leave_out_the_wrapper(error: Exception) -> None:
    """Remove the wrapper's frame from the traceback of an error."""
    if error.__traceback__ is not None:
        error.__traceback__ = error.__traceback__.tb_next


def like(function: Any, original: Any) -> Callable[..., Any]:
    # Like functools.wraps, but three times as fast: there are hundreds of methods.
    function.__name__ = original.__name__
    function.__qualname__ = original.__qualname__
    function.__module__ = original.__module__
    function.__doc__ = original.__doc__
    function.__annotations__ = original.__annotations__
    function.__wrapped__ = original
    wrapper: Callable[..., Any] = function
    return wrapper
