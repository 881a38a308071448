"""Facts about the value of an expression. ``None`` means that nothing is known."""

from __future__ import annotations

import ast
from typing import TypeAlias

import attrs


@attrs.frozen
class Module:
    """A module of this package, of boto3 or of boto3's stubs."""

    path: str


@attrs.frozen
class Reading:
    """A function that makes an object of the class in its first argument, such as ``from_boto``."""


@attrs.frozen
class RawFactory:
    """The function ``boto3.client``."""


@attrs.frozen
class RawClass:
    """The class of a client in boto3's stubs."""

    service: str


@attrs.frozen
class SessionClass:
    """A class of sessions of boto3 or botocore, or a function that makes one."""


@attrs.frozen
class Class:
    """A generated class or named type."""

    service: str
    name: str


@attrs.frozen
class ClientClass:
    """The class of a typed client."""

    service: str
    is_async: bool = False


@attrs.frozen
class Client:
    """A typed client."""

    service: str
    is_async: bool = False


@attrs.frozen
class Object:
    """An object of a generated class."""

    service: str
    cls: str


@attrs.frozen
class Many:
    """A list, or another iterable, of values of one kind."""

    item: Value


@attrs.frozen
class Mapped:
    """A dict whose values are of one kind."""

    value: Value


@attrs.frozen
class Raw:
    """A client of boto3."""

    service: str


@attrs.frozen
class RawPaginator:
    """The result of ``get_paginator``."""

    service: str
    operation: str


@attrs.frozen
class RawWaiter:
    """The result of ``get_waiter``."""

    service: str
    waiter: str


@attrs.frozen
class Session:
    """A session of boto3 or botocore."""


@attrs.frozen
class Method:
    """An attribute of a value that is called."""

    owner: Value
    name: str


@attrs.frozen
class UserFunction:
    """A function in the code."""

    node: ast.FunctionDef | ast.AsyncFunctionDef


@attrs.frozen
class UserClass:
    """A class in the code."""

    node: ast.ClassDef


@attrs.frozen
class UserObject:
    """An object of a class in the code."""

    node: ast.ClassDef


Value: TypeAlias = (
    Module
    | Reading
    | RawFactory
    | RawClass
    | SessionClass
    | Class
    | ClientClass
    | Client
    | Object
    | Many
    | Mapped
    | Raw
    | RawPaginator
    | RawWaiter
    | Session
    | Method
    | UserFunction
    | UserClass
    | UserObject
)


def joined(values: list[Value | None]) -> Value | None:
    """Return the value that all have in common, if any."""
    first = values[0] if values else None
    return first if all(value == first for value in values) else None
