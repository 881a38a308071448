"""Find what is known about the value of each expression, and check the names in it."""

from __future__ import annotations

import ast
from collections.abc import Iterable

import attrs

from .annotations import Annotations
from .facts_of_code import FactsOfCode
from .modules import Modules
from .raw_calls import RawCalls
from .scopes import Scope
from .typed_uses import TypedUses
from .values import (
    Class,
    Client,
    ClientClass,
    Many,
    Mapped,
    Method,
    Module,
    Object,
    Raw,
    RawFactory,
    RawPaginator,
    RawWaiter,
    Reading,
    Session,
    SessionClass,
    UserClass,
    UserFunction,
    UserObject,
    Value,
    joined,
)

_SAME_ITEMS = frozenset({"iter", "list", "reversed", "set", "sorted", "tuple"})


@attrs.define(eq=False)
class Expressions:
    """Evaluates the expressions in one file, as far as they are known without running them."""

    modules: Modules
    typed: TypedUses
    raw: RawCalls
    facts: FactsOfCode
    scope: Scope
    comprehensions: list[Scope] = attrs.field(factory=list[Scope])
    """The scopes around the comprehensions that are being read."""

    @property
    def annotations(self) -> Annotations:
        """A reader of annotations, with the names of this scope."""
        return Annotations(self.value, self.typed)

    def value(self, node: ast.expr | None) -> Value | None:
        """Return what is known about an expression, and check it."""
        match node:
            case None:
                return None
            case ast.Name():
                return self.scope.find(node.id)
            case ast.Attribute():
                return self._attribute(node, self.value(node.value))
            case ast.Call():
                return self._call(node)
            case ast.Await():
                return (
                    self._call(node.value, is_awaited=True)
                    if isinstance(node.value, ast.Call)
                    else self.value(node.value)
                )
            case ast.Starred():
                return self.value(node.value)
            case ast.NamedExpr():
                found = self.value(node.value)
                self.bind(node.target, found)
                for scope in self.comprehensions:  # they may not have any round
                    before = scope.names.get(node.target.id, found)
                    scope.bind(node.target.id, joined([before, found]))
                return found
            case ast.IfExp():
                self.value(node.test)
                return joined([self.value(node.body), self.value(node.orelse)])
            case ast.BoolOp():
                return joined([self.value(operand) for operand in node.values])
            case ast.Subscript():
                return self._subscript(node)
            case ast.List() | ast.Tuple() | ast.Set():
                item = joined([self.value(element) for element in node.elts])
                return Many(item) if item else None
            case ast.ListComp() | ast.SetComp() | ast.GeneratorExp():
                item = self._comprehension(node.generators, [node.elt])
                return Many(item) if item else None
            case ast.DictComp():
                self._comprehension(node.generators, [node.key, node.value])
                return None
            case ast.BinOp():
                for term in _terms_of(node):
                    self.value(term)
                return None
            case ast.Lambda():
                self._lambda(node)
                return None
            case _:
                self._children(node)
                return None

    def bind(self, target: ast.expr, value: Value | None) -> None:
        """Assign a value to a target."""
        match target:
            case ast.Name():
                is_shared = target.id in self.facts.shared
                self.scope.bind(target.id, None if is_shared else self.facts.kept(target.id, value))
            case ast.Attribute():
                owner = self.value(target.value)
                if isinstance(owner, UserObject):
                    self.facts.set_attribute(owner.node, target.attr, value)
                elif owner is not None:  # its attributes are no longer those of its class
                    self._forget(target.value)
            case ast.Tuple() | ast.List():
                item = value.item if isinstance(value, Many) else None
                for element in target.elts:
                    is_starred = isinstance(element, ast.Starred)
                    self.bind(element, value if is_starred and item else item)
            case ast.Starred():
                self.bind(target.value, value)
            case ast.Subscript():
                self.value(target.value)
                self.value(target.slice)
            case _:
                pass

    def bind_items(self, target: ast.expr, iterable: ast.expr) -> None:
        """Assign the items of an iterable, as ``for`` does."""
        match iterable, target:
            case (
                ast.Call(func=ast.Name("enumerate"), args=[inner, *_]),
                ast.Tuple(elts=[number, item]),
            ) if not self.scope.has("enumerate"):
                self.bind(number, None)
                self.bind(item, _item_of(self.value(inner)))
            case (
                ast.Call(func=ast.Attribute(value=inner, attr="items"), args=[]),
                ast.Tuple(elts=[key, item]),
            ) if isinstance(found := self.value(inner), Mapped):
                self.bind(key, None)
                self.bind(item, found.value)
            case _:
                self.bind(target, _item_of(self.value(iterable)))

    def _attribute(self, node: ast.Attribute, owner: Value | None) -> Value | None:
        if node.attr in self.facts.replaced and not isinstance(owner, UserObject):
            return None
        if node.attr in self.facts.assigned and isinstance(owner, Client | Raw | Object):
            return None
        match owner:
            case Module():
                return self.modules.attribute(node, owner, node.attr)
            case Client():
                return self.typed.of_client(node, owner)
            case Object():
                return self.typed.of_object(node, owner)
            case Class():
                self.typed.of_class(node, owner)
                return Method(owner, node.attr)
            case Raw():
                return self.raw.attribute(node, owner)
            case UserObject():
                return self.facts.attribute(owner.node, node.attr)
            case RawPaginator() | RawWaiter() | Session() | Mapped():
                return Method(owner, node.attr)
            case _:
                return None

    def _call(self, node: ast.Call, *, is_awaited: bool = False) -> Value | None:
        function = self.value(node.func)
        arguments = [self.value(argument) for argument in node.args]
        for keyword in node.keywords:
            self.value(keyword.value)
        given = arguments[0] if arguments else None
        if _called(node) in {"isinstance", "issubclass"} and len(node.args) == 2:
            self._narrow(node.args[0], given, arguments[1])
        match function:
            case ClientClass(service, is_async):
                return Client(service, is_async)
            case Class():
                return self.typed.call_of_class(node, function)
            case Method(Client() as client, name):
                given = given or self._keyword(node, "request")
                found = self.typed.call_of_method(node, client, name, given)
                # Without ``await``, the response of an Async client is not there yet.
                is_response = is_awaited or not client.is_async or not isinstance(found, Object)
                return found if is_response else None
            case Method(Mapped(value), "values"):
                return Many(value)
            case Method(Mapped(value), "get" | "pop"):
                return value if self._is_default(node, value) else None
            case Method(Class(), "open"):
                return None
            case Method(Session(), "client" | "create_client") | RawFactory():
                return self._raw_client(node)
            case Method(Raw() | RawPaginator() | RawWaiter()):
                return self.raw.call(node, function)
            case Reading():
                return self.annotations.object_of(given)
            case SessionClass():
                return Session()
            case UserFunction(definition):
                is_result = is_awaited or not _is_coroutine(definition)
                return self.facts.result(definition) if is_result else None
            case UserClass(definition):
                return UserObject(definition)
            case _:
                return self._unknown_call(node, given)

    def _narrow(self, node: ast.expr, value: Value | None, cls: Value | None) -> None:
        """Forget a value that may be one of another class, also one derived from its own."""
        if value is None or self.annotations.object_of(cls) == value:
            return
        self._forget(node)

    def _forget(self, node: ast.expr) -> None:
        """Forget the value of a name or of an attribute."""
        match node:
            case ast.Name(id=name) | ast.NamedExpr(target=ast.Name(id=name)):
                self.scope.bind(name, None)
            case ast.Attribute(value=inner, attr=name):
                owner = self.value(inner)
                if isinstance(owner, UserObject):
                    self.facts.forget_attribute(owner.node, name)
                else:
                    self._forget(inner)
            case _:
                pass

    def _unknown_call(self, node: ast.Call, given: Value | None) -> Value | None:
        match node.func:
            case ast.Name(name) if not self.scope.has(name):
                if name in _SAME_ITEMS and isinstance(given, Many):
                    return given
                if name == "next" and self._is_default(node, _item_of(given)):
                    return _item_of(given)
            case ast.Attribute(attr="enter_context" | "enter_async_context"):
                return given
            case _:
                pass
        return None

    def _is_default(self, node: ast.Call, value: Value | None) -> bool:
        """Return whether the second argument, if any, is ``None`` or a value of the same kind."""
        match node.args:
            case [_, default]:
                return getattr(default, "value", ...) is None or self.value(default) == value
            case _:
                return not node.keywords

    def _keyword(self, node: ast.Call, name: str) -> Value | None:
        found = [keyword.value for keyword in node.keywords if keyword.arg == name]
        return self.value(found[0]) if found else None

    def _raw_client(self, node: ast.Call) -> Value | None:
        named = [k.value for k in node.keywords if k.arg == "service_name"]
        first = [*node.args[:1], *named][:1]
        match first:
            case [ast.Constant(value=str(service))] if service in self.typed.report.sides.services:
                return Raw(service)
            case _:
                return None

    def _subscript(self, node: ast.Subscript) -> Value | None:
        owner = self.value(node.value)
        self.value(node.slice)
        match owner:
            case Many(item):
                return owner if isinstance(node.slice, ast.Slice) else item
            case Mapped(value):
                return value
            case Class():
                self.typed.item_of_class(node, owner)
                return None
            case _:
                return None

    def _comprehension(
        self, generators: Iterable[ast.comprehension], elements: list[ast.expr]
    ) -> Value | None:
        outer = self.scope
        self.scope = Scope(outer.parent, dict(outer.names), dict(outer.everywhere))
        self.comprehensions.append(outer)
        try:
            for generator in generators:
                self.bind_items(generator.target, generator.iter)
                for condition in generator.ifs:
                    self.value(condition)
            return [self.value(element) for element in elements][-1]
        finally:
            self.scope = outer
            self.comprehensions.pop()

    def _lambda(self, node: ast.Lambda) -> None:
        outer, comprehensions = self.scope, self.comprehensions
        self.scope = Scope(outer.parent, dict(outer.names), dict(outer.everywhere))
        self.comprehensions = []
        arguments = node.args
        try:
            for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
                self.scope.bind(argument.arg, None)
            for default in (*arguments.defaults, *arguments.kw_defaults):
                self.value(default)
            self.value(node.body)
        finally:
            self.scope, self.comprehensions = outer, comprehensions

    def _children(self, node: ast.AST) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                self.value(child)
            else:
                self._children(child)


def _item_of(value: Value | None) -> Value | None:
    return value.item if isinstance(value, Many) else None


def _is_coroutine(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    is_generator = any(isinstance(node, ast.Yield) for node in ast.walk(function))
    return isinstance(function, ast.AsyncFunctionDef) and not is_generator


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _terms_of(node: ast.expr) -> list[ast.expr]:
    """Return the terms of a sum, in which each ``+`` contains those before it."""
    found: list[ast.expr] = []
    while isinstance(node, ast.BinOp):
        found.append(node.right)
        node = node.left
    return [node, *reversed(found)]
