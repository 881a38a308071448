"""Apply the corrections in ``rooms.toml`` to a service model."""

from __future__ import annotations

import attrs

from sagemaker_typed.codegen.errors import GenerationError
from sagemaker_typed.codegen.model.shapes import Member, Service, Structure

from . import naming
from .rules import Correction, Rules, unused_rows


def corrected(service: Service, rules: Rules) -> Service:
    """Return the service with the corrections applied; one that changes nothing is noted.

    Raises:
        GenerationError: a new name is not valid.
    """
    _check_renames(rules)
    shapes = dict(service.shapes)
    useless: list[str] = []
    for row in rules.corrections:
        # The others are in ``statuses.py`` and ``paging.py``.
        if row.change not in {"optional", "rename", "sensitive"}:
            continue
        shape = shapes.get(row.structure)
        if row.change == "sensitive":
            if shape is None or shape.sensitive:
                useless.append(f"[[corrections]] {row.structure} (no type that is not sensitive)")
            else:
                shapes[row.structure] = attrs.evolve(shape, sensitive=True)
            continue
        what = f"[[corrections]] {row.structure}.{row.member or row.to}"
        if row.change == "rename":
            if shape is None or naming.class_name(row.structure) == row.to:
                useless.append(what)
            continue
        changed = _with_optional(shape, row) if isinstance(shape, Structure) else None
        if changed is None:
            useless.append(f"{what} (the model does not require such a member)")
        else:
            shapes[row.structure] = changed
    return attrs.evolve(service, shapes=shapes).noted(*unused_rows(useless))


def _check_renames(rules: Rules) -> None:
    renames = [row for row in rules.corrections if row.change == "rename"]
    for number, row in enumerate(renames):
        if not naming.is_class_name(row.to or ""):
            raise GenerationError(
                f"rooms.toml: {row.structure} cannot be renamed to {row.to!r}: that is not a valid "
                "class name, or the generated modules use it for something else"
            )
        if row.structure in {earlier.structure for earlier in renames[:number]}:
            raise GenerationError(f"rooms.toml: {row.structure} is renamed twice")


def _with_optional(structure: Structure, row: Correction) -> Structure | None:
    members: list[Member] = []
    found = False
    for member in structure.members:
        if member.name == row.member and member.required:
            found = True
            members.append(attrs.evolve(member, required=False, may_be_absent=row.reason))
        else:
            members.append(member)
    return attrs.evolve(structure, members=tuple(members)) if found else None
