"""Follow the statements of a file in the order in which they run, without running them."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from contextlib import nullcontext

import attrs

from .expressions import Expressions
from .facts_of_code import Function
from .scopes import Scope, Values, all_merged, merged, merged_with, names_bound_in
from .values import Client, Module, Raw, UserClass, UserFunction, UserObject, Value

_GUARDS = frozenset(
    {"AttributeError", "BotocoreTooOldError", "ImportError", "ModuleNotFoundError"}
    | {"ParamValidationError"}
)
"""Errors that code catches to try whether a name is there, or whether a call is right."""
_EXPECTING = frozenset({"raises", "assertRaises", "assertRaisesRegex"})
_MANAGERS = frozenset(
    {"NamedTemporaryFile", "TemporaryDirectory", "TemporaryFile", "ZipFile", "aclosing", "chdir"}
    | {"closing", "nullcontext", "open", "redirect_stderr", "redirect_stdout"}
)
"""Context managers that let all errors pass. About others, this is not known."""
_NEVER_SWALLOWING = (Client, Raw)
_WITHOUT_SELF = frozenset({"classmethod", "staticmethod"})
_PROPERTIES = frozenset({"property", "cached_property"})


@attrs.define(eq=False)
class Statements:
    """Runs through the statements of one file."""

    expressions: Expressions
    waiting: list[tuple[Function, Scope, ast.ClassDef | None]] = attrs.field(
        factory=list[tuple[Function, Scope, ast.ClassDef | None]]
    )
    """Functions, which are read after the scope that they are in."""
    function: Function | None = None
    cls: ast.ClassDef | None = None
    jumps: list[tuple[bool, Values]] = attrs.field(factory=list[tuple[bool, Values]])
    """Whether each ``break`` or ``continue`` of the loop is a ``break``, and the names there."""
    rehearses: bool = False
    """Whether the body of a loop is read for its assignments only."""

    def module(self, tree: ast.Module) -> None:
        """Read a whole module."""
        self.block(tree.body)
        self._functions()

    def block(self, body: Sequence[ast.stmt]) -> bool:
        """Read statements; return whether the code after them is never reached."""
        return any(self._statement(statement) for statement in body)

    @property
    def _names(self) -> dict[str, Value | None]:
        return self.expressions.scope.names

    @_names.setter
    def _names(self, names: dict[str, Value | None]) -> None:
        self.expressions.scope.names = names

    def _statement(self, node: ast.stmt) -> bool:
        expressions = self.expressions
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self._define_function(node)
            case ast.ClassDef():
                self._define_class(node)
            case ast.Return():
                value = expressions.value(node.value)
                if self.function is not None and self.function.returns is None and node.value:
                    expressions.facts.set_result(self.function, value)
                return True
            case ast.Raise():
                expressions.value(node.exc)
                expressions.value(node.cause)
                return True
            case ast.Continue() | ast.Break():
                self.jumps.append((isinstance(node, ast.Break), dict(self._names)))
                return True
            case ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Tuple(elts=values)) if len(
                targets
            ) == len(values) and not any(
                isinstance(each, ast.Starred) for each in (*targets, *values)
            ):
                found = [expressions.value(each) for each in values]
                for target, value in zip(targets, found, strict=True):
                    self._bind(target, value)
            case ast.Assign():
                value = expressions.value(node.value)
                for target in node.targets:
                    self._bind(target, value)
            case ast.AnnAssign():
                value = expressions.annotations.of(node.annotation)
                self._bind(node.target, expressions.value(node.value) or value)
            case ast.AugAssign():
                expressions.value(node.value)
                self._bind(node.target, None)
            case ast.If():
                return self._if(node)
            case ast.For() | ast.AsyncFor() | ast.While():
                self._loop(node)
            case ast.With() | ast.AsyncWith():
                return self._with(node)
            case ast.Try() | ast.TryStar():
                return self._try(node)
            case ast.Match():
                self._match(node)
            case ast.Import():
                self._import(node)
            case ast.ImportFrom():
                self._import_from(node)
            case ast.Delete():
                for target in node.targets:
                    self._bind(target, None)
            case ast.Expr() | ast.Assert():
                for child in ast.iter_child_nodes(node):
                    if isinstance(child, ast.expr):
                        expressions.value(child)
            case _:
                pass
        return False

    def _bind(self, target: ast.expr, value: Value | None) -> None:
        self.expressions.bind(target, value)
        if (
            self.expressions.scope.is_class
            and self.cls is not None
            and isinstance(target, ast.Name)
        ):
            self.expressions.facts.set_attribute(self.cls, target.id, value)

    # --- branches ---------------------------------------------------------------------------------

    def _if(self, node: ast.If) -> bool:
        """Read alternative blocks; return whether all of them leave the code."""
        after: list[Values] = []
        while True:  # each ``elif`` is an ``if`` in the ``else`` of the one before
            self.expressions.value(node.test)
            before = dict(self._names)
            if not self.block(node.body):
                after.append(self._names)
            self._names = before
            match node.orelse:
                case [ast.If() as node]:
                    pass
                case _:
                    break
        before = dict(before)
        if not self.block(node.orelse):
            after.append(self._names)
        self._names = all_merged(after or [before])
        return not after

    def _loop(self, node: ast.For | ast.AsyncFor | ast.While) -> None:
        ends = [dict(self._names)]
        outer, self.jumps = self.jumps, []
        if isinstance(node, ast.While):
            self._names = self._loop_start(node.body, node.test)
            self.expressions.value(node.test)
            ends = [dict(self._names)]
        else:
            self.expressions.bind_items(node.target, node.iter)
            items = {name: self._names.get(name) for name in names_bound_in(node.target)}
            self._names = self._loop_start(node.body) | items
        if not self.block(node.body):
            ends.append(self._names)
        jumps, self.jumps = self.jumps, outer
        breaks = [names for is_break, names in jumps if is_break]
        ends += [names for is_break, names in jumps if not is_break]
        self._names = all_merged(ends)
        if not self.block(node.orelse) or not breaks:
            breaks.append(self._names)
        self._names = all_merged(breaks)

    def _loop_start(self, body: Sequence[ast.stmt], test: ast.expr | None = None) -> Values:
        """Return the names at the start of any round, the first or a later one."""
        before, scope = self._names, self.expressions.scope
        unknown = dict.fromkeys(names_bound_in(*body, *([test] if test else [])))
        if self.rehearses:
            return before | unknown
        bound, waiting = len(scope.bound), len(self.waiting)
        self._names = before | unknown
        self.rehearses = True
        with self.expressions.typed.report.expecting_errors():
            self.expressions.value(test)
            self.block(body)
        self.rehearses = False
        self.jumps.clear()
        del self.waiting[waiting:]
        return merged_with(before, scope.bound[bound:])

    def _with(self, node: ast.With | ast.AsyncWith) -> bool:
        expects = may_swallow = False
        for item in node.items:
            value = self.expressions.value(item.context_expr)
            expects |= _expects_errors(item.context_expr)
            may_swallow |= self._may_swallow(item.context_expr, value)
            if item.optional_vars is not None:
                self.expressions.bind(item.optional_vars, value)
        before, scope = dict(self._names), self.expressions.scope
        count = len(scope.bound)
        report = self.expressions.typed.report
        with report.expecting_errors() if expects else nullcontext():
            ends = self.block(node.body)
        if not may_swallow:
            return ends
        stopped = merged_with(before, scope.bound[count:])
        self._names = stopped if ends else merged(stopped, self._names)
        return False

    def _may_swallow(self, node: ast.expr, value: Value | None) -> bool:
        """Return whether the code after a ``with`` may run although its block has failed."""
        if isinstance(value, _NEVER_SWALLOWING):
            return False
        return not isinstance(node, ast.Call) or _called(node) not in _MANAGERS

    def _try(self, node: ast.Try | ast.TryStar) -> bool:
        guards = any(_names_of(handler.type) & _GUARDS for handler in node.handlers)
        report = self.expressions.typed.report
        before, scope, jumps = dict(self._names), self.expressions.scope, len(self.jumps)
        count = len(scope.bound)
        with report.expecting_errors() if guards else nullcontext():
            ends = self.block(node.body)
        after = self._names
        stopped = merged_with(before, scope.bound[count:])
        self._names = after
        ended = [] if ends or self.block(node.orelse) else [dict(self._names)]
        for handler in node.handlers:
            self._names = dict(stopped)
            self.expressions.value(handler.type)
            if handler.name:
                self.expressions.scope.bind(handler.name, None)
            if not self.block(handler.body):
                ended.append(self._names)
        self._names = merged_with(before, scope.bound[count:])
        if self.block(node.finalbody):
            return True
        # A ``break`` or ``continue`` in ``try`` runs ``finally`` too.
        last = {name: self._names.get(name) for name in names_bound_in(*node.finalbody)}
        for _, names in self.jumps[jumps:]:
            names.update(last)
        self._names = (all_merged(ended) if ended else dict(self._names)) | last
        return not ended

    def _match(self, node: ast.Match) -> None:
        self.expressions.value(node.subject)
        before = dict(self._names)
        result = dict(before)
        for case in node.cases:
            self._names = dict(before)
            self._narrow(node.subject, case.pattern)
            for part in ast.walk(case.pattern):
                match part:
                    case ast.MatchClass(cls=cls):
                        self.expressions.value(cls)
                    case ast.MatchValue(value=value):
                        self.expressions.value(value)
                    case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                        self.expressions.scope.bind(name, None)
                    case ast.MatchMapping(rest=str(name)):
                        self.expressions.scope.bind(name, None)
                    case _:
                        pass
            self.expressions.value(case.guard)
            if not self.block(case.body):
                result = merged(result, self._names)
        self._names = result

    def _narrow(self, subject: ast.expr, pattern: ast.pattern) -> None:
        """Forget the subject of ``match`` if a pattern says that it may have another class."""
        target = subject.target if isinstance(subject, ast.NamedExpr) else subject
        if isinstance(target, ast.Name) and any(
            isinstance(part, ast.MatchClass) for part in ast.walk(pattern)
        ):
            self.expressions.scope.bind(target.id, None)

    # --- imports ----------------------------------------------------------------------------------

    def _import(self, node: ast.Import) -> None:
        for alias in node.names:
            module = self.expressions.modules.imported(alias, alias.name)
            if alias.asname:
                self.expressions.scope.bind(alias.asname, module)
            else:
                root = alias.name.partition(".")[0]
                found = self.expressions.modules.imported(alias, root)
                self.expressions.scope.bind(root, found)

    def _import_from(self, node: ast.ImportFrom) -> None:
        modules = self.expressions.modules
        module = modules.imported(node, node.module) if node.module and not node.level else None
        for alias in node.names:
            found = None
            if isinstance(module, Module) and alias.name != "*":
                found = modules.attribute(alias, module, alias.name)
            if alias.name != "*":
                self.expressions.scope.bind(alias.asname or alias.name, found)

    # --- functions and classes --------------------------------------------------------------------

    def _define_function(self, node: Function) -> None:
        expressions = self.expressions
        decorators = {_called(decorator) for decorator in node.decorator_list}
        for decorator in node.decorator_list:
            expressions.value(decorator)
        arguments = node.args
        for default in (*arguments.defaults, *arguments.kw_defaults):
            expressions.value(default)
        returned = expressions.annotations.of(node.returns)
        if node.returns is not None:
            expressions.facts.set_result(node, returned)
        elif any(isinstance(each, ast.Yield | ast.YieldFrom) for each in ast.walk(node)):
            expressions.facts.set_result(node, None)
        known = expressions.facts.result(node)
        if expressions.scope.is_class and self.cls is not None:
            is_property = bool(decorators & _PROPERTIES)
            attribute = known if is_property else None if decorators else UserFunction(node)
            expressions.facts.set_attribute(self.cls, node.name, attribute)
        expressions.scope.bind(node.name, None if decorators else UserFunction(node))
        is_method = expressions.scope.is_class and not decorators & _WITHOUT_SELF
        self.waiting.append((node, expressions.scope, self.cls if is_method else None))

    def _define_class(self, node: ast.ClassDef) -> None:
        expressions = self.expressions
        for each in (*node.decorator_list, *node.bases, *(k.value for k in node.keywords)):
            expressions.value(each)
        bases = [expressions.value(base) for base in node.bases]
        for base in bases:
            if isinstance(base, UserClass):
                expressions.facts.set_base(node, base.node)
        # What a class inherits is not known.
        is_plain = all(isinstance(base, UserClass | None) for base in bases)
        outer, outer_class = expressions.scope, self.cls
        expressions.scope = Scope(outer, is_class=True)
        is_derived = any(isinstance(base, UserClass) for base in bases)
        self.cls = node if is_plain or is_derived else None
        self.block(node.body)
        expressions.scope, self.cls = outer, outer_class
        outer.bind(node.name, UserClass(node) if is_plain else None)

    def _functions(self) -> None:
        """Read the functions that were defined so far, and those within them."""
        while self.waiting:
            node, outer, cls = self.waiting.pop(0)
            self.expressions.scope = Scope(outer)
            self.function, self.cls = node, None
            self._parameters(node, cls)
            self.block(node.body)

    def _parameters(self, node: Function, cls: ast.ClassDef | None) -> None:
        scope, arguments = self.expressions.scope, node.args
        parameters = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        for number, parameter in enumerate(parameters):
            value = self.expressions.annotations.of(parameter.annotation)
            if number == 0 and cls is not None and parameter.annotation is None:
                value = UserObject(cls)
            scope.bind(parameter.arg, value)
        for rest in filter(None, (arguments.vararg, arguments.kwarg)):
            self.expressions.annotations.of(rest.annotation)
            scope.bind(rest.arg, None)


def _called(node: ast.expr) -> str:
    """Return the last name of a function, or of what is called."""
    if isinstance(node, ast.Call):
        return _called(node.func)
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def _expects_errors(node: ast.expr) -> bool:
    """Return whether a context manager is for code that fails intentionally."""
    name = _called(node)
    if name == "suppress" and isinstance(node, ast.Call):
        return any(_names_of(argument) & _GUARDS for argument in node.args)
    return name in _EXPECTING


def _names_of(node: ast.expr | None) -> set[str]:
    """Return the names of the classes in an ``except``."""
    if node is None:
        return set()
    inner = node.elts if isinstance(node, ast.Tuple) else [node]
    return {_called(each) for each in inner}
