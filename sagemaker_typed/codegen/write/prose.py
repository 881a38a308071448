"""Add AWS documentation to the docstrings of a copy that is not committed."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

import attrs

from sagemaker_typed._documentation.markdown import to_markdown
from sagemaker_typed.codegen.plan.naming import class_name

from .views import (
    AliasView,
    AsyncClientView,
    ClassView,
    ClientView,
    EnumView,
    FieldView,
    MethodView,
    ModuleView,
    OperationsView,
    ParameterView,
)

_WIDTH: Final = 88


def documenter(raw_model: Mapping[str, Any]) -> Callable[[object], object]:
    """Return a function that adds the documentation of a service model to a view's docstrings."""
    prose = _Prose(
        {class_name(name): shape for name, shape in raw_model["shapes"].items()},
        raw_model["operations"],
        raw_model["shapes"],
    )
    return prose.view


@attrs.frozen(eq=False)
class _Prose:
    classes: Mapping[str, Mapping[str, Any]]
    operations: Mapping[str, Mapping[str, Any]]
    shapes: Mapping[str, Mapping[str, Any]]

    def view(self, view: object) -> object:
        match view:
            case ModuleView():
                statements = tuple(map(self._statement, view.statements))
                return attrs.evolve(view, statements=statements)
            case OperationsView() | ClientView() | AsyncClientView():
                return attrs.evolve(view, methods=self._methods(view.methods))
            case _:
                return view

    def _methods(self, methods: tuple[MethodView, ...]) -> tuple[MethodView, ...]:
        return tuple(map(self._method, methods))

    def _method(self, method: MethodView) -> MethodView:
        operation = self.operations[method.request.removesuffix("Request")]
        shape = self.shapes.get(operation.get("input", {}).get("shape", ""), {})
        members = shape.get("members", {})
        return attrs.evolve(
            method,
            doc=_with_documentation(method.doc, operation),
            parameters=tuple(self._parameter(members, view) for view in method.parameters),
        )

    def _parameter(
        self, members: Mapping[str, Mapping[str, Any]], view: ParameterView
    ) -> ParameterView:
        text = self._text_of_member(members, view.wire_name)
        # Editors show one line of a keyword; the class of the request has the whole text.
        first = " ".join(text.partition("\n\n")[0].split())
        return attrs.evolve(view, doc=f"{view.doc} {first}") if first else view

    def _statement(
        self, view: AliasView | EnumView | ClassView
    ) -> AliasView | EnumView | ClassView:
        match view:
            case ClassView():
                return self._class(view)
            case EnumView():
                return attrs.evolve(
                    view, doc=_with_documentation(view.doc, self.classes.get(view.name, {}))
                )
            case _:
                return view

    def _class(self, view: ClassView) -> ClassView:
        own = shape = self.classes.get(view.name, {})
        shape_name = dict(view.class_variables).get("__shape_name__")
        if shape_name is not None:
            shape = self.shapes.get(ast.literal_eval(shape_name), {})
            operation = view.name.removesuffix("Response").removesuffix("Request")
            own = self.operations[operation]
            if view.base == "Response" and shape.get("documentation"):
                own = shape
        field = partial(self._field, shape.get("members", {}))
        return attrs.evolve(
            view, doc=_with_documentation(view.doc, own), fields=tuple(map(field, view.fields))
        )

    def _field(self, members: Mapping[str, Mapping[str, Any]], view: FieldView) -> FieldView:
        text = self._text_of_member(members, view.wire_name)
        return attrs.evolve(view, doc=f"{view.doc}\n\n{text}") if text else view

    def _text_of_member(self, members: Mapping[str, Mapping[str, Any]], wire_name: str) -> str:
        member = members.get(ast.literal_eval(wire_name), {})
        shape = self.shapes.get(member.get("shape", ""), {})
        return _text(member) or _text(shape)


def _text(raw: Mapping[str, Any]) -> str:
    html = raw.get("documentation")
    return to_markdown(html, _WIDTH) if isinstance(html, str) else ""


def _with_documentation(doc: str, raw: Mapping[str, Any]) -> str:
    """Insert the documentation between the first line of a docstring and the lines below it."""
    text = _text(raw)
    if not text:
        return doc
    first, _, rest = doc.partition("\n\n")
    return "\n\n".join([first, text, rest] if rest else [first, text]) + ("" if rest else "\n")
