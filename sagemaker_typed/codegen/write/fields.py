"""The views of members: fields of a class, or keywords of a method."""

from __future__ import annotations

from collections.abc import Set

import attrs

from sagemaker_typed.codegen.model.shapes import Member, Operation, Structure
from sagemaker_typed.codegen.plan import naming

from . import facts
from .annotations import Annotator
from .context import Context
from .literals import text_literal
from .views import FieldView, ParameterView


def fields(
    context: Context, structure: Structure | None, annotator: Annotator
) -> tuple[FieldView, ...]:
    """Return the fields of a structure's class in the order of the model.

    There are none if there is no structure.
    """
    if structure is None:
        return ()
    names = _names(structure)
    shadowed = frozenset(names.values())
    found = tuple(
        _field(context, member, names[member.name], annotator, shadowed)
        for member in structure.members
    )
    if structure.sensitive:
        found = tuple(attrs.evolve(field, sensitive=True) for field in found)
    return found


def parameters(
    context: Context, operation: Operation, annotator: Annotator, shadowed: Set[str]
) -> tuple[ParameterView, ...]:
    """Return the fields of a request as keywords of a method, the required ones first.

    The class of the method binds ``shadowed``.
    """
    structure = shape_of(context, operation.input)
    if structure is None:
        return ()
    names = _names(structure)
    found = (
        _parameter(context, member, names[member.name], annotator, shadowed)
        for member in structure.members
    )
    return tuple(sorted(found, key=lambda parameter: not parameter.required))


def shape_of(context: Context, name: str | None) -> Structure | None:
    """Return an operation's input or output, if it has one."""
    return None if name is None else context.service.structure(name)


def optional(annotation: str) -> str:
    """Return the annotation with ``| None``."""
    # The quotes of a forward reference must include the ``| None``: str has no | operator.
    if annotation.startswith('"'):
        return f'"{annotation[1:-1]} | None"'
    return f"{annotation} | None"


def _names(structure: Structure) -> dict[str, str]:
    return naming.field_names(structure.name, [member.name for member in structure.members])


def _field(
    context: Context, member: Member, name: str, annotator: Annotator, shadowed: Set[str]
) -> FieldView:
    required = _is_required(member)
    annotation = annotator.field(member, shadowed)
    kind = annotator.bare_field(member)
    return FieldView(
        name,
        annotation if required else optional(annotation),
        required,
        context.is_sensitive(member.shape),
        text_literal(member.name),
        facts.member_facts(
            member,
            context.service.shapes[member.shape],
            "" if kind == annotation.strip('"') else kind,
        ),
    )


def _parameter(
    context: Context, member: Member, name: str, annotator: Annotator, shadowed: Set[str]
) -> ParameterView:
    required = _is_required(member)
    annotation = annotator.field(member, shadowed)
    kind = annotator.bare_field(member)
    definition = context.layout.definitions.get(member.shape)
    return ParameterView(
        name,
        annotation if required else optional(annotation),
        required,
        text_literal(member.name),
        kind if required else optional(kind),
        facts.parameter_facts(
            member,
            context.service.shapes[member.shape],
            "" if definition is None else definition.name,
        ),
    )


def _is_required(member: Member) -> bool:
    return member.required and not member.idempotency_token
